//! Every formula that a network is made of, gathered in one trait.
//!
//! The trait's own methods are the formulas: [`Longhand`] changes none. A network asks for its pieces through the
//! trait, so that another implementation can take the place of one piece: the planted faults of [`mod@crate::faults`]
//! spoil one, and [`crate::magnitudes`] replaces sums by sums of sizes. The formulas know nothing of it.

use experiment::spec::{Activation, Penalty};

use crate::batch_loss::{self, Samples};
use crate::head::{self, Head};
use crate::layers::affine::AffineGradients;
use crate::layers::batch_norm::{BatchMoments, BatchNormCache, BatchNormGradients};
use crate::layers::{activation, affine, batch_norm, dropout, maxout, prelu, residual};
use crate::matrix::{MatMut, MatRef};
use crate::penalty;
use crate::scalar::Scalar;

/// The formulas as they are.
#[derive(Debug, Clone, Copy, Default)]
pub struct Longhand;

impl<T: Scalar> Operations<T> for Longhand {}

/// The pieces of a network; each is documented where it is written.
pub trait Operations<T: Scalar> {
    /// [`affine::affine_forward`]
    #[inline]
    fn affine_forward(&self, x: MatRef<T>, w: MatRef<T>, b: Option<&[T]>, z: MatMut<T>) {
        affine::affine_forward(x, w, b, z);
    }

    /// [`affine::affine_backward`]
    #[inline]
    fn affine_backward(&self, x: MatRef<T>, dz: MatRef<T>, d: AffineGradients<T>) {
        affine::affine_backward(x, dz, d);
    }

    /// [`affine::affine_backward_input`]
    #[inline]
    fn affine_backward_input(&self, w: MatRef<T>, dz: MatRef<T>, dx: MatMut<T>) {
        affine::affine_backward_input(w, dz, dx);
    }

    /// [`batch_norm::normalize`]
    fn normalize(&self, z: MatRef<T>, moments: BatchMoments<T>, normalized: MatMut<T>) {
        batch_norm::normalize(z, moments, normalized);
    }

    /// [`batch_norm::batch_norm_backward`]
    fn batch_norm_backward(&self, cache: BatchNormCache<T>, gamma: &[T], d: MatMut<T>, g: BatchNormGradients<T>) {
        batch_norm::batch_norm_backward(cache, gamma, d, g);
    }

    /// [`activation::activation_forward`]
    fn activation_forward(&self, f: Activation, z: &[T], a: &mut [T]) {
        activation::activation_forward(f, z, a);
    }

    /// [`activation::activation_backward`]
    fn activation_backward(&self, f: Activation, z: &[T], a: &[T], d: &mut [T]) {
        activation::activation_backward(f, z, a, d);
    }

    /// [`prelu::prelu_forward`]
    fn prelu_forward(&self, z: &[T], slope: T, a: &mut [T]) {
        prelu::prelu_forward(z, slope, a);
    }

    /// [`prelu::prelu_backward`]
    fn prelu_backward(&self, z: &[T], slope: T, d: &mut [T]) -> T {
        prelu::prelu_backward(z, slope, d)
    }

    /// [`maxout::maxout_forward`]
    fn maxout_forward(&self, z: MatRef<T>, a: MatMut<T>) {
        maxout::maxout_forward(z, a);
    }

    /// [`maxout::maxout_backward`]
    fn maxout_backward(&self, z: MatRef<T>, da: MatRef<T>, dz: MatMut<T>) {
        maxout::maxout_backward(z, da, dz);
    }

    /// [`dropout::dropout_forward`]
    fn dropout_forward(&self, mask: &[T], a: &[T], h: &mut [T]) {
        dropout::dropout_forward(mask, a, h);
    }

    /// [`dropout::dropout_backward`]
    fn dropout_backward(&self, mask: &[T], d: &mut [T]) {
        dropout::dropout_backward(mask, d);
    }

    /// [`residual::residual_forward`]
    fn residual_forward(&self, x: MatRef<T>, projection: Option<MatRef<T>>, h: MatMut<T>) {
        residual::residual_forward(x, projection, h);
    }

    /// [`residual::residual_backward`]
    fn residual_backward(&self, x: MatRef<T>, dh: MatRef<T>, dprojection: MatMut<T>) {
        residual::residual_backward(x, dh, dprojection);
    }

    /// [`residual::residual_backward_input`]
    fn residual_backward_input(&self, projection: Option<MatRef<T>>, dh: MatRef<T>, dx: MatMut<T>) {
        residual::residual_backward_input(projection, dh, dx);
    }

    /// [`head::output_forward`]
    fn output_forward(&self, head: Head, z: MatRef<T>, y: MatMut<T>) {
        head::output_forward(head, z, y);
    }

    /// [`batch_loss::loss_forward`]
    fn loss_forward(&self, head: Head, z: MatRef<T>, y: MatRef<T>, samples: Samples<T>) -> T {
        batch_loss::loss_forward(head, z, y, samples)
    }

    /// [`batch_loss::loss_backward`]
    fn loss_backward(&self, head: Head, z: MatRef<T>, y: MatRef<T>, samples: Samples<T>, dz: MatMut<T>) {
        batch_loss::loss_backward(head, z, y, samples, dz);
    }

    /// [`penalty::penalty_forward`]
    fn penalty_forward(&self, penalty: Penalty, w: &[T]) -> T {
        penalty::penalty_forward(penalty, w)
    }

    /// [`penalty::penalty_backward`]
    fn penalty_backward(&self, penalty: Penalty, w: &[T], dw: &mut [T]) {
        penalty::penalty_backward(penalty, w, dw);
    }
}

//! How large the terms are that a gradient is the sum of: the measure of an error.
//!
//! A gradient may be tiny because large terms cancel, and then its last digits are noise. This is the backward
//! pass with sizes instead of gradients: δ is the size of dz, and
//!
//! ```text
//! weight  |x|ᵀ·δ      bias  Σ δ      γ  Σ δ·|x̂|      slope  Σ δ·|z|      penalty  + λ₁ + λ₂·|w|
//! ```
//!
//! where |x| of a hidden layer is its size in the sense of `forward`.
//!
//! A difference is as large as its parts: y − t counts |y| + |t|, and batch norm's three terms all count. What an
//! activation or a loss counts stands beside its slope (`slope_terms`). Through a matrix sizes go by the root of the
//! sum of squares, as independent errors do: adding them up would, layer after layer, make the measure so loose that
//! no fault shows.

mod forward;

pub use forward::add_sizes;

use experiment::spec::{Activation, OutputActivation, Penalty};

use crate::batch_loss::{Samples, goes_through_output, loss_backward, slope_terms};
use crate::head::Head;
use crate::layers::activation::activation_backward_terms;
use crate::layers::affine::{AffineGradients, affine_backward, column_sums};
use crate::layers::batch_norm::{BatchNormCache, BatchNormGradients};
use crate::layers::prelu::prelu_backward_terms;
use crate::matrix::{MatMut, MatRef};
use crate::operations::Operations;
use crate::product::{add_product, set_product};
use crate::scalar::Scalar;

/// The backward pass of sizes.
#[derive(Debug, Clone, Copy)]
pub struct Magnitudes;

impl<T: Scalar> Operations<T> for Magnitudes {
    fn affine_backward(&self, x: MatRef<T>, dz: MatRef<T>, d: AffineGradients<T>) {
        let sizes = map(x, T::abs);
        affine_backward(MatRef::new(&sizes, x.rows(), x.columns()), dz, d);
    }

    fn affine_backward_input(&self, w: MatRef<T>, dz: MatRef<T>, mut dx: MatMut<T>) {
        dx.values().fill(T::ZERO);
        add_in_squares(dz, w, dx);
    }

    fn residual_backward(&self, x: MatRef<T>, dh: MatRef<T>, dprojection: MatMut<T>) {
        let sizes = map(x, T::abs);
        set_product(MatRef::new(&sizes, x.rows(), x.columns()).t(), dh, dprojection);
    }

    fn residual_backward_input(&self, projection: Option<MatRef<T>>, dh: MatRef<T>, mut dx: MatMut<T>) {
        match projection {
            Some(projection) => add_in_squares(dh, projection, dx),
            None => dx.values().iter_mut().zip(dh.values()).for_each(|(dx, &dh)| *dx += dh),
        }
    }

    fn batch_norm_backward(&self, of: BatchNormCache<T>, gamma: &[T], mut d: MatMut<T>, g: BatchNormGradients<T>) {
        let x = of.normalized;
        let n = T::from_f64(x.rows() as f64);
        column_sums(d.view(), g.dbeta);
        for (j, dgamma) in g.dgamma.iter_mut().enumerate() {
            *dgamma = (0..x.rows()).fold(T::ZERO, |sum, s| sum + d.view().at(s, j) * x.at(s, j).abs());
            for s in 0..x.rows() {
                let dy = &mut d.row(s)[j];
                let terms = *dy + (g.dbeta[j] + x.at(s, j).abs() * *dgamma) / n;
                *dy = gamma[j].abs() * of.inverse_deviation[j] * terms;
            }
        }
    }

    fn activation_backward(&self, f: Activation, z: &[T], a: &[T], d: &mut [T]) {
        activation_backward_terms(f, z, a, d);
    }

    fn prelu_backward(&self, z: &[T], slope: T, d: &mut [T]) -> T {
        prelu_backward_terms(z, slope, d)
    }

    fn loss_backward(&self, head: Head, z: MatRef<T>, y: MatRef<T>, samples: Samples<T>, mut dz: MatMut<T>) {
        loss_backward(head, z, y, samples, dz.by_ref());
        for s in 0..y.rows() {
            let size = |j: usize| slope_terms(head, y.row(s)[j], samples.targets.row(s)[j], y.columns());
            let share = samples.scale(head, s, y.columns());
            let row: Vec<Option<T>> = (0..y.columns()).map(|j| size(j).map(|size| share * size)).collect();
            through_output(head, z.row(s), y.row(s), &row, dz.row(s));
        }
    }

    fn penalty_backward(&self, penalty: Penalty, w: &[T], dw: &mut [T]) {
        let (l1, l2) = (T::from_f64(penalty.l1), T::from_f64(penalty.l2));
        dw.iter_mut().zip(w).for_each(|(dw, w)| *dw += l1 + l2 * w.abs());
    }
}

/// From sizes of dy to sizes of dz, for one sample; d holds dz itself where a size is not given.
fn through_output<T: Scalar>(head: Head, z: &[T], y: &[T], sizes: &[Option<T>], d: &mut [T]) {
    let mean = y.iter().zip(sizes).fold(T::ZERO, |sum, (y, size)| sum + y.abs() * size.unwrap_or(T::ZERO));
    for (((d, &z), &y), size) in d.iter_mut().zip(z).zip(y).zip(sizes) {
        let Some(size) = *size else {
            *d = d.abs();
            continue;
        };
        *d = match (goes_through_output(head.loss), head.output, head.output.activation()) {
            (false, _, _) => size,
            (true, OutputActivation::Sigmoid, _) => size * (y + y * y),
            (true, OutputActivation::Softmax, _) => y * (size + mean),
            (true, _, Some(activation)) => {
                let mut through = [size];
                activation_backward_terms(activation, &[z], &[y], &mut through);
                through[0]
            }
            (true, _, None) => size,
        };
    }
}

/// dx[s,i] += √Σⱼ (dz[s,j]·w[i,j])²
fn add_in_squares<T: Scalar>(dz: MatRef<T>, w: MatRef<T>, mut dx: MatMut<T>) {
    let square = |x: T| x * x;
    let (dz2, w2) = (map(dz, square), map(w, square));
    let mut sums = vec![T::ZERO; dz.rows() * w.rows()];
    let (dz2, w2) = (MatRef::new(&dz2, dz.rows(), dz.columns()), MatRef::new(&w2, w.rows(), w.columns()));
    add_product(dz2, w2.t(), MatMut::new(&mut sums, dz.rows(), w.rows()));
    dx.values().iter_mut().zip(sums).for_each(|(dx, sum)| *dx += sum.sqrt());
}

fn map<T: Scalar>(x: MatRef<T>, f: impl Fn(T) -> T) -> Vec<T> {
    x.values().iter().map(|&x| f(x)).collect()
}

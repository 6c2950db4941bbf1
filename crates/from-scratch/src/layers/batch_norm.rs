//! Batch normalization: after it every unit has mean β over the batch and, apart from ε, standard deviation |γ|.
//!
//! ```text
//! statistics   μⱼ = 1/n Σₛ zₛⱼ    vⱼ = 1/n Σₛ (zₛⱼ − μⱼ)²
//! forward      x̂ = (z − μ)·r,  r = 1/√(v + ε)    y = γ·x̂ + β
//! backward     dβ = Σₛ dy    dγ = Σₛ dy·x̂    dz = γ·r·(dy − dβ/n − x̂·dγ/n)
//! ```
//!
//! The indices s and u count the n samples, j the m units. The gradient of x̂ᵤⱼ is γⱼ·dyᵤⱼ. zₛⱼ reaches x̂ along three
//! paths (itself, through the mean, through the variance), so by the chain rule dzₛⱼ is a sum of three terms:
//!
//! | path through | derivative by zₛⱼ | changes | adds to dzₛⱼ |
//! |---|---|---|---|
//! | x̂ₛⱼ itself | r | x̂ₛⱼ alone | γ·r·dyₛⱼ |
//! | μⱼ | 1/n | every x̂ᵤⱼ by −r/n | −r/n·Σᵤ γ·dyᵤⱼ = −γ·r·dβ/n |
//! | vⱼ | 2·(zₛⱼ − μⱼ)/n | r by −r²·x̂ₛⱼ/n, so every x̂ᵤⱼ by −r·x̂ₛⱼ·x̂ᵤⱼ/n | −γ·r·x̂ₛⱼ·dγ/n |
//!
//! v depends on μ, too, but Σₛ (zₛⱼ − μⱼ) = 0 leaves nothing of that path.
//!
//! Inference uses stored μ and v instead of the batch's: running statistics, which each batch moves by
//! running ← (1 − momentum)·running + momentum·batch, or those of the whole training part.
//!
//! S. Ioffe and C. Szegedy, "Batch normalization", 2015; lecture 002 l.861-868. v divides by n, as in PyTorch and the
//! paper. The running variance does so too; there PyTorch and the paper divide by n − 1.

#![allow(clippy::needless_range_loop, reason = "the index of the formula is the index of the loop")]

use super::affine::column_sums;
use crate::matrix::{MatMut, MatRef};
use crate::scalar::Scalar;

/// The mean and the inverse standard deviation that z is normalized by: of the batch, or stored ones at inference.
#[derive(Debug, Clone, Copy)]
pub struct BatchMoments<'a, T> {
    /// μ: (1, m).
    pub mean: &'a [T],
    /// r: (1, m).
    pub inverse_deviation: &'a [T],
}

/// What backward reads of a forward pass.
#[derive(Debug, Clone, Copy)]
pub struct BatchNormCache<'a, T> {
    /// x̂: (n, m).
    pub normalized: MatRef<'a, T>,
    /// r: (1, m).
    pub inverse_deviation: &'a [T],
}

/// Where the gradients of the scale and the shift go.
#[derive(Debug)]
pub struct BatchNormGradients<'a, T> {
    /// dγ: (1, m).
    pub dgamma: &'a mut [T],
    /// dβ: (1, m).
    pub dbeta: &'a mut [T],
}

/// z: (n, m)  ->  μ = 1/n Σₛ z, v = 1/n Σₛ (z − μ)²: (1, m)
pub fn batch_statistics<T: Scalar>(z: MatRef<T>, mean: &mut [T], variance: &mut [T]) {
    let (n, m) = (z.rows(), z.columns());
    let count = T::from_f64(n as f64);
    column_sums(z, mean);
    for j in 0..m {
        mean[j] /= count;
    }
    variance.fill(T::ZERO);
    for s in 0..n {
        let z = z.row(s);
        for j in 0..m {
            let deviation = z[j] - mean[j];
            variance[j] += deviation * deviation;
        }
    }
    for j in 0..m {
        variance[j] /= count;
    }
}

/// v: (1, m)  ->  r = 1/√(v + ε): (1, m)
pub fn inverse_deviations<T: Scalar>(variance: &[T], epsilon: T, inverse: &mut [T]) {
    for j in 0..variance.len() {
        inverse[j] = T::ONE / (variance[j] + epsilon).sqrt();
    }
}

/// z: (n, m)  ->  x̂ = (z − μ)·r: (n, m)
pub fn normalize<T: Scalar>(z: MatRef<T>, moments: BatchMoments<T>, mut normalized: MatMut<T>) {
    for s in 0..z.rows() {
        let (z, normalized) = (z.row(s), normalized.row(s));
        for j in 0..z.len() {
            normalized[j] = (z[j] - moments.mean[j]) * moments.inverse_deviation[j];
        }
    }
}

/// x̂: (n, m)  γ, β: (1, m)  ->  y = γ·x̂ + β: (n, m)
pub fn scale_and_shift<T: Scalar>(normalized: MatRef<T>, gamma: &[T], beta: &[T], mut y: MatMut<T>) {
    for s in 0..normalized.rows() {
        let (normalized, y) = (normalized.row(s), y.row(s));
        for j in 0..y.len() {
            y[j] = gamma[j] * normalized[j] + beta[j];
        }
    }
}

/// x̂: (n, m)  γ: (1, m)  dy: (n, m)  ->  dz = γ·r·(dy − dβ/n − x̂·dγ/n): (n, m), in the place of dy; dγ, dβ: (1, m)
///
/// d: dy on entry, dz on return.
pub fn batch_norm_backward<T: Scalar>(
    cache: BatchNormCache<T>,
    gamma: &[T],
    mut d: MatMut<T>,
    gradients: BatchNormGradients<T>,
) {
    let BatchNormGradients { dgamma, dbeta } = gradients;
    scale_and_shift_backward(cache.normalized, d.view(), dgamma, dbeta);
    let one_over_n = T::ONE / T::from_f64(d.rows() as f64);
    for s in 0..d.rows() {
        let (normalized, d) = (cache.normalized.row(s), d.row(s));
        for j in 0..normalized.len() {
            let through_itself = d[j];
            let through_mean = one_over_n * dbeta[j];
            let through_variance = normalized[j] * (one_over_n * dgamma[j]);
            d[j] = gamma[j] * cache.inverse_deviation[j] * (through_itself - through_mean - through_variance);
        }
    }
}

/// x̂: (n, m)  dy: (n, m)  ->  dγ = Σₛ dy·x̂, dβ = Σₛ dy: (1, m)
pub fn scale_and_shift_backward<T: Scalar>(normalized: MatRef<T>, dy: MatRef<T>, dgamma: &mut [T], dbeta: &mut [T]) {
    column_sums(dy, dbeta);
    dgamma.fill(T::ZERO);
    for s in 0..normalized.rows() {
        let (normalized, dy) = (normalized.row(s), dy.row(s));
        for j in 0..normalized.len() {
            dgamma[j] += dy[j] * normalized[j];
        }
    }
}

/// running ← (1 − momentum)·running + momentum·batch, both (1, m)
pub fn update_running_statistics<T: Scalar>(running: &mut [T], batch: &[T], momentum: T) {
    for j in 0..running.len() {
        running[j] = (T::ONE - momentum) * running[j] + momentum * batch[j];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// z = (1, 3): μ = 2, v = 1. With ε = 3, r = ½, x̂ = ∓½; γ = 4, β = 1 give y = (−1, 3).
    #[test]
    fn two_samples_by_hand() {
        let z = [1.0, 3.0];
        let (mut mean, mut variance, mut x, mut y) = ([0.0], [0.0], [0.0; 2], [0.0; 2]);
        batch_statistics(MatRef::new(&z, 2, 1), &mut mean, &mut variance);
        assert_eq!((mean, variance), ([2.0], [1.0]));
        let mut inverse = [0.0];
        inverse_deviations(&variance, 3.0, &mut inverse);
        assert_eq!(inverse, [0.5]);
        let moments = BatchMoments { mean: &mean, inverse_deviation: &inverse };
        normalize(MatRef::new(&z, 2, 1), moments, MatMut::new(&mut x, 2, 1));
        scale_and_shift(MatRef::new(&x, 2, 1), &[4.0], &[1.0], MatMut::new(&mut y, 2, 1));
        assert_eq!((x, y), ([-0.5, 0.5], [-1.0, 3.0]));
        let mut running = [0.0];
        update_running_statistics(&mut running, &mean, 0.25);
        assert_eq!(running, [0.5]);
    }

    /// For the samples of the test above and dy = (1, 0): dβ = 1, dγ = −½, dz = 4·½·(dy − ½ + x̂/4) = 2·(⅜, −⅜).
    #[test]
    fn backward_of_two_samples_by_hand() {
        let (x, mut d, mut dgamma, mut dbeta) = ([-0.5, 0.5], [1.0, 0.0], [0.0], [0.0]);
        let cache = BatchNormCache { normalized: MatRef::new(&x, 2, 1), inverse_deviation: &[0.5] };
        let gradients = BatchNormGradients { dgamma: &mut dgamma, dbeta: &mut dbeta };
        batch_norm_backward(cache, &[4.0], MatMut::new(&mut d, 2, 1), gradients);
        assert_eq!((d, dgamma, dbeta), ([0.75, -0.75], [-0.5], [1.0]));
    }
}

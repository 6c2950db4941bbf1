//! Batch normalization: every unit gets mean β and deviation γ over the batch.
//!
//! ```text
//! statistics   μⱼ = 1/n Σₛ z[s,j]    vⱼ = 1/n Σₛ (z[s,j] − μⱼ)²
//! forward      x̂ = (z − μ)·r,  r = 1/√(v + ε)    y = γ·x̂ + β
//! backward     dβ = Σₛ dy    dγ = Σₛ dy·x̂    dz = γ·r·(dy − dβ/n − x̂·dγ/n)
//! ```
//!
//! The last two terms of dz are the ways through μ and through v: both depend on every sample of the batch.
//! Inference takes μ and v as given. The running statistics move by running ← (1 − m)·running + m·batch.
//!
//! S. Ioffe and C. Szegedy, "Batch normalization", 2015; lecture 002 l.861-868. v is the biased variance here, in
//! the running statistics too, where PyTorch and the paper take n − 1.

use crate::matrix::{MatMut, MatRef};
use crate::scalar::Scalar;

/// The mean and the inverse deviation that z is normalized by.
#[derive(Debug, Clone, Copy)]
pub struct Moments<'a, T> {
    /// μ: (1, m).
    pub mean: &'a [T],
    /// r: (1, m).
    pub inverse: &'a [T],
}

/// What backward reads of a forward pass.
#[derive(Debug, Clone, Copy)]
pub struct Normalized<'a, T> {
    /// x̂: (n, m).
    pub values: MatRef<'a, T>,
    /// r: (1, m).
    pub inverse: &'a [T],
}

/// Where the gradients of the scale and the shift go.
#[derive(Debug)]
pub struct BatchNormGradients<'a, T> {
    /// dγ: (1, m).
    pub gamma: &'a mut [T],
    /// dβ: (1, m).
    pub beta: &'a mut [T],
}

/// z: (n, m)  ->  μ, v: (1, m)
pub fn batch_statistics<T: Scalar>(z: MatRef<T>, mean: &mut [T], variance: &mut [T]) {
    let n = T::from_f64(z.rows() as f64);
    super::affine::column_sums(z, mean);
    mean.iter_mut().for_each(|mean| *mean /= n);
    variance.fill(T::ZERO);
    for s in 0..z.rows() {
        for ((variance, &mean), &z) in variance.iter_mut().zip(&*mean).zip(z.row(s)) {
            *variance += (z - mean) * (z - mean);
        }
    }
    variance.iter_mut().for_each(|variance| *variance /= n);
}

/// v: (1, m)  ->  r = 1/√(v + ε): (1, m)
pub fn inverse_deviations<T: Scalar>(variance: &[T], epsilon: T, inverse: &mut [T]) {
    inverse.iter_mut().zip(variance).for_each(|(inverse, &variance)| *inverse = T::ONE / (variance + epsilon).sqrt());
}

/// z: (n, m)  ->  x̂: (n, m)
pub fn batch_norm_forward<T: Scalar>(z: MatRef<T>, moments: Moments<T>, mut normalized: MatMut<T>) {
    for s in 0..z.rows() {
        let units = normalized.row(s).iter_mut().zip(z.row(s));
        for ((x, &z), (&mean, &inverse)) in units.zip(moments.mean.iter().zip(moments.inverse)) {
            *x = (z - mean) * inverse;
        }
    }
}

/// x̂: (n, m)  γ, β: (1, m)  ->  y: (n, m)
pub fn scale_and_shift<T: Scalar>(normalized: MatRef<T>, gamma: &[T], beta: &[T], mut y: MatMut<T>) {
    for s in 0..normalized.rows() {
        let units = y.row(s).iter_mut().zip(normalized.row(s));
        units.zip(gamma.iter().zip(beta)).for_each(|((y, &x), (&gamma, &beta))| *y = gamma * x + beta);
    }
}

/// x̂: (n, m)  γ: (1, m)  dy: (n, m)  ->  dz: (n, m), in the place of dy; dγ, dβ: (1, m)
pub fn batch_norm_backward<T: Scalar>(
    normalized: Normalized<T>,
    gamma: &[T],
    mut d: MatMut<T>,
    gradients: BatchNormGradients<T>,
) {
    let x = normalized.values;
    scale_and_shift_backward(x, d.view(), gradients.gamma, gradients.beta);
    let share = T::ONE / T::from_f64(x.rows() as f64);
    for s in 0..x.rows() {
        let units = d.row(s).iter_mut().zip(x.row(s)).zip(gamma.iter().zip(normalized.inverse));
        let means = gradients.gamma.iter().zip(&*gradients.beta);
        for (((dy, &x), (&gamma, &inverse)), (&dgamma, &dbeta)) in units.zip(means) {
            *dy = gamma * inverse * (*dy - share * dbeta - x * (share * dgamma));
        }
    }
}

/// x̂: (n, m)  dy: (n, m)  ->  dγ, dβ: (1, m)
pub fn scale_and_shift_backward<T: Scalar>(x: MatRef<T>, dy: MatRef<T>, dgamma: &mut [T], dbeta: &mut [T]) {
    super::affine::column_sums(dy, dbeta);
    dgamma.fill(T::ZERO);
    for s in 0..x.rows() {
        let units = dgamma.iter_mut().zip(x.row(s).iter().zip(dy.row(s)));
        units.for_each(|(dgamma, (&x, &dy))| *dgamma += dy * x);
    }
}

/// running, batch: (1, m), m: how much of the batch enters
pub fn move_running<T: Scalar>(running: &mut [T], batch: &[T], momentum: T) {
    running.iter_mut().zip(batch).for_each(|(running, &batch)| {
        *running = (T::ONE - momentum) * *running + momentum * batch;
    });
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
        let moments = Moments { mean: &mean, inverse: &inverse };
        batch_norm_forward(MatRef::new(&z, 2, 1), moments, MatMut::new(&mut x, 2, 1));
        scale_and_shift(MatRef::new(&x, 2, 1), &[4.0], &[1.0], MatMut::new(&mut y, 2, 1));
        assert_eq!((x, y), ([-0.5, 0.5], [-1.0, 3.0]));
        let mut running = [0.0];
        move_running(&mut running, &mean, 0.25);
        assert_eq!(running, [0.5]);
    }

    /// dy = (1, 0) there: dβ = 1, dγ = −½, dz = 4·½·(dy − ½ + x̂/4) = 2·(⅜, −⅜).
    #[test]
    fn backward_of_two_samples_by_hand() {
        let (x, mut d, mut dgamma, mut dbeta) = ([-0.5, 0.5], [1.0, 0.0], [0.0], [0.0]);
        let normalized = Normalized { values: MatRef::new(&x, 2, 1), inverse: &[0.5] };
        let gradients = BatchNormGradients { gamma: &mut dgamma, beta: &mut dbeta };
        batch_norm_backward(normalized, &[4.0], MatMut::new(&mut d, 2, 1), gradients);
        assert_eq!((d, dgamma, dbeta), ([0.75, -0.75], [-0.5], [1.0]));
    }
}

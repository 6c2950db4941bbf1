//! Batch norm and the losses, each a mean over all elements or all samples.
//!
//! ```text
//! batch norm       γ(x − μ)/√(v + ε) + β, v biased
//! squared error    1/(nm) Σ (x − y)²            Huber    1/(nm) Σ ½e² for |e| ≤ δ, else δ(|e| − ½δ)
//! cross-entropy    −1/n Σₛ Σⱼ t·ln softmax(x)   binary   −1/n Σ (t·ln σ(x) + (1 − t)·ln(1 − σ(x)))
//! ```
//!
//! Targets are given numbers: nothing is differentiated with respect to them in the cross-entropies.

use super::functions::softmax;
use super::{Grid, arithmetic};
use crate::layers::batch_norm::{BatchMoments, batch_statistics, inverse_deviations, normalize, scale_and_shift};
use crate::losses::ElementLoss;
use crate::losses::cross_entropy::{binary, categorical, smooth};
use crate::losses::distance::Huber;
use crate::matrix::MatMut;
use crate::scalar::Scalar;

/// x: (n, m)  γ, β: (1, m)  ->  (n, m)
pub fn batch_norm<T: Scalar>(x: &Grid<T>, gamma: &Grid<T>, beta: &Grid<T>, epsilon: f64) -> Grid<T> {
    let (rows, columns) = (x.rows(), x.columns());
    let (mut mean, mut variance, mut inverse) =
        (vec![T::ZERO; columns], vec![T::ZERO; columns], vec![T::ZERO; columns]);
    batch_statistics(x.view(), &mut mean, &mut variance);
    inverse_deviations(&variance, T::from_f64(epsilon), &mut inverse);
    let moments = BatchMoments { mean: &mean, inverse_deviation: &inverse };
    let normalized = x.filled(|y| normalize(x.view(), moments, MatMut::new(y, rows, columns)));
    let (gamma, beta) = (gamma.values(), beta.values());
    x.filled(|y| scale_and_shift(normalized.view(), gamma, beta, MatMut::new(y, rows, columns)))
}

/// x, y: (n, m)  ->  (1, 1)
pub fn squared_error<T: Scalar>(x: &Grid<T>, y: &Grid<T>) -> Grid<T> {
    arithmetic::mean(&x.zip(y, |x, y| (x - y) * (x - y)))
}

/// x, y: (n, m)  ->  (1, 1)
pub fn huber<T: Scalar>(x: &Grid<T>, y: &Grid<T>, delta: f64) -> Grid<T> {
    arithmetic::mean(&x.zip(y, |x, y| Huber { delta }.value(x, x, y)))
}

/// x: (n, m)  classes: (n, 1), each 0..m  ->  (1, 1)
pub fn cross_entropy<T: Scalar>(x: &Grid<T>, classes: &Grid<T>, smoothing: f64) -> Grid<T> {
    let target = |s: usize, j: usize| {
        let hot = classes.at(s, 0).to_f64() == j as f64;
        smooth(if hot { T::ONE } else { T::ZERO }, smoothing, x.columns())
    };
    let y = softmax(x);
    let loss = |s: usize| categorical(x.view().row(s), y.view().row(s), |j| target(s, j));
    arithmetic::mean(&Grid::build(x.rows(), 1, |s, _| loss(s)))
}

/// x: (n, 1)  t: (n, 1), in [0, 1]  ->  (1, 1). Smoothing moves t towards ½: two classes share an output.
pub fn binary_cross_entropy<T: Scalar>(x: &Grid<T>, t: &Grid<T>, smoothing: f64) -> Grid<T> {
    let target = |t: T| smooth(T::from_f64(t.to_f64()), smoothing, 2);
    arithmetic::mean(&x.zip(t, |x, t| binary(x, target(t))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use engine::Matrix;

    fn grid(rows: usize, columns: usize, values: &[f64]) -> Grid<f64> {
        Grid::of(&Matrix::new(rows, columns, values.to_vec()))
    }

    fn near(found: &Grid<f64>, expected: f64) {
        // A handful of roundings.
        assert!((found.at(0, 0) - expected).abs() <= 1e-15 * expected.abs(), "{} is not {expected}", found.at(0, 0));
    }

    /// e = (1, −3): (1 + 9)/2 = 5; with δ = 2, (½ + 2(3 − 1))/2 = 2¼.
    #[test]
    fn distances_by_hand() {
        let (x, y) = (grid(1, 2, &[1.0, 0.0]), grid(1, 2, &[0.0, 3.0]));
        near(&squared_error(&x, &y), 5.0);
        near(&huber(&x, &y, 2.0), 2.25);
    }

    /// x = ln 3 against 0: ¾ and ¼. Smoothing 0.2 of two classes makes a target 1 into 0.9.
    #[test]
    fn cross_entropies_by_hand() {
        let (ln, half) = (libm::log, |s: f64| -(1.0 - s) * libm::log(0.75) - s * libm::log(0.25));
        let (x, first) = (grid(1, 2, &[ln(3.0), 0.0]), grid(1, 1, &[0.0]));
        near(&cross_entropy(&x, &first, 0.0), half(0.0));
        near(&cross_entropy(&x, &first, 0.2), half(0.1));
        let (x, one) = (grid(1, 1, &[ln(3.0)]), grid(1, 1, &[1.0]));
        near(&binary_cross_entropy(&x, &one, 0.0), half(0.0));
        near(&binary_cross_entropy(&x, &one, 0.2), half(0.1));
    }

    /// z = (1, 3): μ = 2, v = 1. With ε = 3, x̂ = ∓½; γ = 4, β = 1 give (−1, 3).
    #[test]
    fn batch_norm_by_hand() {
        let found = batch_norm(&grid(2, 1, &[1.0, 3.0]), &grid(1, 1, &[4.0]), &grid(1, 1, &[1.0]), 3.0);
        assert_eq!(found.values(), [-1.0, 3.0]);
    }
}

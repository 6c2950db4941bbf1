//! Max-norm: the weights into one unit are kept within a ball.
//!
//! ```text
//! w[·,j] ← w[·,j]·min(1, c/‖w[·,j]‖) after every step, for every column of every weight that is trained
//! ```
//!
//! N. Srebro and A. Shraibman, "Rank, trace-norm and max-norm", 2005; beside dropout in N. Srivastava et al., 2014.
//! It is a bound on parameters, no part of the objective. A column of a maxout weight leads into one piece of a unit.
//! Projections of residual connections are left alone.

use std::ops::Range;

use engine::{Layout, Role};

use crate::clip;
use crate::scalar::Scalar;

/// The bound, and the weights it is for.
#[derive(Debug, Clone, PartialEq)]
pub struct MaxNorm<T> {
    bound: T,
    weights: Vec<(Range<usize>, usize)>,
    /// What each column of one weight is multiplied by.
    factors: Vec<T>,
}

impl<T: Scalar> MaxNorm<T> {
    /// bound: c > 0.
    pub fn new(bound: f64, layout: &Layout) -> MaxNorm<T> {
        let trained = layout.tensors.iter().filter(|tensor| tensor.role == Role::Weight && !tensor.frozen);
        let weights = trained.map(|tensor| (tensor.range(), tensor.columns)).collect();
        MaxNorm { bound: T::from_f64(bound), weights, factors: Vec::new() }
    }

    /// Shortens what is too long.
    pub fn apply(&mut self, parameters: &mut [T]) {
        for (range, columns) in &self.weights {
            let w = &mut parameters[range.clone()];
            self.factors.clear();
            self.factors.resize(*columns, T::ZERO);
            factors(w, self.bound, &mut self.factors);
            for row in w.chunks_exact_mut(*columns) {
                row.iter_mut().zip(&self.factors).for_each(|(w, &factor)| *w *= factor);
            }
        }
    }
}

/// w: (in, columns), row after row  ->  min(1, c/‖w[·,j]‖), added to zeros: (columns)
fn factors<T: Scalar>(w: &[T], bound: T, factors: &mut [T]) {
    for row in w.chunks_exact(factors.len()) {
        factors.iter_mut().zip(row).for_each(|(square, &w)| *square += w * w);
    }
    for factor in factors {
        *factor = clip::factor(factor.sqrt(), bound);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Columns (3, 4) and (0.3, 0.4) under a bound of 1: the first has norm 5 and becomes (0.6, 0.8).
    #[test]
    fn long_columns_are_shortened() {
        let mut w = [3.0, 0.3, 4.0, 0.4];
        MaxNorm { bound: 1.0, weights: vec![(0..4, 2)], factors: Vec::new() }.apply(&mut w);
        for (w, expected) in w.into_iter().zip([0.6, 0.3, 0.8, 0.4]) {
            assert!((w - expected).abs() < 1e-15, "{w}");
        }
    }
}

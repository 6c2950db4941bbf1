//! The penalty: what the objective adds to the loss to keep weights small.
//!
//! ```text
//! value       λ₁·Σ|w| + ½·λ₂·Σ w²
//! gradient    dw += λ₁·sign(w) + λ₂·w,  sign(0) = 0
//! ```
//!
//! |w| is written w·sign(w), so that a dual number, too, has the derivative 0 at 0.
//! Over weights and projections alone, never over biases, and not divided by the number of samples. It is part of
//! the objective and no rule of the optimizer. Lectures 001 and 002 print one half each.

use experiment::spec::Penalty;

use crate::scalar::Scalar;

/// w: one matrix of weights  ->  its part of the penalty
pub fn penalty_forward<T: Scalar>(penalty: Penalty, w: &[T]) -> T {
    let (l1, half_l2) = (T::from_f64(penalty.l1), T::from_f64(0.5 * penalty.l2));
    let sums = w.iter().fold((T::ZERO, T::ZERO), |(ones, squares), &w| (ones + w * sign(w), squares + w * w));
    l1 * sums.0 + half_l2 * sums.1
}

/// w: one matrix of weights  ->  dw, added to what is there
pub fn penalty_backward<T: Scalar>(penalty: Penalty, w: &[T], dw: &mut [T]) {
    let (l1, l2) = (T::from_f64(penalty.l1), T::from_f64(penalty.l2));
    dw.iter_mut().zip(w).for_each(|(dw, &w)| *dw += l1 * sign(w) + l2 * w);
}

/// −1, 0 or 1.
pub fn sign<T: Scalar>(x: T) -> T {
    if x > T::ZERO {
        T::ONE
    } else if x < T::ZERO {
        -T::ONE
    } else {
        T::ZERO
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// ½·(|−2| + |0| + |4|) + ½·¼·(4 + 0 + 16) = 3 + 2.5; the gradient is ½·sign + ¼·w.
    #[test]
    fn by_hand() {
        let (penalty, w, mut dw) = (Penalty { l1: 0.5, l2: 0.25 }, [-2.0, 0.0, 4.0], [1.0; 3]);
        assert_eq!(penalty_forward(penalty, &w), 5.5);
        penalty_backward(penalty, &w, &mut dw);
        assert_eq!(dw, [0.0, 1.0, 2.5]);
    }
}

//! Arithmetic of vectors: buffers as long as the parameters, or one row of a matrix.
//!
//! A sum has one order, whatever the processor: sixteen sums side by side, which are then added in pairs. One long
//! chain of additions would make each wait for the one before.

use crate::path::{self, Kernel};
use crate::scalar::Scalar;

/// How many sums go side by side.
const LANES: usize = 16;

/// Σ aᵢbᵢ: element i goes to sum i mod 16.
pub fn dot<T: Scalar>(a: &[T], b: &[T]) -> T {
    assert_eq!(a.len(), b.len(), "a product of vectors of different lengths");
    path::run(Dot { a, b })
}

struct Dot<'a, T> {
    a: &'a [T],
    b: &'a [T],
}

impl<T: Scalar> Kernel for Dot<'_, T> {
    type Output = T;

    #[inline(always)]
    fn run(self) -> T {
        let ((a, a_rest), (b, b_rest)) = (self.a.as_chunks::<LANES>(), self.b.as_chunks::<LANES>());
        let mut sums = [T::ZERO; LANES];
        for (a, b) in a.iter().zip(b) {
            for j in 0..LANES {
                sums[j] = a[j].mul_add(b[j], sums[j]);
            }
        }
        for ((sum, &a), &b) in sums.iter_mut().zip(a_rest).zip(b_rest) {
            *sum = a.mul_add(b, *sum);
        }
        in_pairs(sums)
    }
}

/// Each of the first half takes in its counterpart in the second, until one is left.
#[inline(always)]
fn in_pairs<T: Scalar>(mut sums: [T; LANES]) -> T {
    let mut half = LANES / 2;
    while half > 0 {
        for j in 0..half {
            sums[j] += sums[j + half];
        }
        half /= 2;
    }
    sums[0]
}

/// ‖a‖ = √Σ aᵢ²
pub fn norm<T: Scalar>(a: &[T]) -> T {
    dot(a, a).sqrt()
}

/// ‖a‖₁ = Σ |aᵢ|
pub fn norm_1<T: Scalar>(a: &[T]) -> T {
    a.iter().fold(T::ZERO, |sum, a| sum + a.abs())
}

/// ‖a‖∞, the largest |aᵢ|
pub fn norm_max<T: Scalar>(a: &[T]) -> T {
    a.iter().fold(T::ZERO, |largest, a| largest.max(a.abs()))
}

/// a ← a + factor·b
pub fn add_scaled<T: Scalar>(a: &mut [T], b: &[T], factor: T) {
    path::run(AddScaled { a, b, factor });
}

struct AddScaled<'a, T> {
    a: &'a mut [T],
    b: &'a [T],
    factor: T,
}

impl<T: Scalar> Kernel for AddScaled<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        for (a, &b) in self.a.iter_mut().zip(self.b) {
            *a = self.factor.mul_add(b, *a);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// (3, −4): 9 + 16 = 25, and the norms 5, 7 and 4.
    #[test]
    fn three_four_five() {
        let mut a = [3.0, -4.0];
        assert_eq!((dot(&a, &a), norm(&a), norm_1(&a), norm_max(&a)), (25.0, 5.0, 7.0, 4.0));
        add_scaled(&mut a, &[10.0, 1.0], 0.5);
        assert_eq!(a, [8.0, -3.5]);
    }

    /// 0² + 1² + … + 99², in whole numbers, which no order rounds.
    #[test]
    fn every_element_counts_once() {
        let a: Vec<f64> = (0..100).map(f64::from).collect();
        assert_eq!(dot(&a, &a), 328_350.0);
    }
}

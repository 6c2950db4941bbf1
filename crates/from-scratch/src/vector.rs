//! Arithmetic of vectors: buffers as long as the parameters, or one row of a matrix.

use crate::scalar::Scalar;

/// Σ aᵢbᵢ, in the order of the elements.
pub fn dot<T: Scalar>(a: &[T], b: &[T]) -> T {
    a.iter().zip(b).fold(T::ZERO, |sum, (&a, &b)| sum + a * b)
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
    a.iter_mut().zip(b).for_each(|(a, &b)| *a += factor * b);
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
}

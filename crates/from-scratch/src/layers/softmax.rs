//! Softmax: numbers become the probabilities of the classes.
//!
//! ```text
//! forward    yⱼ = eᶻʲ / Σₖ eᶻᵏ
//! backward   dzⱼ = yⱼ·(dyⱼ − Σₖ dyₖ·yₖ)
//! ```
//!
//! The largest z is taken off first, which changes nothing and keeps e from overflowing. With the cross-entropy
//! neither backward is used: see [`crate::losses::cross_entropy`]. Lecture 001.

use crate::matrix::{MatMut, MatRef};
use crate::path::{self, Kernel};
use crate::rows::{ByRow, Rows, by_row};
use crate::scalar::Scalar;
use crate::vector::dot;

/// z: (n, m)  ->  y: (n, m)
pub fn softmax_forward<T: Scalar>(z: MatRef<T>, y: MatMut<T>) {
    path::run(Forward { z: &z, y });
}

struct Forward<'a, T> {
    z: &'a MatRef<'a, T>,
    y: MatMut<'a, T>,
}

impl<T: Scalar> Kernel for Forward<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        by_row::<T, _>(self.z.columns(), self);
    }
}

impl<T: Scalar> ByRow for Forward<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run(self, rows: impl Rows) {
        let (z, y) = (self.z.values(), self.y.into_values());
        for (y, z) in rows.of_mut(y).zip(rows.of(z)) {
            let largest = largest(z);
            y.iter_mut().zip(z).for_each(|(y, &z)| *y = z - largest);
        }
        // All exponentials in one loop: the row of a sample may be shorter than a vector.
        for y in y.iter_mut() {
            *y = y.exp();
        }
        for y in rows.of_mut(y) {
            let sum = y.iter().fold(T::ZERO, |sum, &y| sum + y);
            y.iter_mut().for_each(|y| *y /= sum);
        }
    }
}

/// y: (1, m)  dy: (1, m)  ->  dz: (1, m), in the place of dy
pub fn softmax_backward<T: Scalar>(y: &[T], d: &mut [T]) {
    let mean = dot(y, d);
    d.iter_mut().zip(y).for_each(|(d, &y)| *d = y * (*d - mean));
}

/// The largest of some numbers.
#[inline(always)]
pub fn largest<T: Scalar>(z: &[T]) -> T {
    z.iter().skip(1).fold(z[0], |largest, &z| largest.max(z))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// e^(ln 3) : e^0 = 3 : 1, so y = (¾, ¼); adding 1000 to both changes nothing.
    #[test]
    fn only_differences_count() {
        let (mut y, mut far) = ([0.0; 2], [0.0; 2]);
        let ln3 = libm::log(3.0);
        softmax_forward(MatRef::new(&[ln3, 0.0], 1, 2), MatMut::new(&mut y, 1, 2));
        softmax_forward(MatRef::new(&[1000.0, -1000.0], 1, 2), MatMut::new(&mut far, 1, 2));
        assert!((y[0] - 0.75).abs() < 1e-15 && (y[1] - 0.25).abs() < 1e-15, "{y:?}");
        assert_eq!(far, [1.0, 0.0]);
    }

    /// dz₀ = y₀y₁(dy₀ − dy₁) for two classes: ¾·¼·(5 − 1) = ¾, and dz₁ = −dz₀.
    #[test]
    fn two_classes_by_hand() {
        let mut d = [5.0, 1.0];
        softmax_backward(&[0.75, 0.25], &mut d);
        assert_eq!(d, [0.75, -0.75]);
    }
}

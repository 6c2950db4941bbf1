//! Dropout: in training some units are set to 0, and the others are scaled up in return.
//!
//! ```text
//! forward    h = mask ∘ a,  mask = 0 with probability p, else 1/(1 − p)
//! backward   da = mask ∘ dh
//! ```
//!
//! N. Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", 2014, in the
//! inverted form: the mean of a mask is 1, so inference changes nothing. Masks are drawn by `engine::masks` and come
//! with the batch, so this is a function like any other.

use crate::scalar::Scalar;

/// mask, a: (n, m)  ->  h: (n, m)
pub fn dropout_forward<T: Scalar>(mask: &[T], a: &[T], h: &mut [T]) {
    for ((h, &a), &mask) in h.iter_mut().zip(a).zip(mask) {
        *h = mask * a;
    }
}

/// mask: (n, m)  dh: (n, m)  ->  da: (n, m), in the place of dh
pub fn dropout_backward<T: Scalar>(mask: &[T], d: &mut [T]) {
    d.iter_mut().zip(mask).for_each(|(d, &mask)| *d *= mask);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// With p = ¾ a kept unit counts four times, both ways.
    #[test]
    fn a_kept_unit_is_scaled_both_ways() {
        let (mask, mut h, mut d) = ([0.0, 4.0], [9.0; 2], [3.0, 5.0]);
        dropout_forward(&mask, &[1.0, 2.0], &mut h);
        dropout_backward(&mask, &mut d);
        assert_eq!((h, d), ([0.0, 8.0], [0.0, 20.0]));
    }
}

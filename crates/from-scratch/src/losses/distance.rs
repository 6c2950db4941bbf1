//! Losses of a distance e = y − t, for one output of one sample.
//!
//! | loss | ℓ(e) | ℓ′(e) |
//! |---|---|---|
//! | half square | ½·e² | e |
//! | square | e² | 2·e |
//! | absolute | abs(e) | sign(e), 0 at 0 |
//! | Huber | ½·e² for abs(e) ≤ δ, else δ·(abs(e) − ½·δ) | e, bounded by ±δ |
//!
//! P. Huber, "Robust estimation of a location parameter", 1964. Leaves out means and factors: `loss` has them.

use crate::penalty::sign;
use crate::scalar::Scalar;

/// ½·e²
pub fn half_square<T: Scalar>(e: T) -> T {
    T::from_f64(0.5) * e * e
}

/// 2·e
pub fn square_slope<T: Scalar>(e: T) -> T {
    e + e
}

/// |e| as e·sign(e), so that a dual number, too, has the derivative 0 at 0
pub fn absolute<T: Scalar>(e: T) -> T {
    e * sign(e)
}

/// sign(e)
pub fn absolute_slope<T: Scalar>(e: T) -> T {
    sign(e)
}

/// A square near 0, a line further out.
pub fn huber<T: Scalar>(e: T, delta: T) -> T {
    if e.abs() <= delta { half_square(e) } else { delta * (e.abs() - T::from_f64(0.5) * delta) }
}

/// e, bounded.
pub fn huber_slope<T: Scalar>(e: T, delta: T) -> T {
    if e.abs() <= delta { e } else { delta * sign(e) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// δ = 2: ½·1 within, 2·(5 − 1) = 8 beyond; value and slope are continuous at the edge.
    #[test]
    fn huber_by_hand() {
        assert_eq!((huber(-1.0, 2.0), huber_slope(-1.0, 2.0)), (0.5, -1.0));
        assert_eq!((huber(-5.0, 2.0), huber_slope(-5.0, 2.0)), (8.0, -2.0));
        assert_eq!((huber(2.0, 2.0), 2.0 * (2.0 - 1.0)), (2.0, 2.0));
    }
}

//! The hinge: an output is to lie on the right side of 0, and by 1.
//!
//! ```text
//! value       max(0, 1 − t·z),  t = ±1
//! gradient    dz = −t where t·z < 1, else 0
//! ```
//!
//! C. Cortes and V. Vapnik, "Support-vector networks", 1995. At the edge t·z = 1 the derivative is 0. Targets may
//! be coded 0/1: the sign that stands for them is taken. Leaves out the means: `loss` has them.

use crate::scalar::Scalar;

/// z: one output, t: ±1
pub fn hinge<T: Scalar>(z: T, t: T) -> T {
    let margin = T::ONE - t * z;
    if margin <= T::ZERO { T::ZERO } else { margin }
}

/// z: one output, t: ±1  ->  dz
pub fn hinge_slope<T: Scalar>(z: T, t: T) -> T {
    if T::ONE - t * z > T::ZERO { -t } else { T::ZERO }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// z = ½ is on the right side of t = 1 but by ½ only; for t = −1 it is off by 1½; at z = 1 all is well.
    #[test]
    fn by_hand() {
        assert_eq!((hinge(0.5, 1.0), hinge_slope(0.5, 1.0)), (0.5, -1.0));
        assert_eq!((hinge(0.5, -1.0), hinge_slope(0.5, -1.0)), (1.5, 1.0));
        assert_eq!((hinge(1.0, 1.0), hinge_slope(1.0, 1.0)), (0.0, 0.0));
    }
}

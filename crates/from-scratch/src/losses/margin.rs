//! The hinge: an output is to lie on the right side of 0, and by 1.
//!
//! ```text
//! value       max(0, 1 − t·z),  t = ±1
//! gradient    dz = −t where t·z < 1, else 0
//! ```
//!
//! C. Cortes and V. Vapnik, "Support-vector networks", 1995. At the edge t·z = 1 the derivative is 0. Targets may
//! be coded 0/1: the sign that stands for them is taken. Leaves out the means: `batch_loss` has them.

use std::ops::ControlFlow::{self, Break, Continue};

use experiment::spec::Loss;

use super::{ElementLoss, Visitor};
use crate::by_hand::ByHand;
use crate::head::Head;
use crate::scalar::Scalar;

/// Visits the loss of a head; the visitor goes on if it is not in this file.
#[inline(always)]
pub(super) fn visit<V: Visitor>(head: Head, visitor: V) -> ControlFlow<V::Output, V> {
    Break(match head.loss {
        Loss::Hinge => visitor.visit(Hinge(head)),
        _ => return Continue(visitor),
    })
}

/// The hinge, with the head that says which sign stands for a target.
#[derive(Debug, Clone, Copy)]
pub struct Hinge(pub Head);

impl ElementLoss for Hinge {
    #[inline(always)]
    fn value<T: Scalar>(self, z: T, _y: T, t: T) -> T {
        let margin = T::ONE - self.0.sign(t) * z;
        if margin <= T::ZERO { T::ZERO } else { margin }
    }

    #[inline(always)]
    fn slope<T: Scalar>(self, z: T, _y: T, t: T) -> T {
        let t: T = self.0.sign(t);
        if T::ONE - t * z > T::ZERO { -t } else { T::ZERO }
    }

    fn value_by_hand(self, _z: f64, _y: f64, _t: f64) -> ByHand {
        ByHand::new("max(0, 1 − t·y)")
    }

    fn slope_by_hand(self, _z: f64, y: f64, t: f64) -> ByHand {
        match self.0.sign(t) * y < 1.0 {
            true => ByHand::piece("−t", "as t·y < 1"),
            false => ByHand::piece("0", "as t·y ≥ 1"),
        }
    }
}

#[cfg(test)]
mod tests {
    use experiment::spec::OutputActivation;

    use super::*;

    /// z = ½ is on the right side of t = 1 but by ½ only; for t = −1 it is off by 1½; at z = 1 all is well.
    #[test]
    fn by_hand() {
        let head = Head::of_signs(OutputActivation::Identity, Loss::Hinge);
        let both = |z: f64, t: f64| (Hinge(head).value(z, z, t), Hinge(head).slope(z, z, t));
        assert_eq!(both(0.5, 1.0), (0.5, -1.0));
        assert_eq!(both(0.5, -1.0), (1.5, 1.0));
        assert_eq!(both(1.0, 1.0), (0.0, 0.0));
    }
}

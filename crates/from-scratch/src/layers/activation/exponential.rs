//! Activations that are a line on the right and an exponential on the left.
//!
//! | name | a = f(z) | f′(z) | range |
//! |---|---|---|---|
//! | elu | z for z ≥ 0, else α·(eᶻ − 1) | 1 or α·eᶻ | (−α, ∞) |
//! | selu | 1.0507·elu(z), α = 1.6733 | 1.0507·elu′(z) | (−1.758, ∞) |
//! | softplus | ln(1 + eᶻ) | σ(z) | (0, ∞) |
//!
//! At the kink z = 0: elu′ = 1, selu′ = 1.0507.
//!
//! Elu: D. Clevert et al., "Fast and accurate deep network learning by exponential linear units", 2016. Selu:
//! G. Klambauer et al., "Self-normalizing neural networks", 2017.

use std::ops::ControlFlow::{self, Break, Continue};

use experiment::spec::Activation;

use super::{Function, Visitor, sigmoid};
use crate::by_hand::ByHand;
use crate::scalar::Scalar;

/// Visits the function of an activation; the visitor goes on if it is not in this file.
#[inline(always)]
pub(super) fn visit<V: Visitor>(activation: Activation, visitor: V) -> ControlFlow<V::Output, V> {
    Break(match activation {
        Activation::Elu { alpha } => visitor.visit(Elu { alpha }),
        Activation::Selu => visitor.visit(Selu),
        Activation::Softplus => visitor.visit(Softplus),
        _ => return Continue(visitor),
    })
}

/// a = z for z ≥ 0, else α·(eᶻ − 1); slope 1 at z = 0, where for α ≠ 1 there is a kink.
#[derive(Debug, Clone, Copy)]
pub struct Elu {
    /// α
    pub alpha: f64,
}

impl Function for Elu {
    #[inline(always)]
    fn value<T: Scalar>(self, z: T) -> T {
        if z < T::ZERO { T::from_f64(self.alpha) * z.exp_m1() } else { z }
    }

    #[inline(always)]
    fn slope<T: Scalar>(self, z: T, _a: T) -> T {
        if z < T::ZERO { T::from_f64(self.alpha) * z.exp() } else { T::ONE }
    }

    fn value_by_hand(self, z: f64) -> Option<ByHand> {
        Some(if z < 0.0 {
            ByHand::piece(format!("{}·(exp(z) − 1)", self.alpha), "as z < 0")
        } else {
            ByHand::piece("z", "as z ≥ 0")
        })
    }

    fn slope_by_hand(self, z: f64) -> Option<ByHand> {
        Some(if z < 0.0 {
            ByHand::piece(format!("a + {}", self.alpha), "as z < 0")
        } else {
            ByHand::piece("1", "as z ≥ 0")
        })
    }
}

/// a = λ·elu(z) with the constants of its paper; slope λ at the kink z = 0.
#[derive(Debug, Clone, Copy)]
pub struct Selu;

impl Selu {
    const LAMBDA: f64 = 1.050_700_987_355_480_5;
    const ELU: Elu = Elu { alpha: 1.673_263_242_354_377_2 };
}

impl Function for Selu {
    #[inline(always)]
    fn value<T: Scalar>(self, z: T) -> T {
        T::from_f64(Selu::LAMBDA) * Selu::ELU.value(z)
    }

    #[inline(always)]
    fn slope<T: Scalar>(self, z: T, a: T) -> T {
        T::from_f64(Selu::LAMBDA) * Selu::ELU.slope(z, a)
    }
}

/// a = ln(1 + eᶻ); its slope is σ(z).
#[derive(Debug, Clone, Copy)]
pub struct Softplus;

impl Function for Softplus {
    #[inline(always)]
    fn value<T: Scalar>(self, z: T) -> T {
        softplus(z)
    }

    #[inline(always)]
    fn slope<T: Scalar>(self, z: T, _a: T) -> T {
        sigmoid(z)
    }

    fn value_by_hand(self, _z: f64) -> Option<ByHand> {
        Some(ByHand::new("ln(1 + exp(z))"))
    }

    fn slope_by_hand(self, _z: f64) -> Option<ByHand> {
        Some(ByHand::new("1/(1 + exp(−z))"))
    }
}

/// ln(1 + eᶻ) = max(z, 0) + ln(1 + e^(−|z|)), which never overflows.
#[inline(always)]
pub fn softplus<T: Scalar>(z: T) -> T {
    z.max(T::ZERO) + (-z.abs()).exp().ln_1p()
}

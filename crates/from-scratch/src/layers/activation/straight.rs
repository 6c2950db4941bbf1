//! Activations made of straight pieces.
//!
//! | name | a = f(z) | f′(z) | range |
//! |---|---|---|---|
//! | identity | z | 1 | (−∞, ∞) |
//! | step | 1 for z ≥ 0, else 0 | 0 | {0, 1} |
//! | hard-tanh | z for −1 ≤ z ≤ 1, else ±1 | 1 within, else 0 | [−1, 1] |
//! | relu | max(0, z) | 1 for z > 0, else 0 | [0, ∞) |
//! | leaky-relu | z for z ≥ 0, else slope·z | 1 or slope | (−∞, ∞) |
//!
//! The slope at a kink is that of the piece on the side where the comparison puts it: at 0 relu′ = 0, leaky-relu′ = 1,
//! step′ = 0; at ±1 hard-tanh′ = 1, where PyTorch's is 0. Relu and hard-tanh hand NaN on, so that divergence shows.
//! PyTorch's leaky-relu has slope 0.01, lecture 002's and ours 0.1.
//!
//! Hard-tanh: R. Collobert, "Large scale machine learning", 2004.

use std::ops::ControlFlow::{self, Break, Continue};

use experiment::spec::Activation;

use super::{Function, Visitor};
use crate::by_hand::ByHand;
use crate::scalar::Scalar;

/// Visits the function of an activation; the visitor goes on if it is not in this file.
#[inline(always)]
pub(super) fn visit<V: Visitor>(activation: Activation, visitor: V) -> ControlFlow<V::Output, V> {
    Break(match activation {
        Activation::Identity => visitor.visit(Identity),
        Activation::Step => visitor.visit(Step),
        Activation::HardTanh => visitor.visit(HardTanh),
        Activation::Relu => visitor.visit(Relu),
        Activation::LeakyRelu { slope } => visitor.visit(LeakyRelu { slope }),
        _ => return Continue(visitor),
    })
}

/// a = z
#[derive(Debug, Clone, Copy)]
pub struct Identity;

impl Function for Identity {
    #[inline(always)]
    fn value<T: Scalar>(self, z: T) -> T {
        z
    }

    #[inline(always)]
    fn slope<T: Scalar>(self, _z: T, _a: T) -> T {
        T::ONE
    }

    fn value_by_hand(self, _z: f64) -> Option<ByHand> {
        Some(ByHand::new("z"))
    }

    fn slope_by_hand(self, _z: f64) -> Option<ByHand> {
        Some(ByHand::new("1"))
    }
}

/// a = 1 for z ≥ 0, else 0; its slope is 0 even where it jumps.
#[derive(Debug, Clone, Copy)]
pub struct Step;

impl Function for Step {
    #[inline(always)]
    fn value<T: Scalar>(self, z: T) -> T {
        if z >= T::ZERO { T::ONE } else { T::ZERO }
    }

    #[inline(always)]
    fn slope<T: Scalar>(self, _z: T, _a: T) -> T {
        T::ZERO
    }

    fn slope_by_hand(self, _z: f64) -> Option<ByHand> {
        Some(ByHand::new("0"))
    }
}

/// a = z for −1 ≤ z ≤ 1, else ±1, written so that NaN is handed on; slope 1 at both kinks.
#[derive(Debug, Clone, Copy)]
pub struct HardTanh;

impl Function for HardTanh {
    #[inline(always)]
    fn value<T: Scalar>(self, z: T) -> T {
        let below = if z > T::ONE { T::ONE } else { z };
        if below < -T::ONE { -T::ONE } else { below }
    }

    #[inline(always)]
    fn slope<T: Scalar>(self, z: T, _a: T) -> T {
        if z.abs() > T::ONE { T::ZERO } else { T::ONE }
    }

    fn value_by_hand(self, z: f64) -> Option<ByHand> {
        Some(match z {
            z if z > 1.0 => ByHand::piece("1", "as z > 1"),
            z if z < -1.0 => ByHand::piece("−1", "as z < −1"),
            _ => ByHand::piece("z", "as −1 ≤ z ≤ 1"),
        })
    }

    fn slope_by_hand(self, z: f64) -> Option<ByHand> {
        Some(if z.abs() > 1.0 {
            ByHand::piece("0", "as abs(z) > 1")
        } else {
            ByHand::piece("1", "as −1 ≤ z ≤ 1")
        })
    }
}

/// a = max(0, z), written so that NaN is handed on; slope 0 at the kink.
#[derive(Debug, Clone, Copy)]
pub struct Relu;

impl Function for Relu {
    #[inline(always)]
    fn value<T: Scalar>(self, z: T) -> T {
        if z <= T::ZERO { T::ZERO } else { z }
    }

    #[inline(always)]
    fn slope<T: Scalar>(self, z: T, _a: T) -> T {
        if z > T::ZERO { T::ONE } else { T::ZERO }
    }

    fn value_by_hand(self, _z: f64) -> Option<ByHand> {
        Some(ByHand::new("max(0, z)"))
    }

    fn slope_by_hand(self, z: f64) -> Option<ByHand> {
        Some(if z > 0.0 { ByHand::piece("1", "as z > 0") } else { ByHand::piece("0", "as z ≤ 0") })
    }
}

/// a = z for z ≥ 0, else slope·z; slope 1 at the kink.
#[derive(Debug, Clone, Copy)]
pub struct LeakyRelu {
    /// The slope for z < 0.
    pub slope: f64,
}

impl Function for LeakyRelu {
    #[inline(always)]
    fn value<T: Scalar>(self, z: T) -> T {
        if z < T::ZERO { T::from_f64(self.slope) * z } else { z }
    }

    #[inline(always)]
    fn slope<T: Scalar>(self, z: T, _a: T) -> T {
        if z < T::ZERO { T::from_f64(self.slope) } else { T::ONE }
    }

    fn value_by_hand(self, z: f64) -> Option<ByHand> {
        Some(if z < 0.0 {
            ByHand::piece(format!("{}·z", self.slope), "as z < 0")
        } else {
            ByHand::piece("z", "as z ≥ 0")
        })
    }

    fn slope_by_hand(self, z: f64) -> Option<ByHand> {
        Some(if z < 0.0 { ByHand::piece(self.slope.to_string(), "as z < 0") } else { ByHand::piece("1", "as z ≥ 0") })
    }
}

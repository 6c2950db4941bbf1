//! Activations that multiply z by a gate between 0 and 1.
//!
//! | name | a = f(z) | f′(z) | range |
//! |---|---|---|---|
//! | gelu | z·Φ(z), Φ(z) = ½(1 + erf(z/√2)) | Φ(z) + z·φ(z), φ(z) = e^(−z²/2)/√(2π) | (−0.17, ∞) |
//! | silu | z·σ(z) | σ(z)·(1 + z·σ(−z)) | (−0.28, ∞) |
//! | mish | z·tanh(ln(1 + eᶻ)) | see `mish_gate` | (−0.31, ∞) |
//!
//! Left of 0 the slope is a difference, which passes through 0.
//!
//! Gelu: D. Hendrycks and K. Gimpel, "Gaussian error linear units", 2016; it is often approximated by a tanh, ours is
//! the one by erf. Silu: P. Ramachandran et al., "Searching for activation functions", 2017. Mish: D. Misra, "Mish: a
//! self regularized non-monotonic activation function", 2019.

use std::ops::ControlFlow::{self, Break, Continue};

use experiment::spec::Activation;

use super::{Function, Visitor, sigmoid};
use crate::by_hand::ByHand;
use crate::scalar::Scalar;

/// Visits the function of an activation; the visitor goes on if it is not in this file.
#[inline(always)]
pub(super) fn visit<V: Visitor>(activation: Activation, visitor: V) -> ControlFlow<V::Output, V> {
    Break(match activation {
        Activation::Gelu => visitor.visit(Gelu),
        Activation::Silu => visitor.visit(Silu),
        Activation::Mish => visitor.visit(Mish),
        _ => return Continue(visitor),
    })
}

/// Beyond this size of z a gate is 0 or 1 in every format, and its slope 0.
const OPEN: f64 = 800.0;

/// z, not below −800: what a closed gate multiplies, so that an infinite z gives 0, not ∞·0.
#[inline(always)]
fn above<T: Scalar>(z: T) -> T {
    z.max(T::from_f64(-OPEN))
}

/// z within ±800, for products with a slope that is 0 beyond.
#[inline(always)]
fn within<T: Scalar>(z: T) -> T {
    above(z).min(T::from_f64(OPEN))
}

/// a = z·Φ(z), with the normal distribution function Φ
#[derive(Debug, Clone, Copy)]
pub struct Gelu;

impl Function for Gelu {
    #[inline(always)]
    fn value<T: Scalar>(self, z: T) -> T {
        above(z) * normal_distribution(z)
    }

    #[inline(always)]
    fn slope<T: Scalar>(self, z: T, _a: T) -> T {
        normal_distribution(z) + within(z) * normal_density(z)
    }

    #[inline(always)]
    fn slope_terms<T: Scalar>(self, z: T, _a: T) -> T {
        normal_distribution(z.abs()) + within(z).abs() * normal_density(z)
    }
}

/// Φ(z) = ½·(1 + erf(z/√2))
#[inline(always)]
fn normal_distribution<T: Scalar>(z: T) -> T {
    T::from_f64(0.5) * (T::ONE + (z * T::from_f64(std::f64::consts::FRAC_1_SQRT_2)).erf())
}

/// φ(z) = e^(−z²/2)/√(2π)
#[inline(always)]
fn normal_density<T: Scalar>(z: T) -> T {
    let height = std::f64::consts::FRAC_2_SQRT_PI * std::f64::consts::FRAC_1_SQRT_2 / 2.0;
    T::from_f64(height) * (T::from_f64(-0.5) * z * z).exp()
}

/// a = z·σ(z)
#[derive(Debug, Clone, Copy)]
pub struct Silu;

impl Function for Silu {
    #[inline(always)]
    fn value<T: Scalar>(self, z: T) -> T {
        above(z) * sigmoid(z)
    }

    #[inline(always)]
    fn slope<T: Scalar>(self, z: T, _a: T) -> T {
        sigmoid(z) * (T::ONE + within(z) * sigmoid(-z))
    }

    #[inline(always)]
    fn slope_terms<T: Scalar>(self, z: T, _a: T) -> T {
        sigmoid(z) * (T::ONE + within(z).abs() * (T::ONE + sigmoid(z)))
    }

    fn value_by_hand(self, _z: f64) -> Option<ByHand> {
        Some(ByHand::new("z·(1/(1 + exp(−z)))"))
    }
}

/// a = z·tanh(ln(1 + eᶻ))
#[derive(Debug, Clone, Copy)]
pub struct Mish;

impl Function for Mish {
    #[inline(always)]
    fn value<T: Scalar>(self, z: T) -> T {
        above(z) * mish_gate(z).0
    }

    #[inline(always)]
    fn slope<T: Scalar>(self, z: T, _a: T) -> T {
        let (gate, slope) = mish_gate(z);
        gate + within(z) * slope
    }

    #[inline(always)]
    fn slope_terms<T: Scalar>(self, z: T, _a: T) -> T {
        let (gate, slope) = mish_gate(z);
        gate + within(z).abs() * slope
    }
}

/// tanh(ln(1 + eᶻ)) and its slope. With q = e^(−|z|), which never overflows, both are fractions:
///
/// z ≥ 0   (1 + 2q)/d    4q²(1 + q)/d²    d = 1 + 2q + 2q²
/// z < 0   q(2 + q)/d    4q(1 + q)/d²     d = 2 + 2q + q²
#[inline(always)]
fn mish_gate<T: Scalar>(z: T) -> (T, T) {
    let (two, four, q) = (T::from_f64(2.0), T::from_f64(4.0), (-z.abs()).exp());
    if z >= T::ZERO {
        let above = T::ONE + two * q;
        let below = above + two * q * q;
        (above / below, four * q * q * (T::ONE + q) / (below * below))
    } else {
        let above = q * (two + q);
        let below = two + above;
        (above / below, four * q * (T::ONE + q) / (below * below))
    }
}

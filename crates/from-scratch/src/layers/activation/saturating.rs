//! Activations with two horizontal asymptotes.
//!
//! | name | a = f(z) | f′(z) | range |
//! |---|---|---|---|
//! | sigmoid σ | 1/(1 + e⁻ᶻ) | a·(1 − a) | (0, 1) |
//! | tanh | (eᶻ − e⁻ᶻ)/(eᶻ + e⁻ᶻ) | 1 − a² | (−1, 1) |
//! | arctan | arctan z | 1/(1 + z²) | (−π/2, π/2) |
//! | softsign | z/(1 + abs(z)) | 1/(1 + abs(z))² | (−1, 1) |
//!
//! Where they are flat, the textbook slope is a difference of numbers close to each other; there it is written in
//! another way, which keeps all digits. Both ways are computed and one is chosen: a loop without branches fills
//! vectors.
//!
//! Softsign: X. Glorot and Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks",
//! 2010.

use std::ops::ControlFlow::{self, Break, Continue};

use experiment::spec::Activation;

use super::{Function, Visitor};
use crate::by_hand::ByHand;
use crate::scalar::Scalar;

/// Visits the function of an activation; the visitor goes on if it is not in this file.
#[inline(always)]
pub(super) fn visit<V: Visitor>(activation: Activation, visitor: V) -> ControlFlow<V::Output, V> {
    Break(match activation {
        Activation::Sigmoid => visitor.visit(Sigmoid),
        Activation::Tanh => visitor.visit(Tanh),
        Activation::Arctan => visitor.visit(Arctan),
        Activation::Softsign => visitor.visit(Softsign),
        _ => return Continue(visitor),
    })
}

/// a = 1/(1 + e⁻ᶻ)
#[derive(Debug, Clone, Copy)]
pub struct Sigmoid;

impl Function for Sigmoid {
    #[inline(always)]
    fn value<T: Scalar>(self, z: T) -> T {
        sigmoid(z)
    }

    /// a·(1 − a). Where a is close to 1, 1 − a has few digits left, and σ(−z) is the same number with all of them.
    #[inline(always)]
    fn slope<T: Scalar>(self, z: T, a: T) -> T {
        let (near, far) = (a * (T::ONE - a), a * sigmoid(-z));
        if a > T::from_f64(0.9) { far } else { near }
    }

    #[inline(always)]
    fn slope_terms<T: Scalar>(self, _z: T, a: T) -> T {
        a + a * a
    }

    fn value_by_hand(self, _z: f64) -> Option<ByHand> {
        Some(ByHand::new("1/(1 + exp(−z))"))
    }

    fn slope_by_hand(self, _z: f64) -> Option<ByHand> {
        Some(ByHand::new("a·(1 − a)"))
    }
}

/// σ(z) = 1/(1 + e⁻ᶻ), written so that e is raised to no positive power: nothing overflows.
#[inline(always)]
pub fn sigmoid<T: Scalar>(z: T) -> T {
    let q = (-z.abs()).exp();
    let numerator = if z >= T::ZERO { T::ONE } else { q };
    numerator / (T::ONE + q)
}

/// a = tanh z
#[derive(Debug, Clone, Copy)]
pub struct Tanh;

impl Function for Tanh {
    #[inline(always)]
    fn value<T: Scalar>(self, z: T) -> T {
        z.tanh()
    }

    /// 1 − a². Where a is close to ±1 it is written as 4q/(1 + q)² with q = e^(−2|z|), which keeps all digits.
    #[inline(always)]
    fn slope<T: Scalar>(self, z: T, a: T) -> T {
        let q = (T::from_f64(-2.0) * z.abs()).exp();
        let (near, far) = (T::ONE - a * a, T::from_f64(4.0) * q / ((T::ONE + q) * (T::ONE + q)));
        if a.abs() <= T::from_f64(0.9) { near } else { far }
    }

    #[inline(always)]
    fn slope_terms<T: Scalar>(self, _z: T, a: T) -> T {
        T::ONE + a * a
    }

    fn value_by_hand(self, _z: f64) -> Option<ByHand> {
        Some(ByHand::new("tanh(z)"))
    }

    fn slope_by_hand(self, _z: f64) -> Option<ByHand> {
        Some(ByHand::new("1 − a²"))
    }
}

/// a = z/(1 + |z|)
#[derive(Debug, Clone, Copy)]
pub struct Softsign;

impl Function for Softsign {
    /// Far out it is written as ±(1 − 1/(1 + |z|)): there the derivative of the quotient is a difference of numbers
    /// close to each other, and dual numbers, which take that derivative, would lose as many digits as z has.
    #[inline(always)]
    fn value<T: Scalar>(self, z: T) -> T {
        let below = T::ONE + z.abs();
        let (near, far) = (z / below, T::ONE - T::ONE / below);
        let far = if z < T::ZERO { -far } else { far };
        if z.abs() <= T::ONE { near } else { far }
    }

    /// 1/(1 + |z|)². At 0, where the second derivative jumps, both sides agree on 1.
    #[inline(always)]
    fn slope<T: Scalar>(self, z: T, _a: T) -> T {
        let below = T::ONE + z.abs();
        T::ONE / (below * below)
    }

    fn value_by_hand(self, _z: f64) -> Option<ByHand> {
        Some(ByHand::new("z/(1 + abs(z))"))
    }

    fn slope_by_hand(self, _z: f64) -> Option<ByHand> {
        Some(ByHand::new("1/(1 + abs(z))²"))
    }
}

/// a = arctan z
#[derive(Debug, Clone, Copy)]
pub struct Arctan;

impl Function for Arctan {
    #[inline(always)]
    fn value<T: Scalar>(self, z: T) -> T {
        z.atan()
    }

    #[inline(always)]
    fn slope<T: Scalar>(self, z: T, _a: T) -> T {
        T::ONE / (T::ONE + z * z)
    }

    fn slope_by_hand(self, _z: f64) -> Option<ByHand> {
        Some(ByHand::new("1/(1 + z²)"))
    }
}

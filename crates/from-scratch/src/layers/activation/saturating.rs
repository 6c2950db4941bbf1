//! Activations with two horizontal asymptotes. Where they are flat, the textbook slope is a difference of numbers close
//! to each other; there it is written in another way, which keeps all digits.

use super::Function;
use crate::scalar::Scalar;

/// a = 1/(1 + e⁻ᶻ)
#[derive(Debug, Clone, Copy)]
pub struct Sigmoid;

impl Function for Sigmoid {
    fn value<T: Scalar>(self, z: T) -> T {
        sigmoid(z)
    }

    /// a·(1 − a). Where a is close to 1, 1 − a has few digits left, and σ(−z) is the same number with all of them.
    fn slope<T: Scalar>(self, z: T, a: T) -> T {
        if a > T::from_f64(0.9) { a * sigmoid(-z) } else { a * (T::ONE - a) }
    }

    fn slope_terms<T: Scalar>(self, _z: T, a: T) -> T {
        a + a * a
    }
}

/// σ(z) = 1/(1 + e⁻ᶻ), written so that e is raised to no positive power: nothing overflows.
pub fn sigmoid<T: Scalar>(z: T) -> T {
    let q = (-z.abs()).exp();
    if z >= T::ZERO { T::ONE / (T::ONE + q) } else { q / (T::ONE + q) }
}

/// a = tanh z
#[derive(Debug, Clone, Copy)]
pub struct Tanh;

impl Function for Tanh {
    fn value<T: Scalar>(self, z: T) -> T {
        z.tanh()
    }

    /// 1 − a². Where a is close to ±1 it is written as 4q/(1 + q)² with q = e^(−2|z|), which keeps all digits.
    fn slope<T: Scalar>(self, z: T, a: T) -> T {
        if a.abs() <= T::from_f64(0.9) {
            return T::ONE - a * a;
        }
        let q = (T::from_f64(-2.0) * z.abs()).exp();
        T::from_f64(4.0) * q / ((T::ONE + q) * (T::ONE + q))
    }

    fn slope_terms<T: Scalar>(self, _z: T, a: T) -> T {
        T::ONE + a * a
    }
}

/// a = z/(1 + |z|)
#[derive(Debug, Clone, Copy)]
pub struct Softsign;

impl Function for Softsign {
    fn value<T: Scalar>(self, z: T) -> T {
        z / (T::ONE + z.abs())
    }

    /// 1/(1 + |z|)². At 0, where the second derivative jumps, both sides agree on 1.
    fn slope<T: Scalar>(self, z: T, _a: T) -> T {
        let below = T::ONE + z.abs();
        T::ONE / (below * below)
    }
}

/// a = arctan z
#[derive(Debug, Clone, Copy)]
pub struct Arctan;

impl Function for Arctan {
    fn value<T: Scalar>(self, z: T) -> T {
        z.atan()
    }

    fn slope<T: Scalar>(self, z: T, _a: T) -> T {
        T::ONE / (T::ONE + z * z)
    }
}

//! Activations made of straight pieces. The slope at the kink z = 0 is that of the piece on the side where the
//! comparison puts 0.

use super::Function;
use crate::scalar::Scalar;

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
}

//! What a network does with numbers that carry their errors, besides sums and products: f(x) has e = f′(x)·eₓ and its
//! own rounding.

use std::marker::PhantomData;

use super::{Format, Rounded};
use crate::path::{Fused, Unknown};
use crate::scalar::Scalar;

impl<F: Format> Fused for Rounded<F> {
    /// Both operations are rounded: other engines have no fused ones, and the estimate is for them, too.
    fn mul_add(self, factor: Self, summand: Self) -> Self {
        self * factor + summand
    }
}

impl<F: Format> Scalar for Rounded<F> {
    type Vectors = Unknown;

    const ZERO: Self = Rounded { value: 0.0, error: 0.0, format: PhantomData };
    const ONE: Self = Rounded { value: 1.0, error: 0.0, format: PhantomData };

    fn from_f64(value: f64) -> Self {
        Rounded::of(F::nearest(value), 0.0)
    }

    fn to_f64(self) -> f64 {
        self.value
    }

    fn exp(self) -> Self {
        let value = libm::exp(self.value);
        self.function(value, value)
    }

    fn exp_m1(self) -> Self {
        self.function(libm::expm1(self.value), libm::exp(self.value))
    }

    fn ln(self) -> Self {
        self.function(libm::log(self.value), 1.0 / self.value)
    }

    fn ln_1p(self) -> Self {
        self.function(libm::log1p(self.value), 1.0 / (1.0 + self.value))
    }

    fn tanh(self) -> Self {
        let value = libm::tanh(self.value);
        self.function(value, 1.0 - value * value)
    }

    fn atan(self) -> Self {
        self.function(libm::atan(self.value), 1.0 / (1.0 + self.value * self.value))
    }

    fn erf(self) -> Self {
        let slope = std::f64::consts::FRAC_2_SQRT_PI * libm::exp(-self.value * self.value);
        self.function(libm::erf(self.value), slope)
    }

    fn sqrt(self) -> Self {
        let value = self.value.sqrt();
        self.function(value, 0.5 / value)
    }

    fn abs(self) -> Self {
        if self.value < 0.0 { -self } else { self }
    }

    fn max(self, other: Self) -> Self {
        self.choose(other, if other > self { other } else { self })
    }

    fn min(self, other: Self) -> Self {
        self.choose(other, if other < self { other } else { self })
    }
}

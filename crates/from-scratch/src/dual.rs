//! Dual numbers: a value and its derivative with respect to one chosen number, carried along together.
//!
//! (u, u′)·(v, v′) = (uv, u′v + uv′)    f(u, u′) = (f(u), f′(u)·u′)
//!
//! Run through the forward pass they give a derivative of the objective with no backward pass and no step
//! size (R. E. Wengert, "A simple automatic derivative evaluation program", 1964). Comparison is by value, so
//! a dual number takes the branch that its value takes: at a kink it has the derivative of that branch.

use std::cmp::Ordering;
use std::ops::{Add, AddAssign, Div, DivAssign, Mul, MulAssign, Neg, Sub, SubAssign};

use crate::path::{Fused, Unknown};
use crate::scalar::Scalar;

/// value + derivative·ε with ε² = 0.
#[derive(Debug, Clone, Copy, Default)]
pub struct Dual {
    /// The value.
    pub value: f64,
    /// The derivative of the value with respect to the chosen number.
    pub derivative: f64,
}

impl Dual {
    /// The chosen number itself: its derivative is 1.
    pub fn seed(value: f64) -> Self {
        Dual { value, derivative: 1.0 }
    }

    /// f(u) where f has this value and this slope at u.
    fn chain(self, value: f64, slope: f64) -> Self {
        Dual { value, derivative: slope * self.derivative }
    }
}

impl PartialEq for Dual {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl PartialOrd for Dual {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.value.partial_cmp(&other.value)
    }
}

impl Add for Dual {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Dual { value: self.value + other.value, derivative: self.derivative + other.derivative }
    }
}

impl Sub for Dual {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Dual { value: self.value - other.value, derivative: self.derivative - other.derivative }
    }
}

impl Mul for Dual {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        let derivative = self.derivative * other.value + self.value * other.derivative;
        Dual { value: self.value * other.value, derivative }
    }
}

impl Div for Dual {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        let value = self.value / other.value;
        Dual { value, derivative: (self.derivative - value * other.derivative) / other.value }
    }
}

impl Neg for Dual {
    type Output = Self;
    fn neg(self) -> Self {
        Dual { value: -self.value, derivative: -self.derivative }
    }
}

impl AddAssign for Dual {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl SubAssign for Dual {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl MulAssign for Dual {
    fn mul_assign(&mut self, other: Self) {
        *self = *self * other;
    }
}

impl DivAssign for Dual {
    fn div_assign(&mut self, other: Self) {
        *self = *self / other;
    }
}

impl Fused for Dual {
    #[cfg_attr(target_family = "wasm", inline(never))]
    fn mul_add(self, factor: Self, summand: Self) -> Self {
        let derivative = self.derivative * factor.value + self.value * factor.derivative + summand.derivative;
        Dual { value: self.value.mul_add(factor.value, summand.value), derivative }
    }
}

impl Scalar for Dual {
    type Vectors = Unknown;

    const ZERO: Self = Dual { value: 0.0, derivative: 0.0 };
    const ONE: Self = Dual { value: 1.0, derivative: 0.0 };

    fn from_f64(value: f64) -> Self {
        Dual { value, derivative: 0.0 }
    }

    fn to_f64(self) -> f64 {
        self.value
    }

    #[cfg_attr(target_family = "wasm", inline(never))]
    fn exp(self) -> Self {
        let value = Scalar::exp(self.value);
        self.chain(value, value)
    }

    #[cfg_attr(target_family = "wasm", inline(never))]
    fn exp_m1(self) -> Self {
        self.chain(Scalar::exp_m1(self.value), Scalar::exp(self.value))
    }

    fn ln(self) -> Self {
        self.chain(libm::log(self.value), 1.0 / self.value)
    }

    fn ln_1p(self) -> Self {
        self.chain(libm::log1p(self.value), 1.0 / (1.0 + self.value))
    }

    /// The slope 1 − tanh² is written as 4q/(1 + q)², q = e^(−2|x|), which keeps its digits where tanh is near 1.
    #[cfg_attr(target_family = "wasm", inline(never))]
    fn tanh(self) -> Self {
        let q = libm::exp(-2.0 * self.value.abs());
        self.chain(Scalar::tanh(self.value), 4.0 * q / ((1.0 + q) * (1.0 + q)))
    }

    fn atan(self) -> Self {
        self.chain(libm::atan(self.value), 1.0 / (1.0 + self.value * self.value))
    }

    fn erf(self) -> Self {
        let slope = std::f64::consts::FRAC_2_SQRT_PI * libm::exp(-self.value * self.value);
        self.chain(libm::erf(self.value), slope)
    }

    fn sqrt(self) -> Self {
        let value = self.value.sqrt();
        self.chain(value, 0.5 / value)
    }

    fn abs(self) -> Self {
        if self.value < 0.0 { -self } else { self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(value: f64, expected: f64, what: &str) {
        assert!((value - expected).abs() <= 4e-15 * expected.abs().max(1.0), "{what}: {value} is not {expected}");
    }

    /// A function after its inverse is x, so its derivative is 1; the pieces are not the same line of code.
    #[test]
    fn inverses_have_derivative_one() {
        for x in [0.3, 1.7] {
            let x = Dual::seed(x);
            near(x.exp().ln().derivative, 1.0, "ln eˣ");
            near(x.exp_m1().ln_1p().derivative, 1.0, "ln(1 + (eˣ − 1))");
            near((x.sqrt() * x.sqrt()).derivative, 1.0, "√x·√x");
            near((x / x).derivative, 0.0, "x/x");
            near((x - x * Dual::from_f64(3.0)).derivative, -2.0, "x − 3x");
            near((-x).abs().derivative, 1.0, "|−x|");
        }
    }

    /// tanh x = (e²ˣ − 1)/(e²ˣ + 1); arctan′(1) = ½; erf′(0) = 2/√π; (x³)′ = 3x².
    #[test]
    fn derivatives_in_closed_form() {
        for x in [-2.0, -0.4, 0.0, 0.9, 3.0] {
            let square = (Dual::seed(x) + Dual::seed(x)).exp();
            near(Dual::seed(x).tanh().derivative, ((square - Dual::ONE) / (square + Dual::ONE)).derivative, "tanh′");
        }
        near(Dual::seed(1.0).atan().derivative, 0.5, "arctan′(1)");
        near(Dual::seed(0.0).erf().derivative, std::f64::consts::FRAC_2_SQRT_PI, "erf′(0)");
        let x = Dual::seed(2.0);
        assert_eq!((x * x * x).derivative, 12.0);
    }
}

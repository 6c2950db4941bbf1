//! Numbers that know how far rounding may have carried them: a value, and the deviation of its error.
//!
//! ```text
//! u = 2⁻⁵³, the relative error of one rounding; errors e are counted in units of u
//! x ± y    e² = eₓ² + e_y² + |x ± y|²
//! x·y      e² = (y·eₓ)² + (x·e_y)² + (u·eₓ·e_y)² + |x·y|²
//! x/y      e² = (eₓ/y)² + (x/y²·e_y)² + |x/y|²
//! f(x)     e² = (f′(x)·eₓ)² + |f(x)|²
//! ```
//!
//! Run through the passes of a network they estimate the rounding error of every number there, as a running error
//! analysis does (N. Higham, "Accuracy and Stability of Numerical Algorithms", 2002, section 3.3). Errors add up in
//! squares, as independent errors do. Sums of absolute errors are a bound, but grow from layer to layer until they
//! excuse every fault. The unit drops out, so the same estimate serves `f32`.
//!
//! Comparison is by value, so a number takes the branch that its value takes. Leaves out what a jump at a branch
//! means for an error: see [`crate::rounding`].

use std::cmp::Ordering;
use std::ops::{Add, AddAssign, Div, DivAssign, Mul, MulAssign, Neg, Sub, SubAssign};

use crate::path::{Fused, Unknown};
use crate::scalar::Scalar;

/// A value with the deviation of its rounding error.
#[derive(Debug, Clone, Copy, Default)]
pub struct Rounded {
    /// The value, computed in `f64`.
    pub value: f64,
    /// The deviation of its error, in units of u.
    pub error: f64,
}

impl Rounded {
    /// A value that was just rounded, with the errors that it inherits.
    fn new(value: f64, left: f64, right: f64) -> Self {
        Rounded { value, error: libm::hypot(libm::hypot(left, right), value) }
    }

    /// f(x), where f has this value and this slope at x.
    fn function(self, value: f64, slope: f64) -> Self {
        Rounded::new(value, inherited(slope, self.error), 0.0)
    }
}

/// slope·error; an exact number hands on no error, however steep the function.
fn inherited(slope: f64, error: f64) -> f64 {
    if error == 0.0 { 0.0 } else { slope * error }
}

impl PartialEq for Rounded {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl PartialOrd for Rounded {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.value.partial_cmp(&other.value)
    }
}

impl Add for Rounded {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        // Nothing is rounded where nothing is added.
        match (self.value == 0.0 && self.error == 0.0, other.value == 0.0 && other.error == 0.0) {
            (true, _) => other,
            (_, true) => self,
            (false, false) => Rounded::new(self.value + other.value, self.error, other.error),
        }
    }
}

impl Sub for Rounded {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl Mul for Rounded {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        // Two uncertain zeros have no error of first order.
        let both = self.error * other.error * f64::EPSILON / 2.0;
        let errors = [inherited(other.value, self.error), inherited(self.value, other.error)];
        Rounded::new(self.value * other.value, libm::hypot(errors[0], both), errors[1])
    }
}

impl Div for Rounded {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        let value = self.value / other.value;
        let errors = [inherited(1.0 / other.value, self.error), inherited(value / other.value, other.error)];
        Rounded::new(value, errors[0], errors[1])
    }
}

impl Neg for Rounded {
    type Output = Self;
    fn neg(self) -> Self {
        Rounded { value: -self.value, ..self }
    }
}

impl AddAssign for Rounded {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl SubAssign for Rounded {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl MulAssign for Rounded {
    fn mul_assign(&mut self, other: Self) {
        *self = *self * other;
    }
}

impl DivAssign for Rounded {
    fn div_assign(&mut self, other: Self) {
        *self = *self / other;
    }
}

impl Fused for Rounded {
    /// Both operations are rounded: other engines have no fused ones, and the estimate is for them, too.
    fn mul_add(self, factor: Self, summand: Self) -> Self {
        self * factor + summand
    }
}

impl Scalar for Rounded {
    type Vectors = Unknown;

    const ZERO: Self = Rounded { value: 0.0, error: 0.0 };
    const ONE: Self = Rounded { value: 1.0, error: 0.0 };

    fn from_f64(value: f64) -> Self {
        Rounded { value, error: 0.0 }
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
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(value: f64) -> Rounded {
        Rounded::from_f64(value)
    }

    /// 3·4 is rounded once: e = 12. Twice that, by a sum: e² = 12² + 12² + 24². 12 − 12 = 0 keeps 12·√2.
    #[test]
    fn errors_by_hand() {
        let product = of(3.0) * of(4.0);
        assert_eq!((product.value, product.error), (12.0, 12.0));
        let near = |found: f64, squared: f64| assert!((found * found - squared).abs() <= 1e-13 * squared, "{found}");
        near((product + product).error, 2.0 * 144.0 + 576.0);
        let nothing = product - of(2.0) * of(6.0);
        assert_eq!(nothing.value, 0.0);
        near(nothing.error, 288.0);
        near((product / of(4.0)).error, 9.0 + 9.0);
        near(product.sqrt().error, 0.25 / 12.0 * 144.0 + 12.0);
    }

    /// An exact zero rounds nothing, and hands nothing on where the slope is infinite.
    #[test]
    fn exact_zeros_stay_exact() {
        assert_eq!((of(0.0) + of(0.3)).error, 0.0);
        assert_eq!((of(0.0) * of(0.3) + of(0.0)).error, 0.0);
        assert_eq!(of(0.0).sqrt().error, 0.0);
    }

    /// The estimate against the truth: 0.1 added a thousand times is off by some hundred units, and never by more than
    /// ten deviations.
    #[test]
    fn a_long_sum_is_off_by_less_than_ten_deviations() {
        let sum = (0..1000).fold(Rounded::ZERO, |sum, _| sum + of(0.1));
        // 0.1 in binary times 1000, in exact arithmetic, is 100 + 5.55e-15.
        let off = (sum.value - 100.0).abs() / (f64::EPSILON / 2.0);
        assert!(off > 100.0 && off <= 10.0 * sum.error, "off by {off}, deviation {}", sum.error);
    }
}

//! Numbers that know how far rounding may have carried them: a value, and the deviation of its error.
//!
//! ```text
//! u = 2⁻⁵³ (f32: 2⁻²⁴), the relative error of one rounding; errors e are counted in units of u
//! x ± y    e² = eₓ² + e_y² + |x ± y|²
//! x·y      e² = (y·eₓ)² + (x·e_y)² + (u·eₓ·e_y)² + |x·y|²
//! x/y      e² = (eₓ/y)² + (x/y²·e_y)² + |x/y|²
//! f(x)     e² = (f′(x)·eₓ)² + |f(x)|²
//! ```
//!
//! A product or a quotient below the smallest normal number has that number's error: it has lost digits. A number
//! within 1/2u of the largest, or whose error reaches so far, has an infinite one: in another order it may overflow.
//!
//! Run through the passes of a network they estimate the rounding error of every number there, as a running error
//! analysis does (N. Higham, "Accuracy and Stability of Numerical Algorithms", 2002, section 3.3). Errors add up in
//! squares, as independent errors do. Sums of absolute errors are a bound, but grow from layer to layer until they
//! excuse every fault. Values are computed in `f64` whatever the format; the unit stays where errors multiply: the
//! square of a difference that is rounding alone.
//!
//! In a browser operations are functions of their own: there they belong to a certificate, and size counts more.
//!
//! Comparison is by value, so a number takes the branch that its value takes. Leaves out what a jump at a branch
//! means for an error: see [`crate::rounding`].

mod format;
mod functions;

use std::cmp::Ordering;
use std::marker::PhantomData;
use std::ops::{Add, AddAssign, Div, DivAssign, Mul, MulAssign, Neg, Sub, SubAssign};

pub use format::Format;

/// How many deviations to either side a number may lie.
pub const ERROR_DEVIATIONS: f64 = 32.0;

/// A value with the deviation of its rounding error in a format.
#[derive(Debug, Clone, Copy, Default)]
pub struct Rounded<F> {
    /// The value, computed in `f64`.
    pub value: f64,
    /// The deviation of its error, in units of u.
    pub error: f64,
    format: PhantomData<F>,
}

impl<F: Format> Rounded<F> {
    /// A value whose error is known.
    pub fn of(value: f64, error: f64) -> Self {
        Rounded { value, error, format: PhantomData }
    }

    /// How far off the value may be.
    pub fn error_bound(self) -> f64 {
        ERROR_DEVIATIONS * F::UNIT * self.error
    }

    /// A sum that was just rounded, with the errors that it inherits.
    #[cfg_attr(target_family = "wasm", inline(never))]
    fn new(value: f64, left: f64, right: f64) -> Self {
        let found = Rounded::of(value, libm::hypot(libm::hypot(left, right), value));
        let overflows = value.abs().max(found.error_bound()) > 2.0 * F::UNIT * F::LARGEST;
        if overflows { Rounded::of(value, f64::INFINITY) } else { found }
    }

    /// The same of a product, a quotient or a function, which may underflow.
    #[cfg_attr(target_family = "wasm", inline(never))]
    fn product(value: f64, left: f64, right: f64) -> Self {
        Rounded::new(value, libm::hypot(left, F::SMALLEST), right)
    }

    /// f(x), where f has this value and this slope at x.
    #[cfg_attr(target_family = "wasm", inline(never))]
    fn function(self, value: f64, slope: f64) -> Self {
        match self.is_nothing() {
            true => Rounded::new(value, 0.0, 0.0),
            false => Rounded::product(value, inherited(slope, self.error), 0.0),
        }
    }

    /// Whether this is an exact zero, with which nothing is rounded.
    fn is_nothing(self) -> bool {
        self.value == 0.0 && self.error == 0.0
    }

    /// One of two, chosen by comparison. Where the errors reach from one to the other, another engine may choose
    /// differently, and the error of both counts.
    #[cfg_attr(target_family = "wasm", inline(never))]
    fn choose(self, other: Self, chosen: Self) -> Self {
        let both = libm::hypot(self.error, other.error);
        let apart = (self.value - other.value).abs() > ERROR_DEVIATIONS * F::UNIT * both;
        if apart { chosen } else { Rounded { error: both, ..chosen } }
    }
}

/// slope·error; an exact number hands on no error, however steep the function.
fn inherited(slope: f64, error: f64) -> f64 {
    if error == 0.0 { 0.0 } else { slope * error }
}

impl<F: Format> PartialEq for Rounded<F> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<F: Format> PartialOrd for Rounded<F> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.value.partial_cmp(&other.value)
    }
}

impl<F: Format> Add for Rounded<F> {
    type Output = Self;
    #[cfg_attr(target_family = "wasm", inline(never))]
    fn add(self, other: Self) -> Self {
        // Nothing is rounded where nothing is added.
        match (self.is_nothing(), other.is_nothing()) {
            (true, _) => other,
            (_, true) => self,
            (false, false) => Rounded::new(self.value + other.value, self.error, other.error),
        }
    }
}

impl<F: Format> Sub for Rounded<F> {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl<F: Format> Mul for Rounded<F> {
    type Output = Self;
    #[cfg_attr(target_family = "wasm", inline(never))]
    fn mul(self, other: Self) -> Self {
        if self.is_nothing() || other.is_nothing() {
            // 0 times what may have overflowed may be no number.
            let known = self.error.is_finite() && other.error.is_finite();
            return Rounded::of(self.value * other.value, if known { 0.0 } else { f64::INFINITY });
        }
        // Two uncertain zeros have no error of first order.
        let both = self.error * other.error * F::UNIT;
        let errors = [inherited(other.value, self.error), inherited(self.value, other.error)];
        Rounded::product(self.value * other.value, libm::hypot(errors[0], both), errors[1])
    }
}

impl<F: Format> Div for Rounded<F> {
    type Output = Self;
    #[cfg_attr(target_family = "wasm", inline(never))]
    fn div(self, other: Self) -> Self {
        let value = self.value / other.value;
        if self.is_nothing() {
            return Rounded::of(value, 0.0);
        }
        let errors = [inherited(1.0 / other.value, self.error), inherited(value / other.value, other.error)];
        Rounded::product(value, errors[0], errors[1])
    }
}

impl<F: Format> Neg for Rounded<F> {
    type Output = Self;
    fn neg(self) -> Self {
        Rounded { value: -self.value, ..self }
    }
}

impl<F: Format> AddAssign for Rounded<F> {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl<F: Format> SubAssign for Rounded<F> {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl<F: Format> MulAssign for Rounded<F> {
    fn mul_assign(&mut self, other: Self) {
        *self = *self * other;
    }
}

impl<F: Format> DivAssign for Rounded<F> {
    fn div_assign(&mut self, other: Self) {
        *self = *self / other;
    }
}

#[cfg(test)]
mod tests;

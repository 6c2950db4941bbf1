//! What a number must be able to do, so that one text of the mathematics serves `f32` (fast), `f64` (the
//! reference) and dual numbers ([`crate::dual`], derivatives pushed forward).
//!
//! Transcendental functions come from [`crate::elementary`] and from libm, so that results repeat on every platform.
//! Leaves out everything a network does not need: remainders, powers, bits.

use std::cell::Cell;
use std::fmt::Debug;
use std::ops::{Add, AddAssign, Div, DivAssign, Mul, MulAssign, Neg, Sub, SubAssign};

use crate::buffer::Buffer;
use crate::path::{Double, Fused, Single, Vectors};
use crate::{elementary, fused};

/// A real number of some precision. Comparison is by value.
pub trait Scalar:
    Copy
    + Debug
    + Default
    + PartialEq
    + PartialOrd
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
    + AddAssign
    + SubAssign
    + MulAssign
    + DivAssign
    + Fused
    + Send
    + Sync
    + 'static
{
    /// The vectors of such numbers.
    type Vectors: Vectors<Self>;

    /// 0.
    const ZERO: Self;
    /// 1.
    const ONE: Self;

    /// The nearest number of this precision.
    fn from_f64(value: f64) -> Self;
    /// The value, without loss for `f32` and `f64`; a dual number gives its value alone.
    fn to_f64(self) -> f64;

    /// eˣ.
    fn exp(self) -> Self;
    /// eˣ − 1, exact for small x.
    fn exp_m1(self) -> Self;
    /// ln x.
    fn ln(self) -> Self;
    /// ln(1 + x), exact for small x.
    fn ln_1p(self) -> Self;
    /// tanh x.
    fn tanh(self) -> Self;
    /// arctan x.
    fn atan(self) -> Self;
    /// erf x = 2/√π ∫₀ˣ e^(−t²) dt.
    fn erf(self) -> Self;
    /// √x.
    fn sqrt(self) -> Self;

    /// |x|.
    #[inline(always)]
    fn abs(self) -> Self {
        if self < Self::ZERO { -self } else { self }
    }

    /// The larger of two; the first of equals.
    #[inline(always)]
    fn max(self, other: Self) -> Self {
        if other > self { other } else { self }
    }

    /// The smaller of two; the first of equals.
    #[inline(always)]
    fn min(self, other: Self) -> Self {
        if other < self { other } else { self }
    }

    /// Lends a buffer of this length, whose content means nothing. Of `f32` and `f64` each thread keeps one, so that
    /// it costs nothing to borrow it again.
    fn with_buffer<R>(length: usize, work: impl FnOnce(&mut [Self]) -> R) -> R {
        work(&mut Buffer::zeros(length))
    }

    /// A copy of these numbers that is worth keeping, if this is `f32` and they are no more than 2²⁵: a batch is then
    /// gathered from half as much memory, and nothing is rounded twice. More numbers than that are held once.
    fn keep(_values: &[f64]) -> Option<Buffer<Self>> {
        None
    }

    /// The same numbers without a copy, if this is `f64`.
    fn share(_values: &[f64]) -> Option<&[Self]> {
        None
    }
}

/// The most numbers of which there is a copy in `f32`: 128 MiB.
const MOST_KEPT: usize = 1 << 25;

/// A floating-point format by the module of its functions, and the names of the others in libm.
macro_rules! float {
    (
        $float:ident, $vectors:ident, $functions:ident, $log:ident, $atan:ident, $erf:ident,
        { $($share:tt)* }
    ) => {
        impl Fused for $float {
            #[inline(always)]
            fn mul_add(self, factor: Self, summand: Self) -> Self {
                fused::$functions(self, factor, summand)
            }
        }

        impl Scalar for $float {
            type Vectors = $vectors;
            const ZERO: Self = 0.0;
            const ONE: Self = 1.0;

            #[inline(always)]
            fn from_f64(value: f64) -> Self {
                value as $float
            }
            #[inline(always)]
            fn to_f64(self) -> f64 {
                self.into()
            }
            #[inline(always)]
            fn exp(self) -> Self {
                elementary::$functions::exp(self)
            }
            #[inline(always)]
            fn exp_m1(self) -> Self {
                elementary::$functions::exp_m1(self)
            }
            fn ln(self) -> Self {
                libm::$log(self)
            }
            #[inline(always)]
            fn ln_1p(self) -> Self {
                elementary::$functions::ln_1p(self)
            }
            #[inline(always)]
            fn tanh(self) -> Self {
                elementary::$functions::tanh(self)
            }
            fn atan(self) -> Self {
                libm::$atan(self)
            }
            fn erf(self) -> Self {
                libm::$erf(self)
            }
            #[inline(always)]
            fn sqrt(self) -> Self {
                $float::sqrt(self)
            }
            #[inline(always)]
            fn abs(self) -> Self {
                $float::abs(self)
            }
            fn with_buffer<R>(length: usize, work: impl FnOnce(&mut [Self]) -> R) -> R {
                thread_local!(static BUFFER: Cell<Buffer<$float>> = Cell::default());
                let mut buffer = BUFFER.take();
                buffer.resize(length);
                let result = work(&mut buffer);
                BUFFER.set(buffer);
                result
            }
            $($share)*
        }
    };
}

float!(f32, Single, single, logf, atanf, erff, {
    fn keep(values: &[f64]) -> Option<Buffer<f32>> {
        (values.len() <= MOST_KEPT).then(|| {
            let mut kept = Buffer::zeros(values.len());
            kept.iter_mut().zip(values).for_each(|(kept, &value)| *kept = value as f32);
            kept
        })
    }
});
float!(f64, Double, double, log, atan, erf, {
    fn share(values: &[f64]) -> Option<&[f64]> {
        Some(values)
    }
});

#[cfg(test)]
mod tests {
    use super::Scalar;

    /// e^0 = 1, ln 1 = 0, tanh 0 = 0, arctan 1 = π/4, erf(∞) = 1, √4 = 2, in both formats.
    #[test]
    fn functions_have_their_known_values() {
        fn check<T: Scalar>() {
            let of = T::from_f64;
            assert_eq!(of(0.0).exp(), T::ONE);
            assert_eq!(T::ONE.ln(), T::ZERO);
            assert_eq!(of(0.0).tanh(), T::ZERO);
            assert_eq!(T::ONE.atan(), of(std::f64::consts::FRAC_PI_4));
            assert_eq!(of(9.0).erf(), T::ONE);
            assert_eq!(of(4.0).sqrt(), of(2.0));
            assert_eq!(of(-3.0).abs(), of(3.0));
            // To first order eˣ − 1 = ln(1 + x) = x, which a difference of large numbers would lose.
            assert_eq!(of(1e-30).exp_m1(), of(1e-30));
            assert_eq!(of(1e-30).ln_1p(), of(1e-30));
        }
        check::<f32>();
        check::<f64>();
    }
}

//! The elementary functions against a reference of twice the digits, in units in the last place of the right value.

mod common;

use common::draws;
use from_scratch::path::{Kernel, Path};
use from_scratch::{Scalar, path};

/// An unevaluated sum of two numbers, about 32 digits: T. J. Dekker, "A floating-point technique for extending the
/// available precision", 1971.
#[derive(Clone, Copy)]
struct Double(f64, f64);

impl Double {
    /// a + b where |a| ≥ |b| or a is 0.
    fn ordered(a: f64, b: f64) -> Double {
        let sum = a + b;
        Double(sum, b - (sum - a))
    }

    fn plus(self, other: Double) -> Double {
        let sum = self.0 + other.0;
        let part = sum - self.0;
        let rest = (self.0 - (sum - part)) + (other.0 - part);
        Double::ordered(sum, rest + self.1 + other.1)
    }

    fn times(self, other: Double) -> Double {
        let product = self.0 * other.0;
        let rest = self.0.mul_add(other.0, -product);
        Double::ordered(product, rest + (self.0 * other.1 + self.1 * other.0))
    }

    fn over(self, other: Double) -> Double {
        let first = self.0 / other.0;
        let rest = self.plus(other.times(Double(-first, 0.0)));
        let second = rest.0 / other.0;
        let rest = rest.plus(other.times(Double(-second, 0.0)));
        Double::ordered(first, second).plus(Double(rest.0 / other.0, 0.0))
    }

    /// e^x − 1 by its series after halving x until it is small, then e^(2x) − 1 = (e^x − 1)² + 2(e^x − 1).
    fn exp_m1(x: f64) -> Double {
        let mut halvings = 0;
        let mut small = x;
        while small.abs() > 0.01 {
            small *= 0.5;
            halvings += 1;
        }
        let x = Double(small, 0.0);
        let series = (2..=16)
            .rev()
            .fold(Double(1.0, 0.0), |sum, k| Double(1.0, 0.0).plus(sum.times(x).over(Double(f64::from(k), 0.0))));
        let mut result = x.times(series);
        for _ in 0..halvings {
            result = result.times(result).plus(result.times(Double(2.0, 0.0)));
        }
        result
    }

    /// Through e^|x|, because e^x − 1 holds no digits of a small e^x.
    fn exp(x: f64) -> Double {
        let large = Double::exp_m1(x.abs()).plus(Double(1.0, 0.0));
        if x < 0.0 { Double(1.0, 0.0).over(large) } else { large }
    }

    /// (1 − e^(−2|x|))/(1 + e^(−2|x|)) with the sign of x
    fn tanh(x: f64) -> Double {
        let q = Double::exp_m1(-2.0 * x.abs());
        let size = q.times(Double(-1.0, 0.0)).over(q.plus(Double(2.0, 0.0)));
        size.times(Double(1f64.copysign(x), 0.0))
    }
}

/// A format of numbers.
trait Format: Scalar {
    /// How many binary digits it has.
    const DIGITS: i32;
    fn bits(self) -> u64;
}

impl Format for f32 {
    const DIGITS: i32 = 24;
    fn bits(self) -> u64 {
        self.to_bits().into()
    }
}

impl Format for f64 {
    const DIGITS: i32 = 53;
    fn bits(self) -> u64 {
        self.to_bits()
    }
}

/// The distance of two neighboring numbers of a format with so many digits, at a normal value.
fn unit(value: f64, digits: i32) -> f64 {
    let exponent = libm::ilogb(value);
    libm::scalbn(1.0, exponent + 1 - digits)
}

type Function<T> = (&'static str, fn(T) -> T, fn(f64) -> Double, f64);

fn functions<T: Scalar>(largest: f64) -> [Function<T>; 3] {
    [
        ("exp", T::exp, Double::exp, largest),
        ("exp_m1", T::exp_m1, Double::exp_m1, largest),
        ("tanh", T::tanh, Double::tanh, 20.0),
    ]
}

/// Dense around 0 and out to where the function ends, and random of every size.
fn arguments<T: Scalar>(largest: f64) -> Vec<T> {
    let mut draws = draws(4);
    let dense = (-4000..4000).flat_map(|i| [f64::from(i) * 2.5e-4, f64::from(i) * largest / 4000.0]);
    let random = (0..20_000).map(|_| {
        let size = libm::exp(draws.between(-30.0, libm::log(largest)));
        if draws.uniform() < 0.5 { size } else { -size }
    });
    dense.chain(random.collect::<Vec<_>>()).map(T::from_f64).collect()
}

fn check<T: Format>(largest: f64) {
    for (name, f, reference, largest) in functions::<T>(largest) {
        let mut worst = (0.0, 0.0);
        for x in arguments::<T>(largest) {
            let expected = reference(x.to_f64());
            if x.to_f64() != 0.0 {
                let error = ((f(x).to_f64() - expected.0) - expected.1).abs() / unit(expected.0, T::DIGITS);
                worst = if error > worst.0 { (error, x.to_f64()) } else { worst };
            }
        }
        assert!(worst.0 < 2.0, "{name} with {} digits is off by {} units at {:e}", T::DIGITS, worst.0, worst.1);
    }
}

/// Below the largest argument results are finite, and above its negative they are normal numbers.
#[test]
fn errors_are_below_two_units_in_the_last_place() {
    check::<f32>(87.0);
    check::<f64>(708.0);
}

/// NaN, infinities, zeros, numbers beyond the range, and the smallest ones.
#[test]
fn special_values() {
    fn check<T: Format>(tiny: f64) {
        let of = T::from_f64;
        let (infinity, same) =
            (of(f64::INFINITY), |a: T, b: f64| assert_eq!(a.bits(), of(b).bits(), "{a:?} is not {b}"));
        for f in [T::exp, T::exp_m1, T::tanh] {
            assert!(f(of(f64::NAN)).to_f64().is_nan());
        }
        for x in [infinity, of(1e4)] {
            same(x.exp(), f64::INFINITY);
            same(x.exp_m1(), f64::INFINITY);
            same(x.tanh(), 1.0);
            same((-x).exp(), 0.0);
            same((-x).exp_m1(), -1.0);
            same((-x).tanh(), -1.0);
        }
        for zero in [0.0, -0.0] {
            same(of(zero).exp(), 1.0);
            same(of(zero).exp_m1(), zero);
            same(of(zero).tanh(), zero);
        }
        for x in [tiny, -tiny] {
            same(of(x).exp_m1(), x);
            same(of(x).tanh(), x);
        }
    }
    check::<f32>(1e-42);
    check::<f64>(1e-310);
}

/// ln(1 + x) has the digits of libm, which the error of its authors' analysis, below 1 unit, holds for.
#[test]
fn ln_1p_has_the_digits_of_libm() {
    fn check<T: Format>(largest: f64, libm: impl Fn(T) -> T) {
        let ends = [-1.0, -1.0 + 1e-6, -0.5, -0.0, 0.0, 1e-320, largest, f64::INFINITY].map(T::from_f64);
        for x in arguments::<T>(largest).into_iter().chain(arguments(0.999)).chain(arguments(1e6)).chain(ends) {
            let (ours, theirs) = (x.ln_1p(), libm(x));
            let alike = ours.bits() == theirs.bits() || (ours.to_f64().is_nan() && theirs.to_f64().is_nan());
            assert!(alike, "ln(1 + {x:?}): {ours:?}, and libm has {theirs:?}");
        }
        assert!(T::from_f64(f64::NAN).ln_1p().to_f64().is_nan());
        assert!(T::from_f64(-1.5).ln_1p().to_f64().is_nan());
    }
    check::<f32>(3e38, libm::log1pf);
    check::<f64>(1e308, libm::log1p);
}

/// A loop over a function.
struct Loop<'a, T, F> {
    values: &'a mut [T],
    f: &'a F,
}

impl<T: Copy, F: Fn(T) -> T> Kernel for Loop<'_, T, F> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        for x in self.values {
            *x = (self.f)(*x);
        }
    }
}

/// A loop over a function gives the same bits on every path that this machine has.
fn same_bits<T: Format>(name: &str, largest: f64, f: impl Fn(T) -> T) {
    let arguments = arguments::<T>(largest);
    let on = |path: Path| {
        path.take();
        let mut values = arguments.clone();
        path::run(Loop { values: &mut values, f: &f });
        values.into_iter().map(T::bits).collect::<Vec<_>>()
    };
    let plain = on(Path::Plain);
    for path in Path::available() {
        assert!(on(path) == plain, "{name} differs on {path:?}");
    }
}

/// A function is named in a closure of its own, so that each path compiles it anew.
#[test]
fn paths_give_the_same_bits() {
    fn check<T: Format>(largest: f64) {
        same_bits("exp", 1.2 * largest, |x: T| x.exp());
        same_bits("exp_m1", 1.2 * largest, |x: T| x.exp_m1());
        same_bits("tanh", 30.0, |x: T| x.tanh());
        same_bits("ln_1p", 1e3, |x: T| x.ln_1p());
    }
    check::<f32>(87.0);
    check::<f64>(708.0);
}

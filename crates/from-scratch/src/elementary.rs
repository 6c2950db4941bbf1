//! Elementary functions that vectorize and give the same bits everywhere: e^x, e^x − 1, ln(1 + x) and tanh x.
//!
//! They consist of sums, products, quotients, fused multiply-adds, comparisons and moves of bits alone, each of which
//! is exact to the last bit on every processor; there is no branch and no table, so a loop over them fills vectors.
//!
//! ```text
//! e^x      x = n·ln 2 + r, |r| ≤ ½·ln 2, n an integer      e^x = 2ⁿ·(1 + p),  p = r + r²·(½ + r/6 + …) = e^r − 1
//! e^x − 1  = 2ⁿ·p + (2ⁿ − 1)
//! ln(1 + x)   1 + x = 2ᵏ·(1 + f), √½ ≤ 1 + f < √2, c what 1 + x was rounded by, divided by 1 + x, s = f/(2 + f)
//!             = k·ln 2 + c + f − ½f² + s·(½f² + R(s²))
//! tanh x   |x| ≤ 0.625:  x + x³·P(x²)/Q(x²)                else 1 − 2/(e^(2|x|) + 1) with the sign of x
//! ```
//!
//! Errors are below 2 units in the last place (`tests/elementary.rs` measures them). The polynomials for e^r are
//! minimax approximations; those of tanh are from S. Moshier's Cephes library. ln(1 + x) is that of Sun's fdlibm, with
//! the digits of `libm`, but without branches. ln, arctan and erf, of which arctan and gelu alone need one in their
//! innermost loops, are `libm`'s: the same everywhere too, but one number at a time.

/// Horner's scheme, step after step. As a loop it stays one where a fused multiply-add is a chain of sums and products
/// ([`crate::fused`]), and then the loop around it, over elements, fills no vectors.
macro_rules! horner {
    ($x:ident, $coefficients:ident, $($step:literal)*) => {{
        let mut sum = $coefficients[N - 1];
        $(if $step + 1 < N {
            sum = fused(sum, $x, $coefficients[$step]);
        })*
        sum
    }};
}

/// The functions of one format: its name, its signed and unsigned integers, bits of the mantissa, largest exponent.
macro_rules! functions {
    ($module:ident, $float:ident, $signed:ident, $unsigned:ident, $mantissa:expr, $bias:expr) => {
        /// The functions of this format.
        pub mod $module {
            use super::coefficients::$module::*;
            use crate::fused::within::$module as fused;

            /// c₀ + c₁·x + c₂·x² + …, of up to eleven coefficients
            #[inline(always)]
            fn polynomial<const N: usize>(x: $float, coefficients: [$float; N]) -> $float {
                const { assert!(N <= 11, "a step is missing below") };
                horner!(x, coefficients, 9 8 7 6 5 4 3 2 1 0)
            }

            /// 2ⁿ, for n from 1 − bias to bias.
            #[inline(always)]
            fn power_of_two(n: $signed) -> $float {
                $float::from_bits((n.wrapping_add($bias) as $unsigned) << $mantissa)
            }

            /// x  ->  n, and p = e^r − 1
            #[inline(always)]
            fn reduce(x: $float) -> ($signed, $float) {
                // Adding this number leaves no digits behind the point: the sum is x/ln 2, rounded, in its last bits.
                let rounder = 1.5 * ((1 as $unsigned) << $mantissa) as $float;
                let shifted = fused(x, std::$float::consts::LOG2_E, rounder);
                let n = shifted - rounder;
                let bits = (shifted.to_bits() as $signed).wrapping_sub(rounder.to_bits() as $signed);
                let r = fused(n, -LN_2_REST, fused(n, -std::$float::consts::LN_2, x));
                (bits, fused(r * r, polynomial(r, EXP), r))
            }

            /// e^x
            #[inline(always)]
            pub fn exp(x: $float) -> $float {
                let x = if x > EXP_RANGE.1 { EXP_RANGE.1 } else { x };
                let x = if x < EXP_RANGE.0 { EXP_RANGE.0 } else { x };
                let (n, p) = reduce(x);
                // In two factors, because 2ⁿ alone may be too large or too small.
                let half = n >> 1;
                (1.0 + p) * power_of_two(half) * power_of_two(n.wrapping_sub(half))
            }

            /// e^x − 1
            #[inline(always)]
            pub fn exp_m1(x: $float) -> $float {
                let bounded = if x > EXP_RANGE.1 { EXP_RANGE.1 } else { x };
                let bounded = if bounded < EXP_M1_LEAST { EXP_M1_LEAST } else { bounded };
                let (n, p) = reduce(bounded);
                // Half of it first, because 2ⁿ may be too large where the result is not.
                let half = power_of_two(n.wrapping_sub(1));
                let result = 2.0 * fused(half, p, half - 0.5);
                // A number so small is its own result; halved it might lose a digit.
                if x.abs() < 0.5 * $float::EPSILON { x } else { result }
            }

            /// c₀ + c₁·x + c₂·x² + …, product and sum each rounded
            #[inline(always)]
            fn rounded_polynomial<const N: usize>(x: $float, coefficients: [$float; N]) -> $float {
                let mut sum = coefficients[N - 1];
                let mut next = N - 1;
                while next > 0 {
                    next -= 1;
                    sum = coefficients[next] + x * sum;
                }
                sum
            }

            /// x  ->  f, c, k
            #[inline(always)]
            fn reduce_1p(x: $float) -> ($float, $float, $float) {
                let (u, one) = (1.0 + x, (1.0 as $float).to_bits());
                let shifted = u.to_bits().wrapping_add(one - SQRT_HALF_BITS);
                let k = ((shifted >> $mantissa) as $signed).wrapping_sub($bias);
                let f = $float::from_bits((shifted & ((1 << $mantissa) - 1)) + SQRT_HALF_BITS) - 1.0;
                let lost = if k >= 2 { 1.0 - (u - x) } else { x - (u - 1.0) };
                let c = if k > $mantissa + 1 { 0.0 } else { lost / u };
                let near = x < $float::from_bits(NEAR.1) && x >= $float::from_bits(NEAR.0);
                if near { (x, 0.0, 0.0) } else { (f, c, k as $float) }
            }

            /// ln(1 + x)
            #[inline(always)]
            pub fn ln_1p(x: $float) -> $float {
                let (f, c, k) = reduce_1p(x);
                let (s, half) = (f / (2.0 + f), 0.5 * f * f);
                let z = s * s;
                let w = z * z;
                let r = z * rounded_polynomial(w, LN_ODD) + w * rounded_polynomial(w, LN_EVEN);
                let result = s * (half + r) + (k * LN_2_LOW + c) - half + f + k * LN_2_HIGH;
                // Numbers so small are their own result, at −1 and beyond there is none, infinity and NaN stay.
                let result = if x.abs() < 0.5 * $float::EPSILON { x } else { result };
                let beyond = if x == -1.0 { $float::NEG_INFINITY } else { $float::NAN };
                let result = if x <= -1.0 { beyond } else { result };
                if x < $float::INFINITY { result } else { x }
            }

            /// tanh x
            #[inline(always)]
            pub fn tanh(x: $float) -> $float {
                let (size, square) = (x.abs(), x * x);
                let bounded = if size > TANH_RANGE { TANH_RANGE } else { size };
                let (n, p) = reduce(2.0 * bounded);
                let exponential = fused(power_of_two(n), p, power_of_two(n));
                let small = size <= 0.625;
                let numerator = if small { size * square * polynomial(square, TANH_NUMERATOR) } else { -2.0 };
                let denominator = if small { polynomial(square, TANH_DENOMINATOR) } else { exponential + 1.0 };
                let start = if small { size } else { 1.0 };
                (start + numerator / denominator).copysign(x)
            }
        }
    };
}

functions!(single, f32, i32, u32, 23, 127);
functions!(double, f64, i64, u64, 52, 1023);

/// The numbers in the formulas.
mod coefficients {
    pub mod single {
        /// ln 2 − its nearest number.
        pub const LN_2_REST: f32 = -1.904_654_2e-9;
        /// (e^r − 1 − r)/r² as a polynomial of r.
        pub const EXP: [f32; 6] = [0.5, 0.166_666_67, 0.041_666_463, 0.008_333_311, 0.001_393_409, 0.000_198_914_8];
        /// Two parts of ln 2; the first has so few digits that its product with k is exact.
        pub const LN_2_HIGH: f32 = 6.931_381e-1;
        pub const LN_2_LOW: f32 = 9.058_001e-6;
        /// The bits of √½, and of the numbers between which 1 + x is not reduced.
        pub const SQRT_HALF_BITS: u32 = 0x3f35_04f3;
        pub const NEAR: (u32, u32) = (0xbe95_f619, 0x3ed4_13d0);
        /// R as a polynomial of s², its odd and its even powers.
        pub const LN_ODD: [f32; 2] = [0.666_666_6, 0.284_987_87];
        pub const LN_EVEN: [f32; 2] = [0.400_009_72, 0.242_790_79];
        /// Beyond these e^x is 0, or infinite.
        pub const EXP_RANGE: (f32, f32) = (-104.5, 89.0);
        /// Below this e^x − 1 is −1.
        pub const EXP_M1_LEAST: f32 = -20.0;
        /// Beyond this tanh x is ±1.
        pub const TANH_RANGE: f32 = 10.0;
        pub const TANH_NUMERATOR: [f32; 5] =
            [-0.333_332_8, 0.133_314_42, -0.053_739_715, 0.020_639_09, -0.005_704_988_8];
        pub const TANH_DENOMINATOR: [f32; 1] = [1.0];
    }

    pub mod double {
        /// ln 2 − its nearest number.
        pub const LN_2_REST: f64 = 2.319_046_813_846_299_6e-17;
        /// (e^r − 1 − r)/r² as a polynomial of r.
        pub const EXP: [f64; 11] = [
            0.5,
            0.166_666_666_666_666_7,
            0.041_666_666_666_666_67,
            0.008_333_333_333_325_848,
            0.001_388_888_888_888_354_3,
            0.000_198_412_698_798_190_6,
            0.000_024_801_587_326_261_104,
            2.755_725_413_193_169e-6,
            2.755_727_274_269_934_6e-7,
            2.510_573_921_958_671_3e-8,
            2.091_505_988_491_769e-9,
        ];
        /// Two parts of ln 2; the first has so few digits that its product with k is exact.
        pub const LN_2_HIGH: f64 = 6.931_471_803_691_238e-1;
        pub const LN_2_LOW: f64 = 1.908_214_929_270_587_7e-10;
        /// The bits of √½, and of the numbers between which 1 + x is not reduced.
        pub const SQRT_HALF_BITS: u64 = 0x3fe6_a09e_0000_0000;
        pub const NEAR: (u64, u64) = (0xbfd2_bec4_ffff_ffff, 0x3fda_827a_0000_0000);
        /// R as a polynomial of s², its odd and its even powers.
        pub const LN_ODD: [f64; 4] =
            [6.666_666_666_666_735e-1, 2.857_142_874_366_239e-1, 1.818_357_216_161_805e-1, 1.479_819_860_511_658_6e-1];
        pub const LN_EVEN: [f64; 3] =
            [3.999_999_999_940_942e-1, 2.222_219_843_214_978_4e-1, 1.531_383_769_920_937_3e-1];
        /// Beyond these e^x is 0, or infinite.
        pub const EXP_RANGE: (f64, f64) = (-746.0, 710.0);
        /// Below this e^x − 1 is −1.
        pub const EXP_M1_LEAST: f64 = -40.0;
        /// Beyond this tanh x is ±1.
        pub const TANH_RANGE: f64 = 22.0;
        pub const TANH_NUMERATOR: [f64; 3] =
            [-1_614.687_684_417_084_5, -99.287_723_100_191_86, -0.964_399_179_425_052_2];
        pub const TANH_DENOMINATOR: [f64; 4] =
            [4_844.063_053_251_255, 2_235.488_390_601_004_5, 112.811_678_491_632_93, 1.0];
    }
}

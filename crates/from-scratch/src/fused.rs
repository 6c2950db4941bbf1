//! a·b + c, rounded once: an instruction of processors, and a chain of sums and products where there is none.
//!
//! WebAssembly has no such instruction, and the standard library's replacement goes through integers. Here the exact
//! product and the exact sums are pairs of numbers (Dekker, "A floating-point technique for extending the available
//! precision", 1971), and what is behind the last digit is rounded to odd, so that it cannot be rounded twice (Boldo
//! and Melquiond, "Emulation of a FMA and correctly rounded sums", 2008):
//!
//! ```text
//! (p, q) = a·b     (t, u) = c + q     (v, w) = p + t     a·b + c = v + odd(u + w)
//! ```
//!
//! Numbers so large or so small that a part of a pair could overflow or vanish take the slow way. [`within`] leaves
//! that way out, and with it every branch: a loop over it fills vectors.

/// The functions without branches, for numbers whose pairs neither overflow nor vanish.
///
/// Right where |a|, |b|, |c| and |a·b| are below 2⁹⁰⁰ and either |c| or |a·b| is above 2⁻⁹⁰⁰, or a·b is exactly 0;
/// where the result is 0, up to its sign. NaN stays NaN.
pub mod within {
    /// a·b + c of f64.
    #[inline(always)]
    pub fn double(a: f64, b: f64, c: f64) -> f64 {
        #[cfg(target_family = "wasm")]
        return super::in_pairs::within(a, b, c);
        #[cfg(not(target_family = "wasm"))]
        a.mul_add(b, c)
    }

    /// a·b + c of f32, of any size.
    #[inline(always)]
    pub fn single(a: f32, b: f32, c: f32) -> f32 {
        super::single(a, b, c)
    }
}

/// a·b + c of f64.
#[inline(always)]
pub fn double(a: f64, b: f64, c: f64) -> f64 {
    #[cfg(target_family = "wasm")]
    return in_pairs::double(a, b, c);
    #[cfg(not(target_family = "wasm"))]
    a.mul_add(b, c)
}

/// a·b + c of f32.
#[inline(always)]
pub fn single(a: f32, b: f32, c: f32) -> f32 {
    #[cfg(target_family = "wasm")]
    return in_pairs::single(a, b, c);
    #[cfg(not(target_family = "wasm"))]
    a.mul_add(b, c)
}

/// The chains of sums and products, of one number or of several side by side.
#[cfg(any(test, target_family = "wasm"))]
pub mod in_pairs {
    use std::ops::{Add, Mul, Sub};

    /// Products of this size and beyond have parts that vanish.
    pub const LEAST: f64 = f64::from_bits((1023 - 900) << 52);
    /// Numbers of this size and beyond have parts that overflow.
    const MOST: f64 = f64::from_bits((1023 + 900) << 52);
    /// 2²⁷ + 1: a number times this, minus what that is larger by, has the upper half of its digits.
    const SPLIT: f64 = 134_217_729.0;

    /// A number of f64, or a register of them.
    pub trait Real: Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> {
        /// The same number everywhere.
        fn of(value: f64) -> Self;

        /// A sum and its rest as one number: where there is a rest, the one of both neighbors whose last bit is 1. That
        /// is the sum with its digits cut off behind the last one, and this set to 1. A rest that is NaN is none.
        fn odd(self, rest: Self) -> Self;
    }

    impl Real for f64 {
        #[inline(always)]
        fn of(value: f64) -> f64 {
            value
        }

        #[inline(always)]
        fn odd(self, rest: f64) -> f64 {
            let bits = self.to_bits();
            let is_inexact = u64::from((rest < 0.0) | (rest > 0.0));
            let is_too_large = (bits ^ rest.to_bits()) >> 63;
            f64::from_bits(bits.wrapping_sub(is_too_large & is_inexact) | is_inexact)
        }
    }

    /// a·b + c of f64, of any size.
    #[inline(always)]
    pub fn double(a: f64, b: f64, c: f64) -> f64 {
        let p = a * b;
        let large = a.abs().max(b.abs()).max(c.abs());
        let is_within = p.abs() > LEAST && p.abs() < MOST && large < MOST;
        if is_within { within(a, b, c) } else { rare(a, b, c, p) }
    }

    /// a·b + c of f32, of any size.
    #[inline(always)]
    pub fn single(a: f32, b: f32, c: f32) -> f32 {
        of_exact_product(f64::from(a) * f64::from(b), f64::from(c)) as f32
    }

    /// a·b + c, as [`super::within`] says.
    #[inline(always)]
    pub fn within<T: Real>(a: T, b: T, c: T) -> T {
        let p = a * b;
        let (t, u) = sum(c, rest_of_product(a, b, p));
        let (v, w) = sum(p, t);
        let (s, rest) = sum(u, w);
        v + s.odd(rest)
    }

    /// A product of two f32, which is exact in f64, plus one: with digits enough to be rounded once more.
    #[inline(always)]
    pub fn of_exact_product<T: Real>(product: T, c: T) -> T {
        let (s, rest) = sum(product, c);
        s.odd(rest)
    }

    #[cold]
    #[inline(never)]
    fn rare(a: f64, b: f64, c: f64, p: f64) -> f64 {
        if a == 0.0 || b == 0.0 { p + c } else { a.mul_add(b, c) }
    }

    /// a·b − p, exactly.
    #[inline(always)]
    fn rest_of_product<T: Real>(a: T, b: T, p: T) -> T {
        let ((a1, a2), (b1, b2)) = (halves(a), halves(b));
        a2 * b2 - (((p - a1 * b1) - a2 * b1) - a1 * b2)
    }

    /// A number as a sum of two of half as many digits.
    #[inline(always)]
    fn halves<T: Real>(a: T) -> (T, T) {
        let scaled = T::of(SPLIT) * a;
        let upper = scaled - (scaled - a);
        (upper, a - upper)
    }

    /// a + b as its nearest number and the rest, exactly.
    #[inline(always)]
    fn sum<T: Real>(a: T, b: T) -> (T, T) {
        let s = a + b;
        let of_b = s - a;
        (s, (a - (s - of_b)) + (b - of_b))
    }
}

#[cfg(test)]
mod tests {
    use super::in_pairs;

    /// A stream of bits (SplitMix64).
    fn bits(state: &mut u64) -> u64 {
        *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn same(found: f64, expected: f64) -> bool {
        found.to_bits() == expected.to_bits() || found.is_nan() && expected.is_nan()
    }

    const EDGES: [f64; 14] = [
        0.0,
        -0.0,
        1.0,
        -1.0,
        5e-324,
        -5e-324,
        2.2e-308,
        1e-300,
        1e300,
        f64::MAX,
        f64::INFINITY,
        f64::NAN,
        1.0 + f64::EPSILON,
        1.0 - f64::EPSILON / 2.0,
    ];

    #[test]
    fn edges_are_those_of_the_instruction() {
        for a in EDGES {
            for b in EDGES {
                for c in EDGES {
                    let found = in_pairs::double(a, b, c);
                    assert!(same(found, a.mul_add(b, c)), "{a:e}·{b:e} + {c:e}: {found:e}");
                    let [a, b, c] = [a, b, c].map(|value| value as f32);
                    let (found, expected) = (in_pairs::single(a, b, c), a.mul_add(b, c));
                    assert!(same(found.into(), expected.into()), "{a:e}·{b:e} + {c:e}: {found:e}, {expected:e}");
                }
            }
        }
    }

    /// Numbers of all sizes; and summands so close to the product that they leave its last digits, or little more.
    #[test]
    fn a_million_draws_are_those_of_the_instruction() {
        let mut state = 1;
        for draw in 0..1_000_000 {
            let [a, b, c] = [(); 3].map(|()| f64::from_bits(bits(&mut state)));
            let near = |value: f64| f64::from_bits((value.to_bits() & !(0x7ff << 52)) | (1023 - draw % 60) << 52);
            let [x, y] = [a, b].map(near);
            let close = -(x * y) * (1.0 + f64::EPSILON * (bits(&mut state) % 5) as f64);
            for (a, b, c) in [(a, b, c), (x, y, near(c)), (x, y, close)] {
                let found = in_pairs::double(a, b, c);
                assert!(same(found, a.mul_add(b, c)), "{a:e}·{b:e} + {c:e}: {found:e}, not {:e}", a.mul_add(b, c));
            }
            // Beside a summand that is not so small, a product may be as small as it will.
            for (a, b, c) in [(x, y, near(c)), (x, y, close), (x, f64::from_bits(bits(&mut state) >> 2), near(c))] {
                let found = in_pairs::within(a, b, c);
                assert!(found == a.mul_add(b, c), "{a:e}·{b:e} + {c:e}: {found:e}, not {:e}", a.mul_add(b, c));
            }
            let [a, b, c] = [(); 3].map(|()| f32::from_bits(bits(&mut state) as u32));
            let (found, expected) = (in_pairs::single(a, b, c), a.mul_add(b, c));
            assert!(same(found.into(), expected.into()), "{a:e}·{b:e} + {c:e}: {found:e}, not {expected:e}");
        }
    }
}

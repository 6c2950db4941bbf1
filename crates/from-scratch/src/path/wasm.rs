//! The vectors of WebAssembly: registers of 128 bits.
//!
//! They have no fused multiply-add; a chain of sums and products takes its place ([`crate::fused`]). Where a number is
//! too large or too small for that chain, the whole register goes the slow way, number by number.

use std::arch::wasm32::*;
use std::ops::{Add, Mul, Sub};

use super::{Double, Single, Vector, Vectors};
use crate::fused::{self, in_pairs};

impl Vectors<f32> for Single {
    type Avx512 = Singles;
    type Avx2 = Singles;
    type Plain = Singles;
}

impl Vectors<f64> for Double {
    type Avx512 = Doubles;
    type Avx2 = Doubles;
    type Plain = Doubles;
}

/// Four numbers of f32.
#[derive(Debug, Clone, Copy)]
pub struct Singles(v128);

/// Two numbers of f64.
#[derive(Debug, Clone, Copy)]
pub struct Doubles(v128);

impl Doubles {
    #[inline(always)]
    fn numbers(self) -> [f64; 2] {
        [f64x2_extract_lane::<0>(self.0), f64x2_extract_lane::<1>(self.0)]
    }

    #[cold]
    #[inline(never)]
    fn one_by_one(self, factor: Doubles, summand: Doubles) -> Doubles {
        let (a, b, c) = (self.numbers(), factor.numbers(), summand.numbers());
        Doubles(f64x2(fused::double(a[0], b[0], c[0]), fused::double(a[1], b[1], c[1])))
    }
}

impl Add for Doubles {
    type Output = Self;

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        Doubles(f64x2_add(self.0, other.0))
    }
}

impl Sub for Doubles {
    type Output = Self;

    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        Doubles(f64x2_sub(self.0, other.0))
    }
}

impl Mul for Doubles {
    type Output = Self;

    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        Doubles(f64x2_mul(self.0, other.0))
    }
}

impl in_pairs::Real for Doubles {
    #[inline(always)]
    fn of(value: f64) -> Self {
        Doubles(f64x2_splat(value))
    }

    #[inline(always)]
    fn odd(self, rest: Self) -> Self {
        let zero = f64x2_splat(0.0);
        let is_inexact = u64x2_shr(v128_or(f64x2_lt(rest.0, zero), f64x2_gt(rest.0, zero)), 63);
        let is_too_large = u64x2_shr(v128_xor(self.0, rest.0), 63);
        Doubles(v128_or(i64x2_sub(self.0, v128_and(is_too_large, is_inexact)), is_inexact))
    }
}

impl Vector<f64> for Doubles {
    const LANES: usize = 2;
    const MANY: bool = false;

    #[inline(always)]
    fn splat(value: f64) -> Self {
        Doubles(f64x2_splat(value))
    }

    #[inline(always)]
    fn load(from: &[f64]) -> Self {
        Doubles(f64x2(from[0], from[1]))
    }

    #[inline(always)]
    fn store(self, to: &mut [f64]) {
        to.copy_from_slice(&self.numbers());
    }

    #[inline(always)]
    fn load_some(from: &[f64]) -> Self {
        let number = |at: usize| from.get(at).copied().unwrap_or_default();
        Doubles(f64x2(number(0), number(1)))
    }

    #[inline(always)]
    fn store_some(self, to: &mut [f64]) {
        to.iter_mut().zip(self.numbers()).for_each(|(to, from)| *to = from);
    }

    #[inline(always)]
    fn mul_add(self, factor: Self, summand: Self) -> Self {
        let (zero, product) = (f64x2_splat(0.0), self * factor);
        let is_zero = v128_or(f64x2_eq(self.0, zero), f64x2_eq(factor.0, zero));
        let is_small = f64x2_lt(f64x2_abs(product.0), f64x2_splat(in_pairs::LEAST));
        let found = in_pairs::within(self, factor, summand);
        // What overflows on the way ends as infinity or as NaN.
        let is_finite = f64x2_lt(f64x2_abs(found.0), f64x2_splat(f64::INFINITY));
        if v128_any_true(v128_or(v128_andnot(is_small, is_zero), v128_not(is_finite))) {
            return self.one_by_one(factor, summand);
        }
        Doubles(v128_bitselect(f64x2_add(product.0, summand.0), found.0, is_zero))
    }

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        self + other
    }

    #[inline(always)]
    fn zip(self, other: Self) -> (Self, Self) {
        let first = i64x2_shuffle::<0, 2>(self.0, other.0);
        (Doubles(first), Doubles(i64x2_shuffle::<1, 3>(self.0, other.0)))
    }
}

impl Singles {
    #[inline(always)]
    fn numbers(self) -> [f32; 4] {
        let v = self.0;
        [f32x4_extract_lane::<0>(v), f32x4_extract_lane::<1>(v), f32x4_extract_lane::<2>(v), f32x4_extract_lane::<3>(v)]
    }

    /// The first two numbers and the last two.
    #[inline(always)]
    fn doubles(self) -> (Doubles, Doubles) {
        let last = i32x4_shuffle::<2, 3, 2, 3>(self.0, self.0);
        (Doubles(f64x2_promote_low_f32x4(self.0)), Doubles(f64x2_promote_low_f32x4(last)))
    }
}

impl Vector<f32> for Singles {
    const LANES: usize = 4;
    const MANY: bool = false;

    #[inline(always)]
    fn splat(value: f32) -> Self {
        Singles(f32x4_splat(value))
    }

    #[inline(always)]
    fn load(from: &[f32]) -> Self {
        Singles(f32x4(from[0], from[1], from[2], from[3]))
    }

    #[inline(always)]
    fn store(self, to: &mut [f32]) {
        to.copy_from_slice(&self.numbers());
    }

    #[inline(always)]
    fn load_some(from: &[f32]) -> Self {
        let number = |at: usize| from.get(at).copied().unwrap_or_default();
        Singles(f32x4(number(0), number(1), number(2), number(3)))
    }

    #[inline(always)]
    fn store_some(self, to: &mut [f32]) {
        to.iter_mut().zip(self.numbers()).for_each(|(to, from)| *to = from);
    }

    #[inline(always)]
    fn mul_add(self, factor: Self, summand: Self) -> Self {
        let ((a, a_last), (b, b_last), (c, c_last)) = (self.doubles(), factor.doubles(), summand.doubles());
        let first = f32x4_demote_f64x2_zero(in_pairs::of_exact_product(a * b, c).0);
        let last = f32x4_demote_f64x2_zero(in_pairs::of_exact_product(a_last * b_last, c_last).0);
        Singles(i32x4_shuffle::<0, 1, 4, 5>(first, last))
    }

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        Singles(f32x4_add(self.0, other.0))
    }

    #[inline(always)]
    fn zip(self, other: Self) -> (Self, Self) {
        let first = i32x4_shuffle::<0, 4, 1, 5>(self.0, other.0);
        (Singles(first), Singles(i32x4_shuffle::<2, 6, 3, 7>(self.0, other.0)))
    }
}

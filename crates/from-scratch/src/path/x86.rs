//! The vectors of x86-64 processors: registers of 512 bits, and of 256 bits alone or in pairs.
//!
//! These instructions take raw pointers and are unsafe to call, because a processor may not have them. A kernel sees
//! these types only through [`super::run_vectors`], which has entered their path.

#![allow(unsafe_code)]

use std::arch::x86_64::*;

use super::{Double, Single, Vector, Vectors};

impl Vectors<f32> for Single {
    type Avx512 = __m512;
    type Avx2 = Pair<__m256>;
    type Plain = [f32; 16];
}

impl Vectors<f64> for Double {
    type Avx512 = __m512d;
    type Avx2 = Pair<__m256d>;
    type Plain = [f64; 8];
}

/// Two registers, the first with the first half of the places.
#[derive(Clone, Copy)]
pub struct Pair<R>(R, R);

impl<T: Copy, R: Vector<T>> Vector<T> for Pair<R> {
    const LANES: usize = 2 * R::LANES;
    const MANY: bool = false;

    #[inline(always)]
    fn splat(value: T) -> Self {
        Pair(R::splat(value), R::splat(value))
    }

    #[inline(always)]
    fn load(from: &[T]) -> Self {
        let (first, second) = from.split_at(R::LANES);
        Pair(R::load(first), R::load(second))
    }

    #[inline(always)]
    fn store(self, to: &mut [T]) {
        let (first, second) = to.split_at_mut(R::LANES);
        self.0.store(first);
        self.1.store(second);
    }

    #[inline(always)]
    fn mul_add(self, factor: Self, summand: Self) -> Self {
        Pair(self.0.mul_add(factor.0, summand.0), self.1.mul_add(factor.1, summand.1))
    }
}

/// A register by its numbers, their count, whether there are 32 of it, and the names of its instructions.
macro_rules! register {
    ($register:ident, $number:ident, $lanes:expr, $many:expr, $splat:ident, $load:ident, $store:ident, $fma:ident) => {
        impl Vector<$number> for $register {
            const LANES: usize = $lanes;
            const MANY: bool = $many;

            #[inline(always)]
            fn splat(value: $number) -> Self {
                // SAFETY: the path has been entered.
                unsafe { $splat(value) }
            }

            #[inline(always)]
            fn load(from: &[$number]) -> Self {
                let from: &[$number; $lanes] = from.try_into().expect("as many numbers as places");
                // SAFETY: the path has been entered, and the array is as large as the register.
                unsafe { $load(from.as_ptr()) }
            }

            #[inline(always)]
            fn store(self, to: &mut [$number]) {
                let to: &mut [$number; $lanes] = to.try_into().expect("as many numbers as places");
                // SAFETY: the path has been entered, and the array is as large as the register.
                unsafe { $store(to.as_mut_ptr(), self) }
            }

            #[inline(always)]
            fn mul_add(self, factor: Self, summand: Self) -> Self {
                // SAFETY: the path has been entered.
                unsafe { $fma(self, factor, summand) }
            }
        }
    };
}

register!(__m512, f32, 16, true, _mm512_set1_ps, _mm512_loadu_ps, _mm512_storeu_ps, _mm512_fmadd_ps);
register!(__m512d, f64, 8, true, _mm512_set1_pd, _mm512_loadu_pd, _mm512_storeu_pd, _mm512_fmadd_pd);
register!(__m256, f32, 8, false, _mm256_set1_ps, _mm256_loadu_ps, _mm256_storeu_ps, _mm256_fmadd_ps);
register!(__m256d, f64, 4, false, _mm256_set1_pd, _mm256_loadu_pd, _mm256_storeu_pd, _mm256_fmadd_pd);

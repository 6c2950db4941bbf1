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
    fn load_some(from: &[T]) -> Self {
        let (first, second) = from.split_at(from.len().min(R::LANES));
        Pair(R::load_some(first), R::load_some(second))
    }

    #[inline(always)]
    fn store_some(self, to: &mut [T]) {
        let (first, second) = to.split_at_mut(to.len().min(R::LANES));
        self.0.store_some(first);
        self.1.store_some(second);
    }

    #[inline(always)]
    fn mul_add(self, factor: Self, summand: Self) -> Self {
        Pair(self.0.mul_add(factor.0, summand.0), self.1.mul_add(factor.1, summand.1))
    }

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        Pair(self.0.add(other.0), self.1.add(other.1))
    }

    #[inline(always)]
    fn zip(self, other: Self) -> (Self, Self) {
        let (first, second) = (self.0.zip(other.0), self.1.zip(other.1));
        (Pair(first.0, first.1), Pair(second.0, second.1))
    }
}

/// Ones before zeros: where the mask of a register of 256 bits begins says how many places it leaves open.
const OPEN: [i32; 16] = [-1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0];

/// The mask of the first places of a register of 512 bits.
#[inline(always)]
fn first(places: usize) -> u16 {
    ((1_u32 << places) - 1) as u16
}

/// The mask of the first places, each of so many times 32 bits, of a register of 256 bits.
#[inline(always)]
fn open(places: usize, words: usize) -> __m256i {
    let mask: &[i32; 8] = OPEN[8 - places * words..][..8].try_into().expect("as many words as places");
    // SAFETY: the path has been entered, and the array is as large as the register.
    unsafe { _mm256_loadu_si256(mask.as_ptr().cast()) }
}

/// A register by its numbers, their count, whether there are 32 of it, and its instructions.
macro_rules! register {
    (
        $register:ident, $number:ident, $lanes:expr, $many:expr, $splat:ident, $load:ident, $store:ident, $fma:ident,
        $add:ident, |$places:ident, $pointer:ident, $vector:ident| $load_some:expr, $store_some:expr,
        |$one:ident, $other:ident| $zip:expr
    ) => {
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
            fn load_some(from: &[$number]) -> Self {
                assert!(from.len() <= $lanes, "more numbers than places");
                let ($places, $pointer) = (from.len(), from.as_ptr());
                // SAFETY: the path has been entered, and what is masked is not read.
                unsafe { $load_some }
            }

            #[inline(always)]
            fn store_some(self, to: &mut [$number]) {
                assert!(to.len() <= $lanes, "more numbers than places");
                let ($places, $pointer, $vector) = (to.len(), to.as_mut_ptr(), self);
                // SAFETY: the path has been entered, and what is masked is not written.
                unsafe { $store_some }
            }

            #[inline(always)]
            fn mul_add(self, factor: Self, summand: Self) -> Self {
                // SAFETY: the path has been entered.
                unsafe { $fma(self, factor, summand) }
            }

            #[inline(always)]
            fn add(self, other: Self) -> Self {
                // SAFETY: the path has been entered.
                unsafe { $add(self, other) }
            }

            #[inline(always)]
            fn zip(self, other: Self) -> (Self, Self) {
                let ($one, $other) = (self, other);
                // SAFETY: the path has been entered.
                unsafe { $zip }
            }
        }
    };
}

register!(
    __m512,
    f32,
    16,
    true,
    _mm512_set1_ps,
    _mm512_loadu_ps,
    _mm512_storeu_ps,
    _mm512_fmadd_ps,
    _mm512_add_ps,
    |places, pointer, vector| _mm512_maskz_loadu_ps(first(places), pointer),
    _mm512_mask_storeu_ps(pointer, first(places), vector),
    |a, b| {
        let low = _mm512_setr_epi32(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
        let high = _mm512_setr_epi32(8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
        (_mm512_permutex2var_ps(a, low, b), _mm512_permutex2var_ps(a, high, b))
    }
);
register!(
    __m512d,
    f64,
    8,
    true,
    _mm512_set1_pd,
    _mm512_loadu_pd,
    _mm512_storeu_pd,
    _mm512_fmadd_pd,
    _mm512_add_pd,
    |places, pointer, vector| _mm512_maskz_loadu_pd(first(places) as u8, pointer),
    _mm512_mask_storeu_pd(pointer, first(places) as u8, vector),
    |a, b| {
        let low = _mm512_setr_epi64(0, 8, 1, 9, 2, 10, 3, 11);
        let high = _mm512_setr_epi64(4, 12, 5, 13, 6, 14, 7, 15);
        (_mm512_permutex2var_pd(a, low, b), _mm512_permutex2var_pd(a, high, b))
    }
);
register!(
    __m256,
    f32,
    8,
    false,
    _mm256_set1_ps,
    _mm256_loadu_ps,
    _mm256_storeu_ps,
    _mm256_fmadd_ps,
    _mm256_add_ps,
    |places, pointer, vector| _mm256_maskload_ps(pointer, open(places, 1)),
    _mm256_maskstore_ps(pointer, open(places, 1), vector),
    |a, b| {
        // These take in turn within each half of the registers; the halves are then put side by side.
        let (low, high) = (_mm256_unpacklo_ps(a, b), _mm256_unpackhi_ps(a, b));
        (_mm256_permute2f128_ps(low, high, 0x20), _mm256_permute2f128_ps(low, high, 0x31))
    }
);
register!(
    __m256d,
    f64,
    4,
    false,
    _mm256_set1_pd,
    _mm256_loadu_pd,
    _mm256_storeu_pd,
    _mm256_fmadd_pd,
    _mm256_add_pd,
    |places, pointer, vector| _mm256_maskload_pd(pointer, open(places, 2)),
    _mm256_maskstore_pd(pointer, open(places, 2), vector),
    |a, b| {
        let (low, high) = (_mm256_unpacklo_pd(a, b), _mm256_unpackhi_pd(a, b));
        (_mm256_permute2f128_pd(low, high, 0x20), _mm256_permute2f128_pd(low, high, 0x31))
    }
);

//! Numbers side by side in a register: what a kernel may do with them on any path.
//!
//! An operation treats each place by itself and rounds as that of a single number does, or it moves numbers without
//! changing them: so the bits do not depend on what the registers are. Those of x86-64 stand in `x86`, those of
//! WebAssembly in `wasm`; where nothing is known of the processor a vector is an array.

use std::ops::Add;

/// A number that has a fused multiply-add. Its default is 0.
pub trait Fused: Copy + Default + Add<Output = Self> {
    /// self·factor + summand, rounded once.
    fn mul_add(self, factor: Self, summand: Self) -> Self;
}

/// A vector from as many elements as it has places, or from fewer; the rest is 0.
#[inline(always)]
pub fn load<T, V: Vector<T>>(from: &[T]) -> V {
    if from.len() == V::LANES { V::load(from) } else { V::load_some(from) }
}

/// As many elements of a vector as there is room for.
#[inline(always)]
pub fn store<T, V: Vector<T>>(vector: V, to: &mut [T]) {
    if to.len() == V::LANES { vector.store(to) } else { vector.store_some(to) }
}

/// Some numbers side by side, in a register.
pub trait Vector<T>: Copy {
    /// How many.
    const LANES: usize;
    /// Whether there are registers for tiles of 8 x 3 and 6 x 4 vectors; else there are for 6 x 1.
    const MANY: bool;
    /// Whether short code counts more than speed: in a browser numbers that no processor knows belong to a certificate.
    const BRIEF: bool = false;

    /// The same number in all places.
    fn splat(value: T) -> Self;

    /// Exactly as many numbers as there are places.
    fn load(from: &[T]) -> Self;

    /// Into exactly as many places.
    fn store(self, to: &mut [T]);

    /// Fewer numbers than there are places, or as many; 0 in the rest.
    fn load_some(from: &[T]) -> Self;

    /// The first numbers, as many as there is room for.
    fn store_some(self, to: &mut [T]);

    /// self·factor + summand in each place, rounded once.
    fn mul_add(self, factor: Self, summand: Self) -> Self;

    /// self + other in each place.
    fn add(self, other: Self) -> Self;

    /// The numbers of both in turn: a₀, b₀, a₁, b₁, …, half of them in the first vector.
    fn zip(self, other: Self) -> (Self, Self);
}

impl<T: Fused, const L: usize> Vector<T> for [T; L] {
    const LANES: usize = L;
    const MANY: bool = false;
    const BRIEF: bool = cfg!(target_family = "wasm");

    #[inline(always)]
    fn splat(value: T) -> Self {
        [value; L]
    }

    #[inline(always)]
    fn load(from: &[T]) -> Self {
        let from: &[T; L] = from.try_into().expect("as many numbers as places");
        *from
    }

    #[inline(always)]
    fn store(self, to: &mut [T]) {
        to.copy_from_slice(&self);
    }

    #[inline(always)]
    fn load_some(from: &[T]) -> Self {
        let mut all = [T::default(); L];
        all.iter_mut().zip(from).for_each(|(to, from)| *to = *from);
        all
    }

    #[inline(always)]
    fn store_some(self, to: &mut [T]) {
        to.iter_mut().zip(self).for_each(|(to, from)| *to = from);
    }

    #[inline(always)]
    fn mul_add(mut self, factor: Self, summand: Self) -> Self {
        for j in 0..L {
            self[j] = self[j].mul_add(factor[j], summand[j]);
        }
        self
    }

    #[inline(always)]
    fn add(mut self, other: Self) -> Self {
        for j in 0..L {
            self[j] = self[j] + other[j];
        }
        self
    }

    #[inline(always)]
    fn zip(self, other: Self) -> (Self, Self) {
        let (mut first, mut second) = (self, other);
        for j in 0..L / 2 {
            (first[2 * j], first[2 * j + 1]) = (self[j], other[j]);
            (second[2 * j], second[2 * j + 1]) = (self[L / 2 + j], other[L / 2 + j]);
        }
        (first, second)
    }
}

/// The vectors of a kind of number on each path. All have equally many places.
pub trait Vectors<T> {
    /// With AVX-512.
    type Avx512: Vector<T>;
    /// With AVX2.
    type Avx2: Vector<T>;
    /// Without.
    type Plain: Vector<T>;
}

/// The vectors of `f32`: sixteen places.
#[derive(Debug)]
pub struct Single;

/// The vectors of `f64`: eight places.
#[derive(Debug)]
pub struct Double;

/// The vectors of numbers that no processor knows: four places.
#[derive(Debug)]
pub struct Unknown;

impl<T: Fused> Vectors<T> for Unknown {
    type Avx512 = [T; 4];
    type Avx2 = [T; 4];
    type Plain = [T; 4];
}

#[cfg(not(any(target_arch = "x86_64", all(target_family = "wasm", target_feature = "simd128"))))]
impl Vectors<f32> for Single {
    type Avx512 = [f32; 16];
    type Avx2 = [f32; 16];
    type Plain = [f32; 16];
}

#[cfg(not(any(target_arch = "x86_64", all(target_family = "wasm", target_feature = "simd128"))))]
impl Vectors<f64> for Double {
    type Avx512 = [f64; 8];
    type Avx2 = [f64; 8];
    type Plain = [f64; 8];
}

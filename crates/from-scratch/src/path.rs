//! The code paths: which vector instructions a kernel runs on.
//!
//! A program is compiled for every processor of its kind, and such code knows no fused multiply-add: it would call a
//! library for each. So a kernel is compiled three times, with AVX-512, with AVX2 and FMA, and plainly, and the path
//! is chosen when the program runs. Every path gives the same bits: a kernel fixes the order of its operations itself,
//! and instructions differ only in how many elements they take at once. WebAssembly has one path, the plain one, with
//! registers of its own.
//!
//! Loops over elements become vectors by the compiler's own doing. It loses its way in the matrix product, whose sums
//! have to stay in registers: so that kernel names its vectors, as a [`Vector`] that is another type on each path.
//!
//! All unsafe code of the engine is here, in `x86` (the vectors' instructions), in `buffer` (large pages), in
//! `threads`, and in `product/window` (rectangles of a matrix). Entering a function with instructions that the
//! processor may not have is unsafe; it is done where the processor has been asked.

mod vectors;
#[cfg(all(target_family = "wasm", target_feature = "simd128"))]
mod wasm;
#[cfg(target_arch = "x86_64")]
mod x86;

use std::marker::PhantomData;
use std::sync::atomic::{AtomicU8, Ordering};

pub use vectors::{Double, Fused, Single, Unknown, Vector, Vectors, load, store};

/// Work that is compiled once for each path. An implementation marks `run`, and whatever has loops below it, as
/// `#[inline(always)]`: what is not inlined keeps its bits, but is compiled plainly, and its multiply-adds are calls
/// (`tests/kernels.rs` counts them). So no kernel is a closure, which cannot be marked; at most it has one
/// of a few operations, called in one place (`rules.rs`). None hands a costly one to a method of the standard library,
/// which may stay a function of its own: it is a loop, and for the smallest networks one without `step_by`, whose
/// iterator divides first.
///
/// A kernel holds references to the matrices that it reads. Its fields are read right after they were written, and a
/// processor that reads in pieces of 16 bytes what was written in pieces of 8 waits until all of it is in the cache:
/// copies of matrices took about a tenth of a step of the smallest network.
pub trait Kernel {
    /// What it gives.
    type Output;

    /// Does the work.
    fn run(self) -> Self::Output;
}

/// A set of vector instructions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Path {
    /// No vectors; fused multiply-adds by a library.
    Plain = 1,
    /// Vectors of 256 bits.
    Avx2 = 2,
    /// Vectors of 512 bits.
    Avx512 = 3,
}

/// The path in use; 0 until the processor has been asked.
static CURRENT: AtomicU8 = AtomicU8::new(0);

impl Path {
    /// The paths that this processor has, the plain one first.
    pub fn available() -> Vec<Path> {
        [Path::Plain, Path::Avx2, Path::Avx512].into_iter().filter(|path| path.is_available()).collect()
    }

    /// The path that kernels take.
    #[inline]
    pub fn current() -> Path {
        match CURRENT.load(Ordering::Relaxed) {
            1 => Path::Plain,
            2 => Path::Avx2,
            3 => Path::Avx512,
            _ => Path::detect(),
        }
    }

    /// Makes all kernels of the program take this path, which the processor has: to compare paths in tests.
    pub fn take(self) {
        assert!(self.is_available(), "this processor has no {self:?}");
        CURRENT.store(self as u8, Ordering::Relaxed);
    }

    #[cold]
    fn detect() -> Path {
        let best = *Path::available().last().expect("the plain path is always there");
        CURRENT.store(best as u8, Ordering::Relaxed);
        best
    }

    #[cfg(target_arch = "x86_64")]
    fn is_available(self) -> bool {
        let avx2 = || is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma");
        let avx512 = || is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512vl");
        let more = || is_x86_feature_detected!("avx512dq") && is_x86_feature_detected!("avx512bw");
        match self {
            Path::Plain => true,
            Path::Avx2 => avx2(),
            Path::Avx512 => avx2() && avx512() && more(),
        }
    }

    #[cfg(not(target_arch = "x86_64"))]
    fn is_available(self) -> bool {
        self == Path::Plain
    }
}

/// Work on vectors, compiled once for each path as a [`Kernel`] is.
pub trait VectorKernel<T> {
    /// Does the work.
    fn run<V: Vector<T>>(self);
}

/// A vector kernel on vectors that are known.
struct On<K, T, V>(K, PhantomData<(T, V)>);

impl<T, V: Vector<T>, K: VectorKernel<T>> Kernel for On<K, T, V> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        self.0.run::<V>();
    }
}

/// Runs a kernel on the vectors of the current path.
#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code)]
#[inline(always)]
pub fn run_vectors<T, S: Vectors<T>>(kernel: impl VectorKernel<T>) {
    match Path::current() {
        // SAFETY: a path becomes the current one only after the processor was asked for its instructions.
        Path::Avx512 => unsafe { avx512::run(On::<_, T, S::Avx512>(kernel, PhantomData)) },
        // SAFETY: as above.
        Path::Avx2 => unsafe { avx2::run(On::<_, T, S::Avx2>(kernel, PhantomData)) },
        Path::Plain => plain::run(On::<_, T, S::Plain>(kernel, PhantomData)),
    }
}

/// Runs a kernel on the vectors of the current path.
#[cfg(not(target_arch = "x86_64"))]
pub fn run_vectors<T, S: Vectors<T>>(kernel: impl VectorKernel<T>) {
    On::<_, T, S::Plain>(kernel, PhantomData).run();
}

/// Runs a kernel on the current path.
#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code)]
#[inline(always)]
pub fn run<K: Kernel>(kernel: K) -> K::Output {
    match Path::current() {
        // SAFETY: a path becomes the current one only after the processor was asked for its instructions.
        Path::Avx512 => unsafe { avx512::run(kernel) },
        // SAFETY: as above.
        Path::Avx2 => unsafe { avx2::run(kernel) },
        Path::Plain => plain::run(kernel),
    }
}

/// Runs a kernel on the current path.
#[cfg(not(target_arch = "x86_64"))]
#[inline]
pub fn run<K: Kernel>(kernel: K) -> K::Output {
    kernel.run()
}

/// The paths themselves, each in a module of its own: the compiler works on modules side by side.
#[cfg(target_arch = "x86_64")]
mod avx512 {
    #[target_feature(enable = "avx512f,avx512vl,avx512dq,avx512bw,avx2,fma")]
    pub fn run<K: super::Kernel>(kernel: K) -> K::Output {
        kernel.run()
    }
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    #[target_feature(enable = "avx2,fma")]
    pub fn run<K: super::Kernel>(kernel: K) -> K::Output {
        kernel.run()
    }
}

#[cfg(target_arch = "x86_64")]
mod plain {
    /// A function as the others are: inlined, it would make its caller save registers on every path.
    #[inline(never)]
    pub fn run<K: super::Kernel>(kernel: K) -> K::Output {
        kernel.run()
    }
}

//! The activation functions of hidden layers, element by element, and their derivatives.
//!
//! | name | a = f(z) | f′(z) | range |
//! |---|---|---|---|
//! | identity | z | 1 | (−∞, ∞) |
//! | step | 1 for z ≥ 0, else 0 | 0 | {0, 1} |
//! | sigmoid σ | 1/(1 + e⁻ᶻ) | a·(1 − a) | (0, 1) |
//! | tanh | (eᶻ − e⁻ᶻ)/(eᶻ + e⁻ᶻ) | 1 − a² | (−1, 1) |
//! | arctan | arctan z | 1/(1 + z²) | (−π/2, π/2) |
//! | softsign | z/(1 + abs(z)) | 1/(1 + abs(z))² | (−1, 1) |
//! | relu | max(0, z) | 1 for z > 0, else 0 | [0, ∞) |
//! | leaky-relu | z for z ≥ 0, else slope·z | 1 or slope | (−∞, ∞) |
//! | elu | z for z ≥ 0, else α·(eᶻ − 1) | 1 or α·eᶻ | (−α, ∞) |
//! | selu | 1.0507·elu(z), α = 1.6733 | 1.0507·elu′(z) | (−1.758, ∞) |
//! | softplus | ln(1 + eᶻ) | σ(z) | (0, ∞) |
//! | gelu | z·Φ(z), Φ(z) = ½(1 + erf(z/√2)) | Φ(z) + z·φ(z), φ(z) = e^(−z²/2)/√(2π) | (−0.17, ∞) |
//! | silu | z·σ(z) | σ(z)·(1 + z·σ(−z)) | (−0.28, ∞) |
//! | mish | z·tanh(ln(1 + eᶻ)) | see `gated` | (−0.31, ∞) |
//!
//! At a kink z = 0: relu′ = 0, leaky-relu′ = 1, elu′ = 1, selu′ = 1.0507, step′ = 0.
//!
//! Lecture 001 has most of them. Later ones: elu, D. Clevert et al., "Fast and accurate deep network learning by
//! exponential linear units", 2016; selu, G. Klambauer et al., "Self-normalizing neural networks", 2017; gelu,
//! D. Hendrycks and K. Gimpel, "Gaussian error linear units", 2016; silu, P. Ramachandran et al., "Searching for
//! activation functions", 2017; mish, D. Misra, "Mish: a self regularized non-monotonic activation function", 2019;
//! softsign, X. Glorot and Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks",
//! 2010. PyTorch's leaky-relu has slope 0.01, lecture 002's and ours 0.1; gelu is often approximated by a tanh, ours
//! is the one by erf. A relu hands NaN on, so that divergence shows.
//!
//! Each function is a type that implements [`Function`], so that everything about it stands in one place: its value,
//! its slope, its slope at a kink, how large the terms of that slope are, and how it is written by hand.
//!
//! Leaves out `prelu` (a parameter of its own) and `maxout` (several inputs to one output).

mod exponential;
mod gated;
mod saturating;
mod straight;

use experiment::spec::Activation;

use crate::by_hand::ByHand;
use crate::path::{self, Kernel};
use crate::scalar::Scalar;
use crate::threads;

pub use exponential::softplus;
pub use saturating::sigmoid;

use exponential::{Elu, Selu, Softplus};
use gated::{Gelu, Mish, Silu};
use saturating::{Arctan, Sigmoid, Softsign, Tanh};
use straight::{Identity, LeakyRelu, Relu, Step};

/// A function of one number, a = f(z), and what a backward pass has to know about it.
///
/// Its methods are `#[inline(always)]`, so that loops over a layer are compiled for each code path ([`crate::path`]).
pub trait Function: Copy + Sync {
    /// f(z)
    fn value<T: Scalar>(self, z: T) -> T;

    /// f′(z), where a = f(z). At a kink it is the slope that CONVENTIONS.md gives.
    fn slope<T: Scalar>(self, z: T, a: T) -> T;

    /// The sum of the absolute terms of f′(z): what its rounding error is relative to. Of a slope that is no
    /// difference it is |f′(z)|.
    #[inline(always)]
    fn slope_terms<T: Scalar>(self, z: T, a: T) -> T {
        self.slope(z, a).abs()
    }

    /// f(z) as one writes it, in z; `None` if that is too long, and its name stands for it.
    fn value_by_hand(self, _z: f64) -> Option<ByHand> {
        None
    }

    /// f′(z) as one writes it, in z and a = f(z); `None` if that is too long, and its name stands for it.
    fn slope_by_hand(self, _z: f64) -> Option<ByHand> {
        None
    }
}

/// Evaluates an expression with the function of an activation, whose type differs from arm to arm.
macro_rules! with_function {
    ($activation:expr, |$f:ident| $body:expr) => {
        match $activation {
            Activation::Identity => with_function!(@ $f, Identity, $body),
            Activation::Step => with_function!(@ $f, Step, $body),
            Activation::Sigmoid => with_function!(@ $f, Sigmoid, $body),
            Activation::Tanh => with_function!(@ $f, Tanh, $body),
            Activation::Arctan => with_function!(@ $f, Arctan, $body),
            Activation::Softsign => with_function!(@ $f, Softsign, $body),
            Activation::Relu => with_function!(@ $f, Relu, $body),
            Activation::LeakyRelu { slope } => with_function!(@ $f, LeakyRelu { slope }, $body),
            Activation::Elu { alpha } => with_function!(@ $f, Elu { alpha }, $body),
            Activation::Selu => with_function!(@ $f, Selu, $body),
            Activation::Softplus => with_function!(@ $f, Softplus, $body),
            Activation::Gelu => with_function!(@ $f, Gelu, $body),
            Activation::Silu => with_function!(@ $f, Silu, $body),
            Activation::Mish => with_function!(@ $f, Mish, $body),
            Activation::Prelu { .. } | Activation::Maxout { .. } => {
                unreachable!("{} is no function of one number", $activation.as_str())
            }
        }
    };
    (@ $f:ident, $function:expr, $body:expr) => {{
        let $f = $function;
        $body
    }};
}

/// z: (n, m)  ->  a = f(z): (n, m)
pub fn activation_forward<T: Scalar>(f: Activation, z: &[T], a: &mut [T]) {
    let Some(part) = threads::part(z.len()) else {
        return with_function!(f, |f| path::run(Forward { f, z, a }));
    };
    let parts = z.chunks(part).zip(a.chunks_mut(part));
    with_function!(f, |f| threads::share(parts, |(z, a)| path::run(Forward { f, z, a })));
}

/// z, a: (n, m)  da: (n, m)  ->  dz = f′(z)·da: (n, m), in the place of da
pub fn activation_backward<T: Scalar>(f: Activation, z: &[T], a: &[T], d: &mut [T]) {
    let Some(part) = threads::part(z.len()) else {
        return with_function!(f, |f| path::run(Backward { f, z, a, d }));
    };
    let parts = z.chunks(part).zip(a.chunks(part)).zip(d.chunks_mut(part));
    with_function!(f, |f| threads::share(parts, |((z, a), d)| path::run(Backward { f, z, a, d })));
}

/// The backward pass of sizes: as [`activation_backward`], with the size of the terms of f′(z) in the place of f′(z).
pub fn activation_backward_terms<T: Scalar>(f: Activation, z: &[T], a: &[T], d: &mut [T]) {
    with_function!(f, |f| d.iter_mut().zip(z.iter().zip(a)).for_each(|(d, (&z, &a))| *d *= f.slope_terms(z, a)));
}

struct Forward<'a, F, T> {
    f: F,
    z: &'a [T],
    a: &'a mut [T],
}

impl<F: Function, T: Scalar> Kernel for Forward<'_, F, T> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        for (a, &z) in self.a.iter_mut().zip(self.z) {
            *a = self.f.value(z);
        }
    }
}

struct Backward<'a, F, T> {
    f: F,
    z: &'a [T],
    a: &'a [T],
    d: &'a mut [T],
}

impl<F: Function, T: Scalar> Kernel for Backward<'_, F, T> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        for (d, (&z, &a)) in self.d.iter_mut().zip(self.z.iter().zip(self.a)) {
            *d *= self.f.slope(z, a);
        }
    }
}

/// f(z) and f′(z) as one writes them by hand at this z.
pub fn activation_by_hand(f: Activation, z: f64) -> [Option<ByHand>; 2] {
    with_function!(f, |f| [f.value_by_hand(z), f.slope_by_hand(z)])
}

/// f(z) and f′(z) at one point, for a picture of the function.
pub fn activation_at(f: Activation, z: f64) -> (f64, f64) {
    with_function!(f, |f| {
        let a = f.value(z);
        (a, f.slope(z, a))
    })
}

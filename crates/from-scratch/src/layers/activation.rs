//! The activation functions of hidden layers, element by element, and their derivatives.
//!
//! Each function is a type that implements [`Function`], so that everything about it stands in one place: its value,
//! its slope, its slope at a kink, how large the terms of that slope are, and how it is written by hand. Four files
//! have them by family, with tables of formulas: `straight`, `saturating`, `exponential` and `gated`. Lecture 001 has
//! most of them.
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

use exponential::*;
use gated::*;
use saturating::*;
use straight::*;

pub use exponential::softplus;
pub use saturating::sigmoid;

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

/// Evaluates an expression with the function of an activation, whose type differs from arm to arm. The arms stand with
/// the functions: each family has a macro that adds its own to those it is given, and hands all of them to the next.
macro_rules! with_function {
    ($activation:expr, |$f:ident| $body:expr) => {
        straight! { saturating exponential gated match_of ($activation, $f, $body) }
    };
}

/// The `match` of the arms that all families have added.
macro_rules! match_of {
    (($activation:expr, $f:ident, $body:expr) $($pattern:pat => $function:expr,)*) => {
        match $activation {
            $($pattern => { let $f = $function; $body })*
            Activation::Prelu { .. } | Activation::Maxout { .. } => {
                unreachable!("{} is no function of one number", $activation.as_str())
            }
        }
    };
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

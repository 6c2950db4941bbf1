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

use std::ops::ControlFlow::{self, Break, Continue};

use experiment::spec::Activation;

use crate::by_hand::ByHand;
use crate::path::{self, Kernel};
use crate::scalar::Scalar;
use crate::threads;

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

/// What is done with a function, whichever it is: each has a type of its own, so its loops are compiled for it alone.
pub(super) trait Visitor: Sized {
    /// What it gives.
    type Output;

    /// Does it with this function.
    fn visit(self, f: impl Function) -> Self::Output;
}

/// Visits the function of an activation. Each file knows its own activations, and lets the visitor go on otherwise.
#[inline(always)]
fn visit<V: Visitor>(activation: Activation, visitor: V) -> V::Output {
    match find(activation, visitor) {
        Break(output) => output,
        Continue(_) => panic!("{} is no function of one number, or in none of these files", activation.as_str()),
    }
}

/// From file to file until one knows the activation. No closures: their loops would be compiled plainly.
#[inline(always)]
fn find<V: Visitor>(activation: Activation, visitor: V) -> ControlFlow<V::Output, V> {
    let visitor = straight::visit(activation, visitor)?;
    let visitor = saturating::visit(activation, visitor)?;
    let visitor = exponential::visit(activation, visitor)?;
    gated::visit(activation, visitor)
}

/// A visit on the current code path.
struct Visit<V>(Activation, V);

impl<V: Visitor> Kernel for Visit<V> {
    type Output = V::Output;

    #[inline(always)]
    fn run(self) -> V::Output {
        visit(self.0, self.1)
    }
}

/// z: (n, m)  ->  a = f(z): (n, m)
pub fn activation_forward<T: Scalar>(f: Activation, z: &[T], a: &mut [T]) {
    let Some(part) = threads::part(z.len()) else {
        return path::run(Visit(f, Forward { z, a }));
    };
    let parts = z.chunks(part).zip(a.chunks_mut(part));
    threads::share(parts, |(z, a)| path::run(Visit(f, Forward { z, a })));
}

struct Forward<'a, T> {
    z: &'a [T],
    a: &'a mut [T],
}

impl<T: Scalar> Visitor for Forward<'_, T> {
    type Output = ();

    #[inline(always)]
    fn visit(self, f: impl Function) {
        for (a, &z) in self.a.iter_mut().zip(self.z) {
            *a = f.value(z);
        }
    }
}

/// z, a: (n, m)  da: (n, m)  ->  dz = f′(z)·da: (n, m), in the place of da
pub fn activation_backward<T: Scalar>(f: Activation, z: &[T], a: &[T], d: &mut [T]) {
    let Some(part) = threads::part(z.len()) else {
        return path::run(Visit(f, Backward { z, a, d }));
    };
    let parts = z.chunks(part).zip(a.chunks(part)).zip(d.chunks_mut(part));
    threads::share(parts, |((z, a), d)| path::run(Visit(f, Backward { z, a, d })));
}

struct Backward<'a, T> {
    z: &'a [T],
    a: &'a [T],
    d: &'a mut [T],
}

impl<T: Scalar> Visitor for Backward<'_, T> {
    type Output = ();

    #[inline(always)]
    fn visit(self, f: impl Function) {
        for (d, (&z, &a)) in self.d.iter_mut().zip(self.z.iter().zip(self.a)) {
            *d *= f.slope(z, a);
        }
    }
}

/// The backward pass of sizes: as [`activation_backward`], with the size of the terms of f′(z) in the place of f′(z).
pub fn activation_backward_terms<T: Scalar>(f: Activation, z: &[T], a: &[T], d: &mut [T]) {
    visit(f, BackwardTerms(Backward { z, a, d }));
}

struct BackwardTerms<'a, T>(Backward<'a, T>);

impl<T: Scalar> Visitor for BackwardTerms<'_, T> {
    type Output = ();

    fn visit(self, f: impl Function) {
        let Backward { z, a, d } = self.0;
        for (d, (&z, &a)) in d.iter_mut().zip(z.iter().zip(a)) {
            *d *= f.slope_terms(z, a);
        }
    }
}

/// f(z) and f′(z) as one writes them by hand at this z.
pub fn activation_by_hand(f: Activation, z: f64) -> [Option<ByHand>; 2] {
    visit(f, ByHandAt(z))
}

struct ByHandAt(f64);

impl Visitor for ByHandAt {
    type Output = [Option<ByHand>; 2];

    fn visit(self, f: impl Function) -> [Option<ByHand>; 2] {
        [f.value_by_hand(self.0), f.slope_by_hand(self.0)]
    }
}

/// f(z) and f′(z) at one point, for a picture of the function.
pub fn activation_at(f: Activation, z: f64) -> (f64, f64) {
    visit(f, At(z))
}

struct At(f64);

impl Visitor for At {
    type Output = (f64, f64);

    fn visit(self, f: impl Function) -> (f64, f64) {
        let a = f.value(self.0);
        (a, f.slope(self.0, a))
    }
}

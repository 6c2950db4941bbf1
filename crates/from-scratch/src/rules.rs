//! The update rules, by family.
//!
//! | file | takes |
//! |---|---|
//! | `descent` | the gradient as it is |
//! | `adaptive` | the gradient over the root of its squares |
//! | `adam` | a mean of the gradient over a measure of its size |
//!
//! A rule holds its constants alone; what it remembers is made by `init` and handed to `apply`. Each
//! file knows the rules of its own optimizers. Leaves out the step itself and what happens to the gradient before:
//! see [`crate::optimizer`].

mod adam;
mod adaptive;
mod descent;

use std::fmt::Debug;

use experiment::spec::Optimizer;

use crate::buffer::Buffer;
use crate::path::{self, Kernel};
use crate::scalar::Scalar;

/// A rule that turns one gradient into the direction of one step.
///
/// It answers a gradient that has always been 0 with 0: that is how a frozen tensor stays where it is.
pub trait Rule<T: Scalar>: Debug + Sync {
    /// What it remembers before the first step: one slot for each number kept of a parameter, as long as θ. The slots
    /// come in the order of [`experiment::spec::Optimizer::memory`].
    fn init(&self, parameters: usize) -> Vec<Buffer<T>>;

    /// g: as long as θ. What needs all of g at once, before [`Rule::apply`] sees it in pieces.
    fn prepare(&self, _g: &mut [T]) {}

    /// memory, g, theta: a piece of the slots of `init`, of the gradient and of θ, from the same place; rate: η;
    /// step: t, the first is 1. Moves the memory on, leaves the direction of the step in the place of g, and takes the
    /// step. An element depends on no other, so one loop does all: θ is moved while the roots of others are computed.
    fn apply(&self, memory: &mut [&mut [T]], g: &mut [T], theta: &mut [T], rate: T, step: u64);

    /// A step as one writes it by hand: what each line makes, and of what. First come the slots of `init`, then what is
    /// made on the way, last θ. Letters are those of the lines, g, θ, η, ε, t (the first step is 1) and ‖g‖, which is
    /// the `norm` of the gradient over all that is trained.
    fn by_hand(&self, norm: f64) -> Vec<(&'static str, String)>;

    /// λ of θ ← θ − η·λ·θ, which comes before the step; `None` if the rule has no such decay.
    fn weight_decay(&self) -> Option<f64> {
        None
    }
}

/// The rule of an optimizer; `None` for L-BFGS, which asks for gradients at points of its own choice.
pub fn rule_of<T: Scalar>(optimizer: Optimizer) -> Option<Box<dyn Rule<T>>> {
    descent::rule(optimizer).or_else(|| adaptive::rule(optimizer)).or_else(|| adam::rule(optimizer))
}

/// The slots of a memory by name.
fn slots<'a, 'b, T, const N: usize>(memory: &'a mut [&'b mut [T]]) -> &'a mut [&'b mut [T]; N] {
    let there = memory.len();
    memory.try_into().unwrap_or_else(|_| panic!("a rule that remembers {N} numbers of a parameter was given {there}"))
}

/// The loop of [`Rule::apply`]. memory: what is remembered of each parameter; direction: moves that of one parameter
/// on, and turns its gradient into the direction of its step.
fn each<T: Scalar, M>(
    memory: impl Iterator<Item = M>,
    g: &mut [T],
    theta: &mut [T],
    rate: T,
    direction: impl Fn(M, T) -> T,
) {
    path::run(Each { memory, g, theta, rate, direction });
}

struct Each<'a, T, I, F> {
    memory: I,
    g: &'a mut [T],
    theta: &'a mut [T],
    rate: T,
    direction: F,
}

impl<T: Scalar, I: Iterator, F: Fn(I::Item, T) -> T> Kernel for Each<'_, T, I, F> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        descend(self.memory, self.g, self.theta, self.rate, self.direction);
    }
}

/// g ← direction, θ ← θ − η·g, element by element. A function of its own: of slices among arguments the compiler knows
/// that they do not overlap, of fields of a struct it does not.
#[inline(always)]
fn descend<T: Scalar, M>(
    memory: impl Iterator<Item = M>,
    g: &mut [T],
    theta: &mut [T],
    rate: T,
    direction: impl Fn(M, T) -> T,
) {
    for ((memory, g), theta) in memory.zip(g).zip(theta) {
        *g = direction(memory, *g);
        *theta = (-rate).mul_add(*g, *theta);
    }
}

/// A slot before the first step.
fn zeros<T: Scalar>(parameters: usize) -> Buffer<T> {
    Buffer::zeros(parameters)
}

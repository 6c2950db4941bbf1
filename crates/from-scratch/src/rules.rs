//! The update rules, one file each.
//!
//! | file | turns the gradient g into |
//! |---|---|
//! | `gradient_descent` | itself |
//! | `momentum` | the velocity, classical or Nesterov's |
//! | `adagrad` | g/(√s + ε), s the sum of squares |
//! | `rmsprop` | g/(√s + ε), s a mean of squares |
//! | `adam` | m̂/(√v̂ + ε); AdamW shrinks the parameters as well |
//! | `adamax` | m̂/(u + ε), u the largest gradient that it remembers |
//! | `normalized` | g/‖g‖ |
//!
//! A rule holds its constants alone; what it remembers is made by `init` and handed to `apply`. Leaves out the step
//! itself and what happens to the gradient before: see [`crate::optimizer`].

pub mod adagrad;
pub mod adam;
pub mod adamax;
pub mod gradient_descent;
pub mod momentum;
pub mod normalized;
pub mod rmsprop;

use std::fmt::Debug;

use crate::buffer::Buffer;
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

    /// memory, g: a piece of the slots of `init` and of the gradient, from the same place; step: t, the first is 1.
    /// Moves the memory on and leaves the direction of the step in the place of g. An element depends on no other.
    fn apply(&self, memory: &mut [&mut [T]], g: &mut [T], step: u64);

    /// λ of θ ← θ − η·λ·θ, which comes before the step; `None` if the rule has no such decay.
    fn weight_decay(&self) -> Option<f64> {
        None
    }
}

/// The slots of a memory by name.
fn slots<'a, 'b, T, const N: usize>(memory: &'a mut [&'b mut [T]]) -> &'a mut [&'b mut [T]; N] {
    let there = memory.len();
    memory.try_into().unwrap_or_else(|_| panic!("a rule that remembers {N} numbers of a parameter was given {there}"))
}

/// A slot before the first step.
fn zeros<T: Scalar>(parameters: usize) -> Buffer<T> {
    Buffer::zeros(parameters)
}

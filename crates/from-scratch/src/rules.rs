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

use experiment::spec::Optimizer;

use crate::buffer::Buffer;
use crate::scalar::Scalar;

use adagrad::Adagrad;
use adam::Adam;
use adamax::Adamax;
use gradient_descent::GradientDescent;
use momentum::{Kind, Momentum};
use normalized::Normalized;
use rmsprop::Rmsprop;

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
    let of = T::from_f64;
    Some(match optimizer {
        Optimizer::GradientDescent { .. } => Box::new(GradientDescent),
        Optimizer::Momentum { momentum, .. } => Box::new(Momentum { momentum: of(momentum), kind: Kind::Classical }),
        Optimizer::Nesterov { momentum, .. } => Box::new(Momentum { momentum: of(momentum), kind: Kind::Nesterov }),
        Optimizer::Adagrad { epsilon, .. } => Box::new(Adagrad { epsilon: of(epsilon) }),
        Optimizer::Rmsprop { decay, epsilon, .. } => Box::new(Rmsprop::new(decay, epsilon)),
        Optimizer::Adam { beta1, beta2, epsilon, .. } => Box::new(Adam::new(beta1, beta2, epsilon)),
        Optimizer::Adamw { beta1, beta2, epsilon, weight_decay, .. } => {
            Box::new(Adam::new(beta1, beta2, epsilon).with_weight_decay(weight_decay))
        }
        Optimizer::Adamax { beta1, beta2, epsilon, .. } => Box::new(Adamax::new(beta1, beta2, epsilon)),
        Optimizer::NormalisedGradient { .. } => Box::new(Normalized),
        Optimizer::Lbfgs { .. } => return None,
    })
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

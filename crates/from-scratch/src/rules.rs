//! The parts a chain is made of, one file each.
//!
//! | file | turns the gradient g into |
//! |---|---|
//! | `clip` | one within bounds |
//! | `momentum` | the velocity, classical or Nesterov's |
//! | `adagrad` | g/(√s + ε), s the sum of squares |
//! | `rmsprop` | g/(√s + ε), s a mean of squares |
//! | `adam` | m̂/(√v̂ + ε); AdamW shrinks the parameters as well |
//! | `normalized` | g/‖g‖ |
//!
//! Each keeps its constants alone; its memory is handed in. Each answers a gradient that was always 0 with 0,
//! which is how a frozen tensor stays where it is. Leaves out the step itself: see [`crate::rule`].

pub mod adagrad;
pub mod adam;
pub mod clip;
pub mod momentum;
pub mod normalized;
pub mod rmsprop;

use crate::Scalar;

/// Σ aᵢbᵢ, in the order of the elements.
pub(crate) fn dot<T: Scalar>(a: &[T], b: &[T]) -> T {
    a.iter().zip(b).fold(T::ZERO, |sum, (&a, &b)| sum + a * b)
}

/// ‖g‖ = √Σ gᵢ².
pub(crate) fn norm<T: Scalar>(gradients: &[T]) -> T {
    dot(gradients, gradients).sqrt()
}

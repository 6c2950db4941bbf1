//! The normalized gradient: every step is as long as the rate says, however flat or steep the objective.
//!
//! θ ← θ − η·g/‖g‖, ‖g‖ = √Σ gᵢ² over all parameters that are trained
//!
//! It has no constants. Lecture 001 prints it. With a constant η it ends in a walk of steps of length η around the
//! minimum, so it wants a schedule. A gradient of 0 gives no step, where the formula has 0/0.
//!
//! E. Hazan, K. Levy, S. Shalev-Shwartz, "Beyond convexity: stochastic quasi-convex optimization", 2015.
//! Neither PyTorch, burn nor Keras has it; clipping to a norm is the same wherever the clip is active.

use super::norm;
use crate::Scalar;

/// g: as long as the parameters. Leaves the direction g/‖g‖ in `gradients`.
pub fn apply<T: Scalar>(gradients: &mut [T]) {
    let norm = norm(gradients);
    if norm > T::ZERO {
        gradients.iter_mut().for_each(|g| *g /= norm);
    }
}

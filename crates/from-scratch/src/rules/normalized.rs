//! The normalized gradient: every step is as long as the rate says, however flat or steep the objective.
//!
//! θ ← θ − η·g/‖g‖, ‖g‖ = √Σ gᵢ² over all parameters that are trained
//!
//! It has no constants. Lecture 001 prints it. With a constant η it ends in a walk of steps of length η around the
//! minimum, so it wants a schedule. A gradient of 0 gives no step, where the formula has 0/0.
//!
//! E. Hazan, K. Levy, S. Shalev-Shwartz, "Beyond convexity: stochastic quasi-convex optimization", 2015.
//! Neither PyTorch, burn nor Keras has it; clipping to a norm is the same wherever the clip is active.

use super::Rule;
use crate::buffer::Buffer;
use crate::scalar::Scalar;
use crate::vector::norm;

/// The rule without constants.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Normalized;

impl<T: Scalar> Rule<T> for Normalized {
    fn init(&self, _parameters: usize) -> Vec<Buffer<T>> {
        Vec::new()
    }

    fn prepare(&self, g: &mut [T]) {
        let norm = norm(g);
        if norm > T::ZERO {
            g.iter_mut().for_each(|g| *g /= norm);
        }
    }

    fn apply(&self, _memory: &mut [&mut [T]], _g: &mut [T], _step: u64) {}

    fn by_hand(&self, norm: f64) -> Vec<(&'static str, String)> {
        vec![("θ", if norm > 0.0 { "θ − η·(g/‖g‖)" } else { "θ − η·g" }.into())]
    }
}

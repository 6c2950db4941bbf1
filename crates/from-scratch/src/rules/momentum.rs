//! Momentum: a heavy ball that rolls down the objective.
//!
//! classical   v ← μ·v + g      θ ← θ − η·v
//! Nesterov    v ← μ·v + g      θ ← θ − η·(g + μ·v)
//!
//! | symbol | meaning | range | default |
//! |---|---|---|---|
//! | v | velocity, as long as θ, 0 at the start | | |
//! | μ | how much of the last step is kept | [0, 1) | 0.9 |
//!
//! B. T. Polyak, "Some methods of speeding up the convergence of iteration methods", 1964.
//! Y. Nesterov, "A method of solving a convex programming problem with convergence rate O(1/k²)", 1983.
//! Nesterov's in the form of I. Sutskever et al., "On the importance of initialization and momentum in deep
//! learning", 2013, with θ standing at the point looked ahead to.
//!
//! PyTorch's with dampening 0. burn multiplies g by 0.9 in v unless told otherwise. Keras keeps −η·v as the
//! velocity: the same while η is constant, another path under a schedule.

use super::{Rule, slots, zeros};
use crate::buffer::Buffer;
use crate::path;
use crate::scalar::Scalar;

/// μ, and which of the two.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Momentum<T> {
    /// μ
    pub momentum: T,
    /// Where the gradient is thought to be taken.
    pub kind: Kind,
}

/// The two kinds of momentum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The step is v.
    Classical,
    /// The step is g + μv: v as it will be if g stays.
    Nesterov,
}

impl<T: Scalar> Rule<T> for Momentum<T> {
    fn init(&self, parameters: usize) -> Vec<Buffer<T>> {
        vec![zeros(parameters)] // v
    }

    fn apply(&self, memory: &mut [&mut [T]], g: &mut [T], _step: u64) {
        let [v] = slots(memory);
        let mu = self.momentum;
        path::run(|| {
            for (v, g) in v.iter_mut().zip(g) {
                *v = mu * *v + *g;
                *g = match self.kind {
                    Kind::Classical => *v,
                    Kind::Nesterov => *g + mu * *v,
                };
            }
        });
    }

    fn by_hand(&self, _norm: f64) -> Vec<(&'static str, String)> {
        let mu = self.momentum.to_f64();
        let step = match self.kind {
            Kind::Classical => "θ − η·v".to_owned(),
            Kind::Nesterov => format!("θ − η·(g + {mu}·v)"),
        };
        vec![("v", format!("{mu}·v + g")), ("θ", step)]
    }
}

//! AdaMax: Adam that divides by the largest gradient it remembers instead of the root of a mean square.
//!
//! m ← β₁·m + (1 − β₁)·g      m̂ = m/(1 − β₁ᵗ)
//! u ← max(β₂·u, |g|)         θ ← θ − η·m̂/(u + ε)
//!
//! | symbol | meaning | range | default |
//! |---|---|---|---|
//! | m | running mean of g, as long as θ, 0 at the start | | |
//! | u | largest |g| so far, each shrunk by β₂ since, as long as θ, 0 at the start | | |
//! | t | which step this is, the first is 1 | | |
//! | β₁, β₂ | how much of the mean and of the largest value is kept | [0, 1) | 0.9, 0.999 |
//! | ε | keeps 0/0 away | > 0 | 1e-8 |
//!
//! D. P. Kingma, J. Ba, "Adam: a method for stochastic optimization", 2015, section 7.1, without ε.
//!
//! u needs no correction for its start: max(β₂·0, |g|) is |g|. PyTorch adds ε to |g| before the largest is taken, Keras
//! to u as here.

use super::{Rule, slots, zeros};
use crate::buffer::Buffer;
use crate::path;
use crate::scalar::Scalar;

/// β₁, β₂ and ε.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Adamax<T> {
    betas: [f64; 2],
    epsilon: T,
}

impl<T: Scalar> Adamax<T> {
    /// beta1, beta2: in [0, 1), epsilon: ε > 0.
    pub fn new(beta1: f64, beta2: f64, epsilon: f64) -> Adamax<T> {
        Adamax { betas: [beta1, beta2], epsilon: T::from_f64(epsilon) }
    }
}

impl<T: Scalar> Rule<T> for Adamax<T> {
    fn init(&self, parameters: usize) -> Vec<Buffer<T>> {
        vec![zeros(parameters), zeros(parameters)] // m, u
    }

    /// Whatever is the same for all elements is computed in f64 and then rounded to T.
    fn apply(&self, memory: &mut [&mut [T]], g: &mut [T], step: u64) {
        let [m, u] = slots(memory);
        let [beta1, beta2] = self.betas.map(T::from_f64);
        let rest = T::from_f64(1.0 - self.betas[0]);
        let correction = T::from_f64(1.0 / (1.0 - libm::pow(self.betas[0], step as f64)));
        path::run(|| {
            for ((m, u), g) in m.iter_mut().zip(u.iter_mut()).zip(g) {
                *m = beta1 * *m + rest * *g;
                *u = (beta2 * *u).max(g.abs());
                *g = *m * correction / (*u + self.epsilon);
            }
        });
    }

    fn by_hand(&self, _norm: f64) -> Vec<(&'static str, String)> {
        let ([beta1, beta2], rest) = (self.betas, 1.0 - self.betas[0]);
        vec![
            ("m", format!("{beta1}·m + {rest}·g")),
            ("u", format!("max({beta2}·u, abs(g))")),
            ("m̂", format!("m/(1 − {beta1}^t)")),
            ("θ", "θ − η·(m̂/(u + ε))".into()),
        ]
    }
}

//! Update rules that burn has with constants in f32, or not at all, with their constants in f64, and with their memory
//! as a snapshot holds it.

use burn::tensor::Tensor;

use super::Rule;
use crate::device::{TensorOptions, values};

/// v ← μv + g, then θ ← θ − ηv or, after Nesterov, θ ← θ − η(g + μv): burn's momentum without dampening.
#[derive(Debug, Clone)]
pub struct Momentum {
    /// μ, in f64.
    pub momentum: f64,
    /// Which of the two rules.
    pub kind: MomentumKind,
    /// v; none before the first step.
    pub velocity: Option<Tensor<1>>,
}

/// The two rules with a velocity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MomentumKind {
    /// The update is v.
    Classical,
    /// The update is g + μv (Nesterov).
    Nesterov,
}

impl Momentum {
    /// One update of θ by the gradient g at the rate η.
    pub fn step(&mut self, rate: f64, parameters: Tensor<1>, gradient: Tensor<1>) -> Tensor<1> {
        let velocity = match self.velocity.take() {
            Some(velocity) => velocity.mul_scalar(self.momentum) + gradient.clone(),
            None => gradient.clone(),
        };
        self.velocity = Some(velocity.clone());
        let update = match self.kind {
            MomentumKind::Classical => velocity,
            MomentumKind::Nesterov => gradient + velocity.mul_scalar(self.momentum),
        };
        parameters - update.mul_scalar(rate)
    }
}

impl Rule for Momentum {
    fn apply(&mut self, rate: f64, parameters: Tensor<1>, gradient: Tensor<1>) -> Tensor<1> {
        self.step(rate, parameters, gradient)
    }

    fn state(&self) -> Vec<Vec<f64>> {
        self.velocity.clone().map(values).into_iter().collect()
    }

    fn restore(&mut self, state: &[Vec<f64>], _steps: u64, options: &TensorOptions) {
        self.velocity = state.first().map(|velocity| options.vector(velocity));
    }
}

/// m ← β₁m + (1 − β₁)g, u ← max(β₂u, |g|), θ ← θ − η·m̂/(u + ε) with m̂ = m/(1 − β₁ᵗ), t the number of the update.
#[derive(Debug, Clone)]
pub struct AdaMax {
    /// β₁ and β₂, in f64.
    pub betas: (f64, f64),
    /// ε.
    pub epsilon: f64,
    /// m and u; none before the first step.
    pub memory: Option<(Tensor<1>, Tensor<1>)>,
    /// t.
    pub steps: u64,
}

impl AdaMax {
    /// One update of θ by the gradient g at the rate η.
    pub fn step(&mut self, rate: f64, parameters: Tensor<1>, gradient: Tensor<1>) -> Tensor<1> {
        let (beta1, beta2) = self.betas;
        let zeros = || (gradient.clone().zeros_like(), gradient.clone().zeros_like());
        let (mean, largest) = self.memory.take().unwrap_or_else(zeros);
        let mean = mean.mul_scalar(beta1) + gradient.clone().mul_scalar(1.0 - beta1);
        let largest = largest.mul_scalar(beta2).max_pair(gradient.abs());
        self.steps += 1;
        let correction = 1.0 - power(beta1, self.steps);
        let update = mean.clone() / largest.clone().add_scalar(self.epsilon);
        self.memory = Some((mean, largest));
        parameters - update.mul_scalar(rate / correction)
    }
}

impl Rule for AdaMax {
    fn apply(&mut self, rate: f64, parameters: Tensor<1>, gradient: Tensor<1>) -> Tensor<1> {
        self.step(rate, parameters, gradient)
    }

    fn state(&self) -> Vec<Vec<f64>> {
        self.memory.iter().flat_map(|(mean, largest)| [values(mean.clone()), values(largest.clone())]).collect()
    }

    fn restore(&mut self, state: &[Vec<f64>], steps: u64, options: &TensorOptions) {
        self.steps = steps;
        self.memory = match state {
            [mean, largest] => Some((options.vector(mean), options.vector(largest))),
            _ => None,
        };
    }
}

/// baseⁿ by squaring, so that a million steps cost twenty products.
fn power(base: f64, n: u64) -> f64 {
    let (mut result, mut square, mut left) = (1.0, base, n);
    while left > 0 {
        if left % 2 == 1 {
            result *= square;
        }
        square *= square;
        left /= 2;
    }
    result
}

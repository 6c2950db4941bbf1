//! The update rules, on the flat buffer of parameters as one tensor. A new one is its arm in [`Method::of`], with the
//! rule in tensors below, whose constants are in f64; burn's own, in `burn_optim`, hold theirs in f32.
//!
//! | here | instead of burn's | because of burn's |
//! |---|---|---|
//! | [`AdaMax`] | none | |
//! | [`Momentum`] | `optim::momentum` | μ held in f32: 0.9 becomes 0.89999998, 2.6e-8 of the velocity |
//!
//! All of them work element by element, so one long tensor gives the same bits as many short ones, and the state of
//! each is that of `engine::Snapshot` as it stands. Leaves out L-BFGS, which evaluates the objective by itself
//! (`lbfgs`).

mod burn_optim;

use burn::tensor::Tensor;
use experiment::spec;

use burn_optim::{adagrad, adam, adamw, descent, rmsprop};

use crate::device::{TensorOptions, values};
use crate::lbfgs::Lbfgs;

/// How an optimizer computes its update.
pub(crate) enum Method {
    /// From one gradient.
    Rule(Box<dyn Rule>),
    /// From one gradient, divided by its norm.
    Normalized(Box<dyn Rule>),
    /// By evaluations at points of its own choice.
    Lbfgs(Box<Lbfgs>),
}

impl Method {
    /// The rule of an optimizer, before its first step.
    pub(crate) fn of(optimizer: spec::Optimizer) -> Method {
        let momentum = |momentum, kind| Method::Rule(Box::new(Momentum { momentum, kind, velocity: None }));
        match optimizer {
            spec::Optimizer::GradientDescent { .. } => Method::Rule(Box::new(descent())),
            spec::Optimizer::Momentum { momentum: mu, .. } => momentum(mu, MomentumKind::Classical),
            spec::Optimizer::Nesterov { momentum: mu, .. } => momentum(mu, MomentumKind::Nesterov),
            spec::Optimizer::Adagrad { epsilon, .. } => Method::Rule(Box::new(adagrad(epsilon))),
            spec::Optimizer::Rmsprop { decay, epsilon, .. } => Method::Rule(Box::new(rmsprop(decay, epsilon))),
            spec::Optimizer::Adam { beta1, beta2, epsilon, .. } => Method::Rule(Box::new(adam(beta1, beta2, epsilon))),
            spec::Optimizer::Adamw { beta1, beta2, epsilon, weight_decay, .. } => {
                Method::Rule(Box::new(adamw(beta1, beta2, epsilon, weight_decay)))
            }
            spec::Optimizer::Adamax { beta1, beta2, epsilon, .. } => {
                Method::Rule(Box::new(AdaMax { betas: (beta1, beta2), epsilon, memory: None, steps: 0 }))
            }
            spec::Optimizer::Lbfgs { history, iterations, .. } => {
                Method::Lbfgs(Box::new(Lbfgs::new(history, iterations)))
            }
            spec::Optimizer::NormalisedGradient { .. } => Method::Normalized(Box::new(descent())),
        }
    }
}

/// A rule with its memory.
pub(crate) trait Rule {
    /// The parameters after one update.
    fn apply(&mut self, rate: f64, parameters: Tensor<1>, gradient: Tensor<1>) -> Tensor<1>;

    /// Its memory, as `engine::Snapshot` orders it; empty before the first step.
    fn state(&self) -> Vec<Vec<f64>>;

    /// Sets the memory to that after `steps` updates.
    fn restore(&mut self, state: &[Vec<f64>], steps: u64, options: &TensorOptions);
}

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

//! The update rules in tensors, on the flat buffer of parameters as one tensor. A new one is its arm in
//! [`UpdateMethod::of`], with its [`Formula`] in the file of its family. Constants are in f64, whatever
//! the tensors are.
//!
//! | here | instead of burn's | because of burn's |
//! |---|---|---|
//! | [`Momentum`] | `optim::momentum` | μ held in f32: 0.9 becomes 0.89999998, 2.6e-8 of the velocity |
//! | [`AdaGrad`] | `optim::AdaGrad` | ε held in f32 |
//! | [`RmsProp`] | `optim::RmsProp` | ρ held in f32: 1 − 0.999 is off by 1.3e-5 of itself |
//! | [`Adam`] | `optim::{Adam, AdamW}` | β held in f32, the same; from 1 − 3e-8 on it is 1; both corrections in f32 |
//! | [`AdaMax`] | none | |
//!
//! All of them work element by element, so one long tensor gives the same bits as many short ones, and the memory of
//! each is that of `engine::Snapshot` as it stands. Leaves out L-BFGS, which evaluates the objective by itself
//! (`lbfgs`).

mod adam;
mod adaptive;
mod descent;

use burn::tensor::Tensor;
use experiment::spec::Optimizer;

use adam::{AdaMax, Adam};
use adaptive::{AdaGrad, RmsProp};
use descent::{Descent, Momentum, MomentumKind};

use crate::device::{TensorOptions, values};
use crate::lbfgs::Lbfgs;

/// How an optimizer computes its update.
pub(crate) enum UpdateMethod {
    /// From one gradient.
    Rule(Box<dyn Rule>),
    /// From one gradient, divided by its norm.
    Normalized(Box<dyn Rule>),
    /// By evaluations at points of its own choice.
    Lbfgs(Box<Lbfgs>),
}

impl UpdateMethod {
    /// The rule of an optimizer, before its first step.
    pub(crate) fn of(optimizer: Optimizer) -> UpdateMethod {
        let momentum = |momentum, kind| remembering(Momentum { momentum, kind });
        match optimizer {
            Optimizer::GradientDescent { .. } => UpdateMethod::Rule(Box::new(Descent::new())),
            Optimizer::Momentum { momentum: mu, .. } => momentum(mu, MomentumKind::Classical),
            Optimizer::Nesterov { momentum: mu, .. } => momentum(mu, MomentumKind::Nesterov),
            Optimizer::Adagrad { epsilon, .. } => remembering(AdaGrad { epsilon }),
            Optimizer::Rmsprop { decay, epsilon, .. } => remembering(RmsProp { decay, epsilon }),
            Optimizer::Adam { beta1, beta2, epsilon, .. } => {
                remembering(Adam { betas: [beta1, beta2], epsilon, weight_decay: 0.0 })
            }
            Optimizer::Adamw { beta1, beta2, epsilon, weight_decay, .. } => {
                remembering(Adam { betas: [beta1, beta2], epsilon, weight_decay })
            }
            Optimizer::Adamax { beta1, beta2, epsilon, .. } => remembering(AdaMax { betas: [beta1, beta2], epsilon }),
            Optimizer::Lbfgs { history, iterations, .. } => {
                UpdateMethod::Lbfgs(Box::new(Lbfgs::new(history, iterations)))
            }
            Optimizer::NormalisedGradient { .. } => UpdateMethod::Normalized(Box::new(Descent::new())),
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

/// What a rule that remembers N numbers of each parameter makes of a gradient.
trait Formula<const N: usize> {
    /// The memory after a gradient, and the direction of the step. memory: in the order of `engine::Snapshot`, 0 before
    /// the first step; step: t, the first is 1.
    fn apply(&self, memory: [Tensor<1>; N], gradient: Tensor<1>, step: u64) -> ([Tensor<1>; N], Tensor<1>);

    /// λ of θ ← θ − ηλθ, which comes before the step.
    fn weight_decay(&self) -> f64 {
        0.0
    }
}

/// A formula with its memory.
struct Remembering<F, const N: usize> {
    formula: F,
    /// None before the first step.
    memory: Option<[Tensor<1>; N]>,
    steps: u64,
}

fn remembering<F: Formula<N> + 'static, const N: usize>(formula: F) -> UpdateMethod {
    UpdateMethod::Rule(Box::new(Remembering { formula, memory: None, steps: 0 }))
}

impl<F: Formula<N>, const N: usize> Rule for Remembering<F, N> {
    fn apply(&mut self, rate: f64, parameters: Tensor<1>, gradient: Tensor<1>) -> Tensor<1> {
        let memory = self.memory.take().unwrap_or_else(|| [(); N].map(|()| gradient.zeros_like()));
        self.steps += 1;
        let (memory, direction) = self.formula.apply(memory, gradient, self.steps);
        self.memory = Some(memory);
        let decayed = match self.formula.weight_decay() {
            0.0 => parameters,
            decay => parameters.mul_scalar(1.0 - rate * decay),
        };
        decayed - direction.mul_scalar(rate)
    }

    fn state(&self) -> Vec<Vec<f64>> {
        self.memory.iter().flatten().map(|slot| values(slot.clone())).collect()
    }

    fn restore(&mut self, state: &[Vec<f64>], steps: u64, options: &TensorOptions) {
        let slots: Vec<Tensor<1>> = state.iter().map(|slot| options.vector(slot)).collect();
        (self.memory, self.steps) = (slots.try_into().ok(), steps);
    }
}

/// The parameters after an update by each of these gradients, from an empty memory.
///
/// # Panics
/// Of L-BFGS, whose gradients are of its own choice, and of a normalized one.
pub fn updated(optimizer: Optimizer, rate: f64, parameters: Tensor<1>, gradients: &[Tensor<1>]) -> Tensor<1> {
    let UpdateMethod::Rule(mut rule) = UpdateMethod::of(optimizer) else {
        panic!("{} takes no gradients", optimizer.as_str())
    };
    gradients.iter().fold(parameters, |parameters, gradient| rule.apply(rate, parameters, gradient.clone()))
}

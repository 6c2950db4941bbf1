//! The update rules, on the flat buffer of parameters as one tensor. A new one is its arm in [`Method::of`], with its
//! file of formulas behind it: burn's own in `burn_optim`, others in `exact`.
//!
//! All of them work element by element, so one long tensor gives the same bits as many short ones, and the state of
//! each is that of `engine::Snapshot` as it stands. Leaves out L-BFGS, which evaluates the objective by itself
//! (`lbfgs`).

mod burn_optim;
mod exact;

use burn::tensor::Tensor;
use experiment::spec;

use burn_optim::{adagrad, adam, adamw, descent, rmsprop};
pub use exact::{AdaMax, Momentum, MomentumKind};

use crate::device::TensorOptions;
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

//! The update rules in tensors, on the flat buffer of parameters as one tensor: one long tensor gives the same bits as
//! many short ones, and the memory of each is that of `engine::Snapshot` as it stands.
//!
//! This file has what all rules share; `formulas` has the rules. Leaves out L-BFGS, which evaluates the objective by
//! itself (`lbfgs`).

mod formulas;
mod power;

use burn::tensor::Tensor;
use experiment::spec::Optimizer;

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

//! What is known of an update rule without deriving anything; each rule states its own in [`Optimizer::facts`].
//!
//! [`Optimizer::facts`]: super::Optimizer::facts

use crate::spec::Constant;

/// What is known of an update rule.
#[derive(Debug, Clone, PartialEq)]
pub struct OptimizerFacts {
    /// The formula in plain text, as the description of the variant begins.
    pub formula: &'static str,
    /// η, before any schedule.
    pub learning_rate: f64,
    /// The other constants that a config may set.
    pub constants: Vec<Constant>,
    /// What it remembers of each parameter, in the order in which both engines keep it. L-BFGS keeps its memory in a
    /// form of each engine's own.
    pub memory: &'static [Memory],
    /// How one step of two engines is compared.
    pub step_error: StepError,
    /// How much of the way to the floor of a quadratic valley a first step may go at most: by a longer one the valley
    /// is left. `None` if there is no such limit.
    pub longest_step: Option<f64>,
    /// How many times as long as the first step a step becomes where the gradient stays as it is.
    pub speed_up: f64,
    /// Which share of itself, times the learning rate, a step takes off every parameter beside what the gradient says.
    pub weight_decay: f64,
}

/// What a rule remembers of each parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Memory {
    /// A mean or a sum of gradients.
    Gradients,
    /// The largest absolute gradient.
    Largest,
    /// A mean or a sum of squared gradients, or the largest such mean.
    Squares,
}

/// What the error of one step of two engines is relative to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum StepError {
    /// The larger of 1 and the parameter; the bound is that of the arithmetic.
    RelativeToParameter,
    /// The largest update: a rule that divides a gradient by its own size makes steps that know nothing of θ.
    RelativeToUpdate {
        /// The bound is never less: a framework's constants or a line search limit the agreement.
        least_bound: f64,
    },
}

/// A rule without constants, memory and limit, whose step is as exact as the arithmetic, until more is added.
pub(super) fn rule(formula: &'static str, learning_rate: f64) -> OptimizerFacts {
    OptimizerFacts {
        formula,
        learning_rate,
        constants: Vec::new(),
        memory: &[],
        step_error: StepError::RelativeToParameter,
        longest_step: None,
        speed_up: 1.0,
        weight_decay: 0.0,
    }
}

/// A rule that divides by the size of the gradient, and remembers this for it.
pub(super) fn adaptive(formula: &'static str, learning_rate: f64, memory: &'static [Memory]) -> OptimizerFacts {
    rule(formula, learning_rate).memory(memory).relative_to_update(1e-6)
}

impl OptimizerFacts {
    pub(super) fn betas(self, beta1: f64, beta2: f64) -> Self {
        self.constant("β₁", beta1).constant("β₂", beta2)
    }

    pub(super) fn epsilon(self, epsilon: f64) -> Self {
        self.constant("epsilon", epsilon)
    }

    pub(super) fn constant(mut self, name: &'static str, value: f64) -> Self {
        self.constants.push(Constant { name, value });
        self
    }

    pub(super) fn weight_decay(self, weight_decay: f64) -> Self {
        OptimizerFacts { weight_decay, ..self.constant("weight decay", weight_decay) }
    }

    pub(super) fn memory(self, memory: &'static [Memory]) -> Self {
        OptimizerFacts { memory, ..self }
    }

    pub(super) fn relative_to_update(self, least_bound: f64) -> Self {
        OptimizerFacts { step_error: StepError::RelativeToUpdate { least_bound }, ..self }
    }

    pub(super) fn longest_step(self, limit: f64) -> Self {
        OptimizerFacts { longest_step: Some(limit), ..self }
    }

    pub(super) fn speed_up(self, speed_up: f64) -> Self {
        OptimizerFacts { speed_up, ..self }
    }
}

//! The update rules, and what is known of each without deriving anything.
//!
//! A new one is a variant and its arm in [`Optimizer::facts`]. The rules themselves stand in `from-scratch`.

mod facts;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantNames};

use super::defaults;
pub use facts::{Memory, OptimizerFacts, StepError};
use facts::{adaptive, rule};

/// An update rule. θ: parameters, g: gradient of the objective, η: `learning_rate`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantNames)]
#[serde(tag = "rule", rename_all = "kebab-case", deny_unknown_fields)]
#[strum(serialize_all = "kebab-case")]
pub enum Optimizer {
    /// θ ← θ − ηg.
    GradientDescent {
        /// η: the learning rate, before any schedule.
        #[schemars(extend("exclusiveMinimum" = 0))]
        learning_rate: f64,
    },
    /// v ← μv + g, θ ← θ − ηv.
    Momentum {
        /// η: the learning rate, before any schedule.
        #[schemars(extend("exclusiveMinimum" = 0))]
        learning_rate: f64,
        /// μ: how much of the last step is kept.
        #[serde(default = "defaults::nine_tenths")]
        #[schemars(range(min = 0), extend("exclusiveMaximum" = 1))]
        momentum: f64,
    },
    /// v ← μv + g, θ ← θ − η(g + μv).
    Nesterov {
        /// η: the learning rate, before any schedule.
        #[schemars(extend("exclusiveMinimum" = 0))]
        learning_rate: f64,
        /// μ: how much of the last step is kept.
        #[serde(default = "defaults::nine_tenths")]
        #[schemars(range(min = 0), extend("exclusiveMaximum" = 1))]
        momentum: f64,
    },
    /// s ← s + g², θ ← θ − ηg/(√s + ε).
    Adagrad {
        /// η: the learning rate, before any schedule.
        #[schemars(extend("exclusiveMinimum" = 0))]
        learning_rate: f64,
        /// ε, added to the root so that nothing is divided by 0.
        #[serde(default = "defaults::tiny")]
        #[schemars(extend("exclusiveMinimum" = 0))]
        epsilon: f64,
    },
    /// s ← ρs + (1 − ρ)g², θ ← θ − ηg/(√s + ε).
    Rmsprop {
        /// η: the learning rate, before any schedule.
        #[schemars(extend("exclusiveMinimum" = 0))]
        learning_rate: f64,
        /// ρ: how much of the mean square is kept.
        #[serde(default = "defaults::ninety_nine_hundredths")]
        #[schemars(range(min = 0), extend("exclusiveMaximum" = 1))]
        decay: f64,
        /// ε, added to the root so that nothing is divided by 0.
        #[serde(default = "defaults::tiny")]
        #[schemars(extend("exclusiveMinimum" = 0))]
        epsilon: f64,
    },
    /// θ ← θ − η m̂/(√v̂ + ε), with m̂ and v̂ the means of g and g², corrected for their start at zero.
    Adam {
        /// η: the learning rate, before any schedule.
        #[serde(default = "defaults::thousandth")]
        #[schemars(extend("exclusiveMinimum" = 0))]
        learning_rate: f64,
        /// β₁: how much of the mean gradient is kept.
        #[serde(default = "defaults::nine_tenths")]
        #[schemars(range(min = 0), extend("exclusiveMaximum" = 1))]
        beta1: f64,
        /// β₂: how much of the mean square is kept.
        #[serde(default = "defaults::nearly_one")]
        #[schemars(range(min = 0), extend("exclusiveMaximum" = 1))]
        beta2: f64,
        /// ε, added to the root so that nothing is divided by 0.
        #[serde(default = "defaults::tiny")]
        #[schemars(extend("exclusiveMinimum" = 0))]
        epsilon: f64,
    },
    /// θ ← θ − η·`weight_decay`·θ, then θ ← θ − η m̂/(√v̂ + ε): Adam with decay of every tensor.
    Adamw {
        /// η: the learning rate, before any schedule.
        #[serde(default = "defaults::thousandth")]
        #[schemars(extend("exclusiveMinimum" = 0))]
        learning_rate: f64,
        /// β₁: how much of the mean gradient is kept.
        #[serde(default = "defaults::nine_tenths")]
        #[schemars(range(min = 0), extend("exclusiveMaximum" = 1))]
        beta1: f64,
        /// β₂: how much of the mean square is kept.
        #[serde(default = "defaults::nearly_one")]
        #[schemars(range(min = 0), extend("exclusiveMaximum" = 1))]
        beta2: f64,
        /// ε, added to the root so that nothing is divided by 0.
        #[serde(default = "defaults::tiny")]
        #[schemars(extend("exclusiveMinimum" = 0))]
        epsilon: f64,
        /// How fast every parameter decays.
        #[serde(default = "defaults::hundredth")]
        #[schemars(range(min = 0))]
        weight_decay: f64,
    },
    /// θ ← θ − η m̂/(√û + ε), with m̂ and v̂ as Adam has them, and û the largest v so far with the correction of v̂.
    Amsgrad {
        /// η: the learning rate, before any schedule.
        #[serde(default = "defaults::thousandth")]
        #[schemars(extend("exclusiveMinimum" = 0))]
        learning_rate: f64,
        /// β₁: how much of the mean gradient is kept.
        #[serde(default = "defaults::nine_tenths")]
        #[schemars(range(min = 0), extend("exclusiveMaximum" = 1))]
        beta1: f64,
        /// β₂: how much of the mean square is kept.
        #[serde(default = "defaults::nearly_one")]
        #[schemars(range(min = 0), extend("exclusiveMaximum" = 1))]
        beta2: f64,
        /// ε, added to the root so that nothing is divided by 0.
        #[serde(default = "defaults::tiny")]
        #[schemars(extend("exclusiveMinimum" = 0))]
        epsilon: f64,
    },
    /// θ ← θ − η m̂/(u + ε), with m̂ the mean of g, corrected for its start at zero, and u ← max(β₂u, |g|).
    Adamax {
        /// η: the learning rate, before any schedule.
        #[serde(default = "defaults::thousandth")]
        #[schemars(extend("exclusiveMinimum" = 0))]
        learning_rate: f64,
        /// β₁: how much of the mean gradient is kept.
        #[serde(default = "defaults::nine_tenths")]
        #[schemars(range(min = 0), extend("exclusiveMaximum" = 1))]
        beta1: f64,
        /// β₂: how much of the largest absolute gradient is kept.
        #[serde(default = "defaults::nearly_one")]
        #[schemars(range(min = 0), extend("exclusiveMaximum" = 1))]
        beta2: f64,
        /// ε, added to u so that nothing is divided by 0.
        #[serde(default = "defaults::tiny")]
        #[schemars(extend("exclusiveMinimum" = 0))]
        epsilon: f64,
    },
    /// θ ← θ − αHg, H the inverse curvature from past steps and α from a strong Wolfe line search; full batches only.
    Lbfgs {
        /// The first trial step of the line search.
        #[serde(default = "defaults::one")]
        #[schemars(extend("exclusiveMinimum" = 0))]
        learning_rate: f64,
        /// How many past steps approximate the curvature.
        #[serde(default = "defaults::ten")]
        #[schemars(range(min = 1))]
        history: usize,
        /// The number of iterations within one epoch.
        #[serde(default = "defaults::twenty")]
        #[schemars(range(min = 1))]
        iterations: usize,
    },
    /// θ ← θ − ηg/‖g‖ over all parameters, as lecture 001 prints it.
    NormalisedGradient {
        /// η: the length of every step.
        #[schemars(extend("exclusiveMinimum" = 0))]
        learning_rate: f64,
    },
}

impl Optimizer {
    /// The names of all rules, as configs write them.
    pub const NAMES: &[&str] = <Optimizer as VariantNames>::VARIANTS;

    /// The name as configs write it.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// What it remembers of each parameter: its mean gradient, its mean square, or nothing.
    pub fn memory(self) -> &'static [Memory] {
        self.facts().memory
    }

    /// η, before any schedule.
    pub fn learning_rate(self) -> f64 {
        self.facts().learning_rate
    }

    /// What is known of it.
    ///
    /// The longest steps: 2 of gradient descent, 2 + 2μ of momentum, (2 + 2μ)/(1 + 2μ) of Nesterov's, whose first step
    /// from rest is 1 + μ times as long (J. Cohen et al., "Gradient descent on neural networks typically occurs at the
    /// edge of stability", 2021, section 2).
    ///
    /// The least bounds: an adaptive rule divides gradients by their own size, so one that is 1e-10 of its terms, the
    /// least that counts, has an error of 1e-6 of itself. One step of L-BFGS is up to twenty line searches that compare
    /// values, each amplifying the last digit: 9e-4 was measured, while a search that decides wrongly differs in the
    /// first digit. Its memory of earlier steps is compared over whole trajectories, in a test.
    pub fn facts(self) -> OptimizerFacts {
        use Memory::{Gradients, Largest, Squares};
        match self {
            Optimizer::GradientDescent { learning_rate } => rule("θ ← θ − ηg", learning_rate).longest_step(2.0),
            Optimizer::Momentum { learning_rate, momentum: mu } => {
                let facts = rule("v ← μv + g, θ ← θ − ηv", learning_rate).constant("momentum", mu);
                facts.memory(&[Gradients]).longest_step(2.0 + 2.0 * mu).speed_up(1.0 / (1.0 - mu))
            }
            Optimizer::Nesterov { learning_rate, momentum: mu } => {
                let facts = rule("v ← μv + g, θ ← θ − η(g + μv)", learning_rate).constant("momentum", mu);
                let longest = (1.0 + mu) * (2.0 + 2.0 * mu) / (1.0 + 2.0 * mu);
                facts.memory(&[Gradients]).longest_step(longest).speed_up(1.0 / (1.0 - mu) / (1.0 + mu))
            }
            Optimizer::Adagrad { learning_rate, epsilon } => {
                adaptive("s ← s + g², θ ← θ − ηg/(√s + ε)", learning_rate, &[Squares]).epsilon(epsilon)
            }
            Optimizer::Rmsprop { learning_rate, decay, epsilon } => {
                let facts = adaptive("s ← ρs + (1 − ρ)g², θ ← θ − ηg/(√s + ε)", learning_rate, &[Squares]);
                facts.constant("decay", decay).epsilon(epsilon)
            }
            Optimizer::Adam { learning_rate, beta1, beta2, epsilon } => {
                let facts = adaptive("θ ← θ − η m̂/(√v̂ + ε)", learning_rate, &[Gradients, Squares]);
                facts.betas(beta1, beta2).epsilon(epsilon)
            }
            Optimizer::Adamw { learning_rate, beta1, beta2, epsilon, weight_decay } => {
                let formula = "θ ← θ − η·`weight_decay`·θ, then θ ← θ − η m̂/(√v̂ + ε)";
                let facts = adaptive(formula, learning_rate, &[Gradients, Squares]);
                facts.betas(beta1, beta2).epsilon(epsilon).weight_decay(weight_decay)
            }
            Optimizer::Amsgrad { learning_rate, beta1, beta2, epsilon } => {
                let facts = adaptive("θ ← θ − η m̂/(√û + ε)", learning_rate, &[Gradients, Squares, Squares]);
                facts.betas(beta1, beta2).epsilon(epsilon)
            }
            Optimizer::Adamax { learning_rate, beta1, beta2, epsilon } => {
                let facts = adaptive("θ ← θ − η m̂/(u + ε)", learning_rate, &[Gradients, Largest]);
                facts.betas(beta1, beta2).epsilon(epsilon)
            }
            Optimizer::Lbfgs { learning_rate, history, iterations } => rule("θ ← θ − αHg", learning_rate)
                .constant("history", history as f64)
                .constant("iterations per epoch", iterations as f64)
                .relative_to_update(1e-2),
            Optimizer::NormalisedGradient { learning_rate } => rule("θ ← θ − ηg/‖g‖", learning_rate),
        }
    }
}

//! The update rules and their constants; their formulas stand in `from-scratch`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An update rule. θ: parameters, g: gradient of the objective, η: `learning_rate`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "rule", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Optimizer {
    /// θ ← θ − ηg.
    GradientDescent {
        /// η.
        #[schemars(extend("exclusiveMinimum" = 0))]
        learning_rate: f64,
    },
    /// v ← μv + g, θ ← θ − ηv.
    Momentum {
        /// η.
        #[schemars(extend("exclusiveMinimum" = 0))]
        learning_rate: f64,
        /// μ: how much of the last step is kept.
        #[serde(default = "nine_tenths")]
        #[schemars(range(min = 0), extend("exclusiveMaximum" = 1))]
        momentum: f64,
    },
    /// v ← μv + g, θ ← θ − η(g + μv).
    Nesterov {
        /// η.
        #[schemars(extend("exclusiveMinimum" = 0))]
        learning_rate: f64,
        /// μ: how much of the last step is kept.
        #[serde(default = "nine_tenths")]
        #[schemars(range(min = 0), extend("exclusiveMaximum" = 1))]
        momentum: f64,
    },
    /// s ← s + g², θ ← θ − ηg/(√s + ε).
    Adagrad {
        /// η.
        #[schemars(extend("exclusiveMinimum" = 0))]
        learning_rate: f64,
        /// ε, added after the root.
        #[serde(default = "tiny")]
        #[schemars(extend("exclusiveMinimum" = 0))]
        epsilon: f64,
    },
    /// s ← ρs + (1 − ρ)g², θ ← θ − ηg/(√s + ε).
    Rmsprop {
        /// η.
        #[schemars(extend("exclusiveMinimum" = 0))]
        learning_rate: f64,
        /// ρ: how much of the mean square is kept.
        #[serde(default = "ninety_nine_hundredths")]
        #[schemars(range(min = 0), extend("exclusiveMaximum" = 1))]
        decay: f64,
        /// ε, added after the root.
        #[serde(default = "tiny")]
        #[schemars(extend("exclusiveMinimum" = 0))]
        epsilon: f64,
    },
    /// Means of g and g², corrected for their start at zero: θ ← θ − η m̂/(√v̂ + ε).
    Adam {
        /// η.
        #[serde(default = "thousandth")]
        #[schemars(extend("exclusiveMinimum" = 0))]
        learning_rate: f64,
        /// β₁: how much of the mean gradient is kept.
        #[serde(default = "nine_tenths")]
        #[schemars(range(min = 0), extend("exclusiveMaximum" = 1))]
        beta1: f64,
        /// β₂: how much of the mean square is kept.
        #[serde(default = "nearly_one")]
        #[schemars(range(min = 0), extend("exclusiveMaximum" = 1))]
        beta2: f64,
        /// ε, added after the root.
        #[serde(default = "tiny")]
        #[schemars(extend("exclusiveMinimum" = 0))]
        epsilon: f64,
    },
    /// Adam with θ ← θ − η·`weight_decay`·θ before each step, on every tensor.
    Adamw {
        /// η.
        #[serde(default = "thousandth")]
        #[schemars(extend("exclusiveMinimum" = 0))]
        learning_rate: f64,
        /// β₁: how much of the mean gradient is kept.
        #[serde(default = "nine_tenths")]
        #[schemars(range(min = 0), extend("exclusiveMaximum" = 1))]
        beta1: f64,
        /// β₂: how much of the mean square is kept.
        #[serde(default = "nearly_one")]
        #[schemars(range(min = 0), extend("exclusiveMaximum" = 1))]
        beta2: f64,
        /// ε, added after the root.
        #[serde(default = "tiny")]
        #[schemars(extend("exclusiveMinimum" = 0))]
        epsilon: f64,
        /// How fast every parameter decays.
        #[serde(default = "hundredth")]
        #[schemars(range(min = 0))]
        weight_decay: f64,
    },
    /// Limited-memory BFGS with a strong Wolfe line search; full batches only.
    Lbfgs {
        /// The first trial step of the line search.
        #[serde(default = "one")]
        #[schemars(extend("exclusiveMinimum" = 0))]
        learning_rate: f64,
        /// How many past steps approximate the curvature.
        #[serde(default = "ten")]
        #[schemars(range(min = 1))]
        history: usize,
        /// Iterations within one epoch.
        #[serde(default = "twenty")]
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

/// What a rule remembers of each parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Memory {
    /// A mean or a sum of gradients.
    Gradients,
    /// A mean or a sum of their squares.
    Squares,
}

impl Optimizer {
    /// The name as configs write it.
    pub fn name(self) -> &'static str {
        match self {
            Optimizer::GradientDescent { .. } => "gradient-descent",
            Optimizer::Momentum { .. } => "momentum",
            Optimizer::Nesterov { .. } => "nesterov",
            Optimizer::Adagrad { .. } => "adagrad",
            Optimizer::Rmsprop { .. } => "rmsprop",
            Optimizer::Adam { .. } => "adam",
            Optimizer::Adamw { .. } => "adamw",
            Optimizer::Lbfgs { .. } => "lbfgs",
            Optimizer::NormalisedGradient { .. } => "normalised-gradient",
        }
    }

    /// What it remembers, in the order of `engine::Snapshot`. L-BFGS keeps its memory in a form of each engine's own.
    pub fn memory(self) -> &'static [Memory] {
        match self {
            Optimizer::GradientDescent { .. } | Optimizer::NormalisedGradient { .. } | Optimizer::Lbfgs { .. } => &[],
            Optimizer::Momentum { .. } | Optimizer::Nesterov { .. } => &[Memory::Gradients],
            Optimizer::Adagrad { .. } | Optimizer::Rmsprop { .. } => &[Memory::Squares],
            Optimizer::Adam { .. } | Optimizer::Adamw { .. } => &[Memory::Gradients, Memory::Squares],
        }
    }

    /// η, before any schedule.
    pub fn learning_rate(self) -> f64 {
        match self {
            Optimizer::GradientDescent { learning_rate }
            | Optimizer::Momentum { learning_rate, .. }
            | Optimizer::Nesterov { learning_rate, .. }
            | Optimizer::Adagrad { learning_rate, .. }
            | Optimizer::Rmsprop { learning_rate, .. }
            | Optimizer::Adam { learning_rate, .. }
            | Optimizer::Adamw { learning_rate, .. }
            | Optimizer::Lbfgs { learning_rate, .. }
            | Optimizer::NormalisedGradient { learning_rate } => learning_rate,
        }
    }
}

fn one() -> f64 {
    1.0
}

fn nine_tenths() -> f64 {
    0.9
}

fn ninety_nine_hundredths() -> f64 {
    0.99
}

fn nearly_one() -> f64 {
    0.999
}

fn hundredth() -> f64 {
    0.01
}

fn thousandth() -> f64 {
    0.001
}

fn tiny() -> f64 {
    1e-8
}

fn ten() -> usize {
    10
}

fn twenty() -> usize {
    20
}

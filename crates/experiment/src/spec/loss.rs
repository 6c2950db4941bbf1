//! The losses. All are means over the samples (over the sum of their weights) unless the name says total.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Output;

/// The data loss; the objective is this loss plus the penalty. y: outputs, t: targets, m: number of outputs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Loss {
    /// ½ Σⱼ (y − t)², mean over the samples: 1/(2n) Σ over a batch.
    SquaredError,
    /// Σⱼ (y − t)², mean over the samples.
    SumSquaredError,
    /// ½ Σ (y − t)² over outputs and samples, divided by nothing.
    TotalSquaredError,
    /// 1/m Σⱼ (y − t)², mean over the samples.
    MeanSquaredError,
    /// 1/m Σⱼ |y − t|, mean over the samples.
    AbsoluteError,
    /// 1/m Σⱼ of ½ e² for |e| ≤ delta, else delta·(|e| − ½ delta), e = y − t.
    Huber {
        /// Where the square turns into a line.
        #[serde(default = "one")]
        #[schemars(extend("exclusiveMinimum" = 0))]
        delta: f64,
    },
    /// −1/m Σⱼ (t ln y + (1 − t) ln(1 − y)); needs a sigmoid output.
    BinaryCrossEntropy {
        /// Label smoothing: t becomes t·(1 − smoothing) + smoothing/2.
        #[serde(default)]
        #[schemars(range(min = 0, max = 1))]
        smoothing: f64,
    },
    /// −Σⱼ t ln y; needs a softmax output.
    CrossEntropy {
        /// Label smoothing: t becomes t·(1 − smoothing) + smoothing/m.
        #[serde(default)]
        #[schemars(range(min = 0, max = 1))]
        smoothing: f64,
    },
    /// 1/m Σⱼ max(0, 1 − t·y) with targets ±1; needs an identity output.
    Hinge,
    /// The perceptron criterion −Σ t·z over the misclassified, t = ±1; needs a step output.
    Perceptron,
}

/// What a loss compares. Outputs, targets and derivatives are treated alike within each of the three.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Compares {
    /// Outputs with targets as numbers, behind any output that has a derivative.
    Numbers,
    /// Logarithms of probabilities, behind the one output that gives them.
    Probabilities {
        /// That output.
        output: Output,
        /// Label smoothing.
        smoothing: f64,
    },
    /// The side of a boundary with the targets ±1, behind this output.
    Sides(Output),
}

impl Loss {
    /// The name as configs write it.
    pub fn name(self) -> &'static str {
        match self {
            Loss::SquaredError => "squared-error",
            Loss::SumSquaredError => "sum-squared-error",
            Loss::TotalSquaredError => "total-squared-error",
            Loss::MeanSquaredError => "mean-squared-error",
            Loss::AbsoluteError => "absolute-error",
            Loss::Huber { .. } => "huber",
            Loss::BinaryCrossEntropy { .. } => "binary-cross-entropy",
            Loss::CrossEntropy { .. } => "cross-entropy",
            Loss::Hinge => "hinge",
            Loss::Perceptron => "perceptron",
        }
    }

    /// What it compares.
    pub fn compares(self) -> Compares {
        match self {
            Loss::SquaredError
            | Loss::SumSquaredError
            | Loss::TotalSquaredError
            | Loss::MeanSquaredError
            | Loss::AbsoluteError
            | Loss::Huber { .. } => Compares::Numbers,
            Loss::BinaryCrossEntropy { smoothing } => Compares::Probabilities { output: Output::Sigmoid, smoothing },
            Loss::CrossEntropy { smoothing } => Compares::Probabilities { output: Output::Softmax, smoothing },
            Loss::Hinge => Compares::Sides(Output::Identity),
            Loss::Perceptron => Compares::Sides(Output::Step),
        }
    }

    /// The one output it is defined on; none where any will do that has a derivative.
    pub fn output(self) -> Option<Output> {
        match self.compares() {
            Compares::Numbers => None,
            Compares::Probabilities { output, .. } | Compares::Sides(output) => Some(output),
        }
    }

    /// Whether the loss is one of class labels rather than of numbers.
    pub fn classifies(self) -> bool {
        self.compares() != Compares::Numbers
    }
}

fn one() -> f64 {
    1.0
}

//! The losses, and what is known of each without deriving anything.
//!
//! All are means over the samples (over the sum of their weights) unless the name says total. A new one is a variant
//! and its arms in [`Loss::facts`] and [`Loss::compares`]. Values and slopes stand in `from-scratch`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use super::{Constant, Output, defaults};

/// The data loss; the objective is this loss plus the penalty. y: outputs, t: targets, m: number of outputs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
#[strum(serialize_all = "kebab-case")]
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
        #[serde(default = "defaults::one")]
        #[schemars(extend("exclusiveMinimum" = 0))]
        delta: f64,
    },
    /// 1/m Σⱼ ln cosh(y − t), mean over the samples: ½e² for small errors e, |e| − ln 2 for large ones.
    LogCosh,
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
    /// −Σⱼ t·z over the misclassified, t = ±1, the perceptron criterion; needs a step output.
    Perceptron,
}

/// What a loss compares. Outputs, targets and derivatives are treated alike within each of the three.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Compares {
    /// Outputs with targets as numbers, behind any output that has a derivative.
    Numbers,
    /// Logarithms of probabilities, behind one output alone.
    Probabilities {
        /// The output that gives them.
        output: Output,
        /// The label smoothing, from 0 to 1.
        smoothing: f64,
    },
    /// The side of a boundary with the targets ±1, behind this output.
    Sides(Output),
}

/// What is known of a loss.
#[derive(Debug, Clone, PartialEq)]
pub struct LossFacts {
    /// The formula in plain text, as the description of the variant begins.
    pub formula: &'static str,
    /// The constants that a config may set; smoothing only where it smooths.
    pub constants: Vec<Constant>,
    /// Where differences across a point say nothing about the derivative.
    pub kinks: LossKinks,
    /// What it is between two kinks.
    pub pieces: Pieces,
}

/// What a loss is between its kinks, as a function of an output: a difference quotient over a long way says nothing
/// about a curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pieces {
    /// Polynomials, whose power series ends.
    Polynomials,
    /// Curves, whose power series converges near by alone.
    Curves,
}

/// Where the loss of one output has kinks: points at which its value, its slope or the slope of its slope jumps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum LossKinks {
    /// Nowhere.
    Nowhere,
    /// Where |y − t| is this.
    AtError(f64),
    /// Where t·y is this.
    AtMargin(f64),
    /// Wherever the output itself jumps.
    AtJumps,
}

impl Loss {
    /// The name as configs write it.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// What is known of it.
    pub fn facts(self) -> LossFacts {
        let facts = |formula, kinks| LossFacts { formula, constants: Vec::new(), kinks, pieces: Pieces::Polynomials };
        match self {
            Loss::SquaredError => facts("½ Σⱼ (y − t)²", LossKinks::Nowhere),
            Loss::SumSquaredError => facts("Σⱼ (y − t)²", LossKinks::Nowhere),
            Loss::TotalSquaredError => facts("½ Σ (y − t)²", LossKinks::Nowhere),
            Loss::MeanSquaredError => facts("1/m Σⱼ (y − t)²", LossKinks::Nowhere),
            Loss::AbsoluteError => facts("1/m Σⱼ |y − t|", LossKinks::AtError(0.0)),
            Loss::Huber { delta } => {
                let formula = "1/m Σⱼ of ½ e² for |e| ≤ delta, else delta·(|e| − ½ delta), e = y − t";
                facts(formula, LossKinks::AtError(delta)).constant("delta", delta)
            }
            Loss::LogCosh => facts("1/m Σⱼ ln cosh(y − t)", LossKinks::Nowhere).curved(),
            Loss::BinaryCrossEntropy { smoothing } => {
                facts("−1/m Σⱼ (t ln y + (1 − t) ln(1 − y))", LossKinks::Nowhere).curved().smoothed(smoothing)
            }
            Loss::CrossEntropy { smoothing } => facts("−Σⱼ t ln y", LossKinks::Nowhere).curved().smoothed(smoothing),
            Loss::Hinge => facts("1/m Σⱼ max(0, 1 − t·y)", LossKinks::AtMargin(1.0)),
            Loss::Perceptron => facts("−Σⱼ t·z over the misclassified", LossKinks::AtJumps),
        }
    }

    /// What it compares; the output, the coding of classes and the task follow from it.
    pub fn compares(self) -> Compares {
        match self {
            Loss::SquaredError
            | Loss::SumSquaredError
            | Loss::TotalSquaredError
            | Loss::MeanSquaredError
            | Loss::AbsoluteError
            | Loss::Huber { .. }
            | Loss::LogCosh => Compares::Numbers,
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

impl LossFacts {
    fn curved(self) -> Self {
        LossFacts { pieces: Pieces::Curves, ..self }
    }

    fn constant(mut self, name: &'static str, value: f64) -> Self {
        self.constants.push(Constant { name, value });
        self
    }

    fn smoothed(self, smoothing: f64) -> Self {
        if smoothing > 0.0 { self.constant("label smoothing", smoothing) } else { self }
    }
}

//! The losses, and what is known of each without deriving anything.
//!
//! All are means over the samples (over the sum of their weights) unless the name says total. A new one is a variant
//! and its arm in [`Loss::facts`]. Values and slopes stand in `from-scratch`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use super::{Constant, OutputActivation, defaults};

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
    /// 1/m Σⱼ of (1 − level)·e for e ≥ 0, else −level·e, e = y − t; least at the quantile of the targets at this level.
    Quantile {
        /// The share of the targets that are to lie below the output.
        #[serde(default = "defaults::nine_tenths")]
        #[schemars(extend("exclusiveMinimum" = 0, "exclusiveMaximum" = 1))]
        level: f64,
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
        output: OutputActivation,
        /// The label smoothing, from 0 to 1.
        smoothing: f64,
    },
    /// The side of a boundary with the targets ±1, behind this output.
    Sides(OutputActivation),
}

/// What a loss is the mean over; over the rest it is a sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeanOver {
    /// The samples.
    Samples,
    /// The samples, and the outputs of each.
    SamplesAndOutputs,
    /// Nothing: it is a sum.
    Nothing,
}

/// What is known of a loss.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LossFacts {
    /// The formula in plain text, as the description of the variant begins.
    pub formula: &'static str,
    /// The constant that a config may set; smoothing only where it smooths.
    pub constant: Option<Constant>,
    /// What it is the mean over.
    pub mean: MeanOver,
    /// What it compares; the output, the coding of classes and the task follow from it.
    pub compares: Compares,
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
        use MeanOver::{Nothing, Samples};
        match self {
            Loss::SquaredError => numbers("½ Σⱼ (y − t)²").mean(Samples),
            Loss::SumSquaredError => numbers("Σⱼ (y − t)²").mean(Samples),
            Loss::TotalSquaredError => numbers("½ Σ (y − t)²").mean(Nothing),
            Loss::MeanSquaredError => numbers("1/m Σⱼ (y − t)²"),
            Loss::AbsoluteError => numbers("1/m Σⱼ |y − t|").kinks(LossKinks::AtError(0.0)),
            Loss::Huber { delta } => numbers("1/m Σⱼ of ½ e² for |e| ≤ delta, else delta·(|e| − ½ delta), e = y − t")
                .kinks(LossKinks::AtError(delta))
                .constant("delta", delta),
            Loss::Quantile { level } => numbers("1/m Σⱼ of (1 − level)·e for e ≥ 0, else −level·e, e = y − t")
                .kinks(LossKinks::AtError(0.0))
                .constant("level", level),
            Loss::LogCosh => numbers("1/m Σⱼ ln cosh(y − t)").curved(),
            Loss::BinaryCrossEntropy { smoothing } => {
                probabilities("−1/m Σⱼ (t ln y + (1 − t) ln(1 − y))", OutputActivation::Sigmoid, smoothing)
            }
            Loss::CrossEntropy { smoothing } => {
                probabilities("−Σⱼ t ln y", OutputActivation::Softmax, smoothing).mean(Samples)
            }
            Loss::Hinge => sides("1/m Σⱼ max(0, 1 − t·y)", OutputActivation::Identity).kinks(LossKinks::AtMargin(1.0)),
            Loss::Perceptron => {
                sides("−Σⱼ t·z over the misclassified", OutputActivation::Step).kinks(LossKinks::AtJumps).mean(Samples)
            }
        }
    }

    /// What it compares; the output, the coding of classes and the task follow from it.
    pub fn compares(self) -> Compares {
        self.facts().compares
    }

    /// Whether it is a sum of squares, whose best constant is the mean.
    pub fn is_square(self) -> bool {
        match self {
            Loss::SquaredError | Loss::SumSquaredError | Loss::TotalSquaredError | Loss::MeanSquaredError => true,
            Loss::AbsoluteError | Loss::Huber { .. } | Loss::Quantile { .. } | Loss::LogCosh => false,
            Loss::BinaryCrossEntropy { .. } | Loss::CrossEntropy { .. } | Loss::Hinge | Loss::Perceptron => false,
        }
    }

    /// Whether its slope jumps somewhere.
    pub fn has_kinks(self) -> bool {
        self.facts().kinks != LossKinks::Nowhere
    }

    /// Whether it wants its targets coded as ±1: the product t·y is to be large, behind an output that reaches both.
    pub fn wants_signed_targets(self) -> bool {
        self.compares() == Compares::Sides(OutputActivation::Identity)
    }

    /// The one output it is defined on; none where any will do that has a derivative.
    pub fn output(self) -> Option<OutputActivation> {
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

/// A loss of numbers: a mean over samples and outputs, polynomials without kinks, until it is said otherwise.
fn numbers(formula: &'static str) -> LossFacts {
    LossFacts {
        formula,
        constant: None,
        mean: MeanOver::SamplesAndOutputs,
        compares: Compares::Numbers,
        kinks: LossKinks::Nowhere,
        pieces: Pieces::Polynomials,
    }
}

/// The same of logarithms of probabilities, which are curves.
fn probabilities(formula: &'static str, output: OutputActivation, smoothing: f64) -> LossFacts {
    let facts = LossFacts { compares: Compares::Probabilities { output, smoothing }, ..numbers(formula) }.curved();
    if smoothing > 0.0 { facts.constant("label smoothing", smoothing) } else { facts }
}

/// The same of the side of a boundary.
fn sides(formula: &'static str, output: OutputActivation) -> LossFacts {
    LossFacts { compares: Compares::Sides(output), ..numbers(formula) }
}

impl LossFacts {
    fn mean(self, mean: MeanOver) -> Self {
        LossFacts { mean, ..self }
    }

    fn kinks(self, kinks: LossKinks) -> Self {
        LossFacts { kinks, ..self }
    }

    fn curved(self) -> Self {
        LossFacts { pieces: Pieces::Curves, ..self }
    }

    fn constant(self, name: &'static str, value: f64) -> Self {
        LossFacts { constant: Some(Constant { name, value }), ..self }
    }
}

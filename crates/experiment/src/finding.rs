//! What the doctor sees in a run: a kind, where and when it was seen, a number, and the threshold that it has crossed.
//!
//! Findings are data of the record, as warnings are. Their words stand here once ([`Finding::what`],
//! [`FindingKind::why`], [`FindingKind::remedy`]), for the page, the terminal and whoever trains without either. What
//! is measured, and every threshold with its source, is the runner's business.

mod why;
mod words;

pub use words::DIVERGED;

use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use crate::spec::EngineName;

/// One thing that keeps a run from learning, or from being believed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// The engine that was looked at.
    pub engine: EngineName,
    /// The layer, counted from 0, where it is one layer's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub layer: Option<usize>,
    /// The name of the input, the class or the score that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The epoch after which it was seen; 0 is before the first update.
    pub epoch: usize,
    /// What was measured, in the unit that [`FindingKind`] says.
    pub value: f64,
    /// What it was held against.
    pub threshold: f64,
}

/// What can be wrong with a run that was accepted, causes before what they explain, and what the number of each is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum FindingKind {
    /// The largest r² of an input, or of all inputs together in a straight line, with the target.
    Leakage,
    /// How much larger the largest input is than the spread of the typical one.
    UnscaledInputs,
    /// Units of a layer that repeat another unit of it; held against 0.
    SymmetricUnits,
    /// The size of the gradient in a layer (‖dw‖/‖x‖, x what it reads), as a multiple of that in the output layer.
    ExplodingGradients,
    /// Learning rate times the curvature along the gradient; held against the limit of stability of the rule.
    RateTooHigh,
    /// The mean rise of the training loss from epoch to epoch in the second half of training, as a share of the loss;
    /// infinite where training diverged.
    UnstableTraining,
    /// The share of (sample, unit) pairs of a layer that are saturated: the slope is below a tenth of the largest.
    SaturatedUnits,
    /// The share of units of a layer whose slope is 0 at every sample looked at.
    DeadUnits,
    /// The size of the gradient in a layer (‖dw‖/‖x‖, x what it reads), as a share of that in the output layer.
    VanishingGradients,
    /// The share of training rows that are wrong while the output is saturated.
    MismatchedLoss,
    /// How much of the way to the floor of the valley an update goes, along its own direction: learning rate times
    /// curvature; behind a loss with kinks, times the mean curvature over the next fifty such updates.
    RateTooLow,
    /// The share of the rows of the rare class that are found.
    ClassImbalance,
    /// How far the score on held-out rows is below that on training rows; its epoch is that of their least loss.
    Overfitting,
    /// The pace at which the training loss falls at the end, as a share of its mean pace.
    TooFewEpochs,
    /// The share of the way from guessing to what the data allow, on the training part.
    Underfitting,
}

impl FindingKind {
    /// The name as records write it.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

//! What a claim is about, or a judge: a metric of the results, or one of the further measures below.
//!
//! This is the closed list of what `[[claim]] metric` and `[judge] metric` take. What is known of each without a run
//! stands in `facts`, how it is read from a record in `report/src/claims/measure.rs`, what must be recorded for it in
//! [`recording`](super::recording).

mod facts;
mod underlying;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use super::{Metric, Named, Part, Task};

pub(crate) use facts::bound_in_words;
pub use facts::{Better, MeasuredAt};

/// The metric of a claim or of the judge: its name, or a table with its details.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Measure {
    /// A metric of the results table, `test-accuracy`.
    Metric(Metric),
    /// One of the further measures.
    Further(Named<Further>),
}

/// A measure beyond the metrics of the results table.
///
/// Those that are asked for are recorded while a run trains, and only those.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Further {
    /// The share of seeds whose network reaches a value of a metric: at least it, or at most it where less is better.
    ShareReaching {
        /// The metric.
        of: Metric,
        /// The value to reach.
        value: f64,
    },
    /// The first epoch at whose end a metric reaches a value; never is later than every epoch.
    EpochsUntil {
        /// The metric, one that is measured every epoch.
        of: Metric,
        /// The value to reach.
        value: f64,
    },
    /// The updates up to that epoch.
    UpdatesUntil {
        /// The metric, one that is measured every epoch.
        of: Metric,
        /// The value to reach.
        value: f64,
    },
    /// The share of seeds whose objective ceased to be finite.
    ShareDiverged,
    /// The norm of the gradient in one layer, divided by that in another.
    GradientRatio {
        /// Both layers, counted from 0.
        layers: [usize; 2],
    },
    /// The norm of the gradient in one layer.
    GradientNorm {
        /// The layer, counted from 0.
        layer: usize,
    },
    /// ‖Δw‖/‖w‖: how far the last update of an epoch moved the weights of a layer, relative to their norm.
    UpdateRatio {
        /// The layer, counted from 0.
        layer: usize,
    },
    /// The share of the hidden units whose slope is 0 at every sample.
    Dead {
        /// The hidden layer, counted from 0; all of them by default.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        layer: Option<usize>,
    },
    /// The share of pairs of a sample and a hidden unit at which the slope is below a tenth of the largest.
    Saturated {
        /// The hidden layer, counted from 0; all of them by default.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        layer: Option<usize>,
    },
    /// How far the training losses after the updates of an epoch lie from their straight line: √(Σr²/n).
    Fluctuation,
    /// The distance of the parameters from those of `[solution]`.
    Distance,
    /// The norm of all weights, without biases.
    WeightNorm,
    /// The share of weights whose size is below a value.
    SmallWeights {
        /// The value.
        #[schemars(extend("exclusiveMinimum" = 0))]
        below: f64,
    },
    /// A metric of the network minus that of a simple model on the same rows.
    OverBaseline {
        /// The metric.
        of: Metric,
        /// The simple model.
        baseline: BaselineName,
    },
    /// The recall of one class.
    ClassRecall {
        /// The class.
        class: String,
        /// The part; by default the last one that is held out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        part: Option<Part>,
    },
    /// The precision of one class.
    ClassPrecision {
        /// The class.
        class: String,
        /// The part; by default the last one that is held out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        part: Option<Part>,
    },
    /// Whether two arms have the same bits in every metric of every epoch, which goes with `equals_arm` alone.
    Bits,
    /// The number of updates in an epoch.
    UpdatesPerEpoch,
    /// The number of parameters of the network.
    Parameters,
    /// The number of corrections that a perceptron made.
    Corrections,
}

/// A simple model that networks are compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum BaselineName {
    /// The most frequent class.
    MajorityClass,
    /// Logistic regression.
    LogisticRegression,
    /// The mean of the targets.
    Mean,
    /// Linear regression.
    LinearRegression,
}

impl BaselineName {
    /// All of them, the simplest of each task first.
    pub const ALL: [BaselineName; 4] = [
        BaselineName::MajorityClass,
        BaselineName::LogisticRegression,
        BaselineName::Mean,
        BaselineName::LinearRegression,
    ];

    /// What it predicts.
    pub fn task(self) -> Task {
        match self {
            BaselineName::MajorityClass | BaselineName::LogisticRegression => Task::Classification,
            BaselineName::Mean | BaselineName::LinearRegression => Task::Regression,
        }
    }

    /// The name as configs write it.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The name as records and reports write it.
    pub fn in_words(self) -> &'static str {
        match self {
            BaselineName::MajorityClass => "majority class",
            BaselineName::LogisticRegression => "logistic regression",
            BaselineName::Mean => "mean",
            BaselineName::LinearRegression => "linear regression",
        }
    }
}

impl Measure {
    /// The further measure, if it is one.
    pub fn further(&self) -> Option<&Further> {
        match self {
            Measure::Metric(_) => None,
            Measure::Further(Named(further)) => Some(further),
        }
    }
}

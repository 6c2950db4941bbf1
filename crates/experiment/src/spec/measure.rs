//! What a claim is about, or a judge: a metric of the results, or one of the further measures below.
//!
//! This is the closed list of what `[[claim]] metric` and `[judge] metric` take. How each is read from a record stands
//! in `report/src/claims/measure.rs`, what must be recorded for it in [`recording`](super::recording).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Metric, Named, Quantity, Task};

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
    /// The share of the hidden units that are flat at every sample.
    Dead {
        /// The hidden layer, counted from 0; all of them by default.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        layer: Option<usize>,
    },
    /// The share of pairs of a sample and a hidden unit at which the activation is flat.
    Saturated {
        /// The hidden layer, counted from 0; all of them by default.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        layer: Option<usize>,
    },
    /// The standard deviation of the training loss over the updates of an epoch.
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
    /// The recall of one class on the last part that is held out.
    ClassRecall {
        /// The class.
        class: String,
    },
    /// The precision of one class on the last part that is held out.
    ClassPrecision {
        /// The class.
        class: String,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
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

/// Which of two values of a measure is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// The larger one.
    Larger,
    /// The smaller one.
    Smaller,
    /// None: the measure describes, as the size of a gradient does.
    Neither,
}

/// Where a measure may be asked at an epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeasuredAt {
    /// At any epoch, and at the best one.
    EveryEpoch,
    /// At any epoch that is named.
    NamedEpochs,
    /// Of the whole run, or of the network that training leaves.
    WholeRun,
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

    /// The metric that it is or is made of.
    pub fn metric(&self) -> Option<Metric> {
        match self {
            Measure::Metric(metric) => Some(*metric),
            Measure::Further(Named(further)) => further.metric(),
        }
    }

    /// Whether it is a share of seeds, which is counted.
    pub fn is_share_of_seeds(&self) -> bool {
        matches!(self.further(), Some(Further::ShareReaching { .. } | Further::ShareDiverged))
    }

    /// Whether it is a ratio of sizes, whose logarithms are averaged and whose margin is a factor.
    pub fn is_ratio(&self) -> bool {
        use Further::{GradientNorm, GradientRatio, UpdateRatio};
        matches!(self.further(), Some(GradientRatio { .. } | GradientNorm { .. } | UpdateRatio { .. }))
    }

    /// Whether a run has it without any chance, so that one run decides.
    pub fn is_certain(&self) -> bool {
        matches!(self.further(), Some(Further::UpdatesPerEpoch | Further::Parameters))
    }

    /// The least and the largest value it can have.
    pub fn range(&self) -> (f64, f64) {
        match self {
            Measure::Metric(metric) => metric.quantity.range(),
            Measure::Further(Named(further)) => further.range(),
        }
    }

    /// Where it may be asked at an epoch.
    pub fn moments(&self) -> MeasuredAt {
        use Further::*;
        match self {
            Measure::Metric(metric) => metric.moments(),
            Measure::Further(Named(further)) => match further {
                ShareReaching { of, .. } => of.moments(),
                GradientRatio { .. } | GradientNorm { .. } | UpdateRatio { .. } | Dead { .. } | Saturated { .. } => {
                    MeasuredAt::NamedEpochs
                }
                Fluctuation | Distance | WeightNorm | SmallWeights { .. } => MeasuredAt::NamedEpochs,
                EpochsUntil { .. } | UpdatesUntil { .. } | ShareDiverged | OverBaseline { .. } => MeasuredAt::WholeRun,
                ClassRecall { .. } | ClassPrecision { .. } | Bits | UpdatesPerEpoch | Parameters | Corrections => {
                    MeasuredAt::WholeRun
                }
            },
        }
    }
}

impl Further {
    /// Which of two values is better.
    pub fn better(&self) -> Better {
        use Further::*;
        match self {
            ShareReaching { .. } | SmallWeights { .. } | ClassRecall { .. } | ClassPrecision { .. } => Better::Larger,
            OverBaseline { of, .. } if of.quantity.higher_is_better() => Better::Larger,
            EpochsUntil { .. } | UpdatesUntil { .. } | ShareDiverged | OverBaseline { .. } => Better::Smaller,
            Dead { .. } | Saturated { .. } | Fluctuation | Distance | Corrections | Parameters => Better::Smaller,
            GradientRatio { .. } | GradientNorm { .. } | UpdateRatio { .. } => Better::Neither,
            WeightNorm | UpdatesPerEpoch | Bits => Better::Neither,
        }
    }

    fn metric(&self) -> Option<Metric> {
        match self {
            Further::ShareReaching { of, .. }
            | Further::EpochsUntil { of, .. }
            | Further::UpdatesUntil { of, .. }
            | Further::OverBaseline { of, .. } => Some(*of),
            _ => None,
        }
    }

    fn range(&self) -> (f64, f64) {
        use Further::*;
        match self {
            ShareReaching { .. } | ShareDiverged | Dead { .. } | Saturated { .. } | SmallWeights { .. } => (0.0, 1.0),
            ClassRecall { .. } | ClassPrecision { .. } => (0.0, 1.0),
            EpochsUntil { .. } | UpdatesUntil { .. } | GradientRatio { .. } | GradientNorm { .. } => {
                (0.0, f64::INFINITY)
            }
            UpdateRatio { .. } | Fluctuation | Distance | WeightNorm | Corrections => (0.0, f64::INFINITY),
            UpdatesPerEpoch | Parameters => (1.0, f64::INFINITY),
            OverBaseline { .. } => (f64::NEG_INFINITY, f64::INFINITY),
            Bits => (0.0, 1.0),
        }
    }
}

impl Metric {
    fn moments(self) -> MeasuredAt {
        match self.quantity.frequency() {
            super::Frequency::EveryEpoch => MeasuredAt::EveryEpoch,
            super::Frequency::AtTheEnd => MeasuredAt::WholeRun,
        }
    }
}

impl Quantity {
    /// The least and the largest value it can have.
    fn range(self) -> (f64, f64) {
        use Quantity::*;
        match self {
            Accuracy | BalancedAccuracy | Recall | Precision | F1 | Auc | AveragePrecision => (0.0, 1.0),
            CalibrationError => (0.0, 1.0),
            BrierScore => (0.0, 2.0),
            R2 => (f64::NEG_INFINITY, 1.0),
            Objective | Loss | LogLoss | Mae | Rmse => (0.0, f64::INFINITY),
        }
    }
}

//! What is known of a measure without a run: its range, which of two values is better, where it has epochs, and how it
//! is averaged.

use super::{Further, Measure};
use crate::spec::{Frequency, Metric, Named, Quantity};

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

impl Measure {
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
            Frequency::EveryEpoch => MeasuredAt::EveryEpoch,
            Frequency::AtTheEnd => MeasuredAt::WholeRun,
        }
    }
}

impl Quantity {
    /// The least and the largest value it can have.
    pub fn range(self) -> (f64, f64) {
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

/// An end of a range in words.
pub(crate) fn bound_in_words(value: f64) -> String {
    match value {
        f64::INFINITY => "∞".to_owned(),
        f64::NEG_INFINITY => "−∞".to_owned(),
        finite => finite.to_string(),
    }
}

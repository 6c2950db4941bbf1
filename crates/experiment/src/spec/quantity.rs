//! The quantities that are measured, and what is known of each: which of two values is better, what a network must
//! predict for it, and how often it is measured. How they are computed, `runner` says.

use strum::IntoStaticStr;

/// A quantity that is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Quantity {
    /// Loss plus penalty.
    Objective,
    /// The data loss without the penalty.
    Loss,
    /// The share of samples whose predicted class is the right one.
    Accuracy,
    /// The mean of −ln p, p the probability given to the right class, which counts as 2⁻⁵² at least, so that one sure
    /// mistake costs 36 and not everything; needs a softmax or sigmoid output.
    LogLoss,
    /// The mean over the classes of the share of a class's rows that are found.
    BalancedAccuracy,
    /// The share of a class's rows that are found; without `judge.class` the mean over the classes.
    Recall,
    /// The share of the predictions of a class that are right; without `judge.class` the mean over the classes.
    Precision,
    /// The harmonic mean of precision and recall of a class; without `judge.class` the mean over the classes.
    F1,
    /// The area under the ROC curve of a class against the rest; without `judge.class` the mean over the classes.
    Auc,
    /// The area under the steps of the precision-recall curve of a class; without `judge.class` the mean over the
    /// classes.
    AveragePrecision,
    /// The mean of (p − t)², p the probability of a class and t whether it is the right one; needs probabilities.
    BrierScore,
    /// The mean distance of a probability and the share of rows for which it came true, in ten equal bins; needs
    /// probabilities.
    CalibrationError,
    /// R² = 1 − Σ(y − t)² / Σ(t − t̄)², in the target's own unit.
    R2,
    /// The mean absolute error, in the target's own unit.
    Mae,
    /// The root of the mean squared error, in the target's own unit.
    Rmse,
}

/// How often a quantity is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frequency {
    /// At the end of every epoch.
    EveryEpoch,
    /// Of the network that training leaves; at the end of every epoch where early stopping or a schedule watches it.
    AtTheEnd,
}

/// What a network must predict so that a quantity can be measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeasuredOn {
    /// Classes or numbers.
    Anything,
    /// Classes.
    Classes,
    /// Classes, by their probabilities.
    Probabilities,
    /// Numbers.
    Numbers,
}

impl MeasuredOn {
    /// Whether it is classes, with probabilities or without.
    pub fn is_of_classes(self) -> bool {
        match self {
            MeasuredOn::Classes | MeasuredOn::Probabilities => true,
            MeasuredOn::Anything | MeasuredOn::Numbers => false,
        }
    }
}

impl Quantity {
    /// All quantities, in the order tables show them.
    pub const ALL: [Quantity; 15] = [
        Quantity::Objective,
        Quantity::Loss,
        Quantity::Accuracy,
        Quantity::LogLoss,
        Quantity::BalancedAccuracy,
        Quantity::Recall,
        Quantity::Precision,
        Quantity::F1,
        Quantity::Auc,
        Quantity::AveragePrecision,
        Quantity::BrierScore,
        Quantity::CalibrationError,
        Quantity::R2,
        Quantity::Mae,
        Quantity::Rmse,
    ];

    /// The name as configs and tables write it.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The name as reports write it.
    pub fn in_words(self) -> &'static str {
        match self {
            Quantity::Objective => "objective",
            Quantity::Loss => "loss",
            Quantity::Accuracy => "accuracy",
            Quantity::LogLoss => "log loss",
            Quantity::BalancedAccuracy => "balanced accuracy",
            Quantity::Recall => "recall",
            Quantity::Precision => "precision",
            Quantity::F1 => "F1",
            Quantity::Auc => "AUC",
            Quantity::AveragePrecision => "average precision",
            Quantity::BrierScore => "Brier score",
            Quantity::CalibrationError => "calibration error",
            Quantity::R2 => "R²",
            Quantity::Mae => "MAE",
            Quantity::Rmse => "RMSE",
        }
    }

    /// Whether a larger value is better.
    pub fn higher_is_better(self) -> bool {
        match self {
            Quantity::Accuracy | Quantity::R2 => true,
            Quantity::BalancedAccuracy | Quantity::Recall | Quantity::Precision | Quantity::F1 => true,
            Quantity::Auc | Quantity::AveragePrecision => true,
            Quantity::Objective | Quantity::Loss | Quantity::LogLoss => false,
            Quantity::BrierScore | Quantity::CalibrationError | Quantity::Mae | Quantity::Rmse => false,
        }
    }

    /// What a network must predict so that it can be measured.
    pub fn measured_on(self) -> MeasuredOn {
        match self {
            Quantity::Objective | Quantity::Loss => MeasuredOn::Anything,
            Quantity::Accuracy | Quantity::BalancedAccuracy | Quantity::Recall | Quantity::Precision => {
                MeasuredOn::Classes
            }
            Quantity::F1 | Quantity::Auc | Quantity::AveragePrecision => MeasuredOn::Classes,
            Quantity::LogLoss | Quantity::BrierScore | Quantity::CalibrationError => MeasuredOn::Probabilities,
            Quantity::R2 | Quantity::Mae | Quantity::Rmse => MeasuredOn::Numbers,
        }
    }

    /// How often it is measured.
    pub fn frequency(self) -> Frequency {
        match self {
            Quantity::Objective | Quantity::Loss | Quantity::Accuracy | Quantity::LogLoss => Frequency::EveryEpoch,
            Quantity::R2 | Quantity::Mae | Quantity::Rmse => Frequency::EveryEpoch,
            Quantity::BalancedAccuracy | Quantity::Recall | Quantity::Precision | Quantity::F1 => Frequency::AtTheEnd,
            Quantity::Auc | Quantity::AveragePrecision => Frequency::AtTheEnd,
            Quantity::BrierScore | Quantity::CalibrationError => Frequency::AtTheEnd,
        }
    }
}

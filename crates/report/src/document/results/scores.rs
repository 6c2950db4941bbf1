//! What the scores of a skewed table mean, for those that have a column, and which class they are of.

use experiment::spec::{Metric, Quantity};

use crate::arms::Arm;
use crate::markdown::escaped;
use crate::words::capital;

/// The definitions in a sentence; none where no score has a column.
pub fn meanings(metrics: &[Metric], arm: &Arm) -> Option<String> {
    let has_column = |quantity: &Quantity| metrics.iter().any(|metric| metric.quantity == *quantity);
    let shown = Quantity::ALL.into_iter().filter(has_column);
    let parts: Vec<&str> = shown.filter_map(meaning).collect();
    let of = match &arm.first_run().run.spec.judge.class {
        Some(class) => format!(" The class is {}.", escaped(class)),
        None => String::new(),
    };
    (!parts.is_empty()).then(|| format!("{}.{of}", capital(&parts.join("; "))))
}

/// The definition of a score; none for a quantity of any other table.
fn meaning(quantity: Quantity) -> Option<&'static str> {
    match quantity {
        Quantity::BalancedAccuracy => Some("balanced accuracy is the mean recall of the classes"),
        Quantity::Recall => Some("recall is the share of the rows of a class that are found"),
        Quantity::Precision => Some("precision is the share of the predictions of a class that are right"),
        Quantity::F1 => Some("F1 is the harmonic mean of precision and recall"),
        Quantity::Auc => {
            Some("AUC is the chance that a row of a class is ranked above a row of another, 0.5 by guessing")
        }
        Quantity::AveragePrecision => Some("average precision is the area under the precision-recall curve"),
        Quantity::BrierScore => Some("the Brier score is the mean squared error of the probabilities"),
        Quantity::CalibrationError => {
            Some("the calibration error is the mean distance of a probability and how often it comes true, in ten bins")
        }
        Quantity::Objective | Quantity::Loss | Quantity::Accuracy | Quantity::LogLoss => None,
        Quantity::R2 | Quantity::Mae | Quantity::Rmse => None,
    }
}

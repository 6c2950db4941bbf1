//! Which metrics have a column.

use experiment::record::Record;
use experiment::spec::{Compares, Metric, OutputActivation, Part, Quantity};

use crate::evaluation;

/// The metrics of the columns: those of the evaluation part, accuracy or R² of the other parts, what training
/// minimized, and what the judge asks for.
pub fn metrics(records: &[Record]) -> Vec<Metric> {
    let Some(first) = records.first() else { return Vec::new() };
    let evaluated = evaluation::metric(records).map(|metric| metric.part);
    let penalized = records.iter().any(|record| {
        let penalty = record.run.spec.training.penalty;
        penalty.l1 > 0.0 || penalty.l2 > 0.0
    });
    let judge = &first.run.spec.judge;
    let has_column = |metric: &&Metric| match (metric.quantity, metric.part) {
        (Quantity::Objective, part) => part == Part::Train && penalized,
        (Quantity::Loss, part) => part == Part::Train || Some(part) == evaluated,
        (Quantity::Accuracy | Quantity::R2, _) => true,
        (Quantity::LogLoss, part) => Some(part) == evaluated && !records.iter().all(minimizes_log_loss),
        (Quantity::Mae | Quantity::Rmse, part) => Some(part) == evaluated,
        (quantity @ (Quantity::Recall | Quantity::Precision | Quantity::F1), part) => {
            judge.results_metric().is_some_and(|judge| judge.quantity == quantity)
                || (judge.class.is_some() && Some(part) == evaluated)
        }
        (Quantity::BalancedAccuracy | Quantity::Auc | Quantity::AveragePrecision, _)
        | (Quantity::BrierScore | Quantity::CalibrationError, _) => {
            judge.results_metric().is_some_and(|judge| judge.quantity == metric.quantity)
        }
    };
    let Some(last) = first.run.finals.first() else { return Vec::new() };
    last.values.iter().map(|(metric, _)| metric).filter(has_column).copied().collect()
}

/// Whether the loss of a run is the log loss, whose column would repeat that of the loss.
pub fn minimizes_log_loss(record: &Record) -> bool {
    let (run, spec) = (&record.run, &record.run.spec);
    let plain = match spec.loss().compares() {
        Compares::Probabilities { output, smoothing } => {
            smoothing == 0.0 && (output == OutputActivation::Softmax || run.data.classes.len() == 2)
        }
        Compares::Numbers | Compares::Sides(_) => false,
    };
    plain && spec.training.class_weights.is_none() && spec.dataset.weights.is_none()
}

//! Metrics that are no number on the rows of a part, whatever is learnt: nothing can be watched or judged by them.
//!
//! | metric | is undefined where |
//! |---|---|
//! | R² | the targets of rows with a weight are equal, as those of one row are |
//! | recall, precision, F1, average precision | a class that it is of has no rows |
//! | AUC | a class that it is of has no rows, or all of them |
//!
//! Leaves out what depends on the network, as the precision of a class that nobody predicts does.

use engine::Dataset;
use experiment::Spec;
use experiment::spec::{Metric, Named, Part, Quantity, RuleViolation, Schedule};

use crate::metrics::judged_class;

/// The keys of the config that name an undefined metric.
pub(super) fn undefined_metrics(spec: &Spec, dataset: &Dataset) -> Vec<RuleViolation> {
    let stopping = spec.training.early_stopping.map(|stopping| ("training.early_stopping.monitor", stopping.monitor));
    let plateau = match spec.training.schedule {
        Named(Schedule::Plateau { monitor, .. }) => Some(("training.schedule.monitor", monitor)),
        Named(_) => None,
    };
    let judge = spec.judge.results_metric().map(|metric| ("judge.metric", metric));
    let violation = |(at, metric): (&str, Metric)| {
        let message = why(metric, spec, dataset)?;
        let instead = instead(metric.quantity);
        let verb = if at == "judge.metric" { "judge by" } else { "watch" };
        let more_rows = if metric.part == Part::Train { "" } else { ", or hold out more rows" };
        let help = format!("{verb} {}-{instead}{more_rows}", metric.part.as_str());
        Some(RuleViolation::new(at, message).help(help))
    };
    [stopping, plateau, judge].into_iter().flatten().filter_map(violation).collect()
}

/// Why a metric is no number; none where it may be one.
fn why(metric: Metric, spec: &Spec, dataset: &Dataset) -> Option<String> {
    let (rows, part) = (dataset.part(metric.part), metric.part.in_words());
    let words = metric.quantity.in_words();
    let of_class = |class: usize| rows.iter().filter(|row| dataset.labels[**row] == class).count();
    let classes = || match judged_class(spec, &dataset.schema) {
        Some(class) => class..class + 1,
        None => 0..dataset.schema.classes.len(),
    };
    let absent = || {
        let class = classes().find(|class| of_class(*class) == 0)?;
        Some(format!("no row of the {part} part is {:?}, so {words} is undefined there", dataset.schema.classes[class]))
    };
    let alone = || {
        let class = classes().find(|class| of_class(*class) == rows.len())?;
        Some(format!(
            "all rows of the {part} part are {:?}, so {words} is undefined there",
            dataset.schema.classes[class]
        ))
    };
    match metric.quantity {
        Quantity::R2 => has_equal_targets(rows, dataset)
            .then(|| format!("R² of one row, or of equal targets, is undefined, and so is that of the {part} part")),
        Quantity::Recall | Quantity::Precision | Quantity::F1 | Quantity::AveragePrecision => absent(),
        Quantity::Auc => alone().or_else(absent),
        Quantity::Objective | Quantity::Loss | Quantity::Accuracy | Quantity::LogLoss => None,
        Quantity::BalancedAccuracy | Quantity::BrierScore | Quantity::CalibrationError => None,
        Quantity::Mae | Quantity::Rmse => None,
    }
}

/// Whether all rows of a part that have a weight have the same targets.
fn has_equal_targets(rows: &[usize], dataset: &Dataset) -> bool {
    let mut targets = rows.iter().filter(|row| dataset.weight(**row) > 0.0).map(|row| dataset.targets.row(*row));
    let first = targets.next();
    targets.all(|other| Some(other) == first)
}

/// The nearest quantity that is defined on every part with a row.
fn instead(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Recall | Quantity::Precision | Quantity::F1 => Quantity::BalancedAccuracy.as_str(),
        Quantity::AveragePrecision | Quantity::Auc => Quantity::BalancedAccuracy.as_str(),
        Quantity::Objective | Quantity::Loss | Quantity::Accuracy | Quantity::LogLoss => Quantity::Loss.as_str(),
        Quantity::BalancedAccuracy | Quantity::BrierScore | Quantity::CalibrationError => Quantity::Loss.as_str(),
        Quantity::R2 | Quantity::Mae | Quantity::Rmse => Quantity::Loss.as_str(),
    }
}

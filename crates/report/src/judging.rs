//! Which metric judges, and what may be said about the difference of two arms.
//!
//! The metric is accuracy or R² on the last part held out: test, else validation, else the training part itself.
//! Two arms are compared run by run (same seed, same fold, so the same data and the same draws): the mean of the
//! differences with its 95 % interval. Each comparison stands for itself; nothing is corrected for their number.

use experiment::record::Record;
use experiment::spec::{EngineName, Metric, Part, Quantity, Task};

use crate::arms::{Group, last};
use crate::statistics::Estimate;

/// The metric that judges these runs.
pub fn metric(records: &[Record]) -> Option<Metric> {
    let record = records.first()?;
    let quantity = match record.run.data.task {
        Task::Classification => Quantity::Accuracy,
        Task::Regression => Quantity::R2,
    };
    let measured = record.metrics.columns.iter().filter(|metric| metric.quantity == quantity);
    measured.max_by_key(|metric| metric.part).copied()
}

/// What people call a metric: "test accuracy", "train R²".
pub fn name(metric: Metric) -> String {
    format!("{} {}", part(metric.part), quantity(metric.quantity))
}

/// What people call a part.
pub fn part(part: Part) -> &'static str {
    match part {
        Part::Train => "training",
        Part::Validation => "validation",
        Part::Test => "test",
    }
}

/// What people call a quantity.
pub fn quantity(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Objective => "objective",
        Quantity::Loss => "loss",
        Quantity::Accuracy => "accuracy",
        Quantity::LogLoss => "log loss",
        Quantity::R2 => "R²",
        Quantity::Mae => "MAE",
        Quantity::Rmse => "RMSE",
    }
}

/// How much better `left` is than `right` by a metric, over the runs that both have; positive is better.
pub fn lead(left: &Group, right: &Group, metric: Metric) -> Option<Estimate> {
    let sign = if metric.quantity.rises() { 1.0 } else { -1.0 };
    let differences: Vec<f64> = left
        .runs
        .iter()
        .filter_map(|ours| {
            let theirs = right.runs.iter().find(|theirs| same_draw(ours, theirs))?;
            Some(sign * (last(ours, left.speaker(), metric)? - last(theirs, right.speaker(), metric)?))
        })
        .collect();
    Estimate::of(&differences)
}

fn same_draw(left: &Record, right: &Record) -> bool {
    (left.run.spec.seed, left.run.spec.fold) == (right.run.spec.seed, right.run.spec.fold)
}

/// The arms in the order of a metric, best first, each with its mean: those of which no run broke down before those
/// of which some did; those that have no value at all are left out.
pub fn ranking<'g, 'a>(groups: &'g [Group<'a>], metric: Metric) -> Vec<(&'g Group<'a>, Estimate)> {
    let with_mean = |group: &'g Group<'a>| {
        let values = group.finals(group.speaker(), metric);
        Estimate::of(&values).map(|estimate| (group, estimate))
    };
    let mut ranked: Vec<_> = groups.iter().filter_map(with_mean).collect();
    let sign = if metric.quantity.rises() { 1.0 } else { -1.0 };
    let whole = |(group, estimate): &(&Group, Estimate)| estimate.count == group.runs.len();
    ranked.sort_by(|a, b| whole(b).cmp(&whole(a)).then((sign * b.1.mean).total_cmp(&(sign * a.1.mean))));
    ranked
}

/// The largest difference between the engines' final values of `metrics`, over all runs of an arm.
pub fn engines_apart(group: &Group, metrics: &[Metric]) -> Option<f64> {
    let apart = |record: &&Record, metric: Metric| {
        let [left, right] = [EngineName::FromScratch, EngineName::Burn].map(|engine| last(record, engine, metric));
        Some((left? - right?).abs())
    };
    let all = group.runs.iter().flat_map(|record| metrics.iter().filter_map(move |&metric| apart(record, metric)));
    all.reduce(f64::max)
}

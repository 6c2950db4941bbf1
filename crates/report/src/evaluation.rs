//! The metric by which arms are evaluated, the metric by which one is selected, and their ranking.
//!
//! Arms are evaluated by the metric of `[judge]`, else by accuracy or R² on the last part held out: test, else
//! validation, else the training part itself. Where R² is undefined the loss stands in its place, and where arms
//! minimize different losses RMSE. Where a test part evaluates, the validation part selects among the arms.
//! Without a validation part the test part does both, and the result of the selected arm is too optimistic.
//!
//! A further measure that `[judge]` names orders the arms (`judge`); everything else still has the metric above.

use experiment::record::Record;
use experiment::spec::{EngineName, Metric, Part, Quantity, Task};

use crate::arms::{Arm, last};
use crate::statistics::Estimate;
use crate::words;

/// The metric by which these runs are evaluated.
pub fn metric<'r>(records: impl IntoIterator<Item = &'r Record> + Clone) -> Option<Metric> {
    let record = records.clone().into_iter().next()?;
    if let Some(metric) = record.run.spec.judge.results_metric() {
        return Some(metric);
    }
    let last_part = |quantity| {
        let measured = record.metrics.columns.iter().filter(|metric| metric.quantity == quantity);
        measured.max_by_key(|metric| metric.part).copied()
    };
    match record.run.data.task {
        Task::Classification => last_part(Quantity::Accuracy),
        Task::Regression => match last_part(Quantity::R2) {
            Some(r2) if is_undefined(records.clone(), r2) => Some(Metric { quantity: common_error(records), ..r2 }),
            r2 => r2,
        },
    }
}

/// Whether an R² is no number whatever is predicted, that of the mean neither: the part has one row, or equal targets.
pub fn is_undefined<'r>(records: impl IntoIterator<Item = &'r Record>, r2: Metric) -> bool {
    let of_mean = |record: &Record| {
        let mean = record.run.baselines.iter().find(|baseline| baseline.name == "mean")?;
        mean.values.iter().find(|(metric, _)| *metric == r2).map(|(_, value)| *value)
    };
    records.into_iter().all(|record| of_mean(record).is_some_and(f64::is_nan))
}

/// What stands in the place of R²: the loss, if all runs minimize the same.
fn common_error<'r>(records: impl IntoIterator<Item = &'r Record>) -> Quantity {
    let mut losses = records.into_iter().map(|record| record.run.spec.loss());
    let first = losses.next();
    if losses.all(|loss| Some(loss) == first) { Quantity::Loss } else { Quantity::Rmse }
}

/// The metric by which an arm is selected: where the test part evaluates, the same on the validation part if every run
/// has one, else `evaluation` itself.
pub fn selection_metric(arms: &[Arm], evaluation: Metric) -> Metric {
    let selection = Metric { part: Part::Validation, ..evaluation };
    let mut runs = arms.iter().flat_map(|arm| &arm.runs);
    let has_rows = |record: &&Record| record.run.data.rows[Part::Validation as usize] > 0;
    if evaluation.part == Part::Test && runs.all(has_rows) { selection } else { evaluation }
}

/// The mean of a metric with its interval, which ends where the metric does.
pub fn estimate(metric: Metric, mean: Estimate) -> String {
    words::estimate_within(mean, metric.quantity.range())
}

/// A metric in words: "test accuracy", "training R²".
pub fn name(metric: Metric) -> String {
    format!("{} {}", metric.part.in_words(), metric.quantity.in_words())
}

/// The arms with their means, the best first. Arms with a diverged run come after all others; arms without any value
/// are left out.
pub fn ranking<'g, 'a>(arms: &'g [Arm<'a>], metric: Metric) -> Vec<(&'g Arm<'a>, Estimate)> {
    let with_mean = |arm: &'g Arm<'a>| arm.result(metric).map(|estimate| (arm, estimate));
    let mut ranked: Vec<_> = arms.iter().filter_map(with_mean).collect();
    let complete = |(arm, estimate): &(&Arm, Estimate)| estimate.count == arm.runs.len();
    let score = |(_, estimate): &(&Arm, Estimate)| oriented(metric, estimate.mean);
    ranked.sort_by(|a, b| complete(b).cmp(&complete(a)).then(score(b).total_cmp(&score(a))));
    ranked
}

/// A value with its sign such that larger is better.
pub fn oriented(metric: Metric, value: f64) -> f64 {
    if metric.quantity.higher_is_better() { value } else { -value }
}

/// How far the values of two engines are apart, relative to the larger of 1 and the first engine's: a loss of 1e26 may
/// differ by 1e10 in its last digit.
pub fn apart(ours: f64, theirs: f64) -> f64 {
    let value = if ours.is_finite() { ours.abs() } else { 0.0 };
    (ours - theirs).abs() / value.max(1.0)
}

/// The largest difference between the engines' final values of `metrics`, over all runs of an arm ([`apart`]).
pub fn engine_difference(arm: &Arm, metrics: &[Metric]) -> Option<f64> {
    let difference = |record: &&Record, metric: Metric| {
        let [left, right] = [EngineName::FromScratch, EngineName::Burn].map(|engine| last(record, engine, metric));
        Some(apart(left?, right?))
    };
    let all = arm.runs.iter().flat_map(|record| metrics.iter().filter_map(move |&metric| difference(record, metric)));
    all.reduce(f64::max)
}

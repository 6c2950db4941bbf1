//! What is measured at the end of every epoch, on every part that has rows.
//!
//! R² = 1 − Σ(y − t)²/Σ(t − t̄)², MAE = mean |y − t|, RMSE = √mean (y − t)², in the target's own unit and
//! over all outputs; with t̄ the mean of each output column of the part. With weights of samples, sums and means are
//! weighted as the loss is. Accuracy is the share of rows whose
//! class is the right one; the log loss has a file of its own.

mod log_loss;

use std::ops::Range;

use datasets::baseline;
use engine::{Dataset, Engine, Evaluation, Matrix};
use experiment::Spec;
use experiment::record::Baseline;
use experiment::spec::{Metric, Part, Quantity, Task};

pub(crate) use log_loss::probability;

/// The metrics of a run: those of its task, on the parts that have rows.
pub fn columns(spec: &Spec, dataset: &Dataset) -> Vec<Metric> {
    let parts = Part::ALL.into_iter().filter(|part| !dataset.part(*part).is_empty());
    let quantities = quantities(spec, dataset.task);
    parts.flat_map(|part| quantities.iter().map(move |&quantity| Metric { part, quantity })).collect()
}

fn quantities(spec: &Spec, task: Task) -> &'static [Quantity] {
    use Quantity::*;
    match task {
        Task::Classification if spec.gives_probabilities() => &[Objective, Loss, Accuracy, LogLoss],
        Task::Classification => &[Objective, Loss, Accuracy],
        Task::Regression => &[Objective, Loss, R2, Mae, Rmse],
    }
}

/// Measures an engine, in the order of [`columns`].
pub fn measure(engine: &mut dyn Engine, spec: &Spec, dataset: &Dataset) -> Vec<f64> {
    let penalty = engine.penalty();
    let mut values = Vec::new();
    for part in Part::ALL.into_iter().filter(|part| !dataset.part(*part).is_empty()) {
        let rows = dataset.part(part);
        let Evaluation { outputs, loss } = engine.evaluate(rows);
        values.extend(quantities(spec, dataset.task).iter().map(|&quantity| match quantity {
            Quantity::Objective => loss + penalty,
            Quantity::Loss => loss,
            quantity => judge(quantity, &outputs, rows, dataset),
        }));
    }
    values
}

/// What the simplest models reach; they have no loss of their own.
pub fn baselines(spec: &Spec, dataset: &Dataset) -> Vec<Baseline> {
    let metrics: Vec<Metric> = columns(spec, dataset)
        .into_iter()
        .filter(|metric| !matches!(metric.quantity, Quantity::Objective | Quantity::Loss))
        .collect();
    let values = |outputs: &Matrix| {
        let value = |metric: &Metric| {
            let rows = dataset.part(metric.part);
            (*metric, judge(metric.quantity, &outputs.select(rows), rows, dataset))
        };
        metrics.iter().map(value).collect()
    };
    let models = baseline::baselines(dataset);
    models.iter().map(|model| Baseline { name: model.name.to_string(), values: values(&model.outputs) }).collect()
}

/// A quantity that outputs and targets alone decide. outputs: (rows, out).
pub(crate) fn judge(quantity: Quantity, outputs: &Matrix, rows: &[usize], dataset: &Dataset) -> f64 {
    judge_targets(quantity, outputs, rows, dataset, 0..outputs.columns())
}

/// The same of a single one of several targets, which are numbers.
pub(crate) fn judge_target(
    quantity: Quantity,
    outputs: &Matrix,
    rows: &[usize],
    dataset: &Dataset,
    target: usize,
) -> f64 {
    judge_targets(quantity, outputs, rows, dataset, target..target + 1)
}

fn judge_targets(
    quantity: Quantity,
    outputs: &Matrix,
    rows: &[usize],
    dataset: &Dataset,
    targets: Range<usize>,
) -> f64 {
    let count = rows.iter().map(|&row| weight(row, dataset)).sum::<f64>() * targets.len() as f64;
    let sum = |f: fn(f64) -> f64| sum(outputs, rows, dataset, targets.clone(), f);
    match quantity {
        Quantity::Accuracy => accuracy(outputs, rows, dataset),
        Quantity::LogLoss => log_loss::log_loss(outputs, rows, dataset),
        Quantity::R2 => 1.0 - sum(square) / spread(rows, dataset, targets.clone()),
        Quantity::Mae => sum(f64::abs) / count,
        Quantity::Rmse => (sum(square) / count).sqrt(),
        Quantity::Objective | Quantity::Loss => unreachable!("a loss is the engine's to say"),
    }
}

/// The share of right classes; not a number where an output is not one.
fn accuracy(outputs: &Matrix, rows: &[usize], dataset: &Dataset) -> f64 {
    if outputs.values().iter().any(|output| output.is_nan()) {
        return f64::NAN;
    }
    let right = rows.iter().enumerate();
    let right = right.filter(|&(at, &row)| dataset.class_of(outputs.row(at)) == dataset.labels[row]);
    right.count() as f64 / rows.len() as f64
}

/// The weight of a row in the loss.
fn weight(row: usize, dataset: &Dataset) -> f64 {
    dataset.weights.as_ref().map_or(1.0, |weights| weights[row])
}

/// Σ of w·f(y − t) over rows and outputs, in the target's own unit.
fn sum(outputs: &Matrix, rows: &[usize], dataset: &Dataset, targets: Range<usize>, f: fn(f64) -> f64) -> f64 {
    let mut total = 0.0;
    for (at, &row) in rows.iter().enumerate() {
        for target in targets.clone() {
            let scaling = dataset.target_scaling[target];
            total += weight(row, dataset)
                * f(scaling.invert(outputs.at(at, target)) - scaling.invert(dataset.targets.at(row, target)));
        }
    }
    total
}

fn square(error: f64) -> f64 {
    error * error
}

/// Σw·(t − t̄)² over rows and outputs, in the target's own unit.
fn spread(rows: &[usize], dataset: &Dataset, targets: Range<usize>) -> f64 {
    let weights: f64 = rows.iter().map(|&row| weight(row, dataset)).sum();
    let mut total = 0.0;
    for target in targets {
        let scaling = dataset.target_scaling[target];
        let values = || rows.iter().map(|&row| (weight(row, dataset), scaling.invert(dataset.targets.at(row, target))));
        let mean = values().map(|(weight, value)| weight * value).sum::<f64>() / weights;
        total += values().map(|(weight, value)| weight * ((value - mean) * (value - mean))).sum::<f64>();
    }
    total
}

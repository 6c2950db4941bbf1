//! What is measured at the end of every epoch and of the network that training leaves, on every part that has rows.
//!
//! Accuracy is the share of rows whose class is the right one. Errors of numbers have a file of their own, and so have
//! the log loss, shares of classes, ranking and calibration.

mod calibration;
mod class_counts;
mod errors;
mod log_loss;
mod ranking;
#[cfg(test)]
mod tests;

use datasets::baseline;
use engine::{Dataset, Engine, Evaluation, Matrix, Schema};
use experiment::Spec;
use experiment::record::Baseline;
use experiment::spec::{Frequency, MeasuredOn, Metric, Named, Part, Quantity, Schedule, Task};

pub(crate) use calibration::{Bin, bins, forecasts};
pub use class_counts::ClassCounts;
pub(crate) use errors::judge_target;
use errors::judge_targets;
pub(crate) use log_loss::Probabilities;
pub(crate) use ranking::{Threshold, thresholds};

/// The metrics that are measured so often, in their order: those of the task, on the parts that have rows.
pub fn columns(spec: &Spec, dataset: &Dataset, frequency: Frequency) -> Vec<Metric> {
    let parts = Part::ALL.into_iter().filter(|part| !dataset.part(*part).is_empty());
    let quantities = quantities(spec, dataset.schema.task);
    let all = parts.flat_map(|part| quantities.iter().map(move |&quantity| Metric { part, quantity }));
    let watched = watched(spec);
    let measured = |metric: &Metric| match (frequency, metric.quantity.frequency()) {
        (Frequency::AtTheEnd, _) | (Frequency::EveryEpoch, Frequency::EveryEpoch) => true,
        (Frequency::EveryEpoch, Frequency::AtTheEnd) => watched.contains(metric),
    };
    all.filter(measured).collect()
}

/// The quantities of a task; those of probabilities where the outputs are some.
pub(crate) fn quantities(spec: &Spec, task: Task) -> Vec<Quantity> {
    let measured = |quantity: &Quantity| match (quantity.measured_on(), task) {
        (MeasuredOn::Anything, _) => true,
        (MeasuredOn::Classes, task) => task == Task::Classification,
        (MeasuredOn::Probabilities, task) => task == Task::Classification && spec.gives_probabilities(),
        (MeasuredOn::Numbers, task) => task == Task::Regression,
    };
    Quantity::ALL.into_iter().filter(measured).collect()
}

/// What early stopping and the schedule look at after every epoch.
fn watched(spec: &Spec) -> Vec<Metric> {
    let plateau = match spec.training.schedule {
        Named(Schedule::Plateau { monitor, .. }) => Some(monitor),
        Named(_) => None,
    };
    spec.training.early_stopping.map(|stop| stop.monitor).into_iter().chain(plateau).collect()
}

/// The number of the class that the judge asks for.
pub(crate) fn judged_class(spec: &Spec, schema: &Schema) -> Option<usize> {
    let name = spec.judge.class.as_ref()?;
    schema.classes.iter().position(|class| class == name)
}

/// Measures an engine: a value for each of these columns.
pub fn measure(engine: &mut dyn Engine, spec: &Spec, dataset: &Dataset, columns: &[Metric]) -> Vec<f64> {
    let (penalty, class) = (engine.penalty(), judged_class(spec, &dataset.schema));
    let mut values = Vec::new();
    for part in Part::ALL.into_iter().filter(|part| !dataset.part(*part).is_empty()) {
        let rows = dataset.part(part);
        let Evaluation { outputs, loss } = engine.evaluate(rows);
        let of_part = columns.iter().filter(|metric| metric.part == part);
        values.extend(of_part.map(|metric| match metric.quantity {
            Quantity::Objective => loss + penalty,
            Quantity::Loss => loss,
            quantity => judge(quantity, &outputs, rows, dataset, class),
        }));
    }
    values
}

/// What the simplest models reach; they have no loss of their own.
pub fn baselines(spec: &Spec, dataset: &Dataset) -> Vec<Baseline> {
    let class = judged_class(spec, &dataset.schema);
    let metrics: Vec<Metric> = columns(spec, dataset, Frequency::AtTheEnd)
        .into_iter()
        .filter(|metric| !matches!(metric.quantity, Quantity::Objective | Quantity::Loss))
        .collect();
    let values = |outputs: &Matrix| {
        let value = |metric: &Metric| {
            let rows = dataset.part(metric.part);
            (*metric, judge(metric.quantity, &outputs.select(rows), rows, dataset, class))
        };
        metrics.iter().map(value).collect()
    };
    let models = baseline::baselines(dataset);
    let measured = |model: &baseline::Baseline| Baseline {
        name: model.name.to_string(),
        values: values(&model.predict(&dataset.inputs)),
    };
    models.iter().map(measured).collect()
}

/// A quantity that outputs and targets alone decide, of a class where it is of one. outputs: (rows, out).
pub(crate) fn judge(
    quantity: Quantity,
    outputs: &Matrix,
    rows: &[usize],
    dataset: &Dataset,
    class: Option<usize>,
) -> f64 {
    match quantity.measured_on() {
        MeasuredOn::Anything => unreachable!("a loss is the engine's to say"),
        MeasuredOn::Numbers => judge_targets(quantity, outputs, rows, dataset, 0..outputs.columns()),
        // A network that has diverged has no largest output.
        MeasuredOn::Classes | MeasuredOn::Probabilities if outputs.values().iter().any(|output| output.is_nan()) => {
            f64::NAN
        }
        MeasuredOn::Classes | MeasuredOn::Probabilities => judge_classes(quantity, outputs, rows, dataset, class),
    }
}

fn judge_classes(quantity: Quantity, outputs: &Matrix, rows: &[usize], dataset: &Dataset, class: Option<usize>) -> f64 {
    let counts = || ClassCounts::of(outputs, rows, dataset);
    let shares = |share: fn(ClassCounts) -> f64| {
        let counts = counts();
        mean(class, dataset, |class| share(counts[class]))
    };
    let areas = |area: fn(&[ranking::Threshold]) -> f64| {
        let of = |class| ranking::thresholds(outputs, rows, dataset, class).map_or(f64::NAN, |all| area(&all));
        mean(class, dataset, of)
    };
    match quantity {
        Quantity::Accuracy => accuracy(outputs, rows, dataset),
        Quantity::LogLoss => log_loss::log_loss(outputs, rows, dataset),
        Quantity::BalancedAccuracy => class_counts::balanced_accuracy(&counts()),
        Quantity::Recall => shares(ClassCounts::recall),
        Quantity::Precision => shares(ClassCounts::precision),
        Quantity::F1 => shares(ClassCounts::f1),
        Quantity::Auc => areas(ranking::auc),
        Quantity::AveragePrecision => areas(ranking::average_precision),
        Quantity::BrierScore => calibration::brier_score(outputs, rows, dataset, class),
        Quantity::CalibrationError => {
            calibration::calibration_error(&calibration::forecasts(outputs, rows, dataset, class))
        }
        Quantity::Objective | Quantity::Loss | Quantity::R2 | Quantity::Mae | Quantity::Rmse => {
            unreachable!("{} is no score of classes", quantity.as_str())
        }
    }
}

/// The value of the class, or without one the mean over all classes.
fn mean(class: Option<usize>, dataset: &Dataset, value: impl Fn(usize) -> f64) -> f64 {
    let classes = dataset.schema.classes.len();
    class.map_or_else(|| (0..classes).map(&value).sum::<f64>() / classes as f64, &value)
}

/// The share of right classes.
fn accuracy(outputs: &Matrix, rows: &[usize], dataset: &Dataset) -> f64 {
    let right = rows.iter().enumerate();
    let right = right.filter(|&(at, &row)| dataset.schema.class_of(outputs.row(at)) == dataset.labels[row]);
    right.count() as f64 / rows.len() as f64
}

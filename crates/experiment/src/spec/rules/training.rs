//! Rules of the `[training]` table: the loss, batch norm's batches, what is watched. Those of the update are in
//! `update`.

use super::RuleViolation;
use crate::spec::{BatchSize, Experiment, Metric, Named, Output, Part, Quantity, Schedule, Task};

pub(super) fn check(experiment: &Experiment, violations: &mut Vec<RuleViolation>) {
    loss_and_output(experiment, violations);
    batch_norm(experiment, violations);
    monitors(experiment, violations);
}

fn loss_and_output(experiment: &Experiment, violations: &mut Vec<RuleViolation>) {
    let spec = &experiment.first_spec();
    let (loss, output) = (spec.loss(), spec.output());
    let name = output.as_str();
    if let Some(needed) = loss.output().filter(|needed| *needed != output).map(Output::as_str) {
        let message = format!("{} needs a {needed} output, this network ends in {name:?}", loss.name());
        let other = spec_loss(output);
        let violation = RuleViolation::new("training.loss", message).also("network.output", "here");
        violations.push(violation.help(format!("write output = {needed:?}, or loss = {other:?}")));
    } else if output == Output::Step && loss.output().is_none() {
        violations.push(
            RuleViolation::new(
                "training.loss",
                format!("a step output has no derivative, so {} cannot train it", loss.name()),
            )
            .help("leave out loss: the perceptron has its own criterion"),
        );
    } else if loss.classifies() && experiment.dataset.task.or(experiment.dataset.name.task()) == Some(Task::Regression)
    {
        violations.push(
            RuleViolation::new(
                "training.loss",
                format!("{} is a loss of classes, this data set predicts a number", loss.name()),
            )
            .also("dataset.name", "here")
            .help("write loss = \"mean-squared-error\" with output = \"identity\""),
        );
    }
}

/// The loss to propose for an output.
fn spec_loss(output: Output) -> &'static str {
    match output {
        Output::Identity | Output::Tanh => "squared-error",
        Output::Sigmoid => "binary-cross-entropy",
        Output::Softmax => "cross-entropy",
        Output::Step => "perceptron",
    }
}

fn batch_norm(experiment: &Experiment, violations: &mut Vec<RuleViolation>) {
    if experiment.network.batch_norm.is_some() && experiment.training.batch_size == BatchSize::Count(1) {
        violations.push(
            RuleViolation::new("training.batch_size", "batch norm turns a batch of a single sample into zeros")
                .also("network.batch_norm", "here")
                .help("write batch_size = 2 or more"),
        );
    }
}

fn monitors(experiment: &Experiment, violations: &mut Vec<RuleViolation>) {
    if let Some(stopping) = experiment.training.early_stopping {
        monitor(experiment, stopping.monitor, "training.early_stopping.monitor", violations);
    }
    if let Named(Schedule::Plateau { monitor: watched, .. }) = experiment.training.schedule {
        monitor(experiment, watched, "training.schedule.monitor", violations);
    }
}

/// A watched metric is measured, and not on the test part.
fn monitor(experiment: &Experiment, metric: Metric, path: &str, violations: &mut Vec<RuleViolation>) {
    let missing = metric.part == Part::Validation && experiment.dataset.validation == 0.0;
    if metric.part == Part::Test {
        violations.push(
            RuleViolation::new(path, "the test part measures the final network, so nothing may be chosen by it")
                .help(format!("write \"validation-{}\" and [dataset] validation = 0.2", metric.quantity.as_str())),
        );
    } else if missing {
        violations.push(
            RuleViolation::new(path, format!("{metric} needs a validation part"))
                .help("write [dataset] validation = 0.2"),
        );
    }
    let spec = &experiment.first_spec();
    let classes = spec.task() == Some(Task::Classification);
    let fits = match metric.quantity {
        Quantity::Objective | Quantity::Loss => true,
        Quantity::Accuracy | Quantity::LogLoss => classes,
        Quantity::R2 | Quantity::Mae | Quantity::Rmse => !classes,
    };
    if !fits && spec.task().is_some() {
        let kind = if classes { "classification" } else { "regression" };
        violations
            .push(RuleViolation::new(path, format!("{metric} is not measured in {kind}")).also("dataset.name", "here"));
    } else if metric.quantity == Quantity::LogLoss && !spec.gives_probabilities() {
        violations.push(
            RuleViolation::new(
                path,
                format!("{metric} needs probabilities, the outputs of this network are not probabilities"),
            )
            .also("network.output", "here")
            .help("write output = \"softmax\" or \"sigmoid\""),
        );
    }
}

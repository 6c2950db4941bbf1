//! Rules of the `[training]` table: the loss and batch norm's batches. Those of the update are in `update`,
//! of what is watched in `metric`.

use super::RuleViolation;
use crate::spec::{BatchSize, Experiment, OutputActivation, Task};

pub(super) fn check(experiment: &Experiment, violations: &mut Vec<RuleViolation>) {
    loss_and_output(experiment, violations);
    batch_norm(experiment, violations);
}

fn loss_and_output(experiment: &Experiment, violations: &mut Vec<RuleViolation>) {
    let spec = &experiment.first_spec();
    let (loss, output) = (spec.loss(), spec.output());
    let name = output.as_str();
    if let Some(needed) = loss.output().filter(|needed| *needed != output).map(OutputActivation::as_str) {
        let message = format!("{} needs a {needed} output, this network ends in {name:?}", loss.as_str());
        let other = spec_loss(output);
        let violation = RuleViolation::new("training.loss", message).also("network.output", "here");
        violations.push(violation.help(format!("write output = {needed:?}, or loss = {other:?}")));
    } else if output == OutputActivation::Step && loss.output().is_none() {
        violations.push(
            RuleViolation::new(
                "training.loss",
                format!("a step output has no derivative, so {} cannot train it", loss.as_str()),
            )
            .help("leave out loss: the perceptron has its own criterion"),
        );
    } else if loss.classifies() && experiment.dataset.task.or(experiment.dataset.name.task()) == Some(Task::Regression)
    {
        violations.push(
            RuleViolation::new(
                "training.loss",
                format!("{} is a loss of classes, this data set predicts a number", loss.as_str()),
            )
            .also("dataset.name", "here")
            .help("write loss = \"mean-squared-error\" with output = \"identity\""),
        );
    }
}

/// The loss to propose for an output.
fn spec_loss(output: OutputActivation) -> &'static str {
    match output {
        OutputActivation::Sigmoid => "binary-cross-entropy",
        OutputActivation::Softmax => "cross-entropy",
        OutputActivation::Step => "perceptron",
        _ => "squared-error",
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

//! Rules of the `[training]` table.

use super::Fault;
use crate::spec::{
    BatchSize, EngineName, Experiment, Loss, Metric, Named, Optimizer, Output, Part, Precision, Quantity, Schedule,
    Task, Update,
};

pub(super) fn check(experiment: &Experiment, faults: &mut Vec<Fault>) {
    loss_and_output(experiment, faults);
    clip(experiment, faults);
    lbfgs(experiment, faults);
    batch_norm(experiment, faults);
    sequential(experiment, faults);
    monitors(experiment, faults);
}

/// The output a loss is defined on.
fn wanted(loss: Loss) -> Option<(Output, &'static str)> {
    match loss {
        Loss::BinaryCrossEntropy { .. } => Some((Output::Sigmoid, "sigmoid")),
        Loss::CrossEntropy { .. } => Some((Output::Softmax, "softmax")),
        Loss::Hinge => Some((Output::Identity, "identity")),
        Loss::Perceptron => Some((Output::Step, "step")),
        Loss::SquaredError
        | Loss::SumSquaredError
        | Loss::TotalSquaredError
        | Loss::MeanSquaredError
        | Loss::AbsoluteError
        | Loss::Huber { .. } => None,
    }
}

fn loss_and_output(experiment: &Experiment, faults: &mut Vec<Fault>) {
    let spec = &experiment.specs()[0];
    let (loss, output) = (spec.loss(), spec.output());
    let name = output_name(output);
    if let Some((_, needed)) = wanted(loss).filter(|(needed, _)| *needed != output) {
        let message = format!("{} needs a {needed} output, this network ends in {name:?}", loss.name());
        let other = spec_loss(output);
        let fault = Fault::new("training.loss", message).also("network.output", "here");
        faults.push(fault.help(format!("write output = {needed:?}, or loss = {other:?}")));
    } else if output == Output::Step && wanted(loss).is_none() {
        faults.push(
            Fault::new("training.loss", format!("a step output has no derivative, so {} cannot train it", loss.name()))
                .help("leave out loss: the perceptron has its own criterion"),
        );
    } else if loss.classifies() && experiment.dataset.task.or(experiment.dataset.name.task()) == Some(Task::Regression)
    {
        faults.push(
            Fault::new(
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

fn output_name(output: Output) -> &'static str {
    match output {
        Output::Identity => "identity",
        Output::Sigmoid => "sigmoid",
        Output::Tanh => "tanh",
        Output::Softmax => "softmax",
        Output::Step => "step",
    }
}

fn clip(experiment: &Experiment, faults: &mut Vec<Fault>) {
    let Some(clip) = experiment.training.clip else { return };
    let given = [clip.norm, clip.tensor_norm, clip.value].iter().flatten().count();
    if given != 1 {
        let message = format!("clip takes one bound, this one has {given}");
        faults.push(Fault::new("training.clip", message).help("one of: norm, tensor_norm, value"));
    }
}

/// L-BFGS compares values of one and the same function.
fn lbfgs(experiment: &Experiment, faults: &mut Vec<Fault>) {
    let training = &experiment.training;
    let Optimizer::Lbfgs { .. } = training.optimizer else { return };
    if let BatchSize::Count(_) = training.batch_size {
        faults.push(
            Fault::new("training.batch_size", "lbfgs needs the whole training part in every step")
                .also("training.optimizer", "here")
                .help("write batch_size = \"full\""),
        );
    }
    if training.clip.is_some() {
        faults.push(
            Fault::new(
                "training.clip",
                "lbfgs takes no clip: its line search compares values and slopes of one function",
            )
            .also("training.optimizer", "here")
            .help("leave out clip, or choose another rule"),
        );
    }
    let burn = experiment.engines.contains(&EngineName::Burn);
    if burn && experiment.engines.len() > 1 && experiment.precision == Precision::F32 {
        faults.push(
            Fault::new(
                "precision",
                "lbfgs decides by comparing values, which in f32 differ between engines in their first digits",
            )
            .also("training.optimizer", "here")
            .help("write precision = \"f64\", or one engine"),
        );
    }
    if burn && experiment.network.batch_norm.is_some() {
        faults.push(
            Fault::new(
                "network.batch_norm",
                "burn's lbfgs counts running statistics as parameters, so it cannot train batch norm",
            )
            .also("training.optimizer", "here")
            .help("write engines = [\"from-scratch\"], or another rule"),
        );
    }
    if burn && !training.frozen.is_empty() {
        faults.push(
            Fault::new("training.frozen", "burn's lbfgs cannot leave parameters out")
                .also("training.optimizer", "here")
                .help("write engines = [\"from-scratch\"], or another rule"),
        );
    }
}

fn batch_norm(experiment: &Experiment, faults: &mut Vec<Fault>) {
    if experiment.network.batch_norm.is_some() && experiment.training.batch_size == BatchSize::Count(1) {
        faults.push(
            Fault::new("training.batch_size", "batch norm of a single sample is zero whatever the sample")
                .also("network.batch_norm", "here")
                .help("write batch_size = 2 or more"),
        );
    }
}

/// Only the hand-written engine can update layer by layer.
fn sequential(experiment: &Experiment, faults: &mut Vec<Fault>) {
    if experiment.training.update != Update::Sequential {
        return;
    }
    if experiment.engines.contains(&EngineName::Burn) {
        faults.push(
            Fault::new("training.update", "burn computes all gradients before any update")
                .also("engines", "here")
                .help("write engines = [\"from-scratch\"]"),
        );
    }
    if !matches!(experiment.training.optimizer, Optimizer::GradientDescent { .. }) {
        faults.push(
            Fault::new("training.update", "sequential updates are those of plain gradient descent")
                .also("training.optimizer", "here")
                .help("write rule = \"gradient-descent\""),
        );
    }
}

fn monitors(experiment: &Experiment, faults: &mut Vec<Fault>) {
    if let Some(stopping) = experiment.training.early_stopping {
        monitor(experiment, stopping.monitor, "training.early_stopping.monitor", faults);
    }
    if let Named(Schedule::Plateau { monitor: watched, .. }) = experiment.training.schedule {
        monitor(experiment, watched, "training.schedule.monitor", faults);
    }
}

/// A watched metric exists and does not come from the part that judges.
fn monitor(experiment: &Experiment, metric: Metric, path: &str, faults: &mut Vec<Fault>) {
    let missing = metric.part == Part::Validation && experiment.dataset.validation == 0.0;
    if metric.part == Part::Test {
        faults.push(
            Fault::new(path, "the test part judges, so nothing may be chosen by it")
                .help(format!("write \"validation-{}\" and [dataset] validation = 0.2", metric.quantity.as_str())),
        );
    } else if missing {
        faults.push(
            Fault::new(path, format!("{metric} needs a validation part")).help("write [dataset] validation = 0.2"),
        );
    }
    let classes = experiment.specs()[0].task() == Some(Task::Classification);
    let fits = match metric.quantity {
        Quantity::Objective | Quantity::Loss => true,
        Quantity::Accuracy => classes,
        Quantity::R2 | Quantity::Mae | Quantity::Rmse => !classes,
    };
    if !fits && experiment.specs()[0].task().is_some() {
        let kind = if classes { "classification" } else { "regression" };
        faults.push(Fault::new(path, format!("{metric} is not measured in {kind}")).also("dataset.name", "here"));
    }
}

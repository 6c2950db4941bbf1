//! Keys that would do nothing: a key that is accepted and has no effect teaches the wrong thing.

use super::{RuleViolation, violated};
use crate::spec::{
    AtZero, Coding, Experiment, FigureKind, Named, NetworkKind, OutputActivation, Scale, Schedule, Task,
};
use crate::words::count;

pub(super) fn check(experiment: &Experiment, violations: &mut Vec<RuleViolation>) {
    let spec = experiment.first_spec();
    let (dataset, network) = (&experiment.dataset, &experiment.network);
    let task = spec.task();
    violations.extend(violated([
        (
            task == Some(Task::Classification) && dataset.target_scale != Scale::None,
            RuleViolation::new("dataset.target_scale", "classes are not scaled").help("leave out target_scale"),
        ),
        (
            task == Some(Task::Regression) && dataset.coding != Coding::Auto,
            RuleViolation::new("dataset.coding", "numbers are not coded, coding is for classes")
                .help("leave out coding"),
        ),
        (
            task == Some(Task::Regression) && spec.output() == OutputActivation::Softmax,
            RuleViolation::new(
                "network.output",
                "a softmax output gives probabilities of classes, this data set predicts a number",
            )
            .without("dataset.task")
            .help("write output = \"identity\", or [dataset] task = \"classification\""),
        ),
        (
            network.kind == NetworkKind::Mlp && network.at_zero != AtZero::Upper,
            RuleViolation::new("network.at_zero", "at_zero belongs to the step of a perceptron")
                .also("network.kind", "here")
                .without("network.kind")
                .help("leave out at_zero, or write kind = \"perceptron\""),
        ),
    ]));
    warmup(experiment, violations);
    animations(experiment, violations);
}

/// A warm-up ends before training does.
fn warmup(experiment: &Experiment, violations: &mut Vec<RuleViolation>) {
    let epochs = experiment.training.epochs;
    if let Named(Schedule::Cosine { warmup, .. }) = experiment.training.schedule
        && warmup > epochs
    {
        let message = format!("a warm-up of {} does not end within {epochs}", count(warmup, "epoch"));
        violations.push(
            RuleViolation::new("training.schedule.warmup", message)
                .also("training.epochs", "here")
                .help("write a shorter warm-up, or more epochs"),
        );
    }
}

/// Two kinds of figures move.
fn animations(experiment: &Experiment, violations: &mut Vec<RuleViolation>) {
    let still = |kind| !matches!(kind, FigureKind::DecisionRegions | FigureKind::Predictions);
    let stuck = experiment.figure.iter().enumerate().filter(|(_, figure)| figure.animate && still(figure.kind));
    violations.extend(stuck.map(|(index, _)| {
        RuleViolation::new(format!("figure[{index}].animate"), "this kind of figure cannot be animated")
            .also(format!("figure[{index}].kind"), "here")
            .help("animate goes with: decision-regions, predictions")
    }));
}

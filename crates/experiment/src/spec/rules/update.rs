//! Rules of how parameters are updated: the clip, what L-BFGS needs, and who can update layer by layer.

use super::{RuleViolation, violated};
use crate::spec::{BatchSize, EngineName, Experiment, Optimizer, Precision, Update};

pub(super) fn check(experiment: &Experiment, violations: &mut Vec<RuleViolation>) {
    clip(experiment, violations);
    if let Optimizer::Lbfgs { .. } = experiment.training.optimizer {
        violations.extend(lbfgs(experiment).map(|violation| violation.also("training.optimizer", "here")));
    }
    if experiment.training.update == Update::Sequential {
        violations.extend(sequential(experiment));
    }
}

fn clip(experiment: &Experiment, violations: &mut Vec<RuleViolation>) {
    let Some(clip) = experiment.training.clip else { return };
    let given = [clip.norm, clip.tensor_norm, clip.value].iter().flatten().count();
    if given != 1 {
        let message = format!("clip takes one bound, this one has {given}");
        violations.push(RuleViolation::new("training.clip", message).help("one of: norm, tensor_norm, value"));
    }
}

/// What L-BFGS needs of the objective and of the engines.
fn lbfgs(experiment: &Experiment) -> impl Iterator<Item = RuleViolation> {
    lbfgs_objective(experiment).chain(lbfgs_engines(experiment))
}

/// L-BFGS compares values of one objective, so nothing may change it between two evaluations.
fn lbfgs_objective(experiment: &Experiment) -> impl Iterator<Item = RuleViolation> {
    const OTHER_RULE: &str = "or choose another rule";
    let (network, training) = (&experiment.network, &experiment.training);
    violated([
        (
            matches!(training.batch_size, BatchSize::Count(_)),
            RuleViolation::new("training.batch_size", "lbfgs needs the whole training part in every step")
                .help("write batch_size = \"full\""),
        ),
        (
            training.clip.is_some(),
            RuleViolation::new(
                "training.clip",
                "lbfgs takes no clip: its line search needs the slopes of the objective as they are",
            )
            .help(format!("leave out clip, {OTHER_RULE}")),
        ),
        (
            network.dropout.for_layers(network.hidden.len()).iter().any(|share| *share > 0.0),
            RuleViolation::new(
                "network.dropout",
                "lbfgs takes no dropout: its line search needs the same objective at every evaluation",
            )
            .help(format!("leave out dropout, {OTHER_RULE}")),
        ),
        (
            training.max_norm.is_some(),
            RuleViolation::new(
                "training.max_norm",
                "lbfgs takes no max_norm: it remembers its steps, and max_norm would change them afterwards",
            )
            .help(format!("leave out max_norm, {OTHER_RULE}")),
        ),
    ])
}

/// Two engines take the same decisions in f64 alone, and burn's L-BFGS moves all the parameters that it sees.
fn lbfgs_engines(experiment: &Experiment) -> impl Iterator<Item = RuleViolation> {
    const OTHER_ENGINE: &str = "write engines = [\"from-scratch\"], or another rule";
    let burn = experiment.engines.contains(&EngineName::Burn);
    violated([
        (
            burn && experiment.engines.len() > 1 && experiment.precision == Precision::F32,
            RuleViolation::new(
                "precision",
                "lbfgs decides by comparing values, which in f32 differ between engines in their first digits",
            )
            .help("write precision = \"f64\", or one engine"),
        ),
        (
            burn && experiment.network.batch_norm.is_some(),
            RuleViolation::new(
                "network.batch_norm",
                "burn's lbfgs counts running statistics as parameters, so it cannot train batch norm",
            )
            .help(OTHER_ENGINE),
        ),
        (
            burn && !experiment.training.frozen.is_empty(),
            RuleViolation::new("training.frozen", "burn's lbfgs cannot leave parameters out").help(OTHER_ENGINE),
        ),
    ])
}

/// Only the hand-written engine can update layer by layer, and only by the plain rule.
fn sequential(experiment: &Experiment) -> impl Iterator<Item = RuleViolation> {
    let plain = matches!(experiment.training.optimizer, Optimizer::GradientDescent { .. });
    violated([
        (
            experiment.engines.contains(&EngineName::Burn),
            RuleViolation::new("training.update", "burn computes all gradients before any update")
                .also("engines", "here")
                .without("engines")
                .help("write engines = [\"from-scratch\"]"),
        ),
        (
            !plain,
            RuleViolation::new("training.update", "sequential updates are those of plain gradient descent")
                .also("training.optimizer", "here")
                .help("write rule = \"gradient-descent\""),
        ),
    ])
}

//! Rules of measures: what a claim or the judge asks for must be there to be measured, and can come out in two ways.

mod reach;
mod task;

use super::metric::needs_rows;
use super::{RuleViolation, measurable};
use crate::spec::{Experiment, Further, Measure, NetworkKind};

/// The measure of the judge.
pub(super) fn check(experiment: &Experiment, violations: &mut Vec<RuleViolation>) {
    if let Some(measure) = &experiment.judge.metric {
        violations.extend(measure_violations(experiment, measure, "judge.metric"));
        violations.extend(bits(measure));
    }
}

/// What in a measure does not go with an experiment; `path` is that of the measure, `claim[0].metric`.
pub fn measure_violations(experiment: &Experiment, measure: &Measure, path: &str) -> Vec<RuleViolation> {
    let of = if measure.further().is_some() { format!("{path}.of") } else { path.to_owned() };
    let measured = measure.underlying_metric().into_iter().flat_map(|metric| measurable(experiment, metric, &of));
    let reach = reach::violations(measure, path);
    let layers = layers(experiment, measure, path);
    let part = part(experiment, measure, path);
    let task = task::violation(experiment, measure, path);
    reach
        .into_iter()
        .chain(part)
        .chain(task)
        .chain(measured)
        .chain(layers)
        .chain(perceptron(experiment, measure, path))
        .collect()
}

/// The part of a class measure has rows.
fn part(experiment: &Experiment, measure: &Measure, path: &str) -> Option<RuleViolation> {
    let (Further::ClassRecall { part, .. } | Further::ClassPrecision { part, .. }) = measure.further()? else {
        return None;
    };
    needs_rows(experiment, (*part)?, "this measure", &format!("{path}.part"))
}

/// The layers are there.
fn layers(experiment: &Experiment, measure: &Measure, path: &str) -> Vec<RuleViolation> {
    let hidden = experiment.network.hidden.len();
    if let Some(Further::Dead { .. } | Further::Saturated { .. }) = measure.further()
        && hidden == 0
    {
        let violation = RuleViolation::new(path, "this network has no hidden layer").also("network.hidden", "here");
        return vec![violation.help("write [network] hidden = [8], or leave out what asks for it")];
    }
    let missing = |(_, layer, only_hidden): &(&str, usize, bool)| *layer > hidden || (*only_hidden && *layer == hidden);
    let violation = |(key, layer, only_hidden): (&'static str, usize, bool)| {
        let (kind, last) = if only_hidden { ("hidden layer", hidden.saturating_sub(1)) } else { ("layer", hidden) };
        RuleViolation::new(format!("{path}.{key}"), format!("there is no {kind} {layer}"))
            .help(format!("layers count from 0, the last {kind} is {last}"))
    };
    named_layers(measure).into_iter().filter(missing).map(violation).collect()
}

/// The layers that a measure names, each with its key, and whether only hidden ones are meant.
fn named_layers(measure: &Measure) -> Vec<(&'static str, usize, bool)> {
    match measure.further() {
        Some(Further::GradientRatio { layers: [first, second] }) => {
            vec![("layers[0]", *first, false), ("layers[1]", *second, false)]
        }
        Some(Further::GradientNorm { layer } | Further::UpdateRatio { layer }) => vec![("layer", *layer, false)],
        Some(Further::Dead { layer: Some(layer) } | Further::Saturated { layer: Some(layer) }) => {
            vec![("layer", *layer, true)]
        }
        _ => Vec::new(),
    }
}

/// Perceptrons alone make corrections, and have no gradient.
fn perceptron(experiment: &Experiment, measure: &Measure, path: &str) -> Option<RuleViolation> {
    let of_perceptron = measure.further() == Some(&Further::Corrections);
    (of_perceptron && experiment.network.kind != NetworkKind::Perceptron)
        .then(|| RuleViolation::new(path, "only a perceptron makes corrections").help("write updates-until"))
}

/// Bits belong to two arms, so no arm has a place in an order of them.
fn bits(measure: &Measure) -> Option<RuleViolation> {
    let message = "\"bits\" compares two arms, it cannot order them";
    (measure.further() == Some(&Further::Bits))
        .then(|| RuleViolation::new("judge.metric", message).help("write a [[claim]] with equals_arm = { ... }"))
}

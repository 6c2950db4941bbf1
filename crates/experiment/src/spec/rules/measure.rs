//! Rules of measures: what a claim or the judge asks for must be there to be measured.

use super::metric::measured;
use super::{RuleViolation, measurable};
use crate::spec::{BaselineName, Experiment, Frequency, Further, Measure, NetworkKind, Part, Task};

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
    let mut violations = every_epoch(measure, &of).into_iter().collect::<Vec<_>>();
    violations.extend(measure.metric().into_iter().flat_map(|metric| measurable(experiment, metric, &of)));
    violations.extend(other_task(experiment, measure, path));
    violations.extend(layers(experiment, measure, path));
    violations.extend(perceptron(experiment, measure, path));
    violations
}

/// What is watched over the epochs is measured every epoch.
fn every_epoch(measure: &Measure, path: &str) -> Option<RuleViolation> {
    let (Further::EpochsUntil { of, .. } | Further::UpdatesUntil { of, .. }) = measure.further()? else {
        return None;
    };
    (of.quantity.frequency() == Frequency::AtTheEnd).then(|| {
        RuleViolation::new(path, format!("{of} is measured at the end alone"))
            .help("name a loss, an accuracy, R², MAE or RMSE")
    })
}

/// Classes have their measures and simple models, numbers have others.
fn other_task(experiment: &Experiment, measure: &Measure, path: &str) -> Option<RuleViolation> {
    let spec = &experiment.first_spec();
    let task = spec.task()?;
    let wrong = |key: &str, what: &str, help: String| {
        let kind = match task {
            Task::Classification => "classification",
            Task::Regression => "regression",
        };
        let violation = RuleViolation::new(format!("{path}.{key}"), format!("{what} is not measured in {kind}"));
        Some(violation.also("dataset.name", "here").help(help))
    };
    match measure.further()? {
        Further::ClassRecall { .. } | Further::ClassPrecision { .. } if task == Task::Regression => {
            let what = if matches!(measure.further()?, Further::ClassRecall { .. }) { "recall" } else { "precision" };
            wrong(
                "kind",
                &format!("the {what} of a class"),
                format!("one of: {}", measured(spec, held_out(experiment))),
            )
        }
        Further::OverBaseline { baseline, .. } if baseline.task() != task => {
            let of_task = BaselineName::ALL.into_iter().filter(|name| name.task() == task);
            let names: Vec<String> = of_task.map(|name| name.in_words().replace(' ', "-")).collect();
            wrong("baseline", &format!("the {}", baseline.in_words()), format!("one of: {}", names.join(", ")))
        }
        _ => None,
    }
}

/// The last part that is held out.
fn held_out(experiment: &Experiment) -> Part {
    let dataset = &experiment.dataset;
    match (dataset.test > 0.0 || dataset.folds.is_some() || dataset.test_path.is_some(), dataset.validation > 0.0) {
        (true, _) => Part::Test,
        (false, true) => Part::Validation,
        (false, false) => Part::Train,
    }
}

/// The layers are there.
fn layers(experiment: &Experiment, measure: &Measure, path: &str) -> Vec<RuleViolation> {
    let hidden = experiment.network.hidden.len();
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

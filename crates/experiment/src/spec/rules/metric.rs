//! Rules of metrics: what early stopping and a plateau name must be measured in this experiment.

use super::RuleViolation;
use crate::spec::{Experiment, MeasuredOn, Metric, Named, Part, Quantity, Schedule, Spec, Task};

pub(super) fn check(experiment: &Experiment, violations: &mut Vec<RuleViolation>) {
    if let Some(stopping) = experiment.training.early_stopping {
        monitor(experiment, stopping.monitor, "training.early_stopping.monitor", violations);
    }
    if let Named(Schedule::Plateau { monitor: watched, .. }) = experiment.training.schedule {
        monitor(experiment, watched, "training.schedule.monitor", violations);
    }
    if experiment.judge.class.is_some() && experiment.first_spec().task() == Some(Task::Regression) {
        let violation = RuleViolation::new("judge.class", "a regression has no classes").also("dataset.name", "here");
        violations.push(violation.help("leave out class"));
    }
}

/// Why a metric is not measured in this experiment.
pub(crate) fn measurable(experiment: &Experiment, metric: Metric, path: &str) -> Vec<RuleViolation> {
    part_is_empty(experiment, metric, path).into_iter().chain(not_measured(experiment, metric, path)).collect()
}

/// A watched metric is measured, and not on the test part.
fn monitor(experiment: &Experiment, metric: Metric, path: &str, violations: &mut Vec<RuleViolation>) {
    if metric.part == Part::Test {
        violations.push(
            RuleViolation::new(path, "the test part measures the final network, so nothing may be chosen by it")
                .help(format!("write \"validation-{}\" and [dataset] validation = 0.2", metric.quantity.as_str())),
        );
    } else {
        violations.extend(part_is_empty(experiment, metric, path));
    }
    violations.extend(not_measured(experiment, metric, path));
}

/// A part without rows measures nothing.
fn part_is_empty(experiment: &Experiment, metric: Metric, path: &str) -> Option<RuleViolation> {
    needs_rows(experiment, metric.part, &metric.to_string(), path)
}

/// What is measured on a part needs rows there.
pub(super) fn needs_rows(experiment: &Experiment, part: Part, measured: &str, path: &str) -> Option<RuleViolation> {
    let message = format!("{measured} needs a {} part", part.in_words());
    let help = format!("write [dataset] {} = 0.2", part.as_str());
    let violation = RuleViolation::new(path, message).help(help);
    (!experiment.dataset.has_rows(part)).then(|| match part {
        Part::Train | Part::Validation => violation.without("dataset.validation"),
        Part::Test => violation.without("dataset.test").without("dataset.folds").without("dataset.test_path"),
    })
}

/// A task and an output have their quantities.
fn not_measured(experiment: &Experiment, metric: Metric, path: &str) -> Option<RuleViolation> {
    let spec = &experiment.first_spec();
    let task = spec.task()?;
    if !applies_to(metric.quantity, task) {
        let kind = match task {
            Task::Classification => "classification",
            Task::Regression => "regression",
        };
        let message = format!("{metric} is not measured in {kind}");
        let violation = RuleViolation::new(path, message).also("dataset.name", "here");
        return Some(violation.help(format!("one of: {}", measured(spec, metric.part))));
    }
    let blind = metric.quantity.measured_on() == MeasuredOn::Probabilities && !spec.gives_probabilities();
    let message = format!("{metric} needs probabilities, the outputs of this network are not probabilities");
    let violation = RuleViolation::new(path, message).also("network.output", "here");
    blind.then(|| violation.help("write output = \"softmax\" or \"sigmoid\""))
}

/// The metrics of a part that a run has.
pub(super) fn measured(spec: &Spec, part: Part) -> String {
    let fits = |quantity: &Quantity| {
        spec.task().is_none_or(|task| applies_to(*quantity, task))
            && (spec.gives_probabilities() || quantity.measured_on() != MeasuredOn::Probabilities)
    };
    let names = Quantity::ALL.into_iter().filter(fits);
    names.map(|quantity| Metric { part, quantity }.to_string()).collect::<Vec<_>>().join(", ")
}

/// Whether a task has a quantity.
fn applies_to(quantity: Quantity, task: Task) -> bool {
    match quantity.measured_on() {
        MeasuredOn::Anything => true,
        MeasuredOn::Classes | MeasuredOn::Probabilities => task == Task::Classification,
        MeasuredOn::Numbers => task == Task::Regression,
    }
}

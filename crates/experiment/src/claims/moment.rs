//! Where a claim looks: at which epoch, at which layer, and whether its metric is measured there at all.

use super::{Referred, bound};
use crate::spec::{At, Experiment, Frequency, Further, Moments, NetworkKind, RuleViolation, measurable};

/// What in a claim does not go with an arm that it names.
pub(super) fn violations(claim: &Referred) -> Vec<RuleViolation> {
    let mut violations: Vec<RuleViolation> = epoch(claim).into_iter().chain(every_epoch(claim)).collect();
    for arm in &claim.arms {
        if let Some(metric) = claim.claim.metric.metric() {
            violations.extend(measurable(arm, metric, &claim.at(path_of_metric(claim))));
        }
        violations.extend(layers(claim, arm));
        violations.extend(perceptron(claim, arm));
    }
    violations.dedup();
    violations
}

fn path_of_metric(claim: &Referred) -> &'static str {
    if claim.claim.metric.further().is_some() { "metric.of" } else { "metric" }
}

/// The epoch is one that there is, of a metric that has epochs.
fn epoch(claim: &Referred) -> Option<RuleViolation> {
    let at = claim.claim.at?;
    let refused = |message: &str, help: &str| Some(RuleViolation::new(claim.at("at"), message).help(help));
    match (at, claim.claim.metric.moments()) {
        (_, Moments::WholeRun) => refused("this metric is that of the whole run", "leave out at"),
        (At::Best(_), Moments::NamedEpochs) => {
            refused("which epoch is the best is known for metrics of every epoch alone", "write a number")
        }
        (At::Best(_), Moments::EveryEpoch) => None,
        (At::Epoch(epoch), Moments::EveryEpoch | Moments::NamedEpochs) => {
            let epochs = claim.arms.iter().map(|arm| arm.training.epochs).min()?;
            let message = format!("there is no epoch {epoch}, training has {epochs}");
            (epoch > epochs).then(|| {
                RuleViolation::new(claim.at("at"), message)
                    .also("training.epochs", "here")
                    .help(format!("write a number of 0 to {epochs}, 0 for the start"))
            })
        }
    }
}

/// What is watched over the epochs is measured every epoch.
fn every_epoch(claim: &Referred) -> Option<RuleViolation> {
    let (Further::EpochsUntil { of, .. } | Further::UpdatesUntil { of, .. }) = claim.claim.metric.further()? else {
        return None;
    };
    (of.quantity.frequency() == Frequency::AtTheEnd).then(|| {
        RuleViolation::new(claim.at("metric.of"), format!("{of} is measured at the end alone"))
            .help("name a loss, an accuracy, R², MAE or RMSE")
    })
}

/// The layers are there.
fn layers(claim: &Referred, arm: &Experiment) -> Vec<RuleViolation> {
    let hidden = arm.network.hidden.len();
    let missing = |(_, layer, only_hidden): &(&str, usize, bool)| *layer > hidden || (*only_hidden && *layer == hidden);
    let violation = |(key, layer, only_hidden): (&'static str, usize, bool)| {
        let (kind, last) = if only_hidden { ("hidden layer", hidden.saturating_sub(1)) } else { ("layer", hidden) };
        RuleViolation::new(claim.at(key), format!("there is no {kind} {layer}"))
            .help(format!("layers count from 0, the last {kind} is {last}"))
    };
    bound::layers(&claim.claim.metric).into_iter().filter(missing).map(violation).collect()
}

/// Perceptrons alone make corrections, and have no gradient.
fn perceptron(claim: &Referred, arm: &Experiment) -> Option<RuleViolation> {
    let of_perceptron = claim.claim.metric.further() == Some(&Further::Corrections);
    (of_perceptron && arm.network.kind != NetworkKind::Perceptron).then(|| {
        RuleViolation::new(claim.at("metric"), "only a perceptron makes corrections").help("write updates-until")
    })
}

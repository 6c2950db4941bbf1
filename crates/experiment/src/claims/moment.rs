//! Where a claim looks: at which epoch, and whether its metric is measured there at all.

use super::ResolvedClaim;
use crate::spec::{At, MeasuredAt, RuleViolation, measure_violations};

/// What in a claim does not go with an arm that it names.
pub(super) fn violations(claim: &ResolvedClaim) -> Vec<RuleViolation> {
    let mut violations: Vec<RuleViolation> = epoch(claim).into_iter().collect();
    for arm in &claim.arms {
        for violation in measure_violations(arm, &claim.claim.metric, &claim.at("metric")) {
            if !violations.contains(&violation) {
                violations.push(violation);
            }
        }
    }
    violations
}

/// The epoch is one that there is, of a metric that has epochs.
fn epoch(claim: &ResolvedClaim) -> Option<RuleViolation> {
    let at = claim.claim.at?;
    let refused = |message: &str, help: &str| Some(RuleViolation::new(claim.at("at"), message).help(help));
    match (at, claim.claim.metric.moments()) {
        (_, MeasuredAt::WholeRun) => refused("this metric is that of the whole run", "leave out at"),
        (At::Best(_), MeasuredAt::NamedEpochs) => {
            refused("which epoch is the best is known for metrics of every epoch alone", "write a number")
        }
        (At::Best(_), MeasuredAt::EveryEpoch) => None,
        (At::Epoch(epoch), MeasuredAt::EveryEpoch | MeasuredAt::NamedEpochs) => {
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

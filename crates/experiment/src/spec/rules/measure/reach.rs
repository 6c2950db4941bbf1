//! What a measure is held against: a value that a metric can reach and can miss, a metric that a simple model has.

use crate::spec::{Frequency, Further, Measure, Metric, Quantity, RuleViolation, bound_in_words};

/// What is wrong with the value of a measure, or with the metric that is held against a simple model.
pub(super) fn violations(measure: &Measure, path: &str) -> Vec<RuleViolation> {
    let Some(further) = measure.further() else { return Vec::new() };
    match further {
        Further::ShareReaching { of, value } => cannot_decide(*of, *value, path).into_iter().collect(),
        Further::EpochsUntil { of, value } | Further::UpdatesUntil { of, value } => {
            every_epoch(*of, path).into_iter().chain(cannot_decide(*of, *value, path)).collect()
        }
        Further::OverBaseline { of, .. } => has_no_loss(*of, path).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// What is watched over the epochs is measured every epoch.
fn every_epoch(of: Metric, path: &str) -> Option<RuleViolation> {
    (of.quantity.frequency() == Frequency::AtTheEnd).then(|| {
        RuleViolation::new(format!("{path}.of"), format!("{of} is measured at the end alone"))
            .help("name a loss, an accuracy, R², MAE or RMSE")
    })
}

/// A value that no network reaches, or every network.
fn cannot_decide(of: Metric, value: f64, path: &str) -> Option<RuleViolation> {
    let (least, most) = of.quantity.range();
    let (never, always, may_be) = match of.quantity.higher_is_better() {
        true => (
            value > most,
            value <= least,
            format!("above {}, of at most {}", bound_in_words(least), bound_in_words(most)),
        ),
        false => (
            value < least,
            value >= most,
            format!("of at least {}, below {}", bound_in_words(least), bound_in_words(most)),
        ),
    };
    let how = match (never, always) {
        (true, _) => "never",
        (false, true) => "always",
        (false, false) => return None,
    };
    let may_be = may_be.replace("above −∞, ", "").replace(", below ∞", "");
    let range = format!("it lies between {} and {}", bound_in_words(least), bound_in_words(most));
    let violation = RuleViolation::new(format!("{path}.value"), format!("{of} {how} reaches {value}"));
    Some(violation.also(format!("{path}.of"), range).help(format!("value is a number {may_be}")))
}

/// A simple model minimizes a loss of its own.
fn has_no_loss(of: Metric, path: &str) -> Option<RuleViolation> {
    matches!(of.quantity, Quantity::Objective | Quantity::Loss).then(|| {
        RuleViolation::new(format!("{path}.of"), format!("a simple model has no {of}"))
            .help("name a score of classes, the log loss, R², MAE or RMSE")
    })
}

//! The verdicts on all claims of a file, those that rest on intervals decided together.
//!
//! Above a bound b with margin m holds where the whole interval lies above b + m, below where it lies below b − m,
//! equal where it lies between b − m and b + m. Each end is a test of its own, so the p-value of a claim is that of
//! the mean's distance from the end, for equality the larger of the two, and Holm's method gives each its level.

use experiment::spec::Relation;

use super::evidence::Evidence;
use super::{Case, ClaimOutcome, ClaimVerdict, words};
use crate::statistics::{Decision, Estimate, LEVEL, holm};

/// The values that a difference must lie between.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// The least, not included.
    pub low: f64,
    /// The largest, not included.
    pub high: f64,
}

/// The verdicts, in the order of the claims.
pub fn judged<'c>(cases: &[Case<'c, '_>]) -> Vec<ClaimVerdict<'c>> {
    let p_values: Vec<f64> = cases.iter().filter_map(p_value).collect();
    let mut decisions = holm(&p_values).into_iter();
    let verdict = |case: &Case<'c, '_>| {
        let decision = p_value(case).and_then(|_| decisions.next());
        let outcome = if holds(case, decision) { ClaimOutcome::Held } else { ClaimOutcome::Failed };
        let level = decision.map(|decision| decision.level);
        ClaimVerdict {
            claim: case.claim,
            outcome,
            numbers: words::evidence_sentence(case, level.unwrap_or(LEVEL)),
            level,
        }
    };
    cases.iter().map(verdict).collect()
}

/// Where the difference must lie: of logarithms, where it is a ratio.
fn range(case: &Case) -> Range {
    let (bound, margin) = (case.bound, case.claim.margin());
    let (center, margin) = match case.claim.metric.is_ratio() {
        true => (bound.map_or(0.0, libm::log), libm::log(margin)),
        false => (bound.unwrap_or(0.0), margin),
    };
    match case.relation {
        Relation::Above => Range { low: center + margin, high: f64::INFINITY },
        Relation::Below => Range { low: f64::NEG_INFINITY, high: center - margin },
        Relation::Equals => Range { low: center - margin, high: center + margin },
    }
}

/// The p-value of a claim that rests on an interval: 1 where the mean itself is on the wrong side.
fn p_value(case: &Case) -> Option<f64> {
    let Evidence::Means { difference, .. } = &case.evidence else { return None };
    let Range { low, high } = range(case);
    if !(difference.mean > low && difference.mean < high) {
        return Some(1.0);
    }
    let distance = |end: f64| match end.is_finite() {
        true => Estimate { mean: difference.mean - end, ..*difference }.p_value(),
        false => Some(0.0),
    };
    Some(distance(low)?.max(distance(high)?))
}

fn holds(case: &Case, decision: Option<Decision>) -> bool {
    match &case.evidence {
        Evidence::Means { .. } => decision.is_some_and(|decision| decision.significant),
        Evidence::Counts { arm, other } => {
            let share = |(hits, all): (usize, usize)| hits as f64 / all as f64;
            exactly(case, share(*arm), other.map(share))
        }
        Evidence::Numbers { arm, other } => exactly(case, *arm, *other),
        Evidence::Bits(same, pairs) => same == pairs,
        Evidence::Never(_) | Evidence::Missing(_) => false,
    }
}

/// Whether exact numbers bear a claim out; here equality includes the ends.
fn exactly(case: &Case, arm: f64, other: Option<f64>) -> bool {
    let difference = arm - other.unwrap_or(0.0);
    let Range { low, high } = range(case);
    match case.relation {
        Relation::Above => difference > low,
        Relation::Below => difference < high,
        Relation::Equals => (low..=high).contains(&difference),
    }
}

//! What a claim compares: one bound, which its metric can miss, and seeds enough to tell.

use super::ResolvedClaim;
use crate::spec::{Against, Further, Relation, RuleViolation, bound_in_words};

/// The fewest runs of an arm over which chance can be judged.
pub const FEWEST: usize = 3;

/// Every claim has one bound.
pub(super) fn count(claim: &ResolvedClaim) -> Option<RuleViolation> {
    let bounds = claim.claim.bounds();
    let at = format!("claim[{}]", claim.number);
    match bounds[..] {
        [_] => None,
        [] => Some(
            RuleViolation::new(at, "this claim compares with nothing")
                .help("write one of above, below, equals, above_arm, below_arm, equals_arm"),
        ),
        [(first, ..), (second, ..), ..] => Some(
            RuleViolation::new(claim.at(second), "a claim has one bound")
                .also(claim.at(first), "another one")
                .help("write two claims"),
        ),
    }
}

/// The violations of the bound, for a claim whose arms are known.
pub(super) fn violations(claim: &ResolvedClaim) -> Vec<RuleViolation> {
    let Some((key, relation, against)) = claim.claim.bounds().into_iter().next() else { return Vec::new() };
    let of_bits = bits(claim, key);
    let of_range = match against {
        Against::Bound(bound) => cannot_decide(claim, key, relation, bound),
        Against::Arm(_) => None,
    };
    [of_bits, of_range, no_margin(claim, key, relation), too_small_factor(claim), too_few_runs(claim)]
        .into_iter()
        .flatten()
        .collect()
}

fn bits(claim: &ResolvedClaim, key: &str) -> Option<RuleViolation> {
    let is_bits = claim.claim.metric.further() == Some(&Further::Bits);
    (is_bits && key != "equals_arm").then(|| {
        RuleViolation::new(claim.at(key), "\"bits\" is whether two arms have the same bits")
            .help("write equals_arm = { ... }")
    })
}

/// A bound that no value, or every value, of the metric reaches.
fn cannot_decide(claim: &ResolvedClaim, key: &str, relation: Relation, bound: f64) -> Option<RuleViolation> {
    let metric = &claim.claim.metric;
    let (least, most) = metric.range();
    let margin = claim.claim.margin();
    let (low, high) = match metric.is_ratio() {
        true => (bound / margin.max(1.0), bound * margin.max(1.0)),
        false => (bound - margin, bound + margin),
    };
    let (never, always) = match relation {
        Relation::Above => (high >= most, high < least),
        Relation::Below => (low <= least, low > most),
        Relation::Equals => (high < least || low > most, low < least && high > most),
    };
    let range = format!("it lies between {} and {}", bound_in_words(least), bound_in_words(most));
    let message = match (never, always) {
        (true, _) => "no value of this metric is there",
        (false, true) => "the metric cannot miss this bound",
        (false, false) => return None,
    };
    Some(RuleViolation::new(claim.at(key), message).also(claim.at("metric"), range).help("write a bound in between"))
}

/// Where chance plays a part, nothing is exactly equal.
fn no_margin(claim: &ResolvedClaim, key: &str, relation: Relation) -> Option<RuleViolation> {
    let metric = &claim.claim.metric;
    let counted = metric.is_share_of_seeds() || metric.is_certain() || metric.further() == Some(&Further::Bits);
    let vague = relation == Relation::Equals && claim.claim.margin.is_none() && !counted && is_random(claim);
    vague.then(|| {
        RuleViolation::new(claim.at(key), "over several seeds a mean is never exactly a number")
            .help("write margin = ..., the largest difference that counts as none")
    })
}

fn too_small_factor(claim: &ResolvedClaim) -> Option<RuleViolation> {
    let small = claim.claim.metric.is_ratio() && claim.claim.margin.is_some_and(|margin| margin < 1.0);
    small.then(|| {
        RuleViolation::new(claim.at("margin"), "the margin of a ratio is a factor, 1 or more")
            .also(claim.at("metric"), "a ratio")
            .help("write 2.0 for twice as much")
    })
}

fn too_few_runs(claim: &ResolvedClaim) -> Option<RuleViolation> {
    let runs = claim.arms.iter().map(|arm| arm.runs()).min()?;
    let few = runs < FEWEST && !claim.claim.metric.is_certain() && is_random(claim);
    few.then(|| {
        RuleViolation::new(format!("claim[{}]", claim.number), "chance plays a part, and there are too few runs")
            .also("seeds", "here")
            .help(format!("write seeds = [1, 2, 3] or more: at least {FEWEST} runs of every arm"))
    })
}

/// Whether another seed may give other numbers.
fn is_random(claim: &ResolvedClaim) -> bool {
    claim.arms.iter().any(|arm| arm.first_spec().depends_on_seed(None))
}

//! The numbers of a verdict in words: what was measured, of which arms, with which interval.

use experiment::spec::Relation;

use super::Case;
use super::evidence::Evidence;
use super::intervals::{ends, runs};
use super::naming::{exact, in_arm, short, subject};
use super::ratios::{from_logarithm, of_ratio};
use crate::arms::Arm;
use crate::statistics::Estimate;
use crate::words::{capital, count, estimate_within, interval, level, number};

/// The numbers that decide a claim, as a sentence in Markdown.
pub(super) fn evidence_sentence(case: &Case, at_level: f64) -> String {
    let arms: Vec<&Arm> = case.arm.into_iter().chain(case.other).collect();
    let subject = capital(&subject(case.claim, &arms));
    let (arm, other) = (in_arm(case.arm), in_other(case));
    let numbers = match &case.evidence {
        Evidence::Means { difference, .. } if case.claim.metric.is_ratio() => of_ratio(case, *difference, at_level),
        Evidence::Means { arm, other, difference } => of_means(case, *arm, *other, *difference, at_level),
        Evidence::Counts { arm: ours, other: theirs } => {
            let share = |(hits, all): (usize, usize)| format!("{hits} of {all}");
            let theirs = theirs.map(|theirs| format!(", {}{other}", share(theirs))).unwrap_or_default();
            format!("{}{arm}{theirs}", share(*ours))
        }
        Evidence::Numbers { arm: ours, other: theirs } => {
            let value = |value: f64| match (case.claim.metric.is_ratio(), case.claim.margin) {
                (true, _) => exact(from_logarithm(value)),
                (false, Some(margin)) => within(value, margin),
                (false, None) => exact(value),
            };
            let theirs = theirs.map(|theirs| format!(", {}{other}", value(theirs))).unwrap_or_default();
            format!("{}{arm}{theirs}", value(*ours))
        }
        Evidence::Bits(same, pairs) => {
            let pairs = runs(case, *pairs);
            return format!("Every metric of every epoch is the same to the last bit in {same} of {pairs}.");
        }
        Evidence::Never(what) | Evidence::Missing(what) => what.clone(),
    };
    format!("{subject}: {numbers}{}{}.", margin(case), late(case))
}

/// The mean of an arm with its interval, or those of two with their difference.
fn of_means(case: &Case, ours: Estimate, theirs: Option<Estimate>, difference: Estimate, at_level: f64) -> String {
    let (arm, other) = (in_arm(case.arm), in_other(case));
    match theirs {
        Some(theirs) => format!(
            "{}{arm}, {}{other}; the difference is {}",
            estimate_within(ours, case.claim.metric.range()),
            estimate_within(theirs, case.claim.metric.range()),
            shown(case, difference, at_level)
        ),
        None if ours.deviation == Some(0.0) => {
            format!("{}{arm}, in every one of {}", number(ours.mean), runs(case, ours.count))
        }
        None => {
            format!("{}{arm}, {} interval {}", number(ours.mean), level(at_level), cut(case, ours, at_level))
                + &format!(", {}", runs(case, ours.count))
        }
    }
}

fn in_other(case: &Case) -> String {
    case.other.map(|other| in_arm(Some(other))).unwrap_or_default()
}

/// In how many runs of the arm it never happens: they count, so the mean is no epoch of any of them.
fn late(case: &Case) -> String {
    let counts = matches!(case.evidence, Evidence::Means { .. } | Evidence::Numbers { .. });
    match case.ours.iter().flatten().filter(|measurement| measurement.never).count() {
        never if never > 0 && counts => {
            let runs = count(case.ours.len(), "run");
            format!("; never in {never} of {runs}, counted as the epoch after the last")
        }
        _ => String::new(),
    }
}

/// The interval of a difference.
fn shown(case: &Case, difference: Estimate, at_level: f64) -> String {
    let runs = runs(case, difference.count);
    if difference.deviation == Some(0.0) {
        return format!("{} in every one of {runs}", number(difference.mean));
    }
    format!("{} ({} interval, {runs})", interval(ends(difference, at_level)), level(at_level))
}

/// The interval of a mean, cut at the values that the measure can have: the verdict rests on all of it.
fn cut(case: &Case, mean: Estimate, at_level: f64) -> String {
    let (least, most) = case.claim.metric.range();
    let (low, high) = ends(mean, at_level);
    interval((low.max(least), high.min(most)))
}

/// Within what equality is claimed.
fn margin(case: &Case) -> String {
    let rests_on_means = matches!(case.evidence, Evidence::Means { .. });
    match (case.relation, case.claim.margin) {
        (Relation::Equals, Some(margin)) if rests_on_means && case.claim.metric.is_ratio() => {
            format!(", within a factor of {}", short(margin))
        }
        (Relation::Equals, Some(margin)) if rests_on_means => format!(", the margin is ±{}", short(margin)),
        _ => String::new(),
    }
}

/// A number with as many decimals as its margin has, where these are more than four digits.
fn within(value: f64, margin: f64) -> String {
    let decimals = if margin > 0.0 { libm::ceil(-libm::log10(margin)).clamp(0.0, 12.0) as usize } else { 0 };
    let (written, precise) = (exact(value), format!("{value:.decimals$}").replacen('-', "−", 1));
    if precise.len() > written.len() && value.fract() != 0.0 { precise } else { written }
}

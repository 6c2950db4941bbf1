//! The numbers of a verdict in words: what was measured, of which arms, with which interval.

use experiment::spec::{Further, Relation};

use super::Case;
use super::evidence::{self, Evidence};
use super::naming::{exact, short, subject};
use crate::arms::Arm;
use crate::markdown::escaped;
use crate::statistics::Estimate;
use crate::words::{capital, count, estimate, interval, level, list, number, significant};

/// The numbers that decide a claim, as a sentence in Markdown.
pub(super) fn numbers(case: &Case, at_level: f64) -> String {
    let arms: Vec<&Arm> = case.arm.into_iter().chain(case.other).collect();
    let subject = capital(&subject(case.claim, &arms));
    let (arm, other) = (in_arm(case.arm), case.other.map(|other| in_arm(Some(other))).unwrap_or_default());
    let numbers = match &case.evidence {
        Evidence::Means { difference, .. } if case.claim.metric.is_ratio() => of_ratio(case, *difference, at_level),
        Evidence::Means { arm: ours, other: Some(theirs), difference } => format!(
            "{}{arm}, {}{other}; the difference is {}",
            estimate(*ours),
            estimate(*theirs),
            shown(case, *difference, at_level)
        ),
        Evidence::Means { arm: ours, other: None, .. } if ours.deviation == Some(0.0) => {
            format!("{}{arm}, in every one of {}", number(ours.mean), runs(case, ours.count))
        }
        Evidence::Means { arm: ours, other: None, .. } => {
            format!("{}{arm}, {} interval {}", number(ours.mean), level(at_level), cut(case, *ours, at_level))
                + &format!(", {}", runs(case, ours.count))
        }
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
    format!("{subject}: {numbers}{}.", margin(case))
}

/// The interval of a difference.
fn shown(case: &Case, difference: Estimate, at_level: f64) -> String {
    let runs = runs(case, difference.count);
    if difference.deviation == Some(0.0) {
        return format!("{} in every one of {runs}", number(difference.mean));
    }
    format!("{} ({} interval, {runs})", interval(ends(difference, at_level)), level(at_level))
}

fn ends(mean: Estimate, at_level: f64) -> (f64, f64) {
    mean.interval_at(at_level).unwrap_or((mean.mean, mean.mean))
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

/// A geometric mean with its interval, or how many times that of the other arm it is; of norms that are 0 in how many
/// runs they are.
fn of_ratio(case: &Case, difference: Estimate, at_level: f64) -> String {
    if let Some(zeros) = zeros(case) {
        return zeros;
    }
    let relative = case.other.is_some() || matches!(case.claim.metric.further(), Some(Further::GradientRatio { .. }));
    let text = |value: f64| if relative { fraction(value) } else { number(value) };
    let mean = libm::exp(difference.mean);
    let (low, high) = ends(difference, at_level);
    let (low, high) = (text(libm::exp(low)), text(libm::exp(high)));
    let (arm, runs) = (in_arm(case.arm), runs(case, difference.count));
    let ends = format!("({} interval {low} to {high}, {runs})", level(at_level));
    match case.other {
        Some(other) => {
            let times = if mean < INVERTED { "" } else { " times" };
            format!("{}{times} as much{arm} as{} {ends}", text(mean), in_arm(Some(other)))
        }
        None => format!("{}{arm} {ends}", text(mean)),
    }
}

/// Where a norm is 0, no ratio is a number: each arm with the runs in which it is.
fn zeros(case: &Case) -> Option<String> {
    let one = |arm: &Arm| {
        let values: Vec<f64> = evidence::in_runs(case.claim, arm).into_iter().flatten().map(|run| run.value).collect();
        let (zeros, all) = (values.iter().filter(|value| **value == 0.0).count(), values.len());
        let in_arm = in_arm(Some(arm));
        let logarithms: f64 = values.iter().map(|value| libm::log(*value)).sum();
        let text = match zeros {
            0 => format!("{}{in_arm}", number(libm::exp(logarithms / all as f64))),
            _ if zeros == all => format!("0{in_arm} in every one of {}", count(all, arm.repetition())),
            some => format!("0{in_arm} in {some} of {}", count(all, arm.repetition())),
        };
        (zeros > 0, text)
    };
    let (has_zeros, texts): (Vec<bool>, Vec<String>) = case.arm.into_iter().chain(case.other).map(one).unzip();
    has_zeros.contains(&true).then(|| list(&texts))
}

/// A number with as many decimals as its margin has, where these are more than four digits.
fn within(value: f64, margin: f64) -> String {
    let decimals = if margin > 0.0 { libm::ceil(-libm::log10(margin)).clamp(0.0, 12.0) as usize } else { 0 };
    let (written, precise) = (exact(value), format!("{value:.decimals$}").replacen('-', "−", 1));
    if precise.len() > written.len() && value.fract() != 0.0 { precise } else { written }
}

/// A logarithm of a ratio, in which the smallest number stands for 0.
fn from_logarithm(value: f64) -> f64 {
    if value <= libm::log(f64::MIN_POSITIVE) { 0.0 } else { libm::exp(value) }
}

/// Ratios below this are written as a part, 1/182.
const INVERTED: f64 = 0.1;

/// How many times, or which part.
fn fraction(value: f64) -> String {
    if value < INVERTED { format!("1/{}", short(significant(1.0 / value, 3))) } else { number(value) }
}

fn runs(case: &Case, runs: usize) -> String {
    count(runs, case.arm.map_or("run", Arm::repetition))
}

fn in_arm(arm: Option<&Arm>) -> String {
    match arm {
        Some(arm) if ["with ", "without "].iter().any(|word| arm.label.starts_with(word)) => {
            format!(" {}", escaped(&arm.label))
        }
        Some(arm) if !arm.label.is_empty() => format!(" with {}", escaped(&arm.label)),
        Some(_) | None => String::new(),
    }
}

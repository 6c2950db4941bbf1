//! The results beside claims: how every arm differs from the first one, run by run, and what the numbers do not show.
//!
//! Where claims answer the question, no arm is called the best: a metric that was not asked about would choose it. The
//! first arm of the config is what the others are compared with, whatever the results are.

use experiment::spec::Metric;

use crate::arms::Arm;
use crate::comparison::{Comparison, Comparisons};
use crate::evaluation::{estimate, name, oriented};
use crate::markdown::escaped;
use crate::words::{SPELLED_OUT, capital, interval, level, list, number};

/// The sentences that compare the arms; none of a single arm.
pub fn sentences(arms: &[Arm], metric: Metric) -> Vec<String> {
    let [first, rest @ ..] = arms else { return Vec::new() };
    let (false, Some(mean)) = (rest.is_empty(), first.result(metric)) else { return Vec::new() };
    let same = rest.iter().all(|arm| arm.result(metric).is_some_and(|other| other == mean));
    if same {
        let all = if arms.len() == 2 { "both arms".to_owned() } else { format!("all {} arms", arms.len()) };
        return vec![format!("{} is {} with {all}.", capital(&name(metric)), estimate(metric, mean))];
    }
    let ordered: Vec<&Arm> = arms.iter().collect();
    let comparisons = Comparisons::among(&ordered, metric);
    let compared = comparisons.with_arms();
    if compared.is_empty() {
        return Vec::new();
    }
    let start = format!("{}, compared with {} run by run", capital(&name(metric)), escaped(&first.label));
    let differences = match compared.iter().all(|one| one.lead.deviation.is_none()) {
        true => single_runs(&compared, metric),
        false => several_runs(&compared, metric),
    };
    [format!("{start}: {differences}.")].into_iter().chain(super::result::correction(&comparisons)).collect()
}

/// Differences of single runs, of which nothing can be said but their size.
fn single_runs(compared: &[Comparison], metric: Metric) -> String {
    if compared.len() > SPELLED_OUT {
        let above = compared.iter().filter(|one| difference(one, metric) > 0.0).count();
        return format!("{above} of {} arms are higher, in single runs", compared.len());
    }
    let one = |one: &Comparison| format!("{} {}", escaped(one.label), shift(one, metric));
    list(&compared.iter().map(one).collect::<Vec<_>>()) + ", in single runs"
}

fn several_runs(compared: &[Comparison], metric: Metric) -> String {
    let verdict = |one: &Comparison| match (one.decision.significant, difference(one, metric)) {
        (true, more) if more > 0.0 => Contrast::Higher,
        (true, _) => Contrast::Lower,
        (false, 0.0) if one.lead.deviation == Some(0.0) => Contrast::Same,
        (false, _) => Contrast::Unclear,
    };
    let group = |kind: Contrast| {
        let arms: Vec<&Comparison> = compared.iter().filter(|one| verdict(one) == kind).collect();
        (!arms.is_empty()).then(|| group(kind, &arms, compared.len(), metric))
    };
    let groups = [Contrast::Higher, Contrast::Lower, Contrast::Same, Contrast::Unclear];
    groups.into_iter().filter_map(group).collect::<Vec<_>>().join("; ")
}

/// What a comparison shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Contrast {
    Higher,
    Lower,
    /// Every run has the same value.
    Same,
    /// The difference is not significant.
    Unclear,
}

/// The arms of one verdict, each with its interval; of many their number.
fn group(verdict: Contrast, arms: &[&Comparison], all: usize, metric: Metric) -> String {
    let words = match verdict {
        Contrast::Higher => "higher",
        Contrast::Lower => "lower",
        Contrast::Same => "the same",
        Contrast::Unclear => "not significantly different",
    };
    if arms.len() > SPELLED_OUT {
        return format!("{words} with {} of the {all} others", arms.len());
    }
    let one = |one: &&Comparison| match verdict {
        Contrast::Same => escaped(one.label),
        Contrast::Higher | Contrast::Lower => {
            let by = number(difference(one, metric).abs());
            format!("{} by {by} ({})", escaped(one.label), ends(one, metric))
        }
        Contrast::Unclear => {
            format!("{} ({}, {})", escaped(one.label), number(difference(one, metric)), ends(one, metric))
        }
    };
    // Labels as "with batch norm" have the word already.
    let with = if ["with ", "without "].iter().any(|word| arms[0].label.starts_with(word)) { "" } else { "with " };
    format!("{words} {with}{}", list(&arms.iter().map(one).collect::<Vec<_>>()))
}

/// The interval of a difference; where the metric is lower, of how much lower it is.
fn ends(one: &Comparison, metric: Metric) -> String {
    if one.lead.deviation == Some(0.0) {
        return "in every run".to_owned();
    }
    let Some((low, high)) = one.lead.interval_at(one.decision.level) else { return "a single pair of runs".to_owned() };
    // A lead is how much better the first arm is; as shown, a significant difference is positive.
    let shown = if one.decision.significant { difference(one, metric).abs() } else { difference(one, metric) };
    let turned = shown.is_sign_positive() != one.lead.mean.is_sign_positive();
    let ends = if turned { (-high, -low) } else { (low, high) };
    format!("{} interval {}", level(one.decision.level), interval(ends))
}

/// How much larger the metric is than with the first arm; a lead says how much better the first arm is.
fn difference(one: &Comparison, metric: Metric) -> f64 {
    -oriented(metric, one.lead.mean)
}

fn shift(one: &Comparison, metric: Metric) -> String {
    match difference(one, metric) {
        0.0 => "the same".to_owned(),
        more if more > 0.0 => format!("{} higher", number(more)),
        less => format!("{} lower", number(-less)),
    }
}

//! The arms from which the selected one differs significantly, those from which it does not, and what would show more.

use super::advice;
use crate::arms::Arm;
use crate::comparison::{Comparison, Comparisons};
use crate::markdown::escaped;
use crate::words::{SPELLED_OUT, capital, interval, level, list, number};

/// Sentences that compare the first of the `equal` best arms, which share their mean, with the others.
pub fn sentences(comparisons: &Comparisons, equal: &[&Arm]) -> Vec<String> {
    let mut all = comparisons.with_arms();
    all.retain(|comparison| equal.iter().skip(1).all(|arm| arm.label != comparison.label));
    if all.is_empty() {
        return Vec::new();
    }
    if all.iter().all(|comparison| comparison.lead.deviation.is_none()) {
        return vec![nearest(&all), advice::for_single_pairs(equal[0])];
    }
    let verbs = if equal.len() > 1 { ["They are", "They do"] } else { ["It is", "It does"] };
    let mut sentences = by_significance(&all, verbs);
    let unclear: Vec<&Comparison> = all.iter().filter(|one| !one.decision.significant).collect();
    sentences.extend(advice::for_unclear(equal[0], &unclear));
    sentences
}

fn nearest(all: &[Comparison]) -> String {
    let Comparison { label, lead, .. } = &all[0];
    let by = if lead.mean < 0.0 { "better" } else { "worse" };
    capital(&format!("{} is next, {} {by}.", escaped(label), number(lead.mean.abs())))
}

fn by_significance(all: &[Comparison], [is, does]: [&str; 2]) -> Vec<String> {
    let of = |kept: fn(&Comparison) -> bool| all.iter().filter(|one| kept(one)).collect::<Vec<_>>();
    let better = of(|one| one.decision.significant && one.lead.mean > 0.0);
    let worse = of(|one| one.decision.significant && one.lead.mean < 0.0);
    let unclear = of(|one| !one.decision.significant);
    let mut sentences = Vec::new();
    for (word, some) in [("better", better), ("worse", worse)] {
        if !some.is_empty() {
            sentences.push(format!("{is} {word} than {}.", listed(&some, all.len(), significant)));
        }
    }
    if !unclear.is_empty() {
        sentences
            .push(format!("{does} not differ significantly from {}.", listed(&unclear, all.len(), not_significant)));
    }
    sentences
}

/// Some of `total` comparisons, each in words; of many their number and the nearest.
fn listed(some: &[&Comparison], total: usize, words: fn(usize, &Comparison) -> String) -> String {
    if some.len() <= SPELLED_OUT {
        return list(&some.iter().enumerate().map(|(index, one)| words(index, one)).collect::<Vec<_>>());
    }
    let share = if some.len() == total { format!("all {total}") } else { format!("{} of the {total}", some.len()) };
    let nearest = some.iter().min_by(|a, b| a.lead.mean.abs().total_cmp(&b.lead.mean.abs())).unwrap_or(&some[0]);
    format!("{share} other arms (the nearest is {}, {})", escaped(nearest.label), number(nearest.lead.mean.abs()))
}

/// A significant difference; the first of a list explains its numbers.
fn significant(index: usize, one: &Comparison) -> String {
    let ends = one.lead.interval_at(one.decision.level);
    let ends = ends.map(|(low, high)| if one.lead.mean < 0.0 { (-high, -low) } else { (low, high) });
    let explained = if index == 0 { " interval of the paired difference" } else { "" };
    let (by, level) = (number(one.lead.mean.abs()), level(one.decision.level));
    format!("{} by {by} ({level}{explained}: {})", escaped(one.label), range(ends))
}

/// A difference that is not significant; all of these have the same level.
fn not_significant(index: usize, one: &Comparison) -> String {
    let range = range(one.lead.interval_at(one.decision.level));
    let (label, mean) = (escaped(one.label), number(one.lead.mean));
    match index {
        0 => format!("{label} (paired difference {mean}, {} interval {range})", level(one.decision.level)),
        _ => format!("{label} ({mean}, {range})"),
    }
}

fn range(ends: Option<(f64, f64)>) -> String {
    ends.map_or_else(|| "a single pair of runs".to_owned(), interval)
}

//! From which arms the chosen one can be told apart.

use crate::arms::Group;
use crate::judging::{Comparison, comparisons};
use crate::markdown::plain;
use crate::words::{capital, count, interval, list, number};
use experiment::spec::Metric;

/// The most arms whose results are written out one by one.
pub const SPELLED_OUT: usize = 4;

/// Which part chose the first arm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// The part that judges it.
    Here,
    /// Another part.
    Elsewhere,
}

/// Sentences about the first of `arms` and those after the first `equal`, which share its place.
pub fn sentences(arms: &[&Group], equal: usize, metric: Metric, chosen: Chosen) -> Vec<String> {
    let (mut all, looked_at) = comparisons(arms, metric, chosen == Chosen::Here);
    let sharing: Vec<&str> = arms[1..equal].iter().map(|group| group.label.as_str()).collect();
    all.retain(|comparison| !sharing.contains(&comparison.label));
    if all.is_empty() {
        return Vec::new();
    }
    if all.iter().all(|comparison| comparison.lead.half.is_none()) {
        return vec![single_runs(&all)];
    }
    let verbs = if equal > 1 { ["They lead", "They cannot"] } else { ["It leads", "It cannot"] };
    let mut sentences = told_and_unclear(&all, verbs);
    if looked_at > 1 {
        let counted = count(looked_at, "comparison");
        sentences.push(format!(
            "What counts as told apart has passed Holm's correction for {counted}; each interval stands for itself."
        ));
    }
    sentences
}

fn single_runs(all: &[Comparison]) -> String {
    let Comparison { label, lead, .. } = &all[0];
    let by = if lead.mean < 0.0 { "ahead" } else { "behind" };
    let next = format!("{} is next, {} {by}. ", plain(label), number(lead.mean.abs()));
    capital(&next) + "With one run per arm nobody can tell an effect from luck: give `seeds`."
}

fn told_and_unclear(all: &[Comparison], [lead, cannot]: [&str; 2]) -> Vec<String> {
    let of = |kept: fn(&Comparison) -> bool| all.iter().filter(|one| kept(one)).collect::<Vec<_>>();
    let (ahead, behind) = (of(|one| one.told && one.lead.mean > 0.0), of(|one| one.told && one.lead.mean < 0.0));
    let unclear = of(|one| !one.told);
    let named = |some: &[&Comparison], verdict| differences(some, all.len(), verdict);
    let mut sentences = Vec::new();
    if !ahead.is_empty() {
        sentences.push(format!("{lead} {}.", named(&ahead, Verdict::Told)));
    }
    if !behind.is_empty() {
        sentences.push(format!("It falls behind {}.", named(&behind, Verdict::Told)));
    }
    if !unclear.is_empty() {
        let named = named(&unclear, Verdict::Unclear);
        sentences.push(format!("{cannot} be told apart from {named}: more seeds might tell."));
    }
    sentences
}

/// What may be said of a paired difference.
#[derive(Clone, Copy)]
enum Verdict {
    /// It is no luck.
    Told,
    /// It may be.
    Unclear,
}

fn differences(some: &[&Comparison], total: usize, verdict: Verdict) -> String {
    if some.len() > SPELLED_OUT {
        let share = if some.len() == total { format!("all {total}") } else { format!("{} of the {total}", some.len()) };
        let nearest = some.iter().min_by(|a, b| a.lead.mean.abs().total_cmp(&b.lead.mean.abs())).unwrap_or(&some[0]);
        return format!(
            "{share} other arms (the nearest is {}, {})",
            plain(nearest.label),
            number(nearest.lead.mean.abs())
        );
    }
    list(&some.iter().enumerate().map(|(index, one)| difference(index, one, verdict)).collect::<Vec<_>>())
}

/// One of several; the first says what its numbers are.
fn difference(index: usize, one: &Comparison, verdict: Verdict) -> String {
    let (label, lead) = (plain(one.label), one.lead);
    let ends = lead.interval().map(|(low, high)| if lead.mean < 0.0 { (-high, -low) } else { (low, high) });
    match (verdict, index) {
        (Verdict::Told, 0) => {
            let range = range(ends);
            format!("{label} by {} (95 % interval of the paired difference: {range})", number(lead.mean.abs()))
        }
        (Verdict::Told, _) => format!("{label} by {} ({})", number(lead.mean.abs()), range(ends)),
        (Verdict::Unclear, 0) => {
            let range = range(lead.interval());
            format!("{label} (paired difference {}, 95 % interval {range})", number(lead.mean))
        }
        (Verdict::Unclear, _) => format!("{label} ({}, {})", number(lead.mean), range(lead.interval())),
    }
}

fn range(ends: Option<(f64, f64)>) -> String {
    ends.map_or_else(|| "a single pair of runs".to_owned(), interval)
}

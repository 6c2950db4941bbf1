//! The arms from which the selected one differs significantly, and those from which it does not.

use crate::arms::Arm;
use crate::comparison::{Comparison, Selection, comparisons};
use crate::markdown::plain;
use crate::words::{capital, count, interval, list, number};
use experiment::spec::Metric;

/// The most arms whose results are listed one by one.
pub const SPELLED_OUT: usize = 4;

/// Sentences that compare the first of `arms`, which shares its mean with the first `equal`, with the others.
pub fn sentences(arms: &[&Arm], equal: usize, metric: Metric, selection: Selection) -> Vec<String> {
    let (mut all, corrected_for) = comparisons(arms, metric, selection);
    let sharing: Vec<&str> = arms[1..equal].iter().map(|arm| arm.label.as_str()).collect();
    all.retain(|comparison| !sharing.contains(&comparison.label));
    if all.is_empty() {
        return Vec::new();
    }
    if all.iter().all(|comparison| comparison.lead.half.is_none()) {
        return vec![single_runs(&all)];
    }
    let verbs = if equal > 1 { ["They are", "They do"] } else { ["It is", "It does"] };
    let mut sentences = by_significance(&all, verbs);
    if corrected_for > 1 {
        let counted = count(corrected_for, "comparison");
        sentences.push(format!(
            "Significance is decided with Holm's correction for {counted}; the intervals are not corrected."
        ));
    }
    sentences
}

fn single_runs(all: &[Comparison]) -> String {
    let Comparison { label, lead, .. } = &all[0];
    let by = if lead.mean < 0.0 { "better" } else { "worse" };
    let next = format!("{} is next, {} {by}. ", plain(label), number(lead.mean.abs()));
    capital(&next) + "With one run for each arm, a difference cannot be distinguished from chance: set `seeds`."
}

fn by_significance(all: &[Comparison], [is, does]: [&str; 2]) -> Vec<String> {
    let of = |kept: fn(&Comparison) -> bool| all.iter().filter(|one| kept(one)).collect::<Vec<_>>();
    let (ahead, behind) =
        (of(|one| one.significant && one.lead.mean > 0.0), of(|one| one.significant && one.lead.mean < 0.0));
    let unclear = of(|one| !one.significant);
    let named = |some: &[&Comparison], verdict| differences(some, all.len(), verdict);
    let mut sentences = Vec::new();
    if !ahead.is_empty() {
        sentences.push(format!("{is} better than {}.", named(&ahead, Verdict::Significant)));
    }
    if !behind.is_empty() {
        sentences.push(format!("{is} worse than {}.", named(&behind, Verdict::Significant)));
    }
    if !unclear.is_empty() {
        let named = named(&unclear, Verdict::Unclear);
        sentences.push(format!("{does} not differ significantly from {named}; more seeds might show a difference."));
    }
    sentences
}

/// Whether a paired difference is significant.
#[derive(Clone, Copy)]
enum Verdict {
    /// Its interval excludes zero, after the correction for several comparisons.
    Significant,
    /// It may be chance.
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

/// One of several differences; the first explains what its numbers are.
fn difference(index: usize, one: &Comparison, verdict: Verdict) -> String {
    let (label, lead) = (plain(one.label), one.lead);
    let ends = lead.interval().map(|(low, high)| if lead.mean < 0.0 { (-high, -low) } else { (low, high) });
    match (verdict, index) {
        (Verdict::Significant, 0) => {
            let range = range(ends);
            format!("{label} by {} (95 % interval of the paired difference: {range})", number(lead.mean.abs()))
        }
        (Verdict::Significant, _) => format!("{label} by {} ({})", number(lead.mean.abs()), range(ends)),
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

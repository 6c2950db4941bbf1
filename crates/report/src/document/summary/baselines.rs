//! The baselines of an arm, and whether the arm is better than the best of them.

use experiment::spec::Metric;

use super::advice;
use crate::arms::Arm;
use crate::comparison::{Comparison, Comparisons};
use crate::markdown::escaped;
use crate::words::{interval, level, list, number};

/// Sentences about the baselines of an arm, if it has any; `index` is its place among the compared arms.
pub fn sentences(arm: &Arm, index: usize, metric: Metric, comparisons: &Comparisons) -> Vec<String> {
    let reached = reached(arm, metric);
    if reached.is_empty() {
        return Vec::new();
    }
    [values(&reached)].into_iter().chain(against_best(arm, index, metric, comparisons)).collect()
}

/// The arm against the best baseline, of equal ones the simplest.
pub fn against_best(arm: &Arm, index: usize, metric: Metric, comparisons: &Comparisons) -> Vec<String> {
    let reached = reached(arm, metric);
    let better = |a: &&(&str, f64), b: &&(&str, f64)| match metric.quantity.higher_is_better() {
        true => a.1.total_cmp(&b.1),
        false => b.1.total_cmp(&a.1),
    };
    let best = reached.iter().rev().max_by(better);
    let comparison = best.and_then(|(name, _)| comparisons.with_baseline(index, name));
    let sentences = |comparison: Comparison| {
        let unclear = if comparison.decision.significant { &[][..] } else { &[&comparison][..] };
        [against(arm, &comparison)].into_iter().chain(advice::for_unclear(arm, unclear)).collect()
    };
    comparison.map_or_else(Vec::new, sentences)
}

fn reached<'g>(arm: &'g Arm, metric: Metric) -> Vec<(&'g str, f64)> {
    let named = |name| Some((name, arm.baseline(name, metric)?.mean));
    arm.baselines().into_iter().filter_map(named).collect()
}

fn values(reached: &[(&str, f64)]) -> String {
    match reached {
        [(name, mean)] => format!("The baseline ({}) has {}.", escaped(name), number(*mean)),
        _ => {
            let one = |(name, mean): &(&str, f64)| format!("{} ({})", number(*mean), escaped(name));
            format!("The baselines have {}.", list(&reached.iter().map(one).collect::<Vec<_>>()))
        }
    }
}

/// One comparison, on the same rows in every run.
fn against(arm: &Arm, Comparison { label, lead, decision }: &Comparison) -> String {
    let arm = if arm.label.is_empty() { "The network".to_owned() } else { format!("**{}**", escaped(&arm.label)) };
    let (name, by) = (escaped(label), number(lead.mean.abs()));
    let verb = if lead.mean > 0.0 { "is better than" } else { "is worse than" };
    let level = level(decision.level);
    match lead.interval_at(decision.level) {
        _ if lead.mean == 0.0 && lead.deviation.unwrap_or(0.0) == 0.0 => format!("{arm} is as good as {name}."),
        None => format!("{arm} {verb} {name} by {by}, in a single run."),
        Some((low, high)) if decision.significant => {
            let ends = if lead.mean < 0.0 { (-high, -low) } else { (low, high) };
            format!("{arm} {verb} {name} by {by} ({level} interval of the paired difference: {}).", interval(ends))
        }
        Some(ends) => format!(
            "{arm} does not differ significantly from {name} (paired difference {}, {level} interval {}).",
            number(lead.mean),
            interval(ends)
        ),
    }
}

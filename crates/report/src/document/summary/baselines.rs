//! What the simple models reach, and whether the network beats the best of them.

use experiment::spec::Metric;

use crate::arms::Group;
use crate::judging::lead_over_baseline;
use crate::markdown::plain;
use crate::statistics::Estimate;
use crate::words::{interval, list, number};

/// Shares of samples and of variance differ by more than this, or by the rounding of their sums.
const NOISE: f64 = 1e-12;

/// Sentences about the baselines of an arm; none where it has none.
pub fn sentences(group: &Group, metric: Metric) -> Vec<String> {
    let reached = reached(group, metric);
    if reached.is_empty() {
        return Vec::new();
    }
    [they_reach(&reached)].into_iter().chain(against_best(group, metric)).collect()
}

/// Whether an arm beats the best of them, of equals the simplest.
pub fn against_best(group: &Group, metric: Metric) -> Option<String> {
    let reached = reached(group, metric);
    let better = |a: &&(&str, f64), b: &&(&str, f64)| match metric.quantity.higher_is_better() {
        true => a.1.total_cmp(&b.1),
        false => b.1.total_cmp(&a.1),
    };
    let (best, _) = reached.iter().rev().max_by(better)?;
    Some(against(group, best, lead_over_baseline(group, best, metric)?))
}

fn reached<'g>(group: &'g Group, metric: Metric) -> Vec<(&'g str, f64)> {
    let named = |name| Some((name, group.baseline(name, metric)?.mean));
    group.baselines().into_iter().filter_map(named).collect()
}

fn they_reach(reached: &[(&str, f64)]) -> String {
    match reached {
        [(name, mean)] => format!("The baseline ({}) reaches {}.", plain(name), number(*mean)),
        _ => {
            let one = |(name, mean): &(&str, f64)| format!("{} ({})", number(*mean), plain(name));
            format!("The baselines reach {}.", list(&reached.iter().map(one).collect::<Vec<_>>()))
        }
    }
}

/// One comparison, of the same runs on the same rows.
fn against(group: &Group, name: &str, lead: Estimate) -> String {
    let arm = if group.label.is_empty() { "The network".to_owned() } else { format!("**{}**", plain(&group.label)) };
    let (name, by) = (plain(name), number(lead.mean.abs()));
    let verb = if lead.mean > 0.0 { "beats" } else { "falls short of" };
    match lead.interval() {
        _ if lead.mean.abs() + lead.half.unwrap_or(0.0) < NOISE => format!("{arm} does as well as {name}."),
        None => format!("{arm} {verb} {name} by {by}, in a single run."),
        Some((low, high)) if lead.nonzero() => {
            let ends = if lead.mean < 0.0 { (-high, -low) } else { (low, high) };
            format!("{arm} {verb} {name} by {by} (95 % interval of the paired difference: {}).", interval(ends))
        }
        Some(ends) => format!(
            "{arm} cannot be told apart from {name} (paired difference {}, 95 % interval {}).",
            number(lead.mean),
            interval(ends)
        ),
    }
}

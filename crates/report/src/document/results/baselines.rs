//! The rows of the baselines: one where it is equal for all arms, else one for each set of arms that share its values.

use experiment::spec::{Metric, Quantity};

use super::shown::minimizes_log_loss;
use crate::arms::Arm;
use crate::evaluation;
use crate::markdown::escaped;
use crate::statistics::Estimate;
use crate::words::{list, number};

/// The name and the cells of each row.
pub fn rows(arms: &[Arm], metrics: &[Metric]) -> Vec<(String, Vec<String>)> {
    let mut rows: Vec<(&str, Vec<String>, Vec<&str>)> = Vec::new();
    for arm in arms {
        for name in arm.baselines() {
            let cell = |&metric: &Metric| {
                arm.baseline(name, counterpart(arm, metric))
                    .map_or_else(|| "–".to_owned(), |mean| baseline_value(metric, mean))
            };
            let cells: Vec<String> = metrics.iter().map(cell).collect();
            match rows.iter_mut().find(|(known, other, _)| *known == name && *other == cells) {
                Some((_, _, labels)) => labels.push(&arm.label),
                None => rows.push((name, cells, vec![&arm.label])),
            }
        }
    }
    let title = |name: &str, labels: &[&str]| match labels.len() == arms.len() {
        true => format!("*{}*", escaped(name)),
        false => format!("*{}* for {}", escaped(name), shortened(labels)),
    };
    rows.iter().map(|(name, cells, labels)| (title(name, labels), cells.clone())).collect()
}

/// The labels of up to three arms, of more the first and how many others.
fn shortened(arms: &[&str]) -> String {
    let names: Vec<String> = arms.iter().map(|arm| escaped(arm)).collect();
    match &names[..] {
        [first, _, _, rest @ ..] if !rest.is_empty() => format!("{first} and {} more", names.len() - 1),
        few => list(few),
    }
}

/// The metric of a baseline in a column: a baseline has no loss, but its log loss can stand for it.
fn counterpart(arm: &Arm, metric: Metric) -> Metric {
    let same = metric.quantity == Quantity::Loss && arm.runs.iter().all(|record| minimizes_log_loss(record));
    if same { Metric { quantity: Quantity::LogLoss, ..metric } } else { metric }
}

/// The value of a baseline; without an interval where it is equal in every run.
fn baseline_value(metric: Metric, mean: Estimate) -> String {
    if mean.deviation == Some(0.0) { number(mean.mean) } else { evaluation::estimate(metric, mean) }
}

//! What the numbers of the results are, in sentences below the table.

use experiment::spec::{EngineName, Metric, Quantity, Scale};

use super::columns::Columns;
use super::{ending, intervals, scores};
use crate::comparison;
use crate::document::details;
use crate::markdown::escaped;
use crate::words::capital;

/// The sentences below the table.
pub fn all(columns: &Columns) -> Vec<String> {
    let (arms, metrics) = (columns.arms, &columns.metrics);
    let mut notes: Vec<String> = columns.judged.iter().map(|column| column.order.clone()).collect();
    let runs = arms.iter().map(|arm| arm.runs.len()).max().unwrap_or(1);
    match runs {
        1 => notes.push("Each number is from a single run, so there are no intervals.".to_owned()),
        _ => notes.push(intervals::note(arms)),
    }
    if columns.has_bold() {
        notes.push("The best in the metric of the judge is in bold.".to_owned());
    }
    if !comparison::comparable(arms) {
        notes.push("The arms are evaluated on different rows, so none is best.".to_owned());
    }
    notes.extend(ending::same_for_all(arms).map(|words| format!("{}.", capital(&words))));
    if columns.both_engines() {
        notes.push(format!(
            "The numbers are those of the {} engine; the last column is the largest difference from burn in any of \
             them, over all runs.",
            EngineName::FromScratch.as_str()
        ));
    }
    notes.extend(the_loss(columns));
    notes.extend(meanings(metrics));
    notes.extend(scores::meanings(metrics, &arms[0]));
    notes
}

/// What the loss is, if all arms have one: its formula, and that a scaled target makes it another number than the
/// errors in the target's unit.
fn the_loss(columns: &Columns) -> Option<String> {
    let shows = columns.metrics.iter().any(|metric| metric.quantity == Quantity::Loss);
    let mut specs = columns.arms.iter().map(|arm| &arm.first().run.spec);
    let spec = specs.next().filter(|_| shows)?;
    let (loss, scale) = (spec.loss(), spec.dataset.target_scale);
    let same = specs.all(|other| other.loss() == loss && other.dataset.target_scale == scale);
    let scaled = if scale == Scale::None { "" } else { ", with scaled targets" };
    same.then(|| format!("The loss is {}{scaled}: {}.", details::loss(loss), escaped(loss.facts().formula)))
}

/// The definitions of the quantities.
fn meanings(metrics: &[Metric]) -> Option<String> {
    let any = |quantity| metrics.iter().any(|metric| metric.quantity == quantity);
    let mut parts = Vec::new();
    if any(Quantity::Objective) {
        parts.push("the objective is the loss plus the penalty");
    }
    if any(Quantity::LogLoss) {
        parts.push("the log loss is the mean of −ln p, p the probability of the right class, 2⁻⁵² at least");
    }
    if any(Quantity::R2) {
        parts.push("R² is 1 for a perfect fit and 0 for predicting the mean");
    }
    if any(Quantity::Mae) {
        parts.push("MAE and RMSE are the mean absolute and the root mean squared error in the target's unit");
    }
    (!parts.is_empty()).then(|| format!("{}.", capital(&parts.join("; "))))
}

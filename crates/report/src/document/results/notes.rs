//! What the numbers of the results are, in sentences below the table.

use experiment::spec::{EngineName, MeanOver, Metric, Quantity, Scale};

use super::columns::Columns;
use super::{ending, intervals, scores};
use crate::arms::{Arm, records_of};
use crate::comparison;
use crate::document::details;
use crate::evaluation::engine_difference;
use crate::markdown::escaped;
use crate::words::{capital, list, magnitude};

/// The sentences below the table.
pub fn all(columns: &Columns) -> Vec<String> {
    let (arms, metrics) = (columns.arms, &columns.metrics);
    let mut notes: Vec<String> = columns.judged.iter().map(|column| column.order.clone()).collect();
    let runs = arms.iter().map(|arm| arm.runs.len()).max().unwrap_or(1);
    match runs {
        1 => notes.push("Each number is from a single run, so there are no intervals.".to_owned()),
        _ => notes.push(intervals::note(arms)),
    }
    if columns.has_cut() {
        notes.push(
            "Where an interval would leave what a measure can be, both ends stand in parentheses, cut there."
                .to_owned(),
        );
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
    notes.extend(rounding(columns));
    notes.extend(the_loss(columns));
    notes.extend(meanings(metrics));
    if has_majority(columns) {
        notes.push(
            "The loss of the majority class is that of stating the share of each class for every row.".to_owned(),
        );
    }
    notes.extend(logistic(arms));
    notes.extend(scores::meanings(metrics, &arms[0]));
    notes
}

/// From here on a difference of engines needs a word.
const LARGE: f64 = 1e-6;

/// That engines ended apart because the last digit decides, where a shadow of the hand-written one did, too.
fn rounding(columns: &Columns) -> Option<String> {
    let apart = columns.arms.iter().filter_map(|arm| engine_difference(arm, &columns.metrics)).fold(0.0, f64::max);
    let shadow = records_of(columns.arms).flat_map(|record| &record.agreement).map(|row| row.shadow_trajectory);
    let shadow = shadow.filter(|shadow| shadow.is_finite()).fold(0.0, f64::max);
    (apart > LARGE && shadow > LARGE).then(|| {
        format!(
            "Where the engines end apart, the last digit decides: parameters that start one unit in the last place \
             away end up to {} away.",
            magnitude(shadow)
        )
    })
}

/// What the losses are: the formula of each, for one sample, and that a scaled target makes it another number than the
/// errors in the target's unit.
fn the_loss(columns: &Columns) -> Option<String> {
    let shows = columns.metrics.iter().any(|metric| metric.quantity == Quantity::Loss);
    let mut formulas: Vec<(Vec<String>, String)> = Vec::new();
    for spec in columns.arms.iter().map(|arm| &arm.first_run().run.spec).filter(|_| shows) {
        let loss = spec.loss();
        let scaled = if spec.dataset.target_scale == Scale::None { "" } else { ", with scaled targets" };
        let (name, formula) = (format!("{}{scaled}", details::loss(loss)), escaped(loss.facts().formula));
        match formulas.iter_mut().find(|(_, known)| *known == formula) {
            Some((names, _)) if names.contains(&name) => {}
            Some((names, _)) => names.push(name),
            None => formulas.push((vec![name], formula)),
        }
    }
    let sums = columns.arms.iter().any(|arm| arm.first_run().run.spec.loss().facts().mean == MeanOver::Nothing);
    let of_part =
        if sums { "the mean over its samples, or where it says total their sum" } else { "the mean over its samples" };
    let end = format!("with j the outputs and m their number; that of a part is {of_part}");
    let each = formulas.iter().map(|(names, formula)| format!("{}: {formula}", list(names)));
    let each = each.collect::<Vec<_>>().join("; ");
    (!each.is_empty()).then(|| format!("The loss of one sample is {each}, {end}."))
}

/// Fewer rows than these may be classes that a line parts, and logistic regression does not.
const FEW: usize = 20;

/// That logistic regression has a penalty, which on a truth table is stronger than the rows.
fn logistic(arms: &[Arm]) -> Option<String> {
    let few = arms.iter().any(|arm| arm.first_run().run.data.rows[0] < FEW);
    let errs = if few { ", which on so few rows keeps it from parting classes that a line parts" } else { "" };
    let has = arms.iter().any(|arm| arm.baselines().contains(&"logistic regression"));
    has.then(|| format!("Logistic regression has scikit-learn's penalty on its weights, C = 1{errs}."))
}

/// Whether a loss of the most frequent class stands in the table.
fn has_majority(columns: &Columns) -> bool {
    let is_loss = |metric: &Metric| matches!(metric.quantity, Quantity::Loss | Quantity::LogLoss);
    columns.metrics.iter().any(is_loss) && columns.arms.iter().any(|arm| arm.baselines().contains(&"majority class"))
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

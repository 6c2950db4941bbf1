//! Permutation importance: how much worse the judge's metric gets when one column is mixed up among the rows.
//!
//! A panel for each arm, a point with its 95 % interval for each column, the most important first; arms share the
//! order and the columns. Of several runs the interval is that of their means over the permutations; of a single run
//! that of its permutations.

use std::collections::BTreeMap;

use experiment::spec::Metric;

use super::CaptionedFigure;
use super::table_view::{TableView, arms_with, view};
use super::wording::spread;
use crate::arms::Arm;
use crate::csv::{digits, quoted};
use crate::evaluation;
use crate::figure::{Axis, Figure, Legend, Orientation, Panel, PlotLayer};
use crate::palette::{Dash, Marker};
use crate::statistics::{Estimate, extremes};
use crate::symbols;
use crate::words::count;

const TABLE: &str = "permutation-importance";

/// The most columns that a panel shows; the numbers have all of them.
const SHOWN: usize = 20;

/// The most columns that find room one below the other in a wide panel.
const WIDE: usize = 8;

/// The importance of each column of an arm, by name.
type Importances = BTreeMap<String, Estimate>;

/// One figure; none where no run measured a number.
pub fn draw(arms: &[Arm]) -> Vec<CaptionedFigure> {
    let arms = arms_with(arms, TABLE);
    let Some((first, table)) = arms.first() else { return Vec::new() };
    let Some(metric) = table.names().get(1).and_then(|name| Metric::parse(name)) else { return Vec::new() };
    let measured: Vec<(&Arm, Importances)> = arms.iter().map(|(arm, _)| (arm, importances(arm))).collect();
    let columns = ordered(*table, &measured);
    let shown = &columns[..columns.len().min(SHOWN)];
    let axis = axis(metric, &measured, shown);
    let panels: Vec<Panel> = measured.iter().map(|(arm, of_arm)| panel(arm, of_arm, shown, axis.clone())).collect();
    let per_row = panels.len().min(2);
    let figure = Figure::new(TABLE, "Permutation importance: what the network cannot do without", panels);
    let figure = if shown.len() > WIDE { figure.square() } else { figure };
    let figure = figure.title(title(metric, &measured, &columns)).columns(per_row).legend(Legend::Hidden);
    let words = caption(first, *table, metric, columns.len());
    vec![CaptionedFigure::single_frame(figure, words).csv(csv(&measured, &columns))]
}

/// The importance of each column of an arm: its estimate from runs, or from the permutations of the only run.
fn importances(arm: &Arm) -> Importances {
    let mut by_column: BTreeMap<String, Vec<Vec<f64>>> = BTreeMap::new();
    for table in arm.runs.iter().filter_map(|record| view(record, TABLE)) {
        for name in table.labels() {
            let values = table.of(name).map(|values| values[1]).collect();
            by_column.entry(name.to_owned()).or_default().push(values);
        }
    }
    let estimate = |runs: Vec<Vec<f64>>| match &runs[..] {
        [permutations] => Estimate::of(permutations),
        several => arm.estimate(&several.iter().map(|values| mean(values)).collect::<Vec<_>>()),
    };
    by_column.into_iter().filter_map(|(name, runs)| Some((name, estimate(runs)?))).collect()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// All columns, the one first whose mean importance over the arms is the largest.
fn ordered<'a>(table: TableView<'a>, measured: &[(&Arm, Importances)]) -> Vec<&'a str> {
    let of_all = |name: &str| -> f64 {
        measured.iter().filter_map(|(_, of_arm)| of_arm.get(name)).map(|estimate| estimate.mean).sum()
    };
    let mut columns = table.labels();
    columns.sort_by(|a, b| of_all(b).total_cmp(&of_all(a)));
    columns
}

/// The axis of importance, the same for all arms: over zero and all intervals.
fn axis(metric: Metric, measured: &[(&Arm, Importances)], shown: &[&str]) -> Axis {
    let estimates = measured.iter().flat_map(|(_, of_arm)| shown.iter().filter_map(|name| of_arm.get(*name)));
    let ends = estimates.flat_map(|estimate| {
        let (low, high) = estimate.interval().unwrap_or((estimate.mean, estimate.mean));
        [low, high]
    });
    let (low, high) = extremes(ends.chain([0.0])).unwrap_or_default();
    let change = if metric.quantity.higher_is_better() { "fall of" } else { "rise of" };
    let axis = Axis::linear(format!("{change} {}", evaluation::name(metric)));
    let margin = 0.05 * (high - low);
    if high > low { axis.range(low - margin, high + margin) } else { axis }
}

/// Points with their intervals from top to bottom.
fn panel(arm: &Arm, of_arm: &Importances, shown: &[&str], x: Axis) -> Panel {
    let style = arm.style().dash(Dash::Solid).marker(Marker::Circle);
    let estimates = || shown.iter().enumerate().filter_map(|(at, name)| Some((at as f64, of_arm.get(*name)?)));
    let mut layers = vec![PlotLayer::reference("", Orientation::Vertical, 0.0)];
    for (at, estimate) in estimates() {
        if let Some((low, high)) = estimate.interval() {
            layers.push(PlotLayer::line("", style, vec![(low, at), (high, at)]));
        }
    }
    layers.push(PlotLayer::points("", style, estimates().map(|(at, estimate)| (estimate.mean, at)).collect()));
    let y = Axis::category("column", shown.iter().map(|name| symbols::variable(name)).collect());
    Panel::plot(arm.label.clone(), x, y, layers)
}

/// What the most important column is worth.
fn title(metric: Metric, measured: &[(&Arm, Importances)], columns: &[&str]) -> String {
    let first = columns[0];
    let changes = if metric.quantity.higher_is_better() { "falls" } else { "rises" };
    let lost = measured.iter().filter_map(|(arm, of_arm)| Some((of_arm.get(first)?.mean, arm.label.as_str())));
    let by = spread(lost).map(|by| format!(", by {by}")).unwrap_or_default();
    format!("With {} mixed up the {} {changes} most{by}", symbols::variable(first), evaluation::name(metric))
}

fn caption(arm: &Arm, table: TableView, metric: Metric, columns: usize) -> String {
    let permutations = table.of(table.labels()[0]).count();
    let change = if metric.quantity.higher_is_better() { "falls" } else { "rises" };
    let interval = match arm.runs.len() {
        1 => format!(
            "over {} of a single run, which say nothing about another training",
            count(permutations, "permutation")
        ),
        runs => {
            format!("over {}, each the mean of {}", count(runs, arm.repetition()), count(permutations, "permutation"))
        }
    };
    let left_out = match columns > SHOWN {
        true => format!(" The {SHOWN} most important of {columns} columns; the numbers hold all."),
        false => String::new(),
    };
    format!(
        "How much the {} {change} when one column is mixed up among the rows, with 95 % intervals {interval} ({}). \
         Columns that say the same stand in for each other, so each of them alone may look unimportant.{left_out}",
        evaluation::name(metric),
        arm.first_run().run.spec.engines[0].as_str()
    )
}

/// `arm,column,importance,low,high`; low and high are the ends of the interval.
fn csv(measured: &[(&Arm, Importances)], columns: &[&str]) -> String {
    let mut text = "arm,column,importance,low,high\n".to_owned();
    for (arm, of_arm) in measured {
        for (name, estimate) in columns.iter().filter_map(|name| Some((name, of_arm.get(*name)?))) {
            let ends = estimate.interval().map(|(low, high)| (digits(low), digits(high)));
            let (low, high) = ends.unwrap_or_default();
            let start = format!("{},{}", quoted(&arm.label), quoted(name));
            text.push_str(&format!("{start},{},{low},{high}\n", digits(estimate.mean)));
        }
    }
    text
}

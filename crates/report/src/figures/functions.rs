//! The activation functions of the sweep, each with its derivative in a panel of its own: a dozen curves in one graph
//! cannot be told apart. A few are also shown all in one graph, and their derivatives in another, as lecture 001 l.329
//! asks.

use super::CaptionedFigure;
use super::table_view::{TableView, all_arms_with};
use super::wording::spread;
use crate::arms::Arm;
use crate::figure::{Axis, Figure, Panel, PlotLayer, balanced};
use crate::palette::Style;
use crate::statistics::extremes;
use crate::words::list;

/// The columns of the table.
const Z: usize = 0;
const VALUE: usize = 1;
const SLOPE: usize = 2;
/// The most functions in one graph.
const TOGETHER: usize = 6;
/// The largest absolute value on the vertical axis.
const LIMIT: f64 = 2.0;

/// Two figures, of a single arm and of many one; none unless the networks have one hidden unit.
pub fn draw(arms: &[Arm]) -> Vec<CaptionedFigure> {
    let arms = all_arms_with(arms, "functions");
    match arms.len() {
        0 => Vec::new(),
        2..=TOGETHER => vec![together(&arms), one_by_one("functions-one-by-one", &arms)],
        _ => vec![one_by_one("functions", &arms)],
    }
}

/// All functions, and all derivatives.
fn together(arms: &[(Arm, TableView)]) -> CaptionedFigure {
    let panel = |title: &str, axis: &str, column: usize| {
        let line = |(arm, view): &(Arm, TableView)| {
            let points = with_gaps(view.points("point", Z, column));
            PlotLayer::line(arm.label_or(&name(arm)), arm.style(), points)
        };
        Panel::plot(title, Axis::linear("z"), Axis::linear(axis), arms.iter().map(line).collect())
    };
    let panels = vec![panel("functions", "a(z)", VALUE), panel("derivatives", "a′(z)", SLOPE)];
    let names: Vec<String> = arms.iter().map(|(arm, _)| name(arm)).collect();
    let words = format!(
        "The activations {} and their derivatives as the engine computes them: the values in its forward pass, the \
         derivatives in its backward pass ({}).",
        list(&names),
        arms[0].0.first_run().run.spec.engines[0].as_str()
    );
    let figure = Figure::new("functions", "Activation functions and their derivatives", panels);
    CaptionedFigure::single_frame(figure.square().columns(2).title(steepest(arms)), words)
}

/// A panel for each function with its derivative.
fn one_by_one(id: &str, arms: &[(Arm, TableView)]) -> CaptionedFigure {
    let range = range(arms);
    let panels: Vec<Panel> = arms.iter().map(|(arm, view)| panel(arm, *view, range)).collect();
    let shared = if arms.len() > 1 { " All panels share their axes." } else { "" };
    let words = format!(
        "Each activation with its derivative as the engine computes them: the values in its forward pass, the \
         derivatives in its backward pass ({}).{shared}",
        arms[0].0.first_run().run.spec.engines[0].as_str()
    );
    let columns = balanced(panels.len(), 4);
    let figure = Figure::new(id, "Each activation function with its derivative", panels);
    CaptionedFigure::single_frame(figure.columns(columns).title(steepest(arms)), words)
}

/// The largest slope of each function.
fn steepest(arms: &[(Arm, TableView)]) -> String {
    let slope = |view: &TableView| view.rows().map(|(_, row)| row[SLOPE]).fold(f64::NEG_INFINITY, f64::max);
    let names: Vec<String> = arms.iter().map(|(arm, _)| name(arm)).collect();
    let slopes = arms.iter().zip(&names).map(|((_, view), name)| (slope(view), name.as_str()));
    format!("The largest slope: {}", spread(slopes).unwrap_or_default())
}

/// One activation with its derivative.
fn panel(arm: &Arm, view: TableView, (low, high): (f64, f64)) -> Panel {
    let line = |label: &str, series: usize, column: usize| {
        PlotLayer::line(label, Style::series(series), with_gaps(view.points("point", Z, column)))
    };
    let lines = vec![line("activation a(z)", 0, VALUE), line("derivative a′(z)", 4, SLOPE)];
    Panel::plot(arm.label_or(&name(arm)), Axis::linear("z"), Axis::linear("a, a′").range(low, high), lines)
}

/// The range of all values and slopes, cut at ±[`LIMIT`]: a function that grows like z would flatten the others.
fn range(arms: &[(Arm, TableView)]) -> (f64, f64) {
    let values = |column: usize| arms.iter().flat_map(|(_, view)| view.rows()).map(move |(_, row)| row[column]);
    let (low, high) = extremes(values(VALUE).chain(values(SLOPE)).chain([0.0])).unwrap_or((0.0, 0.0));
    (low.max(-LIMIT) - 0.2, high.min(LIMIT) + 0.2)
}

fn name(arm: &Arm) -> String {
    let activation = arm.first_run().run.spec.activations()[0];
    activation.as_str().to_string()
}

/// The points with a gap at every jump, in place of a steep line. A jump is longer than 8 of the usual steps.
fn with_gaps(points: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    let step = |pair: &[(f64, f64)]| (pair[1].1 - pair[0].1).abs();
    let mut steps: Vec<f64> = points.windows(2).map(step).collect();
    steps.sort_by(f64::total_cmp);
    let usual = steps.get(steps.len() * 9 / 10).copied().unwrap_or(0.0);
    let mut parts = Vec::new();
    for (at, &point) in points.iter().enumerate() {
        if at > 0 && step(&points[at - 1..=at]) > (8.0 * usual).max(0.2) {
            parts.push((point.0, f64::NAN));
        }
        parts.push(point);
    }
    parts
}

//! The activation functions of the sweep: all on one graph and their derivatives on another, as lecture 001 l.329 asks,
//! and then one by one, since of thirteen curves in one picture not all can be told apart.

use experiment::record::Record;

use super::CaptionedFigure;
use super::arms::{Arm, TableView, all_with};
use crate::figure::{Axis, Figure, Layer, Legend, Panel, balanced};
use crate::palette::Style;
use crate::words::list;

/// The columns of the table.
const Z: usize = 0;
const VALUE: usize = 1;
const SLOPE: usize = 2;
/// How far the axis reaches to each side.
const MOST: f64 = 2.0;

/// The plates, if nets of one hidden unit were swept.
pub fn draw(records: &[Record]) -> Vec<CaptionedFigure> {
    let arms = all_with(records, "functions");
    match arms.len() {
        0 => Vec::new(),
        1 => vec![one_by_one(&arms)],
        _ => vec![together(&arms), one_by_one(&arms)],
    }
}

/// All functions, and all derivatives.
fn together(arms: &[(Arm, TableView)]) -> CaptionedFigure {
    let panel = |title: &str, axis: &str, column: usize| {
        let line = |(index, (arm, sheet)): (usize, &(Arm, TableView))| {
            let points = pieces(sheet.points("point", Z, column));
            Layer::line(name(arm), Style::slot(index).width(1.75), points)
        };
        Panel::plot(title, Axis::linear("z"), Axis::linear(axis), arms.iter().enumerate().map(line).collect())
    };
    let panels = vec![panel("functions", "a(z)", VALUE), panel("derivatives", "a′(z)", SLOPE)];
    let names: Vec<String> = arms.iter().map(|(arm, _)| name(arm)).collect();
    let words = format!(
        "The activations {} and their derivatives, both as the engine computes them: the values from its forward \
         pass, the derivatives from its own backward pass ({}).",
        list(&names),
        arms[0].0.first().run.spec.engines[0].as_str()
    );
    let figure = Figure::new("functions", "Activation functions and their derivatives", panels);
    CaptionedFigure::still(figure.square().columns(2).legend(Legend::Below), words)
}

/// A panel for each function with its derivative.
fn one_by_one(arms: &[(Arm, TableView)]) -> CaptionedFigure {
    let range = range(arms);
    let panels: Vec<Panel> = arms.iter().map(|(arm, sheet)| panel(arm, *sheet, range)).collect();
    let shared = if arms.len() > 1 { " All panels share their axes." } else { "" };
    let words = format!("Each activation beside its own derivative.{shared}");
    let columns = balanced(panels.len(), 4);
    let figure = Figure::new("functions-one-by-one", "Each activation function with its derivative", panels);
    CaptionedFigure::still(figure.columns(columns), words)
}

/// One activation with its derivative.
fn panel(arm: &Arm, sheet: TableView, (low, high): (f64, f64)) -> Panel {
    let line = |label: &str, slot: usize, column: usize| {
        Layer::line(label, Style::slot(slot), pieces(sheet.points("point", Z, column)))
    };
    let lines = vec![line("activation a(z)", 0, VALUE), line("derivative a′(z)", 4, SLOPE)];
    Panel::plot(name(arm), Axis::linear("z"), Axis::linear("a, a′").range(low, high), lines)
}

/// From the least to the largest value of all activations, as far as the axis of the slopes needs: what grows like z
/// would press the others flat.
fn range(arms: &[(Arm, TableView)]) -> (f64, f64) {
    let values = |column: usize| arms.iter().flat_map(|(_, sheet)| sheet.rows()).map(move |(_, row)| row[column]);
    let (low, high) = values(VALUE).chain(values(SLOPE)).fold((0.0_f64, 0.0_f64), |(l, h), v| (l.min(v), h.max(v)));
    (low.max(-MOST) - 0.2, high.min(MOST) + 0.2)
}

fn name(arm: &Arm) -> String {
    let activation = arm.first().run.spec.activations()[0];
    activation.name().to_string()
}

/// A jump is drawn as a gap, not as a steep line: it is longer than 8 of the usual steps.
fn pieces(points: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    let step = |pair: &[(f64, f64)]| (pair[1].1 - pair[0].1).abs();
    let mut steps: Vec<f64> = points.windows(2).map(step).collect();
    steps.sort_by(f64::total_cmp);
    let usual = steps.get(steps.len() * 9 / 10).copied().unwrap_or(0.0);
    let mut pieces = Vec::new();
    for (at, &point) in points.iter().enumerate() {
        if at > 0 && step(&points[at - 1..=at]) > (8.0 * usual).max(0.2) {
            pieces.push((point.0, f64::NAN));
        }
        pieces.push(point);
    }
    pieces
}

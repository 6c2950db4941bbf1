//! The activation functions of the sweep on one graph, and their derivatives on another.

use experiment::record::Record;

use super::Plate;
use super::arms::{Arm, Sheet, all_with};
use crate::figure::{Axis, Figure, Layer, Legend, Panel};
use crate::palette::Style;
use crate::words::list;

/// The columns of the table.
const Z: usize = 0;
const VALUE: usize = 1;
const SLOPE: usize = 2;

/// The plate, if nets of one hidden unit were swept.
pub fn draw(records: &[Record]) -> Vec<Plate> {
    let arms = all_with(records, "functions");
    if arms.is_empty() {
        return Vec::new();
    }
    let panel = |title: &str, axis: &str, column: usize| {
        let line = |(index, (arm, sheet)): (usize, &(Arm, Sheet))| {
            let points = pieces(sheet.points("point", Z, column));
            Layer::line(name(arm), Style::slot(index).width(1.75), points)
        };
        let layers = arms.iter().enumerate().map(line).collect();
        Panel::plot(title, Axis::linear("z"), Axis::linear(axis), layers)
    };
    let panels = vec![panel("functions", "a(z)", VALUE), panel("derivatives", "a′(z)", SLOPE)];
    let names: Vec<String> = arms.iter().map(|(arm, _)| name(arm)).collect();
    let words = format!(
        "The activations {} and their derivatives, both as the engine computes them: the values from its forward \
         pass, the derivatives from its own backward ({}).",
        list(&names),
        arms[0].0.first().run.spec.engines[0].as_str()
    );
    let figure = Figure::new("functions", "Activation functions and their derivatives", panels);
    vec![Plate::still(figure.square().columns(2).legend(Legend::Below), words)]
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

//! The norm of each layer's gradient over the epochs, on a logarithmic axis that all panels share.

use experiment::record::Record;

use super::CaptionedFigure;
use super::labels::{run_name, values_by_arm};
use super::layers::{layer_legend, layer_name, layer_style};
use super::table_view::{TableView, arms_with};
use crate::arms::Arm;
use crate::figure::{Axis, Figure, Layer, Panel};
use crate::markdown::escaped;
use crate::statistics::extremes;

/// One figure with a panel for each arm.
pub fn draw(records: &[Record]) -> Vec<CaptionedFigure> {
    let arms = arms_with(records, "gradient-norms");
    if arms.is_empty() {
        return Vec::new();
    }
    let norms = arms.iter().flat_map(|(_, view)| view.rows()).map(|(_, values)| values[1]);
    let range = extremes(norms.filter(|norm| *norm > 0.0));
    let mut legend = layer_legend(&arms);
    let panels = arms.iter().map(|(arm, view)| panel(arm, *view, range, std::mem::take(&mut legend))).collect();
    vec![CaptionedFigure::still(Figure::new("gradient-norms", "Gradient norm of each layer", panels), caption(&arms))]
}

fn panel(arm: &Arm, view: TableView, range: Option<(f64, f64)>, legend: Vec<Layer>) -> Panel {
    let labels = view.labels();
    let line = |label: &&str| {
        let (name, style) = (layer_name(label, labels.len()), layer_style(label, labels.len()));
        Layer::line(name, style, view.points(label, 0, 1))
    };
    let y = Axis::log("norm of the gradient");
    let y = range.map_or(y.clone(), |(low, high)| y.range(low / 1.5, high * 1.5));
    Panel::plot(
        arm.label.clone(),
        Axis::linear("epoch"),
        y,
        legend.into_iter().chain(labels.iter().map(line)).collect(),
    )
}

/// Names the quantity, and compares the first layer with the last before training.
fn caption(arms: &[(Arm, TableView)]) -> String {
    let record = arms[0].0.first();
    let words = format!("√Σg² over all parameters of each layer ({}).", run_name(record));
    let ratios: Vec<(String, String)> = arms.iter().filter_map(|(arm, view)| ratio(arm, *view)).collect();
    match values_by_arm(&ratios) {
        none if none.is_empty() => words,
        ratios => {
            format!("{words} Before training, the ratio of the first layer's norm to the last layer's is {ratios}.")
        }
    }
}

/// The ratio of the first layer's norm to the last layer's before training, and the arm.
fn ratio(arm: &Arm, view: TableView) -> Option<(String, String)> {
    let labels = view.labels();
    let start = |label: &str| view.of(label).next().map(|values| values[1]);
    let ratio = start(labels.first()?)? / start(labels.last()?)?;
    (labels.len() > 1 && ratio.is_finite()).then(|| (crate::draw::short(ratio), escaped(&arm.label)))
}

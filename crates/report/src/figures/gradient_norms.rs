//! The norm of each layer's gradient over the epochs, on a logarithmic axis that all panels share.

use experiment::record::Record;

use super::CaptionedFigure;
use super::arms::{Arm, TableView, layer_key, layer_name, layer_style, positive_range, told, whose, with};
use crate::figure::{Axis, Figure, Layer, Panel};
use crate::markdown::plain;

/// The plate.
pub fn draw(records: &[Record]) -> Vec<CaptionedFigure> {
    let arms = with(records, "gradient-norms");
    if arms.is_empty() {
        return Vec::new();
    }
    let norms = arms.iter().flat_map(|(_, sheet)| sheet.rows()).map(|(_, values)| values[1]);
    let range = positive_range(norms);
    let mut key = layer_key(&arms);
    let panels = arms.iter().map(|(arm, sheet)| panel(arm, *sheet, range, std::mem::take(&mut key))).collect();
    vec![CaptionedFigure::still(Figure::new("gradient-norms", "Gradient norm of each layer", panels), caption(&arms))]
}

fn panel(arm: &Arm, sheet: TableView, range: Option<(f64, f64)>, key: Vec<Layer>) -> Panel {
    let labels = sheet.labels();
    let line = |label: &&str| {
        let (name, style) = (layer_name(label, labels.len()), layer_style(label, labels.len()));
        Layer::line(name, style, sheet.points(label, 0, 1))
    };
    let y = Axis::log("norm of the gradient");
    let y = range.map_or(y.clone(), |(low, high)| y.range(low / 1.5, high * 1.5));
    Panel::plot(arm.label.clone(), Axis::linear("epoch"), y, key.into_iter().chain(labels.iter().map(line)).collect())
}

/// What the first and the last layer get at the start.
fn caption(arms: &[(Arm, TableView)]) -> String {
    let record = arms[0].0.first();
    let words = format!("√Σg² over all parameters of each layer ({}).", whose(record));
    let ratios: Vec<(String, String)> = arms.iter().filter_map(|(arm, sheet)| ratio(arm, *sheet)).collect();
    match told(&ratios) {
        told if told.is_empty() => words,
        told => format!("{words} Before training the first layer's is {told} of the last one's."),
    }
}

/// The ratio of an arm before training, and the arm.
fn ratio(arm: &Arm, sheet: TableView) -> Option<(String, String)> {
    let labels = sheet.labels();
    let start = |label: &str| sheet.of(label).next().map(|values| values[1]);
    let ratio = start(labels.first()?)? / start(labels.last()?)?;
    (labels.len() > 1 && ratio.is_finite()).then(|| (crate::draw::short(ratio), plain(&arm.label)))
}

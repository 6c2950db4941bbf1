//! How layers are named and drawn in every figure that shows one curve for each layer.

use super::table_view::TableView;
use crate::arms::Arm;
use crate::figure::PlotLayer;
use crate::palette::{COLORS, DASHES, INK, Style};

/// `hidden layer 1` or `output layer`, from the recorded label `layers.0` in a network of `layers` layers.
pub fn layer_name(label: &str, layers: usize) -> String {
    let index = layer_index(label);
    if index + 1 == layers { "output layer".into() } else { format!("hidden layer {}", index + 1) }
}

fn layer_index(label: &str) -> usize {
    label.rsplit('.').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// The output layer is black whatever its index, so that it looks the same in panels of different depths.
pub fn layer_style(label: &str, layers: usize) -> Style {
    match layer_index(label) {
        last if last + 1 == layers => Style::series(0).color(INK).width(2.5),
        hidden => Style::series(hidden).color(COLORS[hidden % 6]).dash(DASHES[(hidden + hidden / 6) % DASHES.len()]),
    }
}

/// The legend of a figure: an entry for each layer of the deepest network, in order.
pub fn layer_legend(arms: &[(Arm, TableView)]) -> Vec<PlotLayer> {
    let deepest = arms.iter().map(|(_, view)| view.labels()).max_by_key(Vec::len).unwrap_or_default();
    let entry = |label: &&str| {
        let (name, style) = (layer_name(label, deepest.len()), layer_style(label, deepest.len()));
        PlotLayer::line(name, style, Vec::new())
    };
    deepest.iter().map(entry).collect()
}

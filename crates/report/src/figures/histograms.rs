//! The distribution of the weights or the pre-activations of each layer over the epochs.
//!
//! Bands show quantiles over the epochs. A single arm has histograms before and after training beside them.

use experiment::record::Record;

use super::CaptionedFigure;
use super::labels::run_name;
use super::layers::layer_name;
use super::table_view::{MOST_PANELS, TableView, arms_with, view};
use crate::arms::Arm;
use crate::figure::{Axis, Band, Bar, Bars, Figure, Layer, Panel};
use crate::palette::{Dash, Style, WHITE};

/// Which values are shown.
#[derive(Debug, Clone, Copy)]
pub enum HistogramOf {
    /// The weights of each layer.
    Weights,
    /// The pre-activations z of each layer on the probed batch.
    PreActivations,
}

impl HistogramOf {
    fn tables(self) -> [&'static str; 2] {
        match self {
            HistogramOf::Weights => ["weight-histograms", "weight-bins"],
            HistogramOf::PreActivations => ["activation-histograms", "activation-bins"],
        }
    }

    fn plural(self) -> &'static str {
        match self {
            HistogramOf::Weights => "weights",
            HistogramOf::PreActivations => "pre-activations",
        }
    }

    fn axis_label(self) -> &'static str {
        match self {
            HistogramOf::Weights => "weight",
            HistogramOf::PreActivations => "pre-activation z",
        }
    }
}

/// One figure with a row of panels for each arm.
pub fn draw(of: HistogramOf, records: &[Record]) -> Vec<CaptionedFigure> {
    let [name, bins] = of.tables();
    let arms = arms_with(records, name);
    let Some((arm, first)) = arms.first() else { return Vec::new() };
    let beside = if arms.len() == 1 { view(arm.first(), bins) } else { None };
    let room = (MOST_PANELS / arms.len()).max(1);
    let panels: Vec<Panel> = arms.iter().flat_map(|(arm, bands)| row(of, arm, *bands, beside, room)).collect();
    let columns = if beside.is_some() { 2 } else { first.labels().len().min(room).min(4) };
    let words = format!(
        "Half of the {} of a layer lie in the dark band, 90 % in the light band ({}).{}",
        of.plural(),
        run_name(arm.first()),
        if beside.is_some() { " Right: histograms before and after training." } else { "" }
    );
    vec![CaptionedFigure::still(Figure::new(name, "Distribution over the epochs", panels).columns(columns), words)]
}

/// At most `room` of the indices below `count`, evenly spaced from the first to the last.
fn evenly_spaced(count: usize, room: usize) -> Vec<usize> {
    match room.min(count) {
        0 | 1 => vec![0],
        shown => (0..shown).map(|k| k * (count - 1) / (shown - 1)).collect(),
    }
}

/// The panels of an arm, of at most `room` layers.
fn row(of: HistogramOf, arm: &Arm, bands: TableView, beside: Option<TableView>, room: usize) -> Vec<Panel> {
    let labels = bands.labels();
    let panels = |label: &&str| {
        let layer = layer_name(label, labels.len());
        let words = [arm.label.as_str(), &layer].into_iter().filter(|word| !word.is_empty());
        let title = words.collect::<Vec<_>>().join(", ");
        let over =
            Panel::plot(title.clone(), Axis::linear("epoch"), Axis::linear(of.axis_label()), quantiles(bands, label));
        let counts = beside.map(|bins| {
            let y = Axis::linear("share per bin");
            Panel::plot(title, Axis::linear(of.axis_label()), y, before_and_after(bins, label))
        });
        [over].into_iter().chain(counts)
    };
    evenly_spaced(labels.len(), room).into_iter().map(|at| &labels[at]).flat_map(panels).collect()
}

fn quantiles(view: TableView, label: &str) -> Vec<Layer> {
    let rows: Vec<&[f64]> = view.of(label).collect();
    let style = Style::series(0);
    let band = |label: &str, style: Style, low: usize, high: usize| {
        let points = rows.iter().map(|row| (row[0], row[low], row[high])).collect();
        Layer::Band(Band { label: label.into(), style, points })
    };
    let median = rows.iter().map(|row| (row[0], row[3])).collect();
    vec![
        band("5 % to 95 %", style.color(style.color.mix(WHITE, 0.5)), 1, 5),
        band("25 % to 75 %", style, 2, 4),
        Layer::line("median", style, median),
    ]
}

/// The first and the last histogram.
fn before_and_after(bins: TableView, label: &str) -> Vec<Layer> {
    let rows: Vec<&[f64]> = bins.of(label).collect();
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Vec::new() };
    let bars = |epoch: f64| -> Vec<Bar> {
        let rows = rows.iter().filter(|row| row[0] == epoch);
        rows.map(|row| Bar { from: row[1], to: row[2], height: row[3] }).collect()
    };
    let after = Layer::Bars(Bars { label: "after training".into(), style: Style::series(0), bars: bars(last[0]) });
    if first[0] == last[0] {
        return vec![after];
    }
    let before = bars(first[0]);
    let sides = before.iter().flat_map(|bar| [(bar.from, bar.height), (bar.to, bar.height)]);
    let (left, right) = (before.first().map(|bar| (bar.from, 0.0)), before.last().map(|bar| (bar.to, 0.0)));
    let outline = left.into_iter().chain(sides).chain(right).collect();
    vec![after, Layer::line("before training", Style::series(1).dash(Dash::Solid), outline)]
}

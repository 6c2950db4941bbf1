//! How the weights, or the pre-activations, of each layer are spread over the epochs.
//!
//! Bands of quantiles over time; with a single arm the histograms before and after training stand beside them.

use experiment::record::Record;

use super::CaptionedFigure;
use super::arms::{Arm, MOST, TableView, layer_name, sheet, whose, with};
use crate::figure::{Axis, Band, Bar, Bars, Figure, Layer, Panel};
use crate::palette::{Dash, Style, WHITE};

/// Whose values.
#[derive(Debug, Clone, Copy)]
pub enum What {
    /// The weights.
    Weights,
    /// The pre-activations.
    PreActivations,
}

impl What {
    fn tables(self) -> [&'static str; 2] {
        match self {
            What::Weights => ["weight-histograms", "weight-bins"],
            What::PreActivations => ["activation-histograms", "activation-bins"],
        }
    }

    fn words(self) -> &'static str {
        match self {
            What::Weights => "weights",
            What::PreActivations => "pre-activations",
        }
    }

    fn word(self) -> &'static str {
        match self {
            What::Weights => "weight",
            What::PreActivations => "pre-activation z",
        }
    }
}

/// The plate.
pub fn draw(what: What, records: &[Record]) -> Vec<CaptionedFigure> {
    let [name, bins] = what.tables();
    let arms = with(records, name);
    let Some((arm, first)) = arms.first() else { return Vec::new() };
    let beside = if arms.len() == 1 { sheet(arm.first(), bins) } else { None };
    let room = (MOST / arms.len()).max(1);
    let panels: Vec<Panel> = arms.iter().flat_map(|(arm, bands)| row(what, arm, *bands, beside, room)).collect();
    let columns = if beside.is_some() { 2 } else { first.labels().len().min(room).min(4) };
    let words = format!(
        "Half of the {} of a layer lie in the dark band, nine tenths in the light one ({}).{}",
        what.words(),
        whose(arm.first()),
        if beside.is_some() { " Right: their histograms before and after training." } else { "" }
    );
    vec![CaptionedFigure::still(Figure::new(name, "Spread over the epochs", panels).columns(columns), words)]
}

/// `room` of the layers, evenly from the first to the last.
fn some(count: usize, room: usize) -> Vec<usize> {
    match room.min(count) {
        0 | 1 => vec![0],
        shown => (0..shown).map(|k| k * (count - 1) / (shown - 1)).collect(),
    }
}

/// The panels of an arm, of at most `room` layers.
fn row(what: What, arm: &Arm, bands: TableView, beside: Option<TableView>, room: usize) -> Vec<Panel> {
    let labels = bands.labels();
    let panels = |label: &&str| {
        let layer = layer_name(label, labels.len());
        let words = [arm.label.as_str(), &layer].into_iter().filter(|word| !word.is_empty());
        let title = words.collect::<Vec<_>>().join(", ");
        let over =
            Panel::plot(title.clone(), Axis::linear("epoch"), Axis::linear(what.word()), quantiles(bands, label));
        let counts = beside.map(|bins| {
            let y = Axis::linear("share per bin");
            Panel::plot(title, Axis::linear(what.word()), y, before_and_after(bins, label))
        });
        [over].into_iter().chain(counts)
    };
    some(labels.len(), room).into_iter().map(|at| &labels[at]).flat_map(panels).collect()
}

fn quantiles(sheet: TableView, label: &str) -> Vec<Layer> {
    let rows: Vec<&[f64]> = sheet.of(label).collect();
    let style = Style::slot(0);
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
    let after = Layer::Bars(Bars { label: "after training".into(), style: Style::slot(0), bars: bars(last[0]) });
    if first[0] == last[0] {
        return vec![after];
    }
    let before = bars(first[0]);
    let sides = before.iter().flat_map(|bar| [(bar.from, bar.height), (bar.to, bar.height)]);
    let (left, right) = (before.first().map(|bar| (bar.from, 0.0)), before.last().map(|bar| (bar.to, 0.0)));
    let outline = left.into_iter().chain(sides).chain(right).collect();
    vec![after, Layer::line("before training", Style::slot(1).dash(Dash::Solid), outline)]
}

//! The distribution of the weights or the pre-activations of each layer: histograms before and after training, and in
//! a figure of its own quantiles over the epochs.

use super::CaptionedFigure;
use super::layers::layer_name;
use super::shared_axis::{OWN, are_alike, shared};
use super::table_view::{MOST_PANELS, TableView, arms_with};
use super::wording::{shown_run, spread};
use crate::arms::Arm;
use crate::figure::{Axis, Band, Bar, Bars, Figure, Panel, PlotLayer};
use crate::palette::{Dash, Style, WHITE};
use crate::statistics::extremes;

/// By this factor the axis of shares goes beyond the highest bar.
const ROOM: f64 = 1.05;

/// Which values are shown.
#[derive(Debug, Clone, Copy)]
pub enum HistogramOf {
    /// The weights of each layer.
    Weights,
    /// The pre-activations z of each layer on the probed batch.
    PreActivations,
}

impl HistogramOf {
    /// The tables of quantiles and of bins.
    fn tables(self) -> [&'static str; 2] {
        match self {
            HistogramOf::Weights => ["weight-histograms", "weight-bins"],
            HistogramOf::PreActivations => ["activation-histograms", "activation-bins"],
        }
    }

    /// The names of the figures of histograms and of quantiles.
    fn ids(self) -> [&'static str; 2] {
        match self {
            HistogramOf::Weights => ["weight-histograms", "weight-quantiles"],
            HistogramOf::PreActivations => ["activation-histograms", "activation-quantiles"],
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

/// Two figures with a row of panels for each arm.
pub fn draw(of: HistogramOf, arms: &[Arm]) -> Vec<CaptionedFigure> {
    let [quantiles, bins] = of.tables().map(|table| arms_with(arms, table));
    histograms(of, &bins).into_iter().chain(over_epochs(of, &quantiles)).collect()
}

fn histograms(of: HistogramOf, arms: &[(Arm, TableView)]) -> Option<CaptionedFigure> {
    let (arm, _) = arms.first()?;
    let panel = |title: String, view: TableView, layer: &str| {
        let x = shared(Axis::linear(of.axis_label()), &ranges(arms, layer, &[1, 2]));
        let highest = extremes(of_layer(arms, layer).map(|row| row[3]));
        let y = Axis::linear("share per bin");
        let y = highest.map_or(y.clone(), |(_, highest)| y.range(0.0, ROOM * highest));
        Panel::plot(title, x, y, before_and_after(view, layer))
    };
    let words = format!(
        "Histograms of the {} of each layer before training (lines) and after it (bars) ({}).{}",
        of.plural(),
        shown_run(arm),
        own_axes(arms, &[1, 2])
    );
    let figure = figure(of.ids()[0], "Histograms before and after training", arms, &panel);
    Some(CaptionedFigure::single_frame(figure.title(fullest_bin(of, arms)), words))
}

fn over_epochs(of: HistogramOf, arms: &[(Arm, TableView)]) -> Option<CaptionedFigure> {
    let (arm, _) = arms.first()?;
    let panel = |title: String, view: TableView, layer: &str| {
        let y = shared(Axis::linear(of.axis_label()), &ranges(arms, layer, &[1, 5]));
        Panel::plot(title, Axis::linear("epoch"), y, quantiles(view, layer))
    };
    let words = format!(
        "Quantiles: half of the {} of a layer lie in the dark band, 90 % in the light band; epoch 0 is before training \
         ({}).{}",
        of.plural(),
        shown_run(arm),
        own_axes(arms, &[1, 5])
    );
    let figure = figure(of.ids()[1], "Quantiles over the epochs", arms, &panel);
    Some(CaptionedFigure::single_frame(figure.title(middle_half(of, arms)), words))
}

/// The rows of a layer in all arms.
fn of_layer<'a>(arms: &'a [(Arm, TableView)], layer: &'a str) -> impl Iterator<Item = &'a [f64]> {
    arms.iter().flat_map(move |(_, view)| view.of(layer))
}

/// From the least to the largest value of a layer in one arm; `ends` are the columns of its smallest and its largest.
fn range(view: TableView, layer: &str, ends: &[usize; 2]) -> Option<(f64, f64)> {
    extremes(view.of(layer).flat_map(|row| ends.map(|end| row[end])))
}

/// The ranges of a layer in all arms.
fn ranges(arms: &[(Arm, TableView)], layer: &str, ends: &[usize; 2]) -> Vec<(f64, f64)> {
    arms.iter().filter_map(|(_, view)| range(*view, layer, ends)).collect()
}

/// That arms have axes of their own, if some have.
fn own_axes(arms: &[(Arm, TableView)], ends: &[usize; 2]) -> &'static str {
    let mut labels = arms.iter().flat_map(|(_, view)| view.labels());
    if labels.any(|layer| !are_alike(&ranges(arms, layer, ends))) { OWN } else { "" }
}

/// A row of panels for each arm, one for each layer as far as there is room.
fn figure(
    id: &str,
    alternative: &str,
    arms: &[(Arm, TableView)],
    panel: &dyn Fn(String, TableView, &str) -> Panel,
) -> Figure {
    let room = (MOST_PANELS / arms.len()).max(1);
    let row = |(arm, view): &(Arm, TableView)| -> Vec<Panel> {
        let labels = view.labels();
        let title = |layer: &str| {
            let words = [arm.label.clone(), layer_name(layer, labels.len())];
            words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(", ")
        };
        let shown = evenly_spaced(labels.len(), room).into_iter().map(|at| labels[at]);
        shown.map(|layer| panel(title(layer), *view, layer)).collect()
    };
    let in_row = arms[0].1.labels().len().min(room);
    // Of one or two layers, two arms stand in a row.
    let columns = if in_row <= 2 && arms.len() > 1 { 2 * in_row } else { in_row.min(4) };
    Figure::new(id, alternative, arms.iter().flat_map(row).collect()).columns(columns)
}

/// The width of the middle half of the first layer's values after training.
fn middle_half(of: HistogramOf, arms: &[(Arm, TableView)]) -> String {
    let width = |view: TableView| view.of(view.labels().first()?).last().map(|row| row[4] - row[2]);
    let widths = spread(arms.iter().filter_map(|(arm, view)| Some((width(*view)?, arm.label.as_str()))));
    format!("After training the middle half of the first layer's {} spans {}", of.plural(), widths.unwrap_or_default())
}

/// The share of the first layer's values in the fullest bin after training.
fn fullest_bin(of: HistogramOf, arms: &[(Arm, TableView)]) -> String {
    let fullest = |view: TableView| {
        let rows: Vec<&[f64]> = view.of(view.labels().first()?).collect();
        let last = rows.last()?[0];
        rows.iter().filter(|row| row[0] == last).max_by(|a, b| a[3].total_cmp(&b[3])).map(|row| row[3])
    };
    let shares = spread(arms.iter().filter_map(|(arm, view)| Some((fullest(*view)?, arm.label.as_str()))));
    let shares = shares.unwrap_or_default();
    format!("Share of the first layer's {} in the fullest bin after training: {shares}", of.plural())
}

/// At most `room` of the indices below `count`, evenly spaced from the first to the last.
fn evenly_spaced(count: usize, room: usize) -> Vec<usize> {
    match room.min(count) {
        0 | 1 => vec![0],
        shown => (0..shown).map(|k| k * (count - 1) / (shown - 1)).collect(),
    }
}

fn quantiles(view: TableView, label: &str) -> Vec<PlotLayer> {
    let rows: Vec<&[f64]> = view.of(label).collect();
    let style = Style::series(0);
    let band = |label: &str, style: Style, low: usize, high: usize| {
        let points = rows.iter().map(|row| (row[0], row[low], row[high])).collect();
        PlotLayer::Band(Band { label: label.into(), style, points })
    };
    let median = rows.iter().map(|row| (row[0], row[3])).collect();
    vec![
        band("5 % to 95 %", style.color(style.color.mix(WHITE, 0.5)), 1, 5),
        band("25 % to 75 %", style, 2, 4),
        PlotLayer::line("median", style, median),
    ]
}

/// The first and the last histogram.
fn before_and_after(bins: TableView, label: &str) -> Vec<PlotLayer> {
    let rows: Vec<&[f64]> = bins.of(label).collect();
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Vec::new() };
    let bars = |epoch: f64| -> Vec<Bar> {
        let rows = rows.iter().filter(|row| row[0] == epoch);
        rows.map(|row| Bar { from: row[1], to: row[2], height: row[3] }).collect()
    };
    let after = PlotLayer::Bars(Bars { label: "after training".into(), style: Style::series(0), bars: bars(last[0]) });
    if first[0] == last[0] {
        return vec![after];
    }
    let before = bars(first[0]);
    let sides = before.iter().flat_map(|bar| [(bar.from, bar.height), (bar.to, bar.height)]);
    let (left, right) = (before.first().map(|bar| (bar.from, 0.0)), before.last().map(|bar| (bar.to, 0.0)));
    let outline = left.into_iter().chain(sides).chain(right).collect();
    vec![after, PlotLayer::line("before training", Style::series(1).dash(Dash::Solid), outline)]
}

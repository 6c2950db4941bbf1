//! The legend: one entry for each label, with a sample of everything drawn under that label.

use super::canvas::Canvas;
use super::geometry::{Point, Rect};
use super::text::{Anchor, LABEL};
use super::{lines, markers};
use crate::figure::{Content, Figure, Network, PlotLayer};
use crate::palette::{INK, Rgb, Style};

/// The width of a sample.
const SAMPLE: f64 = 30.0;
/// From a sample to its label.
const SAMPLE_GAP: f64 = 7.0;
/// From an entry to the next in its row.
const ENTRY_GAP: f64 = 22.0;
/// The height of a row.
const ROW: f64 = 20.0;
/// The widest label that is written out.
const LONGEST: f64 = 420.0;

/// A label and what is drawn under it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The whole label: two that begin alike are two entries.
    name: String,
    /// The label as it is written.
    label: String,
    fill: Option<Rgb>,
    line: Option<Style>,
    marker: Option<Style>,
}

/// An entry with its place: the left edge and the middle of its row.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedEntry {
    entry: Entry,
    at: Point,
}

impl PlacedEntry {
    /// The area of sample and label.
    pub fn area(&self) -> Rect {
        let (left, middle) = self.at;
        Rect { left, top: middle - ROW / 2.0, right: left + self.entry.width(), bottom: middle + ROW / 2.0 }
    }
}

impl Entry {
    fn new(label: &str) -> Self {
        Self { name: label.to_owned(), label: LABEL.shorten(label, LONGEST), fill: None, line: None, marker: None }
    }

    fn width(&self) -> f64 {
        SAMPLE + SAMPLE_GAP + LABEL.width(&self.label)
    }
}

/// All labels of a figure in the order of their first use.
pub fn entries(figure: &Figure) -> Vec<Entry> {
    let mut entries = Vec::new();
    for panel in &figure.panels {
        match &panel.content {
            Content::Plot(plot) => plot.layers.iter().for_each(|layer| collect(layer, &mut entries)),
            Content::Network(network) => collect_signs(network, &mut entries),
        }
    }
    entries
}

fn collect(layer: &PlotLayer, entries: &mut Vec<Entry>) {
    match layer {
        PlotLayer::Line(line) => add(entries, &line.label, |entry| entry.line = Some(line.style)),
        PlotLayer::Contour(lines) => add(entries, &lines.label, |entry| entry.line = Some(lines.style)),
        PlotLayer::Reference(line) => add(entries, &line.label, |entry| entry.line = Some(line.style)),
        PlotLayer::Band(band) => add(entries, &band.label, |entry| entry.fill = Some(band.style.color.tint())),
        PlotLayer::Points(points) => add(entries, &points.label, |entry| entry.marker = Some(points.style)),
        PlotLayer::Bars(bars) => add(entries, &bars.label, |entry| entry.fill = Some(super::bars::fill(bars.style))),
        PlotLayer::Regions(regions) => {
            for (label, style, _) in &regions.classes {
                add(entries, label, |entry| entry.fill = Some(style.color.tint()));
            }
        }
        PlotLayer::Heat(_) | PlotLayer::Annotation(_) => (),
    }
}

fn collect_signs(network: &Network, entries: &mut Vec<Entry>) {
    let weights = || network.weights.iter().flatten().flatten();
    if weights().any(|&weight| weight > 0.0) {
        add(entries, "positive weight", |entry| entry.line = Some(super::network::edge_style(1.0, 2.5)));
    }
    if weights().any(|&weight| weight < 0.0) {
        add(entries, "negative weight", |entry| entry.line = Some(super::network::edge_style(-1.0, 2.5)));
    }
}

/// Adds a sample to the entry of a label; an empty label has no entry.
fn add(entries: &mut Vec<Entry>, label: &str, sample: impl FnOnce(&mut Entry)) {
    if label.is_empty() {
        return;
    }
    let known = entries.iter().position(|entry| entry.name == label);
    let index = known.unwrap_or(entries.len());
    if known.is_none() {
        entries.push(Entry::new(label));
    }
    sample(&mut entries[index]);
}

/// Entries from left to right, in as many rows as they need; several rows are aligned in columns.
pub fn rows(entries: Vec<Entry>, area: Rect) -> Vec<PlacedEntry> {
    let widths: Vec<f64> = entries.iter().map(|entry| entry.width() + ENTRY_GAP).collect();
    let total = widths.iter().sum::<f64>() - ENTRY_GAP;
    let widest = widths.iter().copied().fold(0.0, f64::max);
    let room = area.right - area.left;
    let single = total <= room;
    let columns = ((room + ENTRY_GAP) / widest).floor().max(1.0) as usize;
    let mut x = area.left;
    let mut place = |index: usize| {
        if single {
            let at = (x, area.top + ROW / 2.0);
            x += widths[index];
            return at;
        }
        let (row, column) = (index / columns, index % columns);
        (area.left + column as f64 * widest, area.top + (row as f64 + 0.5) * ROW)
    };
    entries.into_iter().enumerate().map(|(index, entry)| PlacedEntry { at: place(index), entry }).collect()
}

/// Entries from top to bottom.
pub fn column(entries: Vec<Entry>, (left, top): (f64, f64)) -> Vec<PlacedEntry> {
    let place = |index: usize| (left, top + (index as f64 + 0.5) * ROW);
    entries.into_iter().enumerate().map(|(index, entry)| PlacedEntry { at: place(index), entry }).collect()
}

/// Draws samples and labels.
pub fn draw(canvas: &mut Canvas, legend: &[PlacedEntry]) {
    for PlacedEntry { entry, at: (left, middle) } in legend {
        let (right, center) = (left + SAMPLE, (left + SAMPLE / 2.0, *middle));
        if let Some(color) = entry.fill {
            let area = Rect { left: left + 4.0, top: middle - 6.0, right: right - 4.0, bottom: middle + 6.0 };
            canvas.rectangle(area, color);
        }
        if let Some(style) = entry.line {
            lines::dashed(canvas, &[(*left, *middle), (right, *middle)], style);
        }
        if let Some(style) = entry.marker {
            markers::draw(canvas, &[center], style, 4.0, markers::Outline::None);
        }
        let baseline = middle + LABEL.baseline_offset();
        canvas.text(&entry.label, (right + SAMPLE_GAP, baseline), LABEL, Anchor::Start, INK);
    }
}

//! The legend: one entry per label, each with a sample of everything drawn under that label.

use super::canvas::Canvas;
use super::layout::Layout;
use super::rect::Rect;
use super::text::{Anchor, LABEL};
use super::{lines, markers};
use crate::figure::{Content, Figure, Layer, Network};
use crate::palette::{INK, Rgb, Style};

const SAMPLE: f64 = 30.0;
const SAMPLE_GAP: f64 = 7.0;
const ENTRY_GAP: f64 = 22.0;
const ROW: f64 = 20.0;
/// The widest label that is written out.
const LONGEST: f64 = 420.0;

/// What is drawn under one label.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The whole label: two that begin alike are two entries.
    name: String,
    pub label: String,
    pub swatch: Option<Rgb>,
    pub line: Option<Style>,
    pub marker: Option<Style>,
}

/// An entry and where it begins: left edge and middle of its row.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    pub entry: Entry,
    pub at: (f64, f64),
}

impl Key {
    /// The area of sample and label.
    pub fn area(&self) -> Rect {
        let (left, middle) = self.at;
        Rect { left, top: middle - ROW / 2.0, right: left + self.entry.width(), bottom: middle + ROW / 2.0 }
    }
}

impl Entry {
    fn new(label: &str) -> Self {
        Self { name: label.to_owned(), label: LABEL.shorten(label, LONGEST), swatch: None, line: None, marker: None }
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

fn collect(layer: &Layer, entries: &mut Vec<Entry>) {
    match layer {
        Layer::Line(line) => note(entries, &line.label, |entry| entry.line = Some(line.style)),
        Layer::Contour(lines) => note(entries, &lines.label, |entry| entry.line = Some(lines.style)),
        Layer::Rule(rule) => note(entries, &rule.label, |entry| entry.line = Some(rule.style)),
        Layer::Band(band) => note(entries, &band.label, |entry| entry.swatch = Some(band.style.color.tint())),
        Layer::Points(points) => note(entries, &points.label, |entry| entry.marker = Some(points.style)),
        Layer::Bars(bars) => note(entries, &bars.label, |entry| entry.swatch = Some(super::bars::fill(bars.style))),
        Layer::Regions(regions) => {
            for (label, style, _) in &regions.classes {
                note(entries, label, |entry| entry.swatch = Some(style.color.tint()));
            }
        }
        Layer::Heat(_) | Layer::Note(_) => (),
    }
}

fn collect_signs(network: &Network, entries: &mut Vec<Entry>) {
    let weights = || network.weights.iter().flatten().flatten();
    if weights().any(|&weight| weight > 0.0) {
        note(entries, "positive weight", |entry| entry.line = Some(super::network::edge_style(1.0, 2.5)));
    }
    if weights().any(|&weight| weight < 0.0) {
        note(entries, "negative weight", |entry| entry.line = Some(super::network::edge_style(-1.0, 2.5)));
    }
}

fn note(entries: &mut Vec<Entry>, label: &str, add: impl FnOnce(&mut Entry)) {
    if label.is_empty() {
        return;
    }
    let known = entries.iter().position(|entry| entry.name == label);
    let index = known.unwrap_or(entries.len());
    if known.is_none() {
        entries.push(Entry::new(label));
    }
    add(&mut entries[index]);
}

/// Entries from left to right, in as many rows as needed; more than one row are set in columns.
pub fn rows(entries: Vec<Entry>, area: Rect) -> Vec<Key> {
    let widths: Vec<f64> = entries.iter().map(|entry| entry.width() + ENTRY_GAP).collect();
    let total = widths.iter().sum::<f64>() - ENTRY_GAP;
    let widest = widths.iter().copied().fold(0.0, f64::max);
    // A single row may use the room left of the frame too, rather than break.
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
    entries.into_iter().enumerate().map(|(index, entry)| Key { at: place(index), entry }).collect()
}

/// Entries from top to bottom.
pub fn column(entries: Vec<Entry>, (left, top): (f64, f64)) -> Vec<Key> {
    let place = |index: usize| (left, top + (index as f64 + 0.5) * ROW);
    entries.into_iter().enumerate().map(|(index, entry)| Key { at: place(index), entry }).collect()
}

/// Draws samples and labels.
pub fn draw(canvas: &mut Canvas, layout: &Layout) {
    for Key { entry, at: (left, middle) } in &layout.legend {
        let (right, center) = (left + SAMPLE, (left + SAMPLE / 2.0, *middle));
        if let Some(color) = entry.swatch {
            let area = Rect { left: left + 4.0, top: middle - 6.0, right: right - 4.0, bottom: middle + 6.0 };
            canvas.rectangle(area, color);
        }
        if let Some(style) = entry.line {
            lines::dashed(canvas, &[(*left, *middle), (right, *middle)], style);
        }
        if let Some(style) = entry.marker {
            markers::draw(canvas, &[center], style, 4.0, markers::Halo::Without);
        }
        let baseline = middle + LABEL.drop();
        canvas.text(&entry.label, (right + SAMPLE_GAP, baseline), LABEL, Anchor::Start, INK);
    }
}

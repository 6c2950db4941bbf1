//! Where everything lies: panels in rows and columns, with frames of one size; the legend in an area of its own.

use super::geometry::Rect;
use super::legend::{self, Entry, PlacedEntry};
use super::panel::{Margin, PanelLayout, align_labels};
use super::text::{Font, LABEL, TITLE};
use crate::figure::{Figure, Legend, Proportions};

/// The white edge around everything.
pub const EDGE: f64 = 10.0;
/// Between the heading and the panels below it.
const BELOW_HEADING: f64 = 6.0;
/// The most lines of a title.
const TITLE_LINES: usize = 3;
/// Between a panel and its neighbor, besides the room for words.
const GAP: f64 = 14.0;

/// The whole page.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Width and height.
    pub size: (f64, f64),
    /// The title in lines, and the moment that a frame of an animation shows.
    pub heading: Vec<(String, Font)>,
    pub panels: Vec<PanelLayout>,
    pub legend: Vec<PlacedEntry>,
}

/// Where the parts of a figure lie, in pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Placement {
    /// Width and height of the picture.
    pub size: (f64, f64),
    /// The frame of each panel.
    pub frames: Vec<Rect>,
    /// The area of the legend, if there is one.
    pub legend: Option<Rect>,
}

impl Layout {
    /// Lays out `figure`.
    pub fn new(figure: &Figure) -> Self {
        let columns = figure.columns.clamp(1, figure.panels.len().max(1));
        let size = frame_size(figure.proportions, columns);
        let mut panels: Vec<PanelLayout> =
            (0..figure.panels.len()).map(|index| PanelLayout::new(figure, index, columns, size)).collect();
        align_labels(&mut panels, columns);
        let margins: Vec<Margin> =
            figure.panels.iter().zip(&panels).map(|(panel, layout)| layout.margin(panel)).collect();
        let (width, _) = place_frames(&mut panels, &margins, columns, EDGE);
        let heading = heading(figure, width - 2.0 * EDGE);
        let (width, height) = place_frames(&mut panels, &margins, columns, EDGE + room(&heading));
        let entries = legend::entries(figure);
        let area = Rect { left: EDGE, top: EDGE, right: width - EDGE, bottom: height - EDGE };
        let (legend, size) = match figure.legend {
            _ if entries.is_empty() => (Vec::new(), (width, height)),
            Legend::Hidden => (Vec::new(), (width, height)),
            Legend::Below => below(entries, area, &panels),
            Legend::Right => right(entries, area, &panels),
        };
        Self { size: (size.0.ceil(), size.1.ceil()), heading, panels, legend }
    }

    /// The part of the layout that is public.
    pub fn placement(&self) -> Placement {
        Placement {
            size: self.size,
            frames: self.panels.iter().map(|panel| panel.frame).collect(),
            legend: self.legend.iter().map(PlacedEntry::area).reduce(Rect::union),
        }
    }
}

/// The lines above all panels. Every frame of an animation has as many, so that the panels keep their place.
fn heading(figure: &Figure, width: f64) -> Vec<(String, Font)> {
    let title = TITLE.wrap(&figure.title, width, TITLE_LINES).into_iter().map(|line| (line, TITLE));
    let moment = Some((figure.moment.clone(), LABEL)).filter(|(moment, _)| !moment.is_empty());
    title.chain(moment).collect()
}

/// The height of the heading.
fn room(heading: &[(String, Font)]) -> f64 {
    let lines: f64 = heading.iter().map(|(_, font)| font.line_height()).sum();
    if heading.is_empty() { 0.0 } else { lines + BELOW_HEADING }
}

/// Width and height of the frame of one panel: the more stand in a row, the smaller.
fn frame_size(proportions: Proportions, columns: usize) -> (f64, f64) {
    match (proportions, columns) {
        (Proportions::Wide, 1) => (560.0, 300.0),
        (Proportions::Wide, 2) => (360.0, 230.0),
        (Proportions::Wide, 3) => (270.0, 180.0),
        (Proportions::Wide, _) => (215.0, 150.0),
        (Proportions::Square, 1) => (390.0, 390.0),
        (Proportions::Square, 2) => (330.0, 330.0),
        (Proportions::Square, 3) => (260.0, 260.0),
        (Proportions::Square, 4) => (205.0, 205.0),
        (Proportions::Square, _) => (170.0, 170.0),
    }
}

/// Places the frames in rows and columns, each with the widest margins of its panels; returns the size of the page
/// without the legend.
fn place_frames(panels: &mut [PanelLayout], margins: &[Margin], columns: usize, top: f64) -> (f64, f64) {
    let largest = |side: fn(&Margin) -> f64, chosen: &dyn Fn(usize) -> bool| {
        let chosen = margins.iter().enumerate().filter(|(index, _)| chosen(*index));
        chosen.map(|(_, margin)| side(margin)).fold(0.0, f64::max)
    };
    let (width, height) = panels.first().map_or((0.0, 0.0), |panel| (panel.frame.width(), panel.frame.height()));
    let (mut lefts, mut tops) = (Vec::new(), Vec::new());
    let mut right = EDGE;
    for column in 0..columns {
        let here = |index: usize| index % columns == column;
        lefts.push(right + largest(|margin| margin.left, &here));
        right = lefts[column] + (width + largest(|margin| margin.right, &here) + GAP);
    }
    let mut bottom = top;
    for row in 0..panels.len().div_ceil(columns) {
        let here = |index: usize| index / columns == row;
        tops.push(bottom + largest(|margin| margin.top, &here));
        bottom = tops[row] + (height + largest(|margin| margin.bottom, &here) + GAP);
    }
    for (index, panel) in panels.iter_mut().enumerate() {
        panel.move_to((lefts[index % columns], tops[index / columns]));
    }
    (right - GAP + EDGE, bottom - GAP + EDGE)
}

/// The legend below the panels, and the size of the page with it.
fn below(entries: Vec<Entry>, area: Rect, panels: &[PanelLayout]) -> (Vec<PlacedEntry>, (f64, f64)) {
    let left = panels.first().map_or(area.left, |panel| panel.frame.left);
    let legend = legend::rows(entries, Rect { left, top: area.bottom + 8.0, ..area });
    let bottom = legend.iter().map(|entry| entry.area().bottom).fold(area.bottom, f64::max);
    (legend, (area.right + EDGE, bottom + EDGE))
}

/// The legend right of the panels, and the size of the page with it.
fn right(entries: Vec<Entry>, area: Rect, panels: &[PanelLayout]) -> (Vec<PlacedEntry>, (f64, f64)) {
    let top = panels.first().map_or(area.top, |panel| panel.frame.top);
    let legend = legend::column(entries, (area.right + 14.0, top));
    let all = legend.iter().map(PlacedEntry::area).fold(area, Rect::union);
    (legend, (all.right + EDGE, all.bottom + EDGE))
}

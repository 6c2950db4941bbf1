//! Where everything lies: the frames, all equally large; around them the room that their words need; the legend in an
//! area of its own.

use super::axis::{AxisLayout, Title};
use super::coordinates::{Coordinates, Mapping, Spacing};
use super::geometry::{Point, Rect};
use super::heat;
use super::legend::{self, Entry, PlacedEntry};
use super::range::Dimension;
use super::text::{TICK, TITLE};
use crate::figure::{Content, Figure, Legend, Panel, Plot, Scale, Shape};

/// The white edge around everything.
pub const EDGE: f64 = 10.0;
/// The height of the heading above all panels.
pub const HEADING: f64 = 24.0;
/// Between a panel and its neighbor, besides the room for words.
const GAP: f64 = 14.0;

/// A panel on the page.
#[derive(Debug, Clone, PartialEq)]
pub struct PanelLayout {
    pub frame: Rect,
    /// The title in lines.
    pub title: Vec<String>,
    /// The axes of a plot; a network has none.
    pub axes: Option<Axes>,
}

/// The axes of a plot and the coordinate system that they span.
#[derive(Debug, Clone, PartialEq)]
pub struct Axes {
    pub x: AxisLayout,
    pub y: AxisLayout,
    pub coordinates: Coordinates,
}

/// The whole page.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Width and height.
    pub size: (f64, f64),
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

/// The room around a frame.
#[derive(Debug, Clone, Copy, Default)]
struct Margin {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Layout {
    /// Lays out `figure`.
    pub fn new(figure: &Figure) -> Self {
        let columns = figure.columns.clamp(1, figure.panels.len().max(1));
        let size = frame_size(figure.shape, columns);
        let mut panels: Vec<PanelLayout> =
            (0..figure.panels.len()).map(|index| PanelLayout::new(figure, index, columns, size)).collect();
        align_labels(&mut panels, columns);
        let margins: Vec<Margin> =
            figure.panels.iter().zip(&panels).map(|(panel, layout)| margin(panel, layout)).collect();
        let top = if figure.heading.is_empty() { EDGE } else { EDGE + HEADING };
        let (width, height) = place_frames(&mut panels, &margins, columns, top);
        let entries = legend::entries(figure);
        let area = Rect { left: EDGE, top: EDGE, right: width - EDGE, bottom: height - EDGE };
        let (legend, size) = match figure.legend {
            _ if entries.is_empty() => (Vec::new(), (width, height)),
            Legend::Hidden => (Vec::new(), (width, height)),
            Legend::Below => below(entries, area, &panels),
            Legend::Right => right(entries, area, &panels),
        };
        Self { size: (size.0.ceil(), size.1.ceil()), panels, legend }
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

/// Width and height of the frame of one panel: the more stand in a row, the smaller.
fn frame_size(shape: Shape, columns: usize) -> (f64, f64) {
    match (shape, columns) {
        (Shape::Wide, 1) => (560.0, 300.0),
        (Shape::Wide, 2) => (360.0, 230.0),
        (Shape::Wide, 3) => (270.0, 180.0),
        (Shape::Wide, _) => (215.0, 150.0),
        (Shape::Square, 1) => (390.0, 390.0),
        (Shape::Square, 2) => (330.0, 330.0),
        (Shape::Square, 3) => (260.0, 260.0),
        (Shape::Square, 4) => (205.0, 205.0),
        (Shape::Square, _) => (170.0, 170.0),
    }
}

impl PanelLayout {
    /// A panel with its words, its frame still at the origin.
    fn new(figure: &Figure, index: usize, columns: usize, (width, height): (f64, f64)) -> Self {
        let panel = &figure.panels[index];
        let frame = Rect { left: 0.0, top: 0.0, right: width, bottom: height };
        let axes = match &panel.content {
            Content::Plot(plot) => Some(Axes::new(figure, index, columns, plot, frame)),
            Content::Network(_) => None,
        };
        Self { frame, title: TITLE.wrap(&panel.title, width, 3), axes }
    }

    /// Moves the frame, and the coordinate system with it.
    fn move_to(&mut self, (left, top): Point) {
        let (width, height) = (self.frame.width(), self.frame.height());
        self.frame = Rect { left, top, right: left + width, bottom: top + height };
        if let Some(axes) = &mut self.axes {
            axes.coordinates = coordinates(&axes.x, &axes.y, self.frame);
        }
    }
}

impl Axes {
    /// A title that the panel to the left, or the one below, shows too is omitted.
    fn new(figure: &Figure, index: usize, columns: usize, plot: &Plot, frame: Rect) -> Self {
        let neighbor = |index: Option<usize>| match &figure.panels.get(index?)?.content {
            Content::Plot(plot) => Some(plot),
            Content::Network(_) => None,
        };
        let left = if index.is_multiple_of(columns) { None } else { neighbor(index.checked_sub(1)) };
        let below = neighbor(index.checked_add(columns));
        let x_title = title(below.is_some_and(|other| other.x.title() == plot.x.title()));
        let y_title = title(left.is_some_and(|other| other.y.title() == plot.y.title()));
        let x = AxisLayout::new(plot, Dimension::X, frame.width(), x_title);
        let y = AxisLayout::new(plot, Dimension::Y, frame.height(), y_title);
        let coordinates = coordinates(&x, &y, frame);
        Self { x, y, coordinates }
    }
}

fn title(repeated: bool) -> Title {
    if repeated { Title::Omitted } else { Title::Shown }
}

/// Numbers grow upwards; names are listed from top to bottom.
fn coordinates(x: &AxisLayout, y: &AxisLayout, frame: Rect) -> Coordinates {
    let (start, end) = match y.axis.scale {
        Scale::Linear | Scale::Log => (frame.bottom, frame.top),
        Scale::Category(_) => (frame.top, frame.bottom),
    };
    Coordinates { frame, x: mapping(x, frame.left, frame.right), y: mapping(y, start, end) }
}

fn mapping(axis: &AxisLayout, start: f64, end: f64) -> Mapping {
    Mapping { spacing: Spacing::of(&axis.axis), low: axis.range.0, high: axis.range.1, start, end }
}

/// Gives the labels at the y axes of a column, and those at the x axes of a row, equal room.
fn align_labels(panels: &mut [PanelLayout], columns: usize) {
    let widest = |axis: fn(&Axes) -> &AxisLayout, chosen: &dyn Fn(usize) -> bool, panels: &[PanelLayout]| {
        let chosen = panels.iter().enumerate().filter(|(index, _)| chosen(*index));
        let axes = chosen.filter_map(|(_, panel)| panel.axes.as_ref());
        axes.map(|axes| axis(axes).label_extent()).fold(0.0, f64::max)
    };
    for index in 0..panels.len() {
        let y = widest(|axes| &axes.y, &|other| other % columns == index % columns, panels);
        let x = widest(|axes| &axes.x, &|other| other / columns == index / columns, panels);
        if let Some(axes) = &mut panels[index].axes {
            (axes.x.label_room, axes.y.label_room) = (x, y);
        }
    }
}

fn margin(panel: &Panel, layout: &PanelLayout) -> Margin {
    let title = layout.title.len() as f64 * TITLE.line_height();
    let top = if title > 0.0 { title + 10.0 } else { 4.0 };
    match (&panel.content, &layout.axes) {
        (Content::Plot(plot), Some(axes)) => Margin {
            left: axes.y.room(),
            top,
            right: heat::color_bar_room(plot, layout.frame.height()).max(overhang(&axes.x)),
            bottom: axes.x.room(),
        },
        (Content::Plot(_), None) | (Content::Network(_), _) => Margin { top, ..Margin::default() },
    }
}

/// How far the last label below the x axis hangs over the end of the axis: by half of its width, if it is a number.
fn overhang(x: &AxisLayout) -> f64 {
    match x.has_grid() {
        true => 0.5 * TICK.width(x.ticks.last().map_or("", |tick| &tick.label)),
        false => 4.0,
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

//! The layout of one panel: its frame, its title, its axes, and the room that their words need around the frame.

use super::axis::{AxisLayout, Title};
use super::color_bar;
use super::coordinates::{Coordinates, Mapping, Spacing};
use super::geometry::{Point, Rect};
use super::range::Dimension;
use super::text::{TICK, TITLE};
use crate::figure::{Content, Figure, Panel, Plot, Scale};

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

/// The room around a frame.
#[derive(Debug, Clone, Copy, Default)]
pub struct Margin {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl PanelLayout {
    /// A panel with its words, its frame still at the origin.
    pub fn new(figure: &Figure, index: usize, columns: usize, (width, height): (f64, f64)) -> Self {
        let panel = &figure.panels[index];
        let frame = Rect { left: 0.0, top: 0.0, right: width, bottom: height };
        let axes = match &panel.content {
            Content::Plot(plot) => Some(Axes::new(figure, index, columns, plot, frame)),
            Content::Network(_) => None,
        };
        Self { frame, title: TITLE.wrap(&panel.title, width, 3), axes }
    }

    /// Moves the frame, and the coordinate system with it.
    pub fn move_to(&mut self, (left, top): Point) {
        let (width, height) = (self.frame.width(), self.frame.height());
        self.frame = Rect { left, top, right: left + width, bottom: top + height };
        if let Some(axes) = &mut self.axes {
            axes.coordinates = coordinates(&axes.x, &axes.y, self.frame);
        }
    }

    /// The room that its words need around the frame.
    pub fn margin(&self, panel: &Panel) -> Margin {
        let title = self.title.len() as f64 * TITLE.line_height();
        let top = if title > 0.0 { title + 10.0 } else { 4.0 };
        match (&panel.content, &self.axes) {
            (Content::Plot(plot), Some(axes)) => Margin {
                left: axes.y.room(),
                top,
                right: color_bar::room(plot, self.frame.height()).max(overhang(&axes.x)),
                bottom: axes.x.room(),
            },
            (Content::Plot(_), None) | (Content::Network(_), _) => Margin { top, ..Margin::default() },
        }
    }
}

impl Axes {
    /// The title of y is omitted beside a panel with the same one, and that of x above such a panel.
    fn new(figure: &Figure, index: usize, columns: usize, plot: &Plot, frame: Rect) -> Self {
        let neighbor = |index: Option<usize>| match &figure.panels.get(index?)?.content {
            Content::Plot(plot) => Some(plot),
            Content::Network(_) => None,
        };
        let left = if index.is_multiple_of(columns) { None } else { neighbor(index.checked_sub(1)) };
        let below = neighbor(index.checked_add(columns));
        let x_title = Title::beside(&plot.x, below.map(|other| &other.x));
        let y_title = Title::beside(&plot.y, left.map(|other| &other.y));
        let x = AxisLayout::new(plot, Dimension::X, frame.width(), x_title);
        let y = AxisLayout::new(plot, Dimension::Y, frame.height(), y_title);
        let coordinates = coordinates(&x, &y, frame);
        Self { x, y, coordinates }
    }
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
pub fn align_labels(panels: &mut [PanelLayout], columns: usize) {
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

/// How far the last label below the x axis hangs over the end of the axis: by half of its width, if it is a number.
fn overhang(x: &AxisLayout) -> f64 {
    match x.has_grid() {
        true => 0.5 * TICK.width(x.ticks.last().map_or("", |tick| &tick.label)),
        false => 4.0,
    }
}

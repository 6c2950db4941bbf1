//! Where everything lies: first the frames, all equally large, then around them the room their words need, then the
//! legend in an area of its own.

use super::axis::Plan;
use super::heat;
use super::legend::{self, Entry, Key};
use super::mapping::{Mapping, Plane};
use super::range::Along;
use super::rect::Rect;
use super::text::TITLE;
use crate::figure::{Content, Figure, Legend, Panel, Plot, Scale, Shape};

/// The white edge around everything.
pub const EDGE: f64 = 10.0;
/// Between a panel and its neighbor, besides the room for words.
const GAP: f64 = 14.0;

/// A placed panel.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    pub frame: Rect,
    pub title: Vec<String>,
    /// The axes; none around a network.
    pub plot: Option<Axes>,
}

/// Planned axes and where values lie.
#[derive(Debug, Clone, PartialEq)]
pub struct Axes {
    pub x: Plan,
    pub y: Plan,
    pub plane: Plane,
}

/// The whole page.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    pub size: (f64, f64),
    pub panels: Vec<Placed>,
    pub legend: Vec<Key>,
}

/// Left, top, right and bottom, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// The left edge.
    pub left: f64,
    /// The upper edge.
    pub top: f64,
    /// The right edge.
    pub right: f64,
    /// The lower edge.
    pub bottom: f64,
}

/// Where the parts of a figure lie.
#[derive(Debug, Clone, PartialEq)]
pub struct Placement {
    /// Width and height of the picture.
    pub size: (f64, f64),
    /// The frame of each panel.
    pub frames: Vec<Bounds>,
    /// The area of the legend, if there is one.
    pub legend: Option<Bounds>,
}

/// The room of the heading above all panels.
pub const HEADING: f64 = 24.0;

/// The room around a frame.
#[derive(Debug, Clone, Copy, Default)]
struct Margin {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Layout {
    /// Places all parts of `figure`.
    pub fn of(figure: &Figure) -> Self {
        let columns = figure.columns.clamp(1, figure.panels.len().max(1));
        let inner = frame_size(figure.shape, columns);
        let mut panels: Vec<Placed> =
            (0..figure.panels.len()).map(|index| sketch(figure, index, columns, inner)).collect();
        line_up(&mut panels, columns);
        let margins: Vec<Margin> =
            figure.panels.iter().zip(&panels).map(|(panel, placed)| margin(panel, placed)).collect();
        let above = if figure.heading.is_empty() { EDGE } else { EDGE + HEADING };
        let (width, height) = place_frames(&mut panels, &margins, columns, inner, above);
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

    /// The public view.
    pub fn placement(&self) -> Placement {
        let areas = self.legend.iter().map(Key::area);
        let joined = areas.reduce(|a, b| Rect {
            left: a.left.min(b.left),
            top: a.top.min(b.top),
            right: a.right.max(b.right),
            bottom: a.bottom.max(b.bottom),
        });
        Placement {
            size: self.size,
            frames: self.panels.iter().map(|placed| bounds(placed.frame)).collect(),
            legend: joined.map(bounds),
        }
    }
}

fn bounds(area: Rect) -> Bounds {
    Bounds { left: area.left, top: area.top, right: area.right, bottom: area.bottom }
}

/// The frame of one panel: the more stand in a row, the smaller.
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

/// A panel with its words, its frame still at the origin.
fn sketch(figure: &Figure, index: usize, columns: usize, (width, height): (f64, f64)) -> Placed {
    let panel = &figure.panels[index];
    let title = TITLE.wrap(&panel.title, width, 3);
    let frame = Rect { left: 0.0, top: 0.0, right: width, bottom: height };
    let plot = match &panel.content {
        Content::Plot(plot) => Some(sketch_axes(figure, index, columns, plot, frame)),
        Content::Network(_) => None,
    };
    Placed { frame, title, plot }
}

/// A label that the panel to the left, or the one below, shows too is left out.
fn sketch_axes(figure: &Figure, index: usize, columns: usize, plot: &Plot, frame: Rect) -> Axes {
    let neighbor = |at: Option<usize>| match &figure.panels.get(at?)?.content {
        Content::Plot(plot) => Some(plot),
        Content::Network(_) => None,
    };
    let before = if index.is_multiple_of(columns) { None } else { neighbor(index.checked_sub(1)) };
    let below = neighbor(index.checked_add(columns));
    let x_titled = below.is_none_or(|other| other.x.title() != plot.x.title());
    let y_titled = before.is_none_or(|other| other.y.title() != plot.y.title());
    let x = Plan::of(plot, Along::X, frame.width(), x_titled);
    let y = Plan::of(plot, Along::Y, frame.height(), y_titled);
    let plane = plane(&x, &y, frame);
    Axes { x, y, plane }
}

fn plane(x: &Plan, y: &Plan, frame: Rect) -> Plane {
    let (bottom, top) = match y.axis.scale {
        Scale::Linear | Scale::Log => (frame.bottom, frame.top),
        Scale::Category(_) => (frame.top, frame.bottom),
    };
    Plane { x: Mapping::new(&x.axis, x.range, frame.left, frame.right), y: Mapping::new(&y.axis, y.range, bottom, top) }
}

/// Gives the numbers at the y axes of a column, and those at the x axes of a row, equal room.
fn line_up(panels: &mut [Placed], columns: usize) {
    let reach = |plan: fn(&Axes) -> &Plan, group: &dyn Fn(usize) -> bool, panels: &[Placed]| {
        let chosen = panels.iter().enumerate().filter(|(index, _)| group(*index));
        chosen.filter_map(|(_, placed)| placed.plot.as_ref()).map(|axes| plan(axes).reach()).fold(0.0, f64::max)
    };
    for index in 0..panels.len() {
        let y = reach(|axes| &axes.y, &|other| other % columns == index % columns, panels);
        let x = reach(|axes| &axes.x, &|other| other / columns == index / columns, panels);
        if let Some(axes) = &mut panels[index].plot {
            (axes.x.kept, axes.y.kept) = (x, y);
        }
    }
}

fn margin(panel: &Panel, placed: &Placed) -> Margin {
    let title = placed.title.len() as f64 * TITLE.line();
    let top = if title > 0.0 { title + 10.0 } else { 4.0 };
    match (&panel.content, &placed.plot) {
        (Content::Plot(plot), Some(axes)) => Margin {
            left: axes.y.room(),
            top,
            right: heat::color_bar_room(plot, placed.frame).max(overhang(&axes.x)),
            bottom: axes.x.room(),
        },
        (Content::Plot(_), None) | (Content::Network(_), _) => Margin { top, ..Margin::default() },
    }
}

/// Half of the last words below the x axis hang over its end.
fn overhang(x: &Plan) -> f64 {
    if x.turned || !x.grid { 4.0 } else { 0.5 * super::text::TICK.width(x.ticks.last().map_or("", |tick| &tick.label)) }
}

/// Gives every column and row the room its neediest panel asks for; answers with the size of the page so far.
fn place_frames(
    panels: &mut [Placed],
    margins: &[Margin],
    columns: usize,
    (width, height): (f64, f64),
    above: f64,
) -> (f64, f64) {
    let most = |side: fn(&Margin) -> f64, chosen: &dyn Fn(usize) -> bool| {
        let chosen = margins.iter().enumerate().filter(|(index, _)| chosen(*index));
        chosen.map(|(_, margin)| side(margin)).fold(0.0, f64::max)
    };
    let mut left = EDGE;
    for column in 0..columns {
        let here = |index: usize| index % columns == column;
        left += most(|margin| margin.left, &here);
        panels.iter_mut().skip(column).step_by(columns).for_each(|placed| placed.move_to_x(left, width));
        left += width + most(|margin| margin.right, &here) + GAP;
    }
    let mut top = above;
    for row in 0..margins.len().div_ceil(columns) {
        let here = |index: usize| index / columns == row;
        top += most(|margin| margin.top, &here);
        panels.iter_mut().skip(row * columns).take(columns).for_each(|placed| placed.move_to_y(top, height));
        top += height + most(|margin| margin.bottom, &here) + GAP;
    }
    panels.iter_mut().for_each(Placed::settle);
    (left - GAP + EDGE, top - GAP + EDGE)
}

impl Placed {
    fn move_to_x(&mut self, left: f64, width: f64) {
        (self.frame.left, self.frame.right) = (left, left + width);
    }

    fn move_to_y(&mut self, top: f64, height: f64) {
        (self.frame.top, self.frame.bottom) = (top, top + height);
    }

    /// The frame has its place, so now values have theirs.
    fn settle(&mut self) {
        if let Some(axes) = &mut self.plot {
            axes.plane = plane(&axes.x, &axes.y, self.frame);
        }
    }
}

fn below(entries: Vec<Entry>, area: Rect, panels: &[Placed]) -> (Vec<Key>, (f64, f64)) {
    let left = panels.first().map_or(area.left, |placed| placed.frame.left);
    let keys = legend::rows(entries, Rect { left, top: area.bottom + 8.0, ..area });
    let bottom = keys.iter().map(|key| key.area().bottom).fold(area.bottom, f64::max);
    (keys, (area.right + EDGE, bottom + EDGE))
}

fn right(entries: Vec<Entry>, area: Rect, panels: &[Placed]) -> (Vec<Key>, (f64, f64)) {
    let top = panels.first().map_or(area.top, |placed| placed.frame.top);
    let keys = legend::column(entries, (area.right + 14.0, top));
    let edge = |side: fn(Rect) -> f64, least: f64| keys.iter().map(|key| side(key.area())).fold(least, f64::max);
    let size = (edge(|area| area.right, area.right) + EDGE, edge(|area| area.bottom, area.bottom) + EDGE);
    (keys, size)
}

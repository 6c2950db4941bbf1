//! The layout of one axis: its range, its ticks, its words, and the room they need.

use super::range::{Dimension, data_range, range};
use super::text::{LABEL, TICK};
use super::ticks::{self, Tick};
use crate::figure::{Axis, Plot, Scale};

/// From the frame to the labels of the ticks.
pub const TICK_GAP: f64 = 7.0;

/// From the labels of the ticks to the title of the axis.
const TITLE_GAP: f64 = 7.0;

/// Between the names of neighboring categories.
const NAME_GAP: f64 = 6.0;

/// The longest name of a category that is written out, in pixels.
const LONGEST_NAME: f64 = 130.0;

/// Names of categories are rotated when each has less room than this.
const NARROW: f64 = 56.0;

/// Whether the title of an axis is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Title {
    Shown,
    Omitted,
}

impl Title {
    /// The title of an axis is omitted if the axis of the neighboring panel has the same.
    pub fn beside(axis: &Axis, neighbor: Option<&Axis>) -> Self {
        match neighbor {
            Some(neighbor) if neighbor.title() == axis.title() => Self::Omitted,
            Some(_) | None => Self::Shown,
        }
    }
}

/// How the labels of the ticks read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rotation {
    Horizontal,
    Vertical,
}

/// An axis of known length, whose place on the page is still open.
#[derive(Debug, Clone, PartialEq)]
pub struct AxisLayout {
    pub dimension: Dimension,
    pub axis: Axis,
    pub range: (f64, f64),
    pub ticks: Vec<Tick>,
    /// The title in lines; empty when it is omitted.
    pub title: Vec<String>,
    /// Names below an x axis are vertical where they are wider than their places.
    pub rotation: Rotation,
    /// The room for the labels of the ticks, equal along a row or column of panels so that titles line up.
    pub label_room: f64,
}

impl AxisLayout {
    /// Lays out an axis of `length` pixels.
    pub fn new(plot: &Plot, dimension: Dimension, length: f64, title: Title) -> Self {
        let axis = dimension.axis(plot).clone();
        let range = range(plot, dimension);
        let title = match title {
            Title::Shown => LABEL.wrap(&axis.title(), length, 2),
            Title::Omitted => Vec::new(),
        };
        let ticks = ticks(plot, dimension, range, length);
        let unlabeled = Self { dimension, axis, range, ticks, title, rotation: Rotation::Horizontal, label_room: 0.0 };
        unlabeled.fit_names(length)
    }

    /// Whether the axis has grid lines: there are none between categories.
    pub fn has_grid(&self) -> bool {
        match self.axis.scale {
            Scale::Linear | Scale::Log => true,
            Scale::Category(_) => false,
        }
    }

    /// Breaks names into two lines, or rotates them where there is little room, and shortens what still does not fit.
    fn fit_names(mut self, length: f64) -> Self {
        if self.has_grid() {
            return self;
        }
        let room = length / self.ticks.len().max(1) as f64 - NAME_GAP;
        if self.dimension == Dimension::X && room < NARROW && self.widest_label() > room {
            self.rotation = Rotation::Vertical;
        }
        for tick in &mut self.ticks {
            tick.label = match (self.dimension, self.rotation) {
                (Dimension::X, Rotation::Horizontal) => TICK.wrap(&tick.label, room, 2).join("\n"),
                (Dimension::X, Rotation::Vertical) | (Dimension::Y, _) => TICK.shorten(&tick.label, LONGEST_NAME),
            };
        }
        self
    }

    fn widest_label(&self) -> f64 {
        let lines = self.ticks.iter().flat_map(|tick| tick.label.split('\n'));
        lines.map(|line| TICK.width(line)).fold(0.0, f64::max)
    }

    /// From the frame to the far end of the labels of the ticks.
    pub fn label_extent(&self) -> f64 {
        let lines = self.ticks.iter().map(|tick| tick.label.split('\n').count());
        let further = lines.max().unwrap_or(1) - 1;
        match (self.dimension, self.rotation) {
            (Dimension::Y, _) | (Dimension::X, Rotation::Vertical) => TICK_GAP + self.widest_label(),
            (Dimension::X, Rotation::Horizontal) => TICK_GAP + TICK.size + further as f64 * TICK.line_height(),
        }
    }

    /// From the frame to the baseline of the first line of the title.
    pub fn title_baseline(&self) -> f64 {
        match self.dimension {
            Dimension::X => self.label_room + TITLE_GAP + 0.75 * LABEL.size,
            // The last line is the one nearest to the ticks.
            Dimension::Y => self.label_room + TITLE_GAP + 0.25 * LABEL.size + self.further_title_lines(),
        }
    }

    /// All the room that labels and title need outside of the frame.
    pub fn room(&self) -> f64 {
        match self.title.is_empty() {
            true => self.label_room,
            false => self.label_room + TITLE_GAP + LABEL.line_height() + self.further_title_lines(),
        }
    }

    /// The height of all lines of the title but one.
    fn further_title_lines(&self) -> f64 {
        self.title.len().saturating_sub(1) as f64 * LABEL.line_height()
    }
}

/// An axis of numbers without data and without a range has no ticks.
fn ticks(plot: &Plot, dimension: Dimension, (low, high): (f64, f64), length: f64) -> Vec<Tick> {
    let axis = dimension.axis(plot);
    let empty = axis.range.is_none() && data_range(plot, dimension).is_none();
    let max_steps = (length / spacing(dimension)).floor().clamp(2.0, 10.0) as usize;
    match &axis.scale {
        Scale::Linear | Scale::Log if empty => Vec::new(),
        Scale::Linear => ticks::linear(low, high, max_steps),
        Scale::Log => ticks::log(low, high, max_steps),
        Scale::Category(names) => ticks::category(names),
    }
}

/// The least distance between two labeled ticks, in pixels.
fn spacing(dimension: Dimension) -> f64 {
    match dimension {
        Dimension::X => 55.0,
        Dimension::Y => 33.0,
    }
}

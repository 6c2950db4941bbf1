//! One axis thought through: its range, its ticks, its words, and the room they need.

use super::range::{Along, extremes, range};
use super::text::{LABEL, TICK};
use super::ticks::{self, Tick};
use crate::figure::{Axis, Plot, Scale};

/// From the frame to the words of a tick.
pub const TICK_GAP: f64 = 7.0;

/// From the words of the ticks to the label of the axis.
const LABEL_GAP: f64 = 7.0;

/// The longest name of a category that is written out, in pixels.
const LONGEST_NAME: f64 = 130.0;

/// Names turn below places narrower than this.
const NARROW: f64 = 56.0;

/// An axis whose place on the page is still open.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    pub along: Along,
    pub axis: Axis,
    pub range: (f64, f64),
    pub ticks: Vec<Tick>,
    /// The label in lines; empty when it is not shown.
    pub title: Vec<String>,
    /// Whether the names below an x axis are turned, because they are wider than their places.
    pub turned: bool,
    /// Whether there are grid lines: not between categories.
    pub grid: bool,
    /// The room kept for the words at the ticks, equal along a row or column of panels so that labels line up.
    pub kept: f64,
}

impl Plan {
    /// Plans an axis of `length` pixels; `titled` says whether its label is shown.
    pub fn of(plot: &Plot, along: Along, length: f64, titled: bool) -> Self {
        let axis = along.axis(plot).clone();
        let range = range(plot, along);
        let silent = axis.range.is_none() && extremes(plot, along).is_none();
        let most = (length / spacing(along)).floor().clamp(2.0, 10.0) as usize;
        let ticks = match &axis.scale {
            Scale::Linear | Scale::Log if silent => Vec::new(),
            Scale::Linear => ticks::linear(range.0, range.1, most),
            Scale::Log => ticks::log(range.0, range.1, most),
            Scale::Category(names) => ticks::names(names),
        };
        let title = if titled { LABEL.wrap(&axis.title(), length, 2) } else { Vec::new() };
        let grid = !matches!(axis.scale, Scale::Category(_));
        Self { along, axis, range, ticks, title, turned: false, grid, kept: 0.0 }.fit_names(length)
    }

    /// Breaks names into two lines, or turns them where their place is narrow, and shortens what still does not fit.
    fn fit_names(mut self, length: f64) -> Self {
        if self.grid {
            return self;
        }
        let place = length / self.ticks.len().max(1) as f64 - 6.0;
        self.turned = self.along == Along::X && place < NARROW && self.widest() > place;
        for tick in &mut self.ticks {
            tick.label = match (self.along, self.turned) {
                (Along::X, false) => TICK.wrap(&tick.label, place, 2).join("\n"),
                (Along::X, true) | (Along::Y, _) => TICK.shorten(&tick.label, LONGEST_NAME),
            };
        }
        self
    }

    /// The width of the widest words at a tick.
    pub fn widest(&self) -> f64 {
        let lines = self.ticks.iter().flat_map(|tick| tick.label.split('\n'));
        lines.map(|line| TICK.width(line)).fold(0.0, f64::max)
    }

    /// How far the words at the ticks reach out of the frame.
    pub fn reach(&self) -> f64 {
        let lines = self.ticks.iter().map(|tick| tick.label.split('\n').count());
        let further = lines.max().unwrap_or(1) - 1;
        match (self.along, self.turned) {
            (Along::Y, _) | (Along::X, true) => TICK_GAP + self.widest(),
            (Along::X, false) => TICK_GAP + TICK.size + further as f64 * TICK.line(),
        }
    }

    /// How far from the frame the baseline of the label's first line lies.
    pub fn title_baseline(&self) -> f64 {
        match self.along {
            Along::X => self.kept + LABEL_GAP + 0.75 * LABEL.size,
            // The last line is the one nearest to the ticks.
            Along::Y => self.kept + LABEL_GAP + 0.25 * LABEL.size + self.title_room(),
        }
    }

    /// All the room outside of the frame.
    pub fn room(&self) -> f64 {
        if self.title.is_empty() { self.kept } else { self.kept + LABEL_GAP + LABEL.line() + self.title_room() }
    }

    fn title_room(&self) -> f64 {
        self.title.len().saturating_sub(1) as f64 * LABEL.line()
    }
}

/// The least distance of two ticks that speak.
fn spacing(along: Along) -> f64 {
    match along {
        Along::X => 55.0,
        Along::Y => 33.0,
    }
}

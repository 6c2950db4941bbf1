//! One axis thought through: its range, its ticks, its words, and the room they need.

use super::range::{Along, range};
use super::text::{LABEL, TICK};
use super::ticks::{self, Tick};
use crate::figure::{Axis, Plot, Scale};

/// From the frame to the words of a tick.
pub const TICK_GAP: f64 = 7.0;

/// From the words of the ticks to the label of the axis.
const LABEL_GAP: f64 = 7.0;

/// The longest name of a category that is written out, in pixels.
const LONGEST_NAME: f64 = 120.0;

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
}

impl Plan {
    /// Plans an axis of `length` pixels; `titled` says whether its label is shown.
    pub fn of(plot: &Plot, along: Along, length: f64, titled: bool) -> Self {
        let axis = along.axis(plot).clone();
        let range = range(plot, along);
        let most = (length / spacing(along)).floor().clamp(2.0, 10.0) as usize;
        let ticks = match &axis.scale {
            Scale::Linear => ticks::linear(range.0, range.1, most),
            Scale::Log => ticks::log(range.0, range.1, most),
            Scale::Category(names) => ticks::names(names),
        };
        let title = if titled { LABEL.wrap(&axis.title(), length, 2) } else { Vec::new() };
        let grid = !matches!(axis.scale, Scale::Category(_));
        Self { along, axis, range, ticks, title, turned: false, grid }.fit_names(length)
    }

    /// Shortens names to their place, or turns them when too little of them would be left.
    fn fit_names(mut self, length: f64) -> Self {
        if self.grid {
            return self;
        }
        let place = length / self.ticks.len().max(1) as f64;
        self.turned = self.along == Along::X && self.widest() > place - 4.0;
        let room = match (self.along, self.turned) {
            (Along::X, false) => place - 4.0,
            (Along::X, true) | (Along::Y, _) => LONGEST_NAME,
        };
        for tick in &mut self.ticks {
            tick.label = TICK.shorten(&tick.label, room);
        }
        self
    }

    /// The width of the widest words at a tick.
    pub fn widest(&self) -> f64 {
        self.ticks.iter().map(|tick| TICK.width(&tick.label)).fold(0.0, f64::max)
    }

    /// How far the words at the ticks reach out of the frame.
    pub fn reach(&self) -> f64 {
        match (self.along, self.turned) {
            (Along::Y, _) | (Along::X, true) => TICK_GAP + self.widest(),
            (Along::X, false) => TICK_GAP + TICK.size,
        }
    }

    /// The baseline of the label's first line, as a distance from the frame given how far the ticks reach.
    pub fn title_baseline(&self, reach: f64) -> f64 {
        match self.along {
            Along::X => reach + LABEL_GAP + 0.75 * LABEL.size,
            // The last line is the one nearest to the ticks.
            Along::Y => reach + LABEL_GAP + 0.25 * LABEL.size + self.title_room(),
        }
    }

    /// All the room outside of the frame.
    pub fn room(&self) -> f64 {
        if self.title.is_empty() { self.reach() } else { self.reach() + LABEL_GAP + LABEL.line() + self.title_room() }
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

//! From a value to a place on the page along one axis.

use crate::figure::{Axis, Direction, Scale};

/// Numbers beyond this are treated as not finite: their differences would overflow.
const HUGE: f64 = 1e300;

/// position = from + (to − from) · (v − low) / (high − low), of the logarithms on a logarithmic axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mapping {
    pub low: f64,
    pub high: f64,
    pub log: bool,
    pub from: f64,
    pub to: f64,
}

impl Mapping {
    /// Values between `low` and `high` on pixels from `from` to `to`.
    pub fn new(axis: &Axis, (low, high): (f64, f64), from: f64, to: f64) -> Self {
        Self { low, high, log: axis.scale == Scale::Log, from, to }
    }

    /// Where `value` lies, possibly outside of the axis; `None` when it has no place.
    pub fn place(&self, value: f64) -> Option<f64> {
        let share = if self.log {
            let (low, high) = (libm::log10(self.low), libm::log10(self.high));
            (libm::log10(value) - low) / (high - low)
        } else {
            (value - self.low) / (self.high - self.low)
        };
        // Far outside is cut off anyway; the limit keeps whole pixels in range.
        let usable = usable(value, self.log) && share.is_finite();
        usable.then(|| self.from + (self.to - self.from) * share.clamp(-100.0, 100.0))
    }

    /// Where the lower end of a bar stands: zero, or the end of the axis nearest to it.
    pub fn floor(&self) -> f64 {
        if self.log { self.low } else { 0.0f64.clamp(self.low, self.high) }
    }
}

/// Whether a value has a place on an axis.
pub fn usable(value: f64, log: bool) -> bool {
    value.abs() <= HUGE && (!log || value > 0.0)
}

/// Both axes of a plot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plane {
    pub x: Mapping,
    pub y: Mapping,
}

impl Plane {
    /// Where a point lies; `None` when one of its coordinates has no place.
    pub fn place(&self, (x, y): (f64, f64)) -> Option<(f64, f64)> {
        Some((self.x.place(x)?, self.y.place(y)?))
    }

    /// The axis along which a reference line is measured.
    pub fn across(&self, direction: Direction) -> &Mapping {
        match direction {
            Direction::Horizontal => &self.y,
            Direction::Vertical => &self.x,
        }
    }
}

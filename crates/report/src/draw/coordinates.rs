//! Coordinates: where a value lies along an axis, and a point in a plot.
//!
//! position = start + (end − start) · (value − low) / (high − low), of the logarithms on a logarithmic axis.

use super::geometry::{Point, Rect};
use super::{clip, simplify};
use crate::figure::{Axis, Orientation, Scale};

/// Numbers beyond this are treated as not finite: their differences would overflow.
const HUGE: f64 = 1e300;

/// How values are spaced along an axis; names of categories stand at whole numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spacing {
    Linear,
    Logarithmic,
}

impl Spacing {
    /// The spacing of an axis.
    pub fn of(axis: &Axis) -> Self {
        match axis.scale {
            Scale::Linear | Scale::Category(_) => Self::Linear,
            Scale::Log => Self::Logarithmic,
        }
    }

    /// Whether a value can be drawn at all: it is finite, and positive where logarithms are taken.
    pub fn holds(self, value: f64) -> bool {
        let drawable = match self {
            Self::Linear => true,
            Self::Logarithmic => value > 0.0,
        };
        drawable && value.abs() <= HUGE
    }
}

/// One axis: the values from `low` to `high` on the pixels from `start` to `end`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mapping {
    pub spacing: Spacing,
    pub low: f64,
    pub high: f64,
    pub start: f64,
    pub end: f64,
}

impl Mapping {
    /// The pixel of a value, possibly outside of the axis; `None` for a value that cannot be drawn.
    pub fn to_page(self, value: f64) -> Option<f64> {
        let share = match self.spacing {
            Spacing::Linear => (value - self.low) / (self.high - self.low),
            Spacing::Logarithmic => {
                let (low, high) = (libm::log10(self.low), libm::log10(self.high));
                (libm::log10(value) - low) / (high - low)
            }
        };
        // What lies far outside is cut off anyway; the limit keeps whole numbers of units in range.
        let drawable = self.spacing.holds(value) && share.is_finite();
        drawable.then(|| self.start + (self.end - self.start) * share.clamp(-100.0, 100.0))
    }

    /// The value at which bars stand: zero, or the end of the axis nearest to it.
    pub fn bar_base(self) -> f64 {
        match self.spacing {
            Spacing::Linear => 0.0f64.clamp(self.low, self.high),
            Spacing::Logarithmic => self.low,
        }
    }
}

/// The coordinate system of a plot: its frame on the page and the two axes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coordinates {
    pub frame: Rect,
    pub x: Mapping,
    pub y: Mapping,
}

impl Coordinates {
    /// Where a point lies on the page; `None` when one of its coordinates cannot be drawn.
    pub fn to_page(self, (x, y): Point) -> Option<Point> {
        Some((self.x.to_page(x)?, self.y.to_page(y)?))
    }

    /// The pieces of a curve that lie in the frame, on the page; a point that cannot be drawn breaks the curve.
    pub fn clipped_curve(&self, points: &[Point]) -> Vec<Vec<Point>> {
        let placed = points.iter().map(|&point| self.to_page(point));
        clip::line(placed, self.frame).iter().map(|piece| simplify::line(piece)).collect()
    }

    /// The part of a polygon that lies in the frame, on the page; `None` when there is none.
    pub fn polygon(&self, points: &[Point]) -> Option<Vec<Point>> {
        let placed: Vec<Point> = points.iter().filter_map(|&point| self.to_page(point)).collect();
        let inside = simplify::line(&clip::polygon(&placed, self.frame));
        (inside.len() > 2).then_some(inside)
    }

    /// The part in the frame of a rectangle with two given corners, on the page.
    pub fn rect(&self, a: Point, b: Point) -> Option<Rect> {
        Some(Rect::spanning(self.frame.clamp(self.to_page(a)?), self.frame.clamp(self.to_page(b)?)))
    }

    /// The line across the frame at a reference value; `None` when it lies outside.
    pub fn across(&self, orientation: Orientation, value: f64) -> Option<[Point; 2]> {
        let frame = self.frame;
        let ends = match orientation {
            Orientation::Horizontal => self.y.to_page(value).map(|y| [(frame.left, y), (frame.right, y)]),
            Orientation::Vertical => self.x.to_page(value).map(|x| [(x, frame.top), (x, frame.bottom)]),
        };
        ends.filter(|ends| ends.iter().all(|&end| frame.contains(end)))
    }
}

//! Points and rectangles of the page, in pixels; y grows downwards.

/// (x, y).
pub type Point = (f64, f64);

/// The point at `share` of the way from `start` to `end`.
pub fn between(start: Point, end: Point, share: f64) -> Point {
    (start.0 + share * (end.0 - start.0), start.1 + share * (end.1 - start.1))
}

/// From one point to the other.
pub fn distance(a: Point, b: Point) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    (dx * dx + dy * dy).sqrt()
}

/// A rectangle with upright and level edges, in pixels of the finished picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// x of the left edge.
    pub left: f64,
    /// y of the upper edge.
    pub top: f64,
    /// x of the right edge.
    pub right: f64,
    /// y of the lower edge.
    pub bottom: f64,
}

impl Rect {
    /// The rectangle between two opposite corners, whichever they are.
    pub(super) fn spanning(a: Point, b: Point) -> Self {
        Self { left: a.0.min(b.0), top: a.1.min(b.1), right: a.0.max(b.0), bottom: a.1.max(b.1) }
    }

    /// The smallest rectangle around both.
    pub(super) fn union(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    pub(super) fn width(self) -> f64 {
        self.right - self.left
    }

    pub(super) fn height(self) -> f64 {
        self.bottom - self.top
    }

    pub(super) fn middle(self) -> Point {
        ((self.left + self.right) / 2.0, (self.top + self.bottom) / 2.0)
    }

    /// The corners clockwise from the upper left, which is repeated at the end.
    pub(super) fn outline(self) -> [Point; 5] {
        let Self { left, top, right, bottom } = self;
        [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    }

    /// Larger by `by` on every side.
    pub(super) fn grown(self, by: f64) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    /// Whether the point lies inside or on an edge.
    pub(super) fn contains(self, (x, y): Point) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }

    /// Whether the two share more than an edge.
    pub(super) fn overlaps(self, other: Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    /// The nearest point inside.
    pub(super) fn clamp(self, (x, y): Point) -> Point {
        (x.clamp(self.left, self.right), y.clamp(self.top, self.bottom))
    }
}

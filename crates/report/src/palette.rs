//! Colors, dashes and markers that stay apart for every eye and on a grey printout.
//!
//! The colors are Okabe and Ito's ("Color universal design", 2008) without yellow, which vanishes on white.
//! Their lightness alternates along the slots, and every slot adds a dash and a marker, so no series is
//! told apart by color alone. Tints are opaque mixtures with white: overlapping transparency would print differently
//! on different viewers.

mod map;

pub use map::{ColorMap, diverging, sequential};

/// An opaque color: red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// Paper.
pub const WHITE: Rgb = Rgb(255, 255, 255);
/// Text.
pub const INK: Rgb = Rgb(34, 34, 34);
/// Reference lines and whatever should step back.
pub const GREY: Rgb = Rgb(110, 110, 110);
/// Frames and ticks.
pub const FRAME: Rgb = Rgb(150, 150, 150);
/// Grid lines.
pub const GRID: Rgb = Rgb(230, 230, 230);

/// Okabe and Ito's colors, ordered so that neighbors differ in lightness as well as in hue.
pub const COLORS: [Rgb; 7] = [
    Rgb(0, 114, 178),
    Rgb(230, 159, 0),
    Rgb(0, 158, 115),
    Rgb(204, 121, 167),
    Rgb(213, 94, 0),
    Rgb(86, 180, 233),
    Rgb(60, 60, 60),
];

impl Rgb {
    /// This color moved towards `other`: `share` 0 is this one, 1 the other.
    pub fn mix(self, other: Self, share: f64) -> Self {
        let part = |a: u8, b: u8| {
            let mixed = f64::from(a) + (f64::from(b) - f64::from(a)) * share.clamp(0.0, 1.0);
            mixed.round() as u8
        };
        Self(part(self.0, other.0), part(self.1, other.1), part(self.2, other.2))
    }

    /// The opaque tint that bands and regions of this color are filled with.
    pub fn tint(self) -> Self {
        self.mix(WHITE, 0.72)
    }

    /// Lightness as a grey printer sees it, 0 black to 1 white (Rec. 601 weights).
    pub fn lightness(self) -> f64 {
        let [r, g, b] = [self.0, self.1, self.2].map(f64::from);
        (0.299 * r + 0.587 * g + 0.114 * b) / 255.0
    }

    /// The text color that reads best on this one.
    pub fn ink_on(self) -> Self {
        if self.lightness() > 0.55 { INK } else { WHITE }
    }
}

/// How a line is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dash {
    /// One stroke.
    Solid,
    /// Strokes and gaps.
    Dashed,
    /// Dots.
    Dotted,
    /// A stroke, a dot.
    DashDot,
    /// Long strokes.
    Long,
    /// A stroke, two dots.
    DashDotDot,
}

/// All dashes in the order of the slots.
pub const DASHES: [Dash; 6] = [Dash::Solid, Dash::Dashed, Dash::Dotted, Dash::DashDot, Dash::Long, Dash::DashDotDot];

impl Dash {
    /// Lengths of stroke, gap, stroke, gap, … in pixels of a line two pixels wide; empty for a solid one.
    pub fn pattern(self) -> &'static [f64] {
        match self {
            Self::Solid => &[],
            Self::Dashed => &[7.0, 3.5],
            Self::Dotted => &[2.0, 3.0],
            Self::DashDot => &[8.0, 3.0, 2.0, 3.0],
            Self::Long => &[14.0, 4.0],
            Self::DashDotDot => &[9.0, 3.0, 2.0, 3.0, 2.0, 3.0],
        }
    }
}

/// The shape of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Marker {
    /// ●
    Circle,
    /// ■
    Square,
    /// ▲
    Triangle,
    /// ◆
    Diamond,
    /// ✕
    Cross,
    /// ▼
    Down,
    /// ✚
    Plus,
}

/// All markers in the order of the slots.
pub const MARKERS: [Marker; 7] =
    [Marker::Circle, Marker::Triangle, Marker::Square, Marker::Diamond, Marker::Cross, Marker::Down, Marker::Plus];

/// Whether a marker is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filling {
    /// In its color.
    Full,
    /// With paper: an outline, for what was held out.
    Hollow,
}

/// How one series is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    /// Color of lines and points; bands and bars take its tint.
    pub color: Rgb,
    /// Dash of lines.
    pub dash: Dash,
    /// Shape of points.
    pub marker: Marker,
    /// Whether points are filled.
    pub filling: Filling,
    /// Width of lines in pixels; points and gaps of a dash scale with it.
    pub width: f64,
}

impl Style {
    /// The style of the `index`-th series: no two of the first 42 share both color and dash.
    pub fn slot(index: usize) -> Self {
        Self {
            color: COLORS[index % COLORS.len()],
            dash: DASHES[index % DASHES.len()],
            marker: MARKERS[index % MARKERS.len()],
            filling: Filling::Full,
            width: 2.0,
        }
    }

    /// A thin grey dashed line, for baselines and levels.
    pub fn reference() -> Self {
        Self { color: GREY, dash: Dash::Dashed, marker: Marker::Plus, filling: Filling::Full, width: 1.25 }
    }

    /// The same style with another color.
    pub fn color(self, color: Rgb) -> Self {
        Self { color, ..self }
    }

    /// The same style with another dash.
    pub fn dash(self, dash: Dash) -> Self {
        Self { dash, ..self }
    }

    /// The same style with another marker.
    pub fn marker(self, marker: Marker) -> Self {
        Self { marker, ..self }
    }

    /// The same style with hollow markers.
    pub fn hollow(self) -> Self {
        Self { filling: Filling::Hollow, ..self }
    }

    /// The same style with another line width in pixels.
    pub fn width(self, width: f64) -> Self {
        Self { width, ..self }
    }
}

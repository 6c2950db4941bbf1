//! Colors, dashes and markers that can be told apart by readers with any color vision and on a grey printout.
//!
//! The colors are those of Okabe and Ito ("Color universal design", 2008) without yellow, which is hard to see on
//! white. Their lightness alternates from series to series, and every series has a dash and a marker too, so color is
//! never the only difference. Tints are opaque mixtures with white, since overlapping transparent colors look
//! different in different viewers.

mod map;

pub use map::{ColorMap, diverging, sequential};

/// An opaque color: red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// The background.
pub const WHITE: Rgb = Rgb(255, 255, 255);
/// The color of words.
pub const INK: Rgb = Rgb(34, 34, 34);
/// Reference lines, and what should not catch the eye.
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
    /// A mixture with `other`: this color at `share` 0, the other at 1.
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

    /// The lightness on a grey printout, from 0 for black to 1 for white (weights of Rec. 601).
    pub fn lightness(self) -> f64 {
        let [r, g, b] = [self.0, self.1, self.2].map(f64::from);
        (0.299 * r + 0.587 * g + 0.114 * b) / 255.0
    }

    /// The color of words that are easiest to read on this one.
    pub fn text_color(self) -> Self {
        if self.lightness() > 0.55 { INK } else { WHITE }
    }
}

/// How a line is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dash {
    /// ———
    Solid,
    /// – – –
    Dashed,
    /// · · ·
    Dotted,
    /// – · –
    DashDot,
    /// — — —, with strokes twice as long as those of a dashed line.
    Long,
    /// – · · –
    DashDotDot,
}

/// All dashes in the order in which series take them.
pub const DASHES: [Dash; 6] = [Dash::Solid, Dash::Dashed, Dash::Dotted, Dash::DashDot, Dash::Long, Dash::DashDotDot];

impl Dash {
    /// Lengths of stroke, gap, stroke, gap, …, in pixels, of a line two pixels wide; empty for a solid line.
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

/// All markers in the order in which series take them.
pub const MARKERS: [Marker; 7] =
    [Marker::Circle, Marker::Triangle, Marker::Square, Marker::Diamond, Marker::Cross, Marker::Down, Marker::Plus];

/// Whether a marker is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filling {
    /// With its color.
    Full,
    /// With white, so that only its outline is seen: for rows that were held out of training.
    Hollow,
    /// With another color than that of its outline: for points that have a number.
    With(Rgb),
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
    /// Whether points are full or hollow.
    pub filling: Filling,
    /// Width of lines in pixels; the parts of a dash grow with it.
    pub width: f64,
}

impl Style {
    /// The style of the `index`-th series: no two of the first 42 share both color and dash.
    pub fn series(index: usize) -> Self {
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

    /// The same style with markers of another color within their outline.
    pub fn filled(self, color: Rgb) -> Self {
        Self { filling: Filling::With(color), ..self }
    }

    /// The same style with another line width in pixels.
    pub fn width(self, width: f64) -> Self {
        Self { width, ..self }
    }
}

//! Color maps: a number in [0, 1] to a color.
//!
//! The sequential map runs from near white to dark blue and gets darker all the way, so it can be read in grey too.
//! The diverging map runs from blue over near white to orange, the hues of the first two series, which readers with
//! any common kind of color blindness can tell apart. Its two ends are equally dark: a grey printout shows the
//! distance from the middle, but not the side.

use super::{GREY, Rgb, WHITE};

/// Which colors a heat layer uses, and between which values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ColorMap {
    /// Low is light, high is dark.
    Sequential {
        /// The values at the two ends; `None` takes the range of the values.
        range: Option<(f64, f64)>,
    },
    /// Low is white, high is a light grey: a background for lines of all colors.
    Grey,
    /// From a tint of the color of one series at 0 to that of another at 1: a background for the markers of both.
    Share {
        /// The color that 0 stands for.
        from: Rgb,
        /// The color that 1 stands for.
        to: Rgb,
    },
    /// Two hues with a light middle.
    Diverging {
        /// The value in the middle.
        center: f64,
        /// The distance from the middle to each end; `None` takes the largest distance of a value.
        half_range: Option<f64>,
    },
}

const SEQUENTIAL: [Rgb; 6] =
    [Rgb(247, 251, 255), Rgb(209, 226, 243), Rgb(154, 200, 225), Rgb(82, 157, 204), Rgb(28, 108, 177), Rgb(8, 48, 107)];
const DIVERGING: [Rgb; 5] =
    [Rgb(48, 135, 189), Rgb(158, 202, 225), Rgb(247, 247, 244), Rgb(250, 209, 140), Rgb(226, 146, 20)];

/// The sequential color at `share` in [0, 1]; values outside are clamped.
pub fn sequential(share: f64) -> Rgb {
    along(&SEQUENTIAL, share)
}

/// The diverging color at `share` in [0, 1], 0.5 the middle; values outside are clamped.
pub fn diverging(share: f64) -> Rgb {
    along(&DIVERGING, share)
}

fn along(stops: &[Rgb], share: f64) -> Rgb {
    let position = share.clamp(0.0, 1.0) * (stops.len() - 1) as f64;
    let left = (position as usize).min(stops.len() - 2);
    stops[left].mix(stops[left + 1], position - left as f64)
}

impl ColorMap {
    /// The values at the first and the last color, given the range of the data.
    pub fn ends(&self, data: (f64, f64)) -> (f64, f64) {
        match *self {
            Self::Sequential { range } => range.unwrap_or(data),
            Self::Grey => data,
            Self::Share { .. } => (0.0, 1.0),
            Self::Diverging { center, half_range } => {
                let found = (data.0 - center).abs().max((data.1 - center).abs());
                let half_range = half_range.unwrap_or(found);
                (center - half_range, center + half_range)
            }
        }
    }

    /// The color at `share` of the way from the first to the last.
    pub fn color(&self, share: f64) -> Rgb {
        match self {
            Self::Sequential { .. } => sequential(share),
            Self::Grey => WHITE.mix(GREY, 0.55 * share),
            Self::Share { from, to } => along(&[from.mix(WHITE, 0.55), WHITE, to.mix(WHITE, 0.55)], share),
            Self::Diverging { .. } => diverging(share),
        }
    }
}

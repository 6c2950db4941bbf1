//! Color maps: a number in [0, 1] to a color.
//!
//! Sequential runs from near white to dark blue, lightness falling all the way, so it also reads in grey.
//! Diverging runs from blue over near white to orange, the hues of slots 0 and 1, which every common kind of
//! color blindness tells apart. Its two ends are equally dark: on a grey printout only the distance from the
//! middle is left.

use super::{Rgb, WHITE};

/// Which colors a heat layer uses, and between which values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ColorMap {
    /// Low is light, high is dark. `None` takes the range of the values.
    Sequential {
        /// The values at the two ends.
        range: Option<(f64, f64)>,
    },
    /// From the tint of one series to that of another, 0 to 1: a ground on which their markers stand out.
    Share {
        /// The color that 0 stands for.
        from: Rgb,
        /// The color that 1 stands for.
        to: Rgb,
    },
    /// Two hues that meet in a light middle.
    Diverging {
        /// The value in the middle.
        center: f64,
        /// The distance from the middle at which the color is full; `None` takes the largest found.
        reach: Option<f64>,
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
    /// The values at the light or left end and at the dark or right end, given the range of the data.
    pub fn ends(&self, data: (f64, f64)) -> (f64, f64) {
        match *self {
            Self::Sequential { range } => range.unwrap_or(data),
            Self::Share { .. } => (0.0, 1.0),
            Self::Diverging { center, reach } => {
                let found = (data.0 - center).abs().max((data.1 - center).abs());
                let reach = reach.unwrap_or(found);
                (center - reach, center + reach)
            }
        }
    }

    /// The color at `share` of the way from the first end to the second.
    pub fn color(&self, share: f64) -> Rgb {
        match self {
            Self::Sequential { .. } => sequential(share),
            Self::Share { from, to } => along(&[from.mix(WHITE, 0.55), WHITE, to.mix(WHITE, 0.55)], share),
            Self::Diverging { .. } => diverging(share),
        }
    }
}

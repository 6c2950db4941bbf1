//! The color bar of a heat layer: which color stands for which number.

use super::canvas::Canvas;
use super::geometry::Rect;
use super::heat::{SHADES, band_color, ends, levels};
use super::text::{Anchor, LABEL, TICK};
use super::ticks::{self, Tick};
use crate::figure::{Heat, Plot, PlotLayer, Shading};
use crate::palette::{FRAME, INK, Rgb};

/// From the frame to the color bar.
const GAP: f64 = 12.0;
/// The width of the color bar.
const WIDTH: f64 = 13.0;
/// From the color bar to its numbers.
const LABEL_GAP: f64 = 7.0;

/// The layer that the color bar belongs to.
fn with_color_bar(plot: &Plot) -> Option<&Heat> {
    plot.layers.iter().find_map(|layer| match layer {
        PlotLayer::Heat(heat) if !heat.label.is_empty() => Some(heat),
        _ => None,
    })
}

fn bar_ticks(heat: &Heat, height: f64) -> Vec<Tick> {
    let (low, high) = ends(heat);
    ticks::linear(low, high, (height / 40.0).floor().clamp(2.0, 8.0) as usize)
}

/// The room that a color bar of this height takes right of the frame; 0 for a plot without one.
pub fn room(plot: &Plot, height: f64) -> f64 {
    let Some(heat) = with_color_bar(plot) else { return 0.0 };
    let ticks = bar_ticks(heat, height);
    let widest = ticks.iter().map(|tick| TICK.width(&tick.label)).fold(0.0, f64::max);
    GAP + WIDTH + LABEL_GAP + widest + 6.0 + LABEL.line_height()
}

/// The color bar right of the frame, with its numbers and its label.
pub fn draw(canvas: &mut Canvas, plot: &Plot, frame: Rect) {
    let Some(heat) = with_color_bar(plot) else { return };
    let (low, high) = ends(heat);
    let left = frame.right + GAP;
    let bar = Rect { left, right: left + WIDTH, ..frame };
    let place = |value: f64| bar.bottom - (value - low) / (high - low) * bar.height();
    for (from, color) in steps(heat) {
        canvas.rectangle(Rect { bottom: place(from), ..bar }, color);
    }
    canvas.stroke(&bar.outline(), FRAME, 1.0);
    let ticks = bar_ticks(heat, frame.height());
    for tick in &ticks {
        let y = place(tick.value);
        canvas.stroke(&[(bar.right, y), (bar.right + 4.0, y)], FRAME, 1.0);
        canvas.text(&tick.label, (bar.right + LABEL_GAP, y + TICK.baseline_offset()), TICK, Anchor::Start, INK);
    }
    let label = LABEL.shorten(&heat.label, frame.height());
    let baseline = frame.right + room(plot, frame.height()) - 0.25 * LABEL.size;
    canvas.vertical_words(&label, (baseline, frame.middle().1), LABEL, Anchor::Middle, INK);
}

/// The values at which the colors of the bar begin, from low to high. Each color is painted from there to the upper end
/// of the bar, over the color before it.
fn steps(heat: &Heat) -> Vec<(f64, Rgb)> {
    let (low, high) = ends(heat);
    match heat.shading {
        Shading::Smooth => {
            let levels = levels(heat);
            let starts = [low].into_iter().chain(levels.iter().copied()).enumerate();
            starts.map(|(band, from)| (from, band_color(heat, &levels, band))).collect()
        }
        Shading::Cells | Shading::Numbers => {
            let share = |index: i32| f64::from(index) / (SHADES + 1.0);
            let steps = (0..=SHADES as i32).map(|index| (share(index), f64::from(index) / SHADES));
            steps.map(|(at, shade)| (low + at * (high - low), heat.map.color(shade))).collect()
        }
    }
}

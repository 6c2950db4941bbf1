//! The surroundings of a plot: grid lines, ticks and their labels, titles of the axes, frame.

use super::axis::{AxisLayout, Rotation, TICK_GAP};
use super::canvas::Canvas;
use super::geometry::Rect;
use super::panel::Axes;
use super::text::{Anchor, LABEL, TICK};
use super::ticks::Tick;
use crate::palette::{FRAME, GRID, INK};

/// Grid lines, ticks and words of both axes.
pub fn axes(canvas: &mut Canvas, axes: &Axes) {
    let frame = axes.coordinates.frame;
    let xs: Vec<(f64, &Tick)> = positions(&axes.x, |value| axes.coordinates.x.to_page(value));
    let ys: Vec<(f64, &Tick)> = positions(&axes.y, |value| axes.coordinates.y.to_page(value));
    if axes.x.has_grid() {
        labeled(&xs).for_each(|(x, _)| canvas.stroke(&[(x, frame.top), (x, frame.bottom)], GRID, 1.0));
    }
    if axes.y.has_grid() {
        labeled(&ys).for_each(|(y, _)| canvas.stroke(&[(frame.left, y), (frame.right, y)], GRID, 1.0));
    }
    for &(x, tick) in &xs {
        canvas.stroke(&[(x, frame.bottom), (x, frame.bottom + length(tick))], FRAME, 1.0);
    }
    for &(y, tick) in &ys {
        canvas.stroke(&[(frame.left - length(tick), y), (frame.left, y)], FRAME, 1.0);
    }
    labeled(&xs).for_each(|(x, tick)| x_label(canvas, frame, &axes.x, x, tick));
    labeled(&ys).for_each(|(y, tick)| {
        let at = (frame.left - TICK_GAP, y + TICK.baseline_offset());
        canvas.text(&tick.label, at, TICK, Anchor::End, INK);
    });
    x_title(canvas, frame, &axes.x);
    y_title(canvas, frame, &axes.y);
}

/// The frame itself, drawn over the data that touch it.
pub fn outline(canvas: &mut Canvas, frame: Rect) {
    canvas.stroke(&frame.outline(), FRAME, 1.0);
}

fn positions(layout: &AxisLayout, to_page: impl Fn(f64) -> Option<f64>) -> Vec<(f64, &Tick)> {
    layout.ticks.iter().filter_map(|tick| Some((to_page(tick.value)?, tick))).collect()
}

fn labeled<'a>(ticks: &'a [(f64, &'a Tick)]) -> impl Iterator<Item = (f64, &'a Tick)> {
    ticks.iter().copied().filter(|(_, tick)| !tick.label.is_empty())
}

/// Minor ticks are shorter.
fn length(tick: &Tick) -> f64 {
    if tick.label.is_empty() { 2.5 } else { 4.5 }
}

fn x_label(canvas: &mut Canvas, frame: Rect, layout: &AxisLayout, x: f64, tick: &Tick) {
    match layout.rotation {
        Rotation::Vertical => {
            let at = (x + TICK.baseline_offset(), frame.bottom + TICK_GAP);
            canvas.vertical_words(&tick.label, at, TICK, Anchor::End, INK);
        }
        Rotation::Horizontal => {
            for (index, line) in tick.label.split('\n').enumerate() {
                let baseline = frame.bottom + TICK_GAP + 0.8 * TICK.size + index as f64 * TICK.line_height();
                canvas.text(line, (x, baseline), TICK, Anchor::Middle, INK);
            }
        }
    }
}

fn x_title(canvas: &mut Canvas, frame: Rect, layout: &AxisLayout) {
    let first = frame.bottom + layout.title_baseline();
    for (index, line) in layout.title.iter().enumerate() {
        let at = (frame.middle().0, first + index as f64 * LABEL.line_height());
        canvas.text(line, at, LABEL, Anchor::Middle, INK);
    }
}

fn y_title(canvas: &mut Canvas, frame: Rect, layout: &AxisLayout) {
    let first = frame.left - layout.title_baseline();
    for (index, line) in layout.title.iter().enumerate() {
        let at = (first + index as f64 * LABEL.line_height(), frame.middle().1);
        canvas.vertical_words(line, at, LABEL, Anchor::Middle, INK);
    }
}

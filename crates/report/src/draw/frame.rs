//! The surroundings of a plot: grid lines, ticks, numbers, labels, frame.

use super::axis::{Plan, TICK_GAP};
use super::canvas::Canvas;
use super::layout::{Axes, Placed};
use super::rect::Rect;
use super::text::{Anchor, LABEL, TICK};
use super::ticks::Tick;
use crate::palette::{FRAME, GRID, INK};

/// Grid lines, ticks and words of both axes.
pub fn axes(canvas: &mut Canvas, frame: Rect, axes: &Axes) {
    let xs: Vec<(f64, &Tick)> = places(&axes.x, |at| axes.plane.x.place(at));
    let ys: Vec<(f64, &Tick)> = places(&axes.y, |at| axes.plane.y.place(at));
    if axes.x.grid {
        speaking(&xs).for_each(|(x, _)| canvas.stroke(&[(x, frame.top), (x, frame.bottom)], GRID, 1.0));
    }
    if axes.y.grid {
        speaking(&ys).for_each(|(y, _)| canvas.stroke(&[(frame.left, y), (frame.right, y)], GRID, 1.0));
    }
    for &(x, tick) in &xs {
        canvas.stroke(&[(x, frame.bottom), (x, frame.bottom + length(tick))], FRAME, 1.0);
    }
    for &(y, tick) in &ys {
        canvas.stroke(&[(frame.left - length(tick), y), (frame.left, y)], FRAME, 1.0);
    }
    speaking(&xs).for_each(|(x, tick)| x_words(canvas, frame, &axes.x, x, tick));
    speaking(&ys).for_each(|(y, tick)| {
        let at = (frame.left - TICK_GAP, y + TICK.drop());
        canvas.text(&tick.label, at, TICK, Anchor::End, INK);
    });
    x_title(canvas, frame, &axes.x);
    y_title(canvas, frame, &axes.y);
}

/// The frame itself, over the data that touch it.
pub fn outline(canvas: &mut Canvas, placed: &Placed) {
    if placed.plot.is_none() {
        return;
    }
    let Rect { left, top, right, bottom } = placed.frame;
    canvas.stroke(&[(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], FRAME, 1.0);
}

fn places(plan: &Plan, place: impl Fn(f64) -> Option<f64>) -> Vec<(f64, &Tick)> {
    plan.ticks.iter().filter_map(|tick| Some((place(tick.at)?, tick))).collect()
}

fn speaking<'a>(ticks: &'a [(f64, &'a Tick)]) -> impl Iterator<Item = (f64, &'a Tick)> {
    ticks.iter().copied().filter(|(_, tick)| !tick.label.is_empty())
}

fn length(tick: &Tick) -> f64 {
    if tick.label.is_empty() { 2.5 } else { 4.5 }
}

fn x_words(canvas: &mut Canvas, frame: Rect, plan: &Plan, x: f64, tick: &Tick) {
    if plan.turned {
        let at = (x + TICK.drop(), frame.bottom + TICK_GAP);
        canvas.upright(&tick.label, at, TICK, Anchor::End, INK);
    } else {
        for (index, line) in tick.label.split('\n').enumerate() {
            let baseline = frame.bottom + TICK_GAP + 0.8 * TICK.size + index as f64 * TICK.line();
            canvas.text(line, (x, baseline), TICK, Anchor::Middle, INK);
        }
    }
}

fn x_title(canvas: &mut Canvas, frame: Rect, plan: &Plan) {
    let first = frame.bottom + plan.title_baseline();
    for (index, line) in plan.title.iter().enumerate() {
        let at = (frame.middle().0, first + index as f64 * LABEL.line());
        canvas.text(line, at, LABEL, Anchor::Middle, INK);
    }
}

fn y_title(canvas: &mut Canvas, frame: Rect, plan: &Plan) {
    let first = frame.left - plan.title_baseline();
    for (index, line) in plan.title.iter().enumerate() {
        let at = (first + index as f64 * LABEL.line(), frame.middle().1);
        canvas.upright(line, at, LABEL, Anchor::Middle, INK);
    }
}

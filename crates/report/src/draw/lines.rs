//! Lines: cut at the frame, simplified, dashed.

use super::canvas::Canvas;
use super::clip;
use super::mapping::Plane;
use super::markers::Halo;
use super::rect::Rect;
use super::simplify;
use crate::figure::{Contour, Direction, Line, Rule};
use crate::palette::{Style, WHITE};

type Point = (f64, f64);

/// How much wider the white line under a line on a colored ground is, on each side.
const HALO: f64 = 1.0;

/// How often the pattern of a dash repeats along one line at most.
const MOST_STROKES: f64 = 500.0;

/// A line through its points; a lone point between gaps is a dot.
pub fn draw(canvas: &mut Canvas, line: &Line, frame: Rect, plane: &Plane, halo: Halo) {
    let placed = line.points.iter().map(|&point| plane.place(point));
    for piece in clip::line(placed, frame) {
        match piece.as_slice() {
            [point] => canvas.disk(*point, 1.4 * line.style.width, line.style.color),
            points => {
                let strokes = strokes(&simplify::line(points), line.style);
                if halo == Halo::With {
                    let wider = line.style.width + 2.0 * HALO;
                    strokes.iter().for_each(|stroke| canvas.stroke(stroke, WHITE, wider));
                }
                strokes.iter().for_each(|stroke| canvas.stroke(stroke, line.style.color, line.style.width));
            }
        }
    }
}

/// Lines of equal value.
pub fn contour(canvas: &mut Canvas, contour: &Contour, frame: Rect, plane: &Plane) {
    for &level in &contour.levels {
        for curve in super::contour::open(&contour.grid, level) {
            let placed = curve.iter().map(|&point| plane.place(point));
            for piece in clip::line(placed, frame) {
                dashed(canvas, &simplify::line(&piece), contour.style);
            }
        }
    }
}

/// A straight line across the frame.
pub fn rule(canvas: &mut Canvas, rule: &Rule, frame: Rect, plane: &Plane) {
    let Some(at) = plane.across(rule.direction).place(rule.at) else { return };
    let ends = match rule.direction {
        Direction::Horizontal => [(frame.left, at), (frame.right, at)],
        Direction::Vertical => [(at, frame.top), (at, frame.bottom)],
    };
    if ends.iter().all(|&end| frame.holds(end)) {
        dashed(canvas, &ends, rule.style);
    }
}

/// A line in the dash of its style.
pub fn dashed(canvas: &mut Canvas, points: &[Point], style: Style) {
    for stroke in strokes(points, style) {
        canvas.stroke(&stroke, style.color, style.width);
    }
}

/// The strokes of a line; where a noisy one would need thousands, they get longer.
fn strokes(points: &[Point], style: Style) -> Vec<Vec<Point>> {
    let pattern = style.dash.pattern();
    let total: f64 = points.windows(2).map(|pair| length(pair[0], pair[1])).sum();
    let longer = total / (MOST_STROKES * pattern.iter().sum::<f64>().max(1.0));
    let scale = (style.width / 2.0).max(0.6).max(longer);
    let pattern: Vec<f64> = pattern.iter().map(|length| length * scale).collect();
    pieces(points, &pattern)
}

/// Cuts a line into the strokes of a pattern of stroke and gap lengths.
fn pieces(points: &[Point], pattern: &[f64]) -> Vec<Vec<Point>> {
    let (Some(&first), false) = (points.first(), pattern.is_empty()) else {
        return vec![points.to_vec()];
    };
    let (mut part, mut left) = (0, pattern[0]);
    let mut strokes = vec![vec![first]];
    for pair in points.windows(2) {
        let mut from = pair[0];
        let mut rest = length(from, pair[1]);
        while rest > left {
            from = towards(from, pair[1], left / rest);
            rest -= left;
            if part % 2 == 0 {
                extend(&mut strokes, from)
            } else {
                strokes.push(vec![from])
            }
            part = (part + 1) % pattern.len();
            left = pattern[part];
        }
        left -= rest;
        if part % 2 == 0 {
            extend(&mut strokes, pair[1]);
        }
    }
    strokes.retain(|stroke| stroke.len() > 1);
    strokes
}

fn extend(strokes: &mut [Vec<Point>], point: Point) {
    strokes.last_mut().expect("a line begins with a stroke").push(point);
}

fn towards(from: Point, to: Point, share: f64) -> Point {
    (from.0 + share * (to.0 - from.0), from.1 + share * (to.1 - from.1))
}

fn length(a: Point, b: Point) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    (dx * dx + dy * dy).sqrt()
}

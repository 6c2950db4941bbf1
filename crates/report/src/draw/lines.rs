//! Lines: curves, contour lines and reference lines, cut at the frame and dashed.

use super::canvas::Canvas;
use super::coordinates::Coordinates;
use super::dash::strokes;
use super::geometry::Point;
use super::markers::Outline;
use crate::figure::{Contour, Line, ReferenceLine};
use crate::palette::{Style, WHITE};

/// How much wider than the line its outline is, on each side.
const OUTLINE: f64 = 1.0;

/// A line through its points; a single point between gaps is a dot.
pub fn draw(canvas: &mut Canvas, line: &Line, coordinates: &Coordinates, outline: Outline) {
    let style = line.style;
    for piece in coordinates.clipped_curve(&line.points) {
        if let [point] = piece.as_slice() {
            canvas.disk(*point, 1.4 * style.width, style.color);
            continue;
        }
        if outline == Outline::White {
            let wider = style.width + 2.0 * OUTLINE;
            strokes(&piece, style).iter().for_each(|stroke| canvas.stroke(stroke, WHITE, wider));
        }
        dashed(canvas, &piece, style);
    }
}

/// Lines of equal value.
pub fn contour(canvas: &mut Canvas, contour: &Contour, coordinates: &Coordinates) {
    for &level in &contour.levels {
        for line in super::contour::lines(&contour.grid, level) {
            coordinates.clipped_curve(&line).iter().for_each(|piece| dashed(canvas, piece, contour.style));
        }
    }
}

/// A straight line across the frame.
pub fn reference(canvas: &mut Canvas, line: &ReferenceLine, coordinates: &Coordinates) {
    if let Some(ends) = coordinates.across(line.orientation, line.at) {
        dashed(canvas, &ends, line.style);
    }
}

/// A line in the dash of its style.
pub fn dashed(canvas: &mut Canvas, points: &[Point], style: Style) {
    for stroke in strokes(points, style) {
        canvas.stroke(&stroke, style.color, style.width);
    }
}

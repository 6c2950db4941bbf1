//! Points as markers of seven shapes, about equally heavy to the eye.

use super::canvas::Canvas;
use super::mapping::Plane;
use super::rect::Rect;
use crate::figure::Points;
use crate::palette::{Filling, Marker, Style, WHITE};

type Point = (f64, f64);

/// Whether lines and points get a white edge, which sets them off a colored ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Halo {
    /// A white edge.
    With,
    /// None.
    Without,
}

/// The points of a layer; what coincides to the pixel is drawn once.
pub fn layer(canvas: &mut Canvas, points: &Points, frame: Rect, plane: &Plane, halo: Halo) {
    let placed = points.points.iter().filter_map(|&point| plane.place(point));
    let mut seen = std::collections::BTreeSet::new();
    let fresh = placed.filter(|&point| frame.grown(0.5).holds(point) && seen.insert(fine(point)));
    let places: Vec<Point> = fresh.collect();
    let radius = match places.len() {
        0..=60 => 4.2,
        61..=400 => 3.4,
        401..=1200 => 2.6,
        _ => 1.9,
    };
    draw(canvas, &places, points.style, radius, halo);
}

fn fine((x, y): Point) -> (i64, i64) {
    ((x * super::UNITS_PER_PIXEL).round() as i64, (y * super::UNITS_PER_PIXEL).round() as i64)
}

/// Markers of the given radius; first all white edges, then all markers, so that none hides its neighbor.
pub fn draw(canvas: &mut Canvas, places: &[Point], style: Style, radius: f64, halo: Halo) {
    if halo == Halo::With {
        places.iter().for_each(|&place| one(canvas, place, style.marker, radius + 1.1, WHITE));
    }
    places.iter().for_each(|&place| one(canvas, place, style.marker, radius, style.color));
    if style.filling == Filling::Hollow {
        places.iter().for_each(|&place| one(canvas, place, style.marker, radius - 1.5, WHITE));
    }
}

fn one(canvas: &mut Canvas, (x, y): Point, marker: Marker, radius: f64, color: crate::palette::Rgb) {
    if marker == Marker::Circle {
        return canvas.disk((x, y), radius, color);
    }
    let corners: Vec<Point> = outline(marker).iter().map(|&(dx, dy)| (x + radius * dx, y + radius * dy)).collect();
    canvas.polygon(&corners, color);
}

/// The corners around the origin, all clockwise on the page.
fn outline(marker: Marker) -> &'static [Point] {
    match marker {
        Marker::Circle => &[],
        Marker::Square => &[(-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)],
        Marker::Triangle => &[(0.0, -1.2), (1.1, 0.8), (-1.1, 0.8)],
        Marker::Down => &[(-1.1, -0.8), (1.1, -0.8), (0.0, 1.2)],
        Marker::Diamond => &[(0.0, -1.3), (1.05, 0.0), (0.0, 1.3), (-1.05, 0.0)],
        Marker::Plus => &[
            (-0.38, -1.15),
            (0.38, -1.15),
            (0.38, -0.38),
            (1.15, -0.38),
            (1.15, 0.38),
            (0.38, 0.38),
            (0.38, 1.15),
            (-0.38, 1.15),
            (-0.38, 0.38),
            (-1.15, 0.38),
            (-1.15, -0.38),
            (-0.38, -0.38),
        ],
        Marker::Cross => &[
            (-0.54, -1.08),
            (0.0, -0.54),
            (0.54, -1.08),
            (1.08, -0.54),
            (0.54, 0.0),
            (1.08, 0.54),
            (0.54, 1.08),
            (0.0, 0.54),
            (-0.54, 1.08),
            (-1.08, 0.54),
            (-0.54, 0.0),
            (-1.08, -0.54),
        ],
    }
}

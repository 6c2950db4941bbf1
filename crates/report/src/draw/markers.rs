//! Points as markers of seven shapes, about equally heavy to the eye.

use std::collections::BTreeSet;

use super::UNITS_PER_PIXEL;
use super::canvas::Canvas;
use super::coordinates::Coordinates;
use super::geometry::Point;
use crate::figure::Points;
use crate::palette::{Filling, Marker, Rgb, Style, WHITE};

/// Whether lines and points are outlined in white, which sets them off a colored background.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outline {
    White,
    None,
}

/// The points of a layer; of points at the same place on the page one is drawn.
pub fn layer(canvas: &mut Canvas, points: &Points, coordinates: &Coordinates, outline: Outline) {
    let placed = points.points.iter().filter_map(|&point| coordinates.to_page(point));
    let mut seen = BTreeSet::new();
    let visible = placed.filter(|&point| coordinates.frame.grown(0.5).contains(point) && seen.insert(unit(point)));
    let places: Vec<Point> = visible.collect();
    let radius = match places.len() {
        0..=60 => 4.2,
        61..=400 => 3.4,
        401..=1200 => 2.6,
        _ => 1.9,
    };
    draw(canvas, &places, points.style, radius, outline);
}

/// The unit of the picture that a point is rounded to.
fn unit((x, y): Point) -> (i64, i64) {
    ((x * UNITS_PER_PIXEL).round() as i64, (y * UNITS_PER_PIXEL).round() as i64)
}

/// Markers of the given radius; first all outlines, then all markers, so that none hides its neighbor.
pub fn draw(canvas: &mut Canvas, places: &[Point], style: Style, radius: f64, outline: Outline) {
    if outline == Outline::White {
        places.iter().for_each(|&place| marker(canvas, place, style.marker, radius + 1.1, WHITE));
    }
    places.iter().for_each(|&place| marker(canvas, place, style.marker, radius, style.color));
    let (inside, edge) = match style.filling {
        Filling::Full => return,
        Filling::Hollow => (WHITE, 1.5),
        Filling::With(color) => (color, 0.8),
    };
    places.iter().for_each(|&place| marker(canvas, place, style.marker, radius - edge, inside));
}

fn marker(canvas: &mut Canvas, (x, y): Point, marker: Marker, radius: f64, color: Rgb) {
    if marker == Marker::Circle {
        return canvas.disk((x, y), radius, color);
    }
    let corners: Vec<Point> = corners(marker).iter().map(|&(dx, dy)| (x + radius * dx, y + radius * dy)).collect();
    canvas.polygon(&corners, color);
}

/// The corners of a marker of radius 1 around the origin, clockwise on the page; a circle has none.
fn corners(marker: Marker) -> &'static [Point] {
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

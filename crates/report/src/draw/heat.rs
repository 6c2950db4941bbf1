//! Numbers as color: cells, tables with the numbers in them, smooth filled contours.

use super::UNITS_PER_PIXEL;
use super::canvas::Canvas;
use super::contour;
use super::coordinates::Coordinates;
use super::geometry::Rect;
use super::number::short;
use super::text::{Anchor, Font, Weight};
use super::ticks;
use crate::figure::{Grid, Heat, Shading};
use crate::palette::{Rgb, WHITE};

/// The number of steps between shades; neighbors of one shade are one rectangle.
pub const SHADES: f64 = 63.0;
/// Cells of fewer pixels have no lines between them.
const NARROW: f64 = 4.0;
/// About so many bands of a smooth surface at most.
const MOST_BANDS: usize = 16;

/// The layer itself.
pub fn draw(canvas: &mut Canvas, heat: &Heat, coordinates: &Coordinates) {
    match heat.shading {
        Shading::Cells => cells(canvas, heat, coordinates),
        Shading::Numbers => {
            cells(canvas, heat, coordinates);
            draw_values(canvas, heat, coordinates);
        }
        Shading::Smooth => smooth(canvas, heat, coordinates),
    }
}

/// The values at the two ends of the color map.
pub fn ends(heat: &Heat) -> (f64, f64) {
    let (low, high) = heat.map.ends(heat.grid.extremes().unwrap_or((0.0, 1.0)));
    if low < high { (low, high) } else { (low - 0.5, high + 0.5) }
}

/// The color of a value between the ends of the map; none for NaN.
fn color(heat: &Heat, (low, high): (f64, f64), value: f64) -> Option<Rgb> {
    let share = ((value - low) / (high - low)).clamp(0.0, 1.0);
    (!share.is_nan()).then(|| heat.map.color((share * SHADES).round() / SHADES))
}

/// Neighbors of one color in a row are one rectangle, and all of one color follow each other. Each extends by one unit
/// below its right and lower neighbors, so that no white seam is seen between them.
fn cells(canvas: &mut Canvas, heat: &Heat, coordinates: &Coordinates) {
    let (mut runs, ends): (Vec<(Rgb, Rect)>, _) = (Vec::new(), ends(heat));
    for row in 0..heat.grid.rows {
        let colors: Vec<Option<Rgb>> =
            (0..heat.grid.columns).map(|column| color(heat, ends, heat.grid.value(column, row))).collect();
        let mut start = 0;
        for run in colors.chunk_by(|a, b| a == b) {
            let area = cell(&heat.grid, (start, start + run.len() - 1), row, coordinates);
            runs.extend(run[0].zip(area));
            start += run.len();
        }
    }
    runs.sort_by_key(|(color, _)| *color);
    let seam = 1.0 / UNITS_PER_PIXEL;
    for (color, area) in runs {
        let (right, bottom) = coordinates.frame.clamp((area.right + seam, area.bottom + seam));
        canvas.rectangle(Rect { right, bottom, ..area }, color);
    }
}

/// The area of the cells of a row from the first to the last column, as far as it lies in the frame.
fn cell(grid: &Grid, (first, last): (usize, usize), row: usize, coordinates: &Coordinates) -> Option<Rect> {
    let (dx, dy) = (0.5 * grid.spacing().0, 0.5 * grid.spacing().1);
    let (start, end) = (grid.point(first, row), grid.point(last, row));
    let area = coordinates.rect((start.0 - dx, start.1 - dy), (end.0 + dx, end.1 + dy))?;
    (area.width() > 0.0 && area.height() > 0.0).then_some(area)
}

/// White lines between the cells, and the numbers where there is room. Lines between narrow cells would hide them.
fn draw_values(canvas: &mut Canvas, heat: &Heat, coordinates: &Coordinates) {
    let ends = ends(heat);
    for row in 0..heat.grid.rows {
        for column in 0..heat.grid.columns {
            let value = heat.grid.value(column, row);
            let area = cell(&heat.grid, (column, column), row, coordinates).filter(|area| area.width() >= NARROW);
            let Some(area) = area else { continue };
            let Rect { left, top, right, bottom } = area;
            canvas.stroke(&[(left, bottom), (left, top), (right, top)], WHITE, 1.0);
            let font = Font { size: (0.3 * area.height()).clamp(8.0, 15.0), weight: Weight::Regular };
            let (words, ink) = (short(value), color(heat, ends, value).unwrap_or(WHITE).text_color());
            let (x, y) = area.middle();
            if font.width(&words) < area.width() - 2.0 && font.size < area.height() {
                canvas.text(&words, (x, y + font.baseline_offset()), font, Anchor::Middle, ink);
            }
        }
    }
}

/// Fills the curves of all levels from the largest to the smallest, each with the color of what it encloses.
fn smooth(canvas: &mut Canvas, heat: &Heat, coordinates: &Coordinates) {
    let levels = levels(heat);
    let mut fills = Vec::new();
    // The first of these levels encloses everything that is a number.
    for (index, &level) in [f64::MIN].iter().chain(&levels).enumerate() {
        for ring in contour::rings(&heat.grid, level) {
            let band = if ring.area > 0.0 { Some(index) } else { index.checked_sub(1) };
            fills.push((ring, band.map_or(WHITE, |band| band_color(heat, &levels, band))));
        }
    }
    // The sort is stable: of two equal areas the later, higher one is painted over the other.
    fills.sort_by(|(a, _), (b, _)| b.area.abs().total_cmp(&a.area.abs()));
    for (ring, color) in fills {
        coordinates.polygon(&ring.points).iter().for_each(|inside| canvas.polygon(inside, color));
    }
}

/// Round values between the ends, where one band ends and the next begins.
pub fn levels(heat: &Heat) -> Vec<f64> {
    let (low, high) = ends(heat);
    let ticks = ticks::linear(low, high, MOST_BANDS).into_iter().map(|tick| tick.value);
    let margin = 1e-6 * (high - low);
    ticks.filter(|&level| level > low + margin && level < high - margin).collect()
}

/// The color in the middle of a band: band 0 lies below the first level.
pub fn band_color(heat: &Heat, levels: &[f64], band: usize) -> Rgb {
    let (low, high) = ends(heat);
    let from = if band == 0 { low } else { levels[band - 1] };
    let to = levels.get(band).copied().unwrap_or(high);
    heat.map.color((0.5 * (from + to) - low) / (high - low))
}

//! Numbers as color: cells, tables with the numbers in them, smooth filled contours; and the color bar.

use super::UNITS_PER_PIXEL;
use super::canvas::Canvas;
use super::contour;
use super::coordinates::Coordinates;
use super::geometry::Rect;
use super::number::short;
use super::text::{Anchor, Font, LABEL, TICK, Weight};
use super::ticks::{self, Tick};
use crate::figure::{Grid, Heat, Layer, Plot, Shading};
use crate::palette::{FRAME, INK, Rgb, WHITE};

/// The number of steps between shades; neighbors of one shade are one rectangle.
const SHADES: f64 = 63.0;
/// About so many bands of a smooth surface at most.
const MOST_BANDS: usize = 16;

/// From the frame to the color bar.
const BAR_GAP: f64 = 12.0;
/// The width of the color bar.
const BAR: f64 = 13.0;

/// The layer itself.
pub fn draw(canvas: &mut Canvas, heat: &Heat, coordinates: &Coordinates) {
    match heat.shading {
        Shading::Cells => cells(canvas, heat, coordinates),
        Shading::Numbers => {
            cells(canvas, heat, coordinates);
            numbers(canvas, heat, coordinates);
        }
        Shading::Smooth => smooth(canvas, heat, coordinates),
    }
}

/// The values at the two ends of the color map.
fn ends(heat: &Heat) -> (f64, f64) {
    let (low, high) = heat.map.ends(heat.grid.extremes().unwrap_or((0.0, 1.0)));
    if low < high { (low, high) } else { (low - 0.5, high + 0.5) }
}

/// The color of a value; none for NaN.
fn color(heat: &Heat, value: f64) -> Option<Rgb> {
    let (low, high) = ends(heat);
    let share = ((value - low) / (high - low)).clamp(0.0, 1.0);
    (!share.is_nan()).then(|| heat.map.color((share * SHADES).round() / SHADES))
}

/// Neighbors of one color in a row are one rectangle, and all of one color follow each other. Each extends by one unit
/// below its right and lower neighbors, so that no white seam is seen between them.
fn cells(canvas: &mut Canvas, heat: &Heat, coordinates: &Coordinates) {
    let mut runs: Vec<(Rgb, Rect)> = Vec::new();
    for row in 0..heat.grid.rows {
        let colors: Vec<Option<Rgb>> =
            (0..heat.grid.columns).map(|column| color(heat, heat.grid.value(column, row))).collect();
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

/// White lines between the cells, and the numbers where there is room.
fn numbers(canvas: &mut Canvas, heat: &Heat, coordinates: &Coordinates) {
    for row in 0..heat.grid.rows {
        for column in 0..heat.grid.columns {
            let value = heat.grid.value(column, row);
            let Some(area) = cell(&heat.grid, (column, column), row, coordinates) else { continue };
            let Rect { left, top, right, bottom } = area;
            canvas.stroke(&[(left, bottom), (left, top), (right, top)], WHITE, 1.0);
            let font = Font { size: (0.3 * area.height()).clamp(8.0, 15.0), weight: Weight::Regular };
            let (words, ink) = (short(value), color(heat, value).unwrap_or(WHITE).text_color());
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
fn levels(heat: &Heat) -> Vec<f64> {
    let (low, high) = ends(heat);
    let ticks = ticks::linear(low, high, MOST_BANDS).into_iter().map(|tick| tick.value);
    let margin = 1e-6 * (high - low);
    ticks.filter(|&level| level > low + margin && level < high - margin).collect()
}

/// The color in the middle of a band: band 0 lies below the first level.
fn band_color(heat: &Heat, levels: &[f64], band: usize) -> Rgb {
    let (low, high) = ends(heat);
    let from = if band == 0 { low } else { levels[band - 1] };
    let to = levels.get(band).copied().unwrap_or(high);
    heat.map.color((0.5 * (from + to) - low) / (high - low))
}

/// The layer that the color bar belongs to.
fn with_color_bar(plot: &Plot) -> Option<&Heat> {
    plot.layers.iter().find_map(|layer| match layer {
        Layer::Heat(heat) if !heat.label.is_empty() => Some(heat),
        _ => None,
    })
}

fn bar_ticks(heat: &Heat, height: f64) -> Vec<Tick> {
    let (low, high) = ends(heat);
    ticks::linear(low, high, (height / 40.0).floor().clamp(2.0, 8.0) as usize)
}

/// The room that a color bar of this height takes right of the frame; 0 for a plot without one.
pub fn color_bar_room(plot: &Plot, height: f64) -> f64 {
    let Some(heat) = with_color_bar(plot) else { return 0.0 };
    let ticks = bar_ticks(heat, height);
    let widest = ticks.iter().map(|tick| TICK.width(&tick.label)).fold(0.0, f64::max);
    BAR_GAP + BAR + 7.0 + widest + 6.0 + LABEL.line_height()
}

/// The color bar right of the frame, with its numbers and its label.
pub fn color_bar(canvas: &mut Canvas, plot: &Plot, frame: Rect) {
    let Some(heat) = with_color_bar(plot) else { return };
    let (low, high) = ends(heat);
    let left = frame.right + BAR_GAP;
    let bar = Rect { left, right: left + BAR, ..frame };
    let place = |value: f64| bar.bottom - (value - low) / (high - low) * bar.height();
    for (from, color) in steps(heat) {
        canvas.rectangle(Rect { bottom: place(from), ..bar }, color);
    }
    canvas.stroke(&bar.outline(), FRAME, 1.0);
    let ticks = bar_ticks(heat, frame.height());
    for tick in &ticks {
        let y = place(tick.value);
        canvas.stroke(&[(bar.right, y), (bar.right + 4.0, y)], FRAME, 1.0);
        canvas.text(&tick.label, (bar.right + 7.0, y + TICK.baseline_offset()), TICK, Anchor::Start, INK);
    }
    let label = LABEL.shorten(&heat.label, frame.height());
    let baseline = frame.right + color_bar_room(plot, frame.height()) - 0.25 * LABEL.size;
    canvas.upright(&label, (baseline, frame.middle().1), LABEL, Anchor::Middle, INK);
}

/// Where each color of the bar begins, from below; each is painted over the rest of the one before.
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

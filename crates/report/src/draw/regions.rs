//! Decision regions: where score k exceeds every other score, the tint of class k.
//!
//! The border of class k is the zero line of score k − maxⱼ≠ₖ score j, so it runs smoothly between the points of the
//! lattice, and two classes share one border.

use super::canvas::Canvas;
use super::mapping::Plane;
use super::rect::Rect;
use super::{clip, contour, heat, simplify};
use crate::figure::{Grid, Regions};
use crate::palette::{GREY, Rgb, Style};

/// How many steps of the finer lattice make one of the given one.
const FINER: usize = 4;

/// Fills the regions from the largest to the smallest, then draws their borders.
pub fn draw(canvas: &mut Canvas, regions: &Regions, frame: Rect, plane: &Plane) {
    let regions = &refined(regions);
    let mut fills: Vec<(contour::Loop, Rgb)> = Vec::new();
    for (class, (_, style, _)) in regions.classes.iter().enumerate() {
        let found = contour::loops(&regions.lead(class), 0.0);
        // A hole is filled by the class that wins inside of it.
        fills.extend(found.into_iter().filter(|found| found.area > 0.0).map(|found| (found, style.color.tint())));
    }
    fills.sort_by(|(a, _), (b, _)| b.area.total_cmp(&a.area));
    for (found, color) in &fills {
        heat::polygon(canvas, &found.points, *color, frame, plane);
    }
    for class in 0..regions.classes.len() {
        for border in contour::open(&regions.lead(class), 0.0) {
            for piece in clip::line(border.iter().map(|&point| plane.place(point)), frame) {
                canvas.stroke(&simplify::line(&piece), GREY, 1.0);
            }
        }
    }
}

/// The scores on a finer lattice, so that three regions meet in a point and not in a triangle as large as a cell.
fn refined(regions: &Regions) -> Regions {
    let finer = |(name, style, grid): &(String, Style, Grid)| (name.clone(), *style, grid.refined(FINER));
    Regions { classes: regions.classes.iter().map(finer).collect() }
}

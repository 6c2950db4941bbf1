//! Decision regions: where the score of a class is higher than every other score, the tint of that class.
//!
//! The border of class k is the zero line of its margin, score k − maxⱼ≠ₖ score j. So it runs smoothly between the
//! points of the grid, and two classes share one border.

use super::canvas::Canvas;
use super::contour::{self, Ring};
use super::coordinates::Coordinates;
use crate::figure::{Grid, Regions};
use crate::palette::{GREY, Rgb, Style};

/// Into how many steps each step of the grid is divided.
const REFINEMENT: usize = 4;

/// Fills the regions from the largest to the smallest, then draws their borders.
pub fn draw(canvas: &mut Canvas, regions: &Regions, coordinates: &Coordinates) {
    let regions = &refined(regions);
    let mut fills: Vec<(Ring, Rgb)> = Vec::new();
    for (class, (_, style, _)) in regions.classes.iter().enumerate() {
        // A hole is filled by the class that wins inside of it.
        let filled = contour::rings(&regions.margin(class), 0.0).into_iter().filter(|ring| ring.area > 0.0);
        fills.extend(filled.map(|ring| (ring, style.color.tint())));
    }
    fills.sort_by(|(a, _), (b, _)| b.area.total_cmp(&a.area));
    for (ring, color) in &fills {
        coordinates.polygon(&ring.points).iter().for_each(|inside| canvas.polygon(inside, *color));
    }
    for class in 0..regions.classes.len() {
        for border in contour::lines(&regions.margin(class), 0.0) {
            coordinates.clipped_curve(&border).iter().for_each(|piece| canvas.stroke(piece, GREY, 1.0));
        }
    }
}

/// The scores on a finer grid, so that three regions meet in a point and not in a triangle as large as a cell.
fn refined(regions: &Regions) -> Regions {
    let finer = |(name, style, grid): &(String, Style, Grid)| (name.clone(), *style, grid.refined(REFINEMENT));
    Regions { classes: regions.classes.iter().map(finer).collect() }
}

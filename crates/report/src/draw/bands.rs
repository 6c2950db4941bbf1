//! Bands: the area between two curves in an opaque tint, with a thin edge that shows where bands overlap.

use super::canvas::Canvas;
use super::coordinates::Coordinates;
use super::geometry::{Point, Rect};
use super::{clip, simplify};
use crate::figure::Band;
use crate::palette::{Rgb, WHITE};

/// A band of a single point is drawn this many pixels wide to each side.
const HALF_WIDTH_OF_A_POINT: f64 = 3.0;

/// All bands of a plot: the widest first, so that narrow ones stay visible, then all edges.
pub fn draw(canvas: &mut Canvas, bands: &[&Band], coordinates: &Coordinates) {
    let placed = bands.iter().map(|band| (band.style.color, runs(band, coordinates)));
    let mut placed: Vec<(Rgb, Vec<Run>)> = placed.collect();
    placed.sort_by(|(_, a), (_, b)| widest(b).total_cmp(&widest(a)));
    for (color, runs) in &placed {
        runs.iter().for_each(|run| run.fill(canvas, *color, coordinates.frame));
    }
    for (color, runs) in &placed {
        runs.iter().for_each(|run| run.edges(canvas, color.mix(WHITE, 0.4), coordinates.frame));
    }
}

fn widest(runs: &[Run]) -> f64 {
    runs.iter().map(Run::mean_width).fold(0.0, f64::max)
}

/// A part of a band without gaps: its lower and its upper curve on the page.
#[derive(Debug, Default)]
struct Run {
    low: Vec<Point>,
    high: Vec<Point>,
}

fn runs(band: &Band, coordinates: &Coordinates) -> Vec<Run> {
    let mut runs = vec![Run::default()];
    for &(x, low, high) in &band.points {
        match (coordinates.to_page((x, low)), coordinates.to_page((x, high)), runs.last_mut()) {
            (Some(low), Some(high), Some(run)) => {
                run.low.push(low);
                run.high.push(high);
            }
            _ => runs.push(Run::default()),
        }
    }
    runs.retain(|run| !run.low.is_empty());
    runs
}

impl Run {
    fn mean_width(&self) -> f64 {
        let widths = self.low.iter().zip(&self.high).map(|(low, high)| (low.1 - high.1).abs());
        widths.sum::<f64>() / self.low.len() as f64
    }

    fn fill(&self, canvas: &mut Canvas, color: Rgb, frame: Rect) {
        if let ([low], [high]) = (self.low.as_slice(), self.high.as_slice()) {
            let left = frame.clamp((low.0 - HALF_WIDTH_OF_A_POINT, high.1));
            let right = frame.clamp((low.0 + HALF_WIDTH_OF_A_POINT, low.1));
            return canvas.rectangle(Rect::spanning(left, right), color.tint());
        }
        let mut around = simplify::line(&self.high);
        around.extend(simplify::line(&self.low).into_iter().rev());
        let inside = clip::polygon(&around, frame);
        if inside.len() > 2 {
            canvas.polygon(&inside, color.tint());
        }
    }

    fn edges(&self, canvas: &mut Canvas, color: Rgb, frame: Rect) {
        for curve in [&self.low, &self.high] {
            for piece in clip::line(curve.iter().map(|&point| Some(point)), frame) {
                canvas.stroke(&simplify::line(&piece), color, 0.75);
            }
        }
    }
}

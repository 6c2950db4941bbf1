//! Bands: the area between two curves in an opaque tint, with a thin edge that shows where bands overlap.

use super::canvas::Canvas;
use super::mapping::Plane;
use super::rect::Rect;
use super::{clip, simplify};
use crate::figure::Band;
use crate::palette::{Rgb, WHITE};

type Point = (f64, f64);

/// All bands of a plot: the widest first, so that narrow ones stay visible, then all edges.
pub fn draw(canvas: &mut Canvas, bands: &[&Band], frame: Rect, plane: &Plane) {
    let mut placed: Vec<(f64, Rgb, Vec<Run>)> = bands
        .iter()
        .map(|band| {
            let runs = runs(band, plane);
            (runs.iter().map(Run::mean_width).fold(0.0, f64::max), band.style.color, runs)
        })
        .collect();
    placed.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (_, color, runs) in &placed {
        runs.iter().for_each(|run| run.fill(canvas, *color, frame));
    }
    for (_, color, runs) in &placed {
        runs.iter().for_each(|run| run.edges(canvas, color.mix(WHITE, 0.4), frame));
    }
}

/// A stretch without gaps: the lower and the upper curve.
#[derive(Debug, Default)]
struct Run {
    low: Vec<Point>,
    high: Vec<Point>,
}

fn runs(band: &Band, plane: &Plane) -> Vec<Run> {
    let mut runs = vec![Run::default()];
    for &(x, low, high) in &band.points {
        match (plane.place((x, low)), plane.place((x, high)), runs.last_mut()) {
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
            let area = Rect { left: low.0 - 3.0, right: low.0 + 3.0, top: high.1, bottom: low.1 };
            return canvas.rectangle(clamped(area, frame), color.tint());
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

fn clamped(area: Rect, frame: Rect) -> Rect {
    let (left, top) = frame.clamp((area.left, area.top));
    let (right, bottom) = frame.clamp((area.right, area.bottom));
    Rect { left, top, right, bottom }
}

//! Bars: filled in a light shade with an edge in the full color, so neighbors stay apart in grey.

use super::canvas::Canvas;
use super::mapping::Plane;
use super::rect::Rect;
use crate::figure::Bars;
use crate::palette::{Rgb, Style, WHITE};

/// The fill of bars of a style.
pub fn fill(style: Style) -> Rgb {
    style.color.mix(WHITE, 0.35)
}

/// All bars of a layer; one without a finite height is left out.
pub fn draw(canvas: &mut Canvas, bars: &Bars, frame: Rect, plane: &Plane) {
    for bar in &bars.bars {
        let top = plane.place((bar.from, bar.height));
        let foot = plane.place((bar.to, plane.y.floor()));
        let (Some(top), Some(foot)) = (top, foot) else { continue };
        let ((left, top), (right, foot)) = (frame.clamp(top), frame.clamp(foot));
        let area = Rect { left, right, top: top.min(foot), bottom: top.max(foot) };
        if area.width() > 0.0 {
            canvas.rectangle(area, fill(bars.style));
            let edge = [(left, foot), (left, top), (right, top), (right, foot)];
            canvas.stroke(&edge, bars.style.color, 0.75);
        }
    }
}

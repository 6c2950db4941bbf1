//! Bars: filled in a light shade with an edge in the full color, so that neighbors stay apart in grey.

use super::canvas::Canvas;
use super::coordinates::Coordinates;
use crate::figure::Bars;
use crate::palette::{Rgb, Style, WHITE};

/// The fill of bars of a style.
pub fn fill(style: Style) -> Rgb {
    style.color.mix(WHITE, 0.35)
}

/// All bars of a layer; one without a finite height is left out.
pub fn draw(canvas: &mut Canvas, bars: &Bars, coordinates: &Coordinates) {
    let frame = coordinates.frame;
    for bar in &bars.bars {
        let top = coordinates.to_page((bar.from, bar.height));
        let base = coordinates.to_page((bar.to, coordinates.y.bar_base()));
        let (Some(top), Some(base)) = (top, base) else { continue };
        let ((left, top), (right, base)) = (frame.clamp(top), frame.clamp(base));
        if right > left {
            canvas.rectangle(super::Rect::spanning((left, top), (right, base)), fill(bars.style));
            let edge = [(left, base), (left, top), (right, top), (right, base)];
            canvas.stroke(&edge, bars.style.color, 0.75);
        }
    }
}

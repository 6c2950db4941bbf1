//! The layers of a plot, from the ground up: fills, bands, bars, reference lines, lines, points, words.

use super::canvas::Canvas;
use super::layout::Axes;
use super::mapping::Plane;
use super::markers::{self, Halo};
use super::range::corners;
use super::rect::Rect;
use super::text::{Anchor, LABEL};
use super::{bands, bars, heat, lines, regions};
use crate::figure::{Layer, Note, Plot};
use crate::palette::{GREY, INK};

/// Draws all layers, each kind at its height.
pub fn draw(canvas: &mut Canvas, plot: &Plot, frame: Rect, axes: &Axes) {
    let plane = &axes.plane;
    if !has_data(plot, plane) {
        let at = (frame.middle().0, frame.middle().1 + LABEL.drop());
        return canvas.text("no data", at, LABEL, Anchor::Middle, GREY);
    }
    fills(canvas, plot, frame, plane);
    let found: Vec<_> = plot
        .layers
        .iter()
        .filter_map(|layer| match layer {
            Layer::Band(band) => Some(band),
            _ => None,
        })
        .collect();
    bands::draw(canvas, &found, frame, plane);
    curves(canvas, plot, frame, plane);
    marks(canvas, plot, frame, plane);
}

/// Whether anything at all has a place; a reference line alone does not count.
fn has_data(plot: &Plot, plane: &Plane) -> bool {
    let drawn = plot.layers.iter().filter(|layer| !matches!(layer, Layer::Rule(_)));
    let noted = plot.layers.iter().any(|layer| matches!(layer, Layer::Note(_)));
    noted || drawn.flat_map(corners).any(|point| plane.place(point).is_some())
}

fn fills(canvas: &mut Canvas, plot: &Plot, frame: Rect, plane: &Plane) {
    for layer in &plot.layers {
        match layer {
            Layer::Heat(layer) => heat::draw(canvas, layer, frame, plane),
            Layer::Regions(layer) => regions::draw(canvas, layer, frame, plane),
            Layer::Bars(layer) => bars::draw(canvas, layer, frame, plane),
            Layer::Line(_) | Layer::Band(_) | Layer::Points(_) => (),
            Layer::Contour(_) | Layer::Rule(_) | Layer::Note(_) => (),
        }
    }
}

fn curves(canvas: &mut Canvas, plot: &Plot, frame: Rect, plane: &Plane) {
    let halo = halo(plot);
    for layer in &plot.layers {
        match layer {
            Layer::Contour(layer) => lines::contour(canvas, layer, frame, plane),
            Layer::Rule(layer) => lines::rule(canvas, layer, frame, plane),
            Layer::Line(layer) => lines::draw(canvas, layer, frame, plane, halo),
            Layer::Heat(_) | Layer::Regions(_) | Layer::Bars(_) => (),
            Layer::Band(_) | Layer::Points(_) | Layer::Note(_) => (),
        }
    }
}

fn marks(canvas: &mut Canvas, plot: &Plot, frame: Rect, plane: &Plane) {
    let halo = halo(plot);
    for layer in &plot.layers {
        match layer {
            Layer::Points(layer) => markers::layer(canvas, layer, frame, plane, halo),
            Layer::Note(layer) => note(canvas, layer, frame, plane),
            Layer::Heat(_) | Layer::Regions(_) | Layer::Bars(_) => (),
            Layer::Line(_) | Layer::Band(_) | Layer::Contour(_) | Layer::Rule(_) => (),
        }
    }
}

fn halo(plot: &Plot) -> Halo {
    let colored = |layer: &Layer| matches!(layer, Layer::Heat(_) | Layer::Regions(_));
    if plot.layers.iter().any(colored) { Halo::With } else { Halo::Without }
}

fn note(canvas: &mut Canvas, note: &Note, frame: Rect, plane: &Plane) {
    if let Some((x, y)) = plane.place(note.at).filter(|&at| frame.holds(at)) {
        canvas.text(&note.text, (x, y + LABEL.drop()), LABEL, Anchor::Middle, INK);
    }
}

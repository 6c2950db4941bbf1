//! The layers of a plot from the back to the front: fills, bands, lines, points and words.

use super::canvas::Canvas;
use super::coordinates::Coordinates;
use super::markers::{self, Outline};
use super::range::spanning_points;
use super::text::{Anchor, LABEL};
use super::{bands, bars, heat, lines, regions};
use crate::figure::{Annotation, Band, Layer, Plot};
use crate::palette::{GREY, INK};

/// Draws all layers, or "no data".
pub fn draw(canvas: &mut Canvas, plot: &Plot, coordinates: &Coordinates) {
    if !has_data(plot, coordinates) {
        let (x, y) = coordinates.frame.middle();
        return canvas.text("no data", (x, y + LABEL.baseline_offset()), LABEL, Anchor::Middle, GREY);
    }
    let outline = outline(plot);
    plot.layers.iter().for_each(|layer| draw_fill(canvas, layer, coordinates));
    bands::draw(canvas, &plot.layers.iter().filter_map(band).collect::<Vec<_>>(), coordinates);
    plot.layers.iter().for_each(|layer| draw_line(canvas, layer, coordinates, outline));
    plot.layers.iter().for_each(|layer| draw_mark(canvas, layer, coordinates, outline));
}

/// Whether there is anything to draw; a reference line alone does not count.
fn has_data(plot: &Plot, coordinates: &Coordinates) -> bool {
    plot.layers.iter().any(|layer| match layer {
        Layer::Reference(_) => false,
        Layer::Annotation(_) => true,
        Layer::Line(_)
        | Layer::Band(_)
        | Layer::Points(_)
        | Layer::Bars(_)
        | Layer::Heat(_)
        | Layer::Regions(_)
        | Layer::Contour(_) => spanning_points(layer).into_iter().any(|point| coordinates.to_page(point).is_some()),
    })
}

fn draw_fill(canvas: &mut Canvas, layer: &Layer, coordinates: &Coordinates) {
    match layer {
        Layer::Heat(heat) => heat::draw(canvas, heat, coordinates),
        Layer::Regions(regions) => regions::draw(canvas, regions, coordinates),
        Layer::Bars(bars) => bars::draw(canvas, bars, coordinates),
        Layer::Line(_) | Layer::Band(_) | Layer::Points(_) => (),
        Layer::Contour(_) | Layer::Reference(_) | Layer::Annotation(_) => (),
    }
}

fn band(layer: &Layer) -> Option<&Band> {
    match layer {
        Layer::Band(band) => Some(band),
        Layer::Line(_) | Layer::Points(_) | Layer::Bars(_) | Layer::Heat(_) | Layer::Regions(_) => None,
        Layer::Contour(_) | Layer::Reference(_) | Layer::Annotation(_) => None,
    }
}

fn draw_line(canvas: &mut Canvas, layer: &Layer, coordinates: &Coordinates, outline: Outline) {
    match layer {
        Layer::Contour(contour) => lines::contour(canvas, contour, coordinates),
        Layer::Reference(line) => lines::reference(canvas, line, coordinates),
        Layer::Line(line) => lines::draw(canvas, line, coordinates, outline),
        Layer::Heat(_) | Layer::Regions(_) | Layer::Bars(_) => (),
        Layer::Band(_) | Layer::Points(_) | Layer::Annotation(_) => (),
    }
}

fn draw_mark(canvas: &mut Canvas, layer: &Layer, coordinates: &Coordinates, outline: Outline) {
    match layer {
        Layer::Points(points) => markers::layer(canvas, points, coordinates, outline),
        Layer::Annotation(annotation) => annotate(canvas, annotation, coordinates),
        Layer::Heat(_) | Layer::Regions(_) | Layer::Bars(_) => (),
        Layer::Line(_) | Layer::Band(_) | Layer::Contour(_) | Layer::Reference(_) => (),
    }
}

/// Lines and points are outlined where the background is colored.
fn outline(plot: &Plot) -> Outline {
    let colored = plot.layers.iter().any(|layer| matches!(layer, Layer::Heat(_) | Layer::Regions(_)));
    if colored { Outline::White } else { Outline::None }
}

fn annotate(canvas: &mut Canvas, annotation: &Annotation, coordinates: &Coordinates) {
    if let Some((x, y)) = coordinates.to_page(annotation.at).filter(|&at| coordinates.frame.contains(at)) {
        canvas.text(&annotation.text, (x, y + LABEL.baseline_offset()), LABEL, Anchor::Middle, INK);
    }
}

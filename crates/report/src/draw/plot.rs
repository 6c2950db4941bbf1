//! The layers of a plot from the back to the front: fills, bands, lines, points and words.

use super::canvas::Canvas;
use super::coordinates::Coordinates;
use super::markers::{self, Outline};
use super::range::spanning_points;
use super::text::{Anchor, LABEL};
use super::{bands, bars, heat, lines, regions};
use crate::figure::{Annotation, Band, Plot, PlotLayer};
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
        PlotLayer::Reference(_) => false,
        PlotLayer::Annotation(_) => true,
        PlotLayer::Line(_)
        | PlotLayer::Band(_)
        | PlotLayer::Points(_)
        | PlotLayer::Bars(_)
        | PlotLayer::Heat(_)
        | PlotLayer::Regions(_)
        | PlotLayer::Contour(_) => spanning_points(layer).into_iter().any(|point| coordinates.to_page(point).is_some()),
    })
}

fn draw_fill(canvas: &mut Canvas, layer: &PlotLayer, coordinates: &Coordinates) {
    match layer {
        PlotLayer::Heat(heat) => heat::draw(canvas, heat, coordinates),
        PlotLayer::Regions(regions) => regions::draw(canvas, regions, coordinates),
        PlotLayer::Bars(bars) => bars::draw(canvas, bars, coordinates),
        PlotLayer::Line(_) | PlotLayer::Band(_) | PlotLayer::Points(_) => (),
        PlotLayer::Contour(_) | PlotLayer::Reference(_) | PlotLayer::Annotation(_) => (),
    }
}

fn band(layer: &PlotLayer) -> Option<&Band> {
    match layer {
        PlotLayer::Band(band) => Some(band),
        PlotLayer::Line(_) | PlotLayer::Points(_) | PlotLayer::Bars(_) | PlotLayer::Heat(_) | PlotLayer::Regions(_) => {
            None
        }
        PlotLayer::Contour(_) | PlotLayer::Reference(_) | PlotLayer::Annotation(_) => None,
    }
}

fn draw_line(canvas: &mut Canvas, layer: &PlotLayer, coordinates: &Coordinates, outline: Outline) {
    match layer {
        PlotLayer::Contour(contour) => lines::contour(canvas, contour, coordinates),
        PlotLayer::Reference(line) => lines::reference(canvas, line, coordinates),
        PlotLayer::Line(line) => lines::draw(canvas, line, coordinates, outline),
        PlotLayer::Heat(_) | PlotLayer::Regions(_) | PlotLayer::Bars(_) => (),
        PlotLayer::Band(_) | PlotLayer::Points(_) | PlotLayer::Annotation(_) => (),
    }
}

fn draw_mark(canvas: &mut Canvas, layer: &PlotLayer, coordinates: &Coordinates, outline: Outline) {
    match layer {
        PlotLayer::Points(points) => markers::layer(canvas, points, coordinates, outline),
        PlotLayer::Annotation(annotation) => annotate(canvas, annotation, coordinates),
        PlotLayer::Heat(_) | PlotLayer::Regions(_) | PlotLayer::Bars(_) => (),
        PlotLayer::Line(_) | PlotLayer::Band(_) | PlotLayer::Contour(_) | PlotLayer::Reference(_) => (),
    }
}

/// Lines and points are outlined where the background is colored.
fn outline(plot: &Plot) -> Outline {
    let colored = plot.layers.iter().any(|layer| matches!(layer, PlotLayer::Heat(_) | PlotLayer::Regions(_)));
    if colored { Outline::White } else { Outline::None }
}

fn annotate(canvas: &mut Canvas, annotation: &Annotation, coordinates: &Coordinates) {
    if let Some((x, y)) = coordinates.to_page(annotation.at).filter(|&at| coordinates.frame.contains(at)) {
        canvas.text(&annotation.text, (x, y + LABEL.baseline_offset()), LABEL, Anchor::Middle, INK);
    }
}

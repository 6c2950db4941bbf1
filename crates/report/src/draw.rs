//! A figure drawn once, as SVG with live text.
//!
//! Where things lie on the page is computed here; they are drawn through plotters (`canvas`) on a backend of our own
//! (`svg`). Titles and the heading are groups, since the heading changes from frame to frame of an animation while
//! most other words stay. Leaves out outlining the text and every other file format (`convert`).

mod axis;
mod bands;
mod bars;
mod canvas;
mod clip;
mod contour;
mod frame;
mod heat;
mod layout;
mod legend;
mod lines;
mod mapping;
mod markers;
mod network;
mod number;
mod plot;
mod range;
mod rect;
mod regions;
mod simplify;
mod svg;
mod text;
mod ticks;

use crate::figure::{Content, Figure};
use crate::palette::INK;
use canvas::Canvas;
use layout::{Layout, Placed};

pub use layout::{Bounds, Placement};
pub use number::short;
pub(crate) use number::{exponent, three_digits};
pub use range::share_ranges;
pub(crate) use svg::UNITS_PER_PIXEL;
pub(crate) use text::FAMILY;

/// The figure as SVG whose words are `<text>`: what tests read, and what `convert` outlines.
///
/// Same figure, same bytes. Points that are not finite, and on a logarithmic axis those that are not positive, are
/// dropped and break their line; a plot without any point left says "no data".
pub fn svg(figure: &Figure) -> String {
    let layout = Layout::of(figure);
    let mut canvas = Canvas::new(layout.size);
    draw_surroundings(&mut canvas, figure, &layout);
    canvas.group("titles", |canvas| layout.panels.iter().for_each(|placed| draw_title(canvas, placed)));
    canvas.group("heading", |canvas| draw_heading(canvas, figure, &layout));
    for (panel, placed) in figure.panels.iter().zip(&layout.panels) {
        match (&panel.content, &placed.plot) {
            (Content::Plot(plot), Some(axes)) => plot::draw(&mut canvas, plot, placed.frame, axes),
            (Content::Plot(_), None) => unreachable!("every plot has its axes placed"),
            (Content::Network(shown), _) => network::draw(&mut canvas, shown, placed.frame),
        }
    }
    layout.panels.iter().for_each(|placed| frame::outline(&mut canvas, placed));
    canvas.finish()
}

/// Where the panels and the legend of a figure lie, in pixels of the finished picture.
pub fn placement(figure: &Figure) -> Placement {
    Layout::of(figure).placement()
}

fn draw_surroundings(canvas: &mut Canvas, figure: &Figure, layout: &Layout) {
    for (panel, placed) in figure.panels.iter().zip(&layout.panels) {
        if let (Content::Plot(plot), Some(axes)) = (&panel.content, &placed.plot) {
            frame::axes(canvas, placed.frame, axes);
            heat::color_bar(canvas, plot, placed.frame);
        }
    }
    legend::draw(canvas, layout);
}

fn draw_heading(canvas: &mut Canvas, figure: &Figure, layout: &Layout) {
    let left = layout.panels.first().map_or(layout::EDGE, |placed| placed.frame.left);
    let baseline = layout::EDGE + 0.6 * layout::HEADING;
    if !figure.heading.is_empty() {
        canvas.text(&figure.heading, (left, baseline), text::TITLE, text::Anchor::Start, INK);
    }
}

fn draw_title(canvas: &mut Canvas, placed: &Placed) {
    let middle = placed.frame.middle().0;
    let lines = placed.title.len();
    for (index, line) in placed.title.iter().enumerate() {
        let baseline = placed.frame.top - 9.0 - (lines - 1 - index) as f64 * text::TITLE.line();
        canvas.text(line, (middle, baseline), text::TITLE, text::Anchor::Middle, INK);
    }
}

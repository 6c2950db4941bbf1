//! A figure drawn once, as SVG with live text.
//!
//! Everything here is our own placing of things on a page; plotters writes the SVG (`canvas` is the only file that
//! knows it). plotters rounds to whole pixels, so it is handed a page four times as large. Leaves out outlining the
//! text and every other file format (`convert`).

mod area;
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
mod regions;
mod simplify;
mod text;
mod ticks;

use crate::figure::{Content, Figure};
use crate::palette::Rgb;
use canvas::Canvas;
use layout::{Layout, Placed};

pub(crate) use canvas::{FAMILY, FINE};
pub use layout::{Bounds, Placement};
pub use number::short;
pub(crate) use number::{exponent, three_digits};
pub use range::share_ranges;
pub(crate) use text::writable;

/// The figure as SVG whose words are `<text>`: what tests read, and what `convert` outlines.
///
/// Same figure, same bytes. Points that are not finite, and on a logarithmic axis those that are not positive, are
/// dropped and break their line; a plot without any point left says "no data".
pub fn svg(figure: &Figure) -> String {
    let layout = Layout::of(figure);
    let mut page = String::new();
    let mut canvas = Canvas::new(&mut page, layout.size);
    draw_surroundings(&mut canvas, figure, &layout);
    layout.panels.iter().for_each(|placed| draw_title(&mut canvas, placed));
    draw_heading(&mut canvas, figure, &layout);
    for (panel, placed) in figure.panels.iter().zip(&layout.panels) {
        match (&panel.content, &placed.plot) {
            (Content::Plot(plot), Some(axes)) => plot::draw(&mut canvas, plot, placed.frame, axes),
            (Content::Plot(_), None) => unreachable!("every plot has its axes placed"),
            (Content::Network(shown), _) => network::draw(&mut canvas, shown, placed.frame),
        }
    }
    layout.panels.iter().for_each(|placed| frame::outline(&mut canvas, placed));
    canvas.finish();
    canvas::shrink(&page, layout.size)
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

/// Inks of their own keep titles out of the paths of other words, and the heading, which changes from frame to frame of
/// an animation, out of both.
const TITLE_INK: Rgb = Rgb(16, 16, 16);
const HEADING_INK: Rgb = Rgb(20, 20, 20);

fn draw_heading(canvas: &mut Canvas, figure: &Figure, layout: &Layout) {
    let left = layout.panels.first().map_or(layout::EDGE, |placed| placed.frame.left);
    let baseline = layout::EDGE + 0.6 * layout::HEADING;
    if !figure.heading.is_empty() {
        canvas.text(&figure.heading, (left, baseline), text::TITLE, text::Anchor::Start, HEADING_INK);
    }
}

fn draw_title(canvas: &mut Canvas, placed: &Placed) {
    let middle = placed.frame.middle().0;
    let lines = placed.title.len();
    for (index, line) in placed.title.iter().enumerate() {
        let baseline = placed.frame.top - 9.0 - (lines - 1 - index) as f64 * text::TITLE.line();
        canvas.text(line, (middle, baseline), text::TITLE, text::Anchor::Middle, TITLE_INK);
    }
}

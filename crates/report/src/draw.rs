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
mod color_bar;
mod contour;
mod coordinates;
mod dash;
mod frame;
mod geometry;
mod heat;
mod layout;
mod legend;
mod lines;
mod markers;
mod network;
mod number;
mod panel;
mod plot;
mod range;
mod regions;
mod simplify;
mod svg;
mod text;
mod ticks;

use crate::figure::{Content, Figure};
use crate::palette::INK;
use canvas::Canvas;
use layout::Layout;
use panel::PanelLayout;

pub use geometry::Rect;
pub use layout::Placement;
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
    let layout = Layout::new(figure);
    let mut canvas = Canvas::new(layout.size);
    draw_surroundings(&mut canvas, figure, &layout);
    canvas.group("titles", |canvas| layout.panels.iter().for_each(|panel| draw_title(canvas, panel)));
    canvas.group("heading", |canvas| draw_heading(canvas, &layout));
    let scale = network::Scale::of(figure);
    for (panel, layout) in figure.panels.iter().zip(&layout.panels) {
        match (&panel.content, &layout.axes) {
            (Content::Plot(plot), Some(axes)) => plot::draw(&mut canvas, plot, &axes.coordinates),
            (Content::Plot(_), None) => unreachable!("every plot has its axes laid out"),
            (Content::Network(network), _) => network::draw(&mut canvas, network, layout.frame, scale),
        }
    }
    let plots = layout.panels.iter().filter(|panel| panel.axes.is_some());
    plots.for_each(|panel| frame::outline(&mut canvas, panel.frame));
    canvas.finish()
}

/// Where the panels and the legend of a figure lie, in pixels of the finished picture.
pub fn placement(figure: &Figure) -> Placement {
    Layout::new(figure).placement()
}

fn draw_surroundings(canvas: &mut Canvas, figure: &Figure, layout: &Layout) {
    for (panel, layout) in figure.panels.iter().zip(&layout.panels) {
        if let (Content::Plot(plot), Some(axes)) = (&panel.content, &layout.axes) {
            frame::axes(canvas, axes);
            color_bar::draw(canvas, plot, layout.frame);
        }
    }
    legend::draw(canvas, &layout.legend);
}

fn draw_heading(canvas: &mut Canvas, layout: &Layout) {
    let mut bottom = layout::EDGE;
    for (line, font) in &layout.heading {
        bottom += font.line_height();
        canvas.text(line, (layout::EDGE, bottom - 0.25 * font.line_height()), *font, text::Anchor::Start, INK);
    }
}

fn draw_title(canvas: &mut Canvas, panel: &PanelLayout) {
    let middle = panel.frame.middle().0;
    let lines = panel.title.len();
    for (index, line) in panel.title.iter().enumerate() {
        let baseline = panel.frame.top - 9.0 - (lines - 1 - index) as f64 * text::TITLE.line_height();
        canvas.text(line, (middle, baseline), text::TITLE, text::Anchor::Middle, INK);
    }
}

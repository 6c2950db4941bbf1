//! A parsed drawing written with few bytes: one path for each run of equal paint, relative coordinates, one decimal.
//!
//! The unit stays a quarter of a pixel, so a decimal is a fortieth of one: enough for letters on a projector. Knows
//! only what our drawings hold: opaque fills and strokes of one color. A group with an id ends the run before it and
//! is a run, or several, of its own; nothing else is left of it.

use usvg::tiny_skia_path::Transform;
use usvg::{Color, Group, LineCap, Node, Paint, Path, Tree};

use super::path_data::{self, decimal, tenths};
use crate::draw::UNITS_PER_PIXEL;
use crate::xml::escaped;

/// The whole document.
pub fn document(tree: &Tree, title: &str) -> String {
    let body: String = elements(tree).concat();
    let (width, height) = (tree.size().width(), tree.size().height());
    format!("{}{body}</svg>\n", head((width, height), title))
}

/// The opening tag, with a title for screen readers.
pub fn head((width, height): (f32, f32), title: &str) -> String {
    let units = UNITS_PER_PIXEL as f32;
    let title = escaped(title);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{title}\" stroke-linejoin=\"round\">\n",
        width * units,
        height * units
    )
}

/// One element per run of equal paint, each on a line of its own.
pub fn elements(tree: &Tree) -> Vec<String> {
    let mut writer = Writer::default();
    writer.group(tree.root(), Transform::from_scale(UNITS_PER_PIXEL as f32, UNITS_PER_PIXEL as f32));
    writer.close();
    writer.elements
}

/// Collects paths of equal paint in one element.
#[derive(Default)]
struct Writer {
    elements: Vec<String>,
    /// The attributes of the open element.
    paint: String,
    /// The path data of the open element.
    data: String,
}

impl Writer {
    fn group(&mut self, group: &Group, outer: Transform) {
        let place = outer.pre_concat(group.transform());
        for node in group.children() {
            match node {
                Node::Group(group) if group.id().is_empty() => self.group(group, place),
                Node::Group(group) => {
                    self.close();
                    self.group(group, place);
                    self.close();
                }
                Node::Path(path) => self.path(path, place),
                Node::Text(text) => self.group(text.flattened(), place),
                Node::Image(_) => unreachable!("our drawings hold no images"),
            }
        }
    }

    fn path(&mut self, path: &Path, place: Transform) {
        let paint = paint(path, place);
        if paint != self.paint {
            self.close();
            self.paint = paint;
        }
        path_data::append(&mut self.data, path, place);
    }

    fn close(&mut self) {
        if !self.data.is_empty() {
            self.elements.push(format!("<path {} d=\"{}\"/>\n", self.paint, self.data));
            self.data.clear();
        }
    }
}

fn paint(path: &Path, place: Transform) -> String {
    let fill = path.fill().and_then(|fill| color(fill.paint()));
    match path.stroke() {
        Some(stroke) => {
            let width = tenths(stroke.width().get() * place.get_scale().0);
            let color = color(stroke.paint()).unwrap_or_default();
            let cap = match stroke.linecap() {
                LineCap::Butt => "",
                LineCap::Round => " stroke-linecap=\"round\"",
                LineCap::Square => " stroke-linecap=\"square\"",
            };
            format!("fill=\"none\" stroke=\"{color}\" stroke-width=\"{}\"{cap}", decimal(width))
        }
        None => format!("fill=\"{}\"", fill.unwrap_or_default()),
    }
}

fn color(paint: &Paint) -> Option<String> {
    match paint {
        Paint::Color(Color { red, green, blue }) => Some(format!("#{red:02x}{green:02x}{blue:02x}")),
        Paint::LinearGradient(_) | Paint::RadialGradient(_) | Paint::Pattern(_) => None,
    }
}

//! A parsed drawing written with few bytes: one path for each run of equal paint, relative coordinates, one decimal.
//!
//! The unit stays a quarter of a pixel, so a decimal is a fortieth of one: enough for letters on a projector. Knows
//! only what our drawings hold: opaque fills and strokes of one color. A group with an id ends the run before it and
//! is a run, or several, of its own; nothing else is left of it.

use usvg::tiny_skia_path::{PathSegment, Point, Transform};
use usvg::{Color, Group, LineCap, Node, Paint, Path, Tree};

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
        PathWriter { data: &mut self.data, at: (0, 0), start: (0, 0), last: ' ', place }.write(path);
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

/// Writes path data. Positions are whole tenths of a unit, so that rounding errors of relative coordinates do not add
/// up.
struct PathWriter<'a> {
    data: &'a mut String,
    at: (i32, i32),
    start: (i32, i32),
    last: char,
    place: Transform,
}

impl PathWriter<'_> {
    fn write(&mut self, path: &Path) {
        for segment in path.data().segments() {
            match segment {
                PathSegment::MoveTo(p) => self.begin(p),
                PathSegment::LineTo(p) => self.line(p),
                PathSegment::QuadTo(a, p) => self.curve('q', &[a, p]),
                PathSegment::CubicTo(a, b, p) => self.curve('c', &[a, b, p]),
                PathSegment::Close => {
                    self.data.push('z');
                    self.last = 'z';
                    self.at = self.start;
                }
            }
        }
    }

    fn tenths(&self, mut point: Point) -> (i32, i32) {
        self.place.map_point(&mut point);
        (tenths(point.x), tenths(point.y))
    }

    fn begin(&mut self, point: Point) {
        self.at = self.tenths(point);
        self.start = self.at;
        self.numbers('M', &[self.at.0, self.at.1]);
    }

    fn line(&mut self, point: Point) {
        let to = self.tenths(point);
        let (dx, dy) = (to.0 - self.at.0, to.1 - self.at.1);
        match (dx, dy) {
            (0, 0) => (),
            (dx, 0) => self.numbers('h', &[dx]),
            (0, dy) => self.numbers('v', &[dy]),
            (dx, dy) => self.numbers('l', &[dx, dy]),
        }
        self.at = to;
    }

    fn curve(&mut self, command: char, points: &[Point]) {
        let placed: Vec<(i32, i32)> = points.iter().map(|&point| self.tenths(point)).collect();
        let relative = placed.iter().flat_map(|&(x, y)| [x - self.at.0, y - self.at.1]);
        let relative: Vec<i32> = relative.collect();
        self.numbers(command, &relative);
        self.at = placed.last().copied().unwrap_or(self.at);
    }

    /// A command that is repeated needs no letter.
    fn numbers(&mut self, command: char, numbers: &[i32]) {
        let named = command == 'M' || command != self.last;
        if named {
            self.data.push(command);
        }
        self.last = command;
        for (index, &number) in numbers.iter().enumerate() {
            if (index > 0 || !named) && number >= 0 {
                self.data.push(' ');
            }
            self.data.push_str(&decimal(number));
        }
    }
}

fn tenths(value: f32) -> i32 {
    (value * 10.0).round() as i32
}

/// A number of tenths as a decimal, without a zero before or behind the point.
fn decimal(tenths: i32) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    match (tenths.abs() / 10, tenths.abs() % 10) {
        (whole, 0) => format!("{sign}{whole}"),
        (0, tenth) => format!("{sign}.{tenth}"),
        (whole, tenth) => format!("{sign}{whole}.{tenth}"),
    }
}

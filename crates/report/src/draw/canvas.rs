//! What the rest of the crate draws with: strokes, fills, disks and words, in pixels of the finished picture.
//!
//! The only file that draws with plotters: each primitive is one of plotters' elements, drawn on a drawing area in
//! which a point is a pair of pixels. What plotters does not have is done before: its strokes are solid, so dashes
//! are cut (`dash`); its areas do not clip, and a clip path would leave what it hides in the file, so lines and
//! polygons are cut at the frame (`clip`).

use std::cell::RefCell;
use std::rc::Rc;

use plotters::coord::CoordTranslate;
use plotters::drawing::DrawingArea;
use plotters::element::{Circle, CoordMapper, Drawable, PathElement, PointCollection, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontTransform, RGBColor, ShapeStyle, TextStyle};

use super::geometry::{Point, Rect};
use super::svg::{DESCENT, SvgBackend, UNITS_PER_PIXEL};
use super::text::{Anchor, Font};
use crate::palette::{Rgb, WHITE};

/// plotters can fail on a file; a picture in memory has nothing that could.
const IN_MEMORY: &str = "drawing into memory cannot fail";

/// From pixels to the backend's units.
struct Pixels;

impl CoordTranslate for Pixels {
    type From = Point;

    fn translate(&self, &(x, y): &Point) -> (i32, i32) {
        (units(x), units(y))
    }
}

/// A white page.
pub struct Canvas {
    backend: Rc<RefCell<SvgBackend>>,
    area: DrawingArea<SvgBackend, Pixels>,
}

impl Canvas {
    /// An empty page of width by height pixels.
    pub fn new((width, height): (f64, f64)) -> Self {
        let backend = Rc::new(RefCell::new(SvgBackend::new((width, height))));
        let area = DrawingArea::from(&backend).apply_coord_spec(Pixels);
        let mut canvas = Self { backend, area };
        canvas.rectangle(Rect { left: 0.0, top: 0.0, right: width, bottom: height }, WHITE);
        canvas
    }

    /// The finished document.
    pub fn finish(self) -> String {
        self.backend.borrow_mut().finish()
    }

    /// Draws `content` as a group, which `convert` keeps apart from everything else.
    pub fn group(&mut self, id: &str, content: impl FnOnce(&mut Self)) {
        self.backend.borrow_mut().open_group(id);
        content(self);
        self.backend.borrow_mut().close_group();
    }

    /// A stroke along `points`.
    pub fn stroke(&mut self, points: &[Point], color: Rgb, width: f64) {
        let style = ShapeStyle { stroke_width: units(width).max(1) as u32, ..fill(color) };
        self.draw(&PathElement::new(points, style));
    }

    /// A filled polygon.
    pub fn polygon(&mut self, points: &[Point], color: Rgb) {
        self.draw(&Polygon::new(points, fill(color)));
    }

    /// A filled rectangle.
    pub fn rectangle(&mut self, area: Rect, color: Rgb) {
        self.draw(&Rectangle::new([(area.left, area.top), (area.right, area.bottom)], fill(color)));
    }

    /// A filled disk.
    pub fn disk(&mut self, center: Point, radius: f64, color: Rgb) {
        self.draw(&Circle::new(center, units(radius).max(1), fill(color)));
    }

    /// Words on a horizontal baseline.
    pub fn text(&mut self, words: &str, (x, baseline): Point, font: Font, anchor: Anchor, color: Rgb) {
        let at = (x, baseline + DESCENT * font.size);
        self.words(words, at, font, anchor, color, FontTransform::None);
    }

    /// Words that read from bottom to top.
    pub fn vertical_words(&mut self, words: &str, (baseline, y): Point, font: Font, anchor: Anchor, color: Rgb) {
        let at = (baseline + DESCENT * font.size, y);
        self.words(words, at, font, anchor, color, FontTransform::Rotate270);
    }

    fn words(&mut self, words: &str, at: Point, font: Font, anchor: Anchor, color: Rgb, turn: FontTransform) {
        let anchor = match anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let (face, color) = (font.face(font.size * UNITS_PER_PIXEL).transform(turn), rgb(color));
        let style = TextStyle::from(face).color(&color).pos(Pos::new(anchor, VPos::Bottom));
        self.draw(&Text::new(words, at, style));
    }

    fn draw<'e, E, B>(&mut self, element: &'e E)
    where
        B: CoordMapper,
        &'e E: PointCollection<'e, Point, B>,
        E: Drawable<SvgBackend, B>,
    {
        self.area.draw(element).expect(IN_MEMORY);
    }
}

fn fill(color: Rgb) -> ShapeStyle {
    rgb(color).filled()
}

fn rgb(Rgb(red, green, blue): Rgb) -> RGBColor {
    RGBColor(red, green, blue)
}

fn units(pixels: f64) -> i32 {
    (pixels * UNITS_PER_PIXEL).round() as i32
}

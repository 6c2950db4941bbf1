//! The only file that knows plotters: strokes, fills and words, in pixels of the finished picture.

use plotters::prelude::{DrawingBackend, FontStyle, FontTransform, RGBColor, SVGBackend, ShapeStyle, TextStyle};
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::area::Area;
use super::text::{Anchor, Font, writable};
use crate::palette::{Rgb, WHITE};

/// The name of the only font.
pub(crate) const FAMILY: &str = "DejaVu Sans";

/// How many of plotters' whole pixels make up one of ours.
pub(crate) const FINE: f64 = 4.0;

/// plotters writes a font of size s as s / 1.24, and puts a text that hangs from its bottom 0.5 ex = 0.25 em higher.
const PLOTTERS_FONT: f64 = 1.24;
const PLOTTERS_DESCENT: f64 = 0.25;

/// plotters can fail on a file; a picture in memory has nothing that could.
const IN_MEMORY: &str = "drawing into memory cannot fail";

type Point = (f64, f64);

/// A white page.
pub struct Canvas<'a> {
    backend: SVGBackend<'a>,
}

impl<'a> Canvas<'a> {
    /// An empty page of width by height pixels, to be written into `page`.
    pub fn new(page: &'a mut String, (width, height): (f64, f64)) -> Self {
        super::text::register();
        let size = ((width * FINE) as u32, (height * FINE) as u32);
        let mut canvas = Self { backend: SVGBackend::with_string(page, size) };
        canvas.rectangle(Area { left: 0.0, top: 0.0, right: width, bottom: height }, WHITE);
        canvas
    }

    /// Writes the end of the document.
    pub fn finish(mut self) {
        self.backend.present().expect(IN_MEMORY);
    }

    /// A stroke along `points`.
    pub fn stroke(&mut self, points: &[Point], color: Rgb, width: f64) {
        let points = points.iter().map(|&point| fine(point));
        let style = ShapeStyle { stroke_width: whole(width).max(1) as u32, ..shape(color) };
        self.backend.draw_path(points, &style).expect(IN_MEMORY);
    }

    /// A filled polygon.
    pub fn polygon(&mut self, points: &[Point], color: Rgb) {
        let points = points.iter().map(|&point| fine(point));
        self.backend.fill_polygon(points, &shape(color)).expect(IN_MEMORY);
    }

    /// A filled rectangle.
    pub fn rectangle(&mut self, area: Area, color: Rgb) {
        let corners = (fine((area.left, area.top)), fine((area.right, area.bottom)));
        self.backend.draw_rect(corners.0, corners.1, &shape(color), true).expect(IN_MEMORY);
    }

    /// A filled disk.
    pub fn disk(&mut self, center: Point, radius: f64, color: Rgb) {
        let radius = whole(radius).max(1) as u32;
        self.backend.draw_circle(fine(center), radius, &shape(color), true).expect(IN_MEMORY);
    }

    /// Words on a horizontal baseline.
    pub fn text(&mut self, words: &str, (x, baseline): Point, font: Font, anchor: Anchor, color: Rgb) {
        let at = (x, baseline + PLOTTERS_DESCENT * font.size);
        self.words(words, at, font, anchor, color, FontTransform::None);
    }

    /// Words that read from bottom to top.
    pub fn upright(&mut self, words: &str, (baseline, y): Point, font: Font, anchor: Anchor, color: Rgb) {
        let at = (baseline + PLOTTERS_DESCENT * font.size, y);
        self.words(words, at, font, anchor, color, FontTransform::Rotate270);
    }

    fn words(&mut self, words: &str, at: Point, font: Font, anchor: Anchor, color: Rgb, turn: FontTransform) {
        let face = if font.bold { FontStyle::Bold } else { FontStyle::Normal };
        let description = (FAMILY, font.size * FINE * PLOTTERS_FONT, face);
        let anchor = match anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let ink = RGBColor(color.0, color.1, color.2);
        let style = TextStyle::from(description).transform(turn).color(&ink).pos(Pos::new(anchor, VPos::Bottom));
        self.backend.draw_text(&writable(words), &style, fine(at)).expect(IN_MEMORY);
    }
}

/// The page brought back from plotters' pixels to ours; strokes get round corners, which noisy curves need.
pub fn shrink(page: &str, (width, height): (f64, f64)) -> String {
    let body = page.split_once('>').expect("plotters opens the document with its svg tag").1;
    let (fine_width, fine_height) = (width * FINE, height * FINE);
    format!(
        "<svg width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {fine_width} {fine_height}\" \
         stroke-linejoin=\"round\" xmlns=\"http://www.w3.org/2000/svg\">{body}"
    )
}

fn shape(color: Rgb) -> ShapeStyle {
    ShapeStyle::from(&RGBColor(color.0, color.1, color.2)).filled()
}

fn fine((x, y): Point) -> (i32, i32) {
    (whole(x), whole(y))
}

fn whole(value: f64) -> i32 {
    (value * FINE).round() as i32
}

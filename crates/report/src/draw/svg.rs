//! SVG from plotters' calls: a backend of our own, with one element on each line.
//!
//! plotters-svg, the backend that comes with plotters, writes pictures in whole pixels, knows no groups, and its
//! header and disks would have to be rewritten afterwards. This one writes what the rest of the crate wants to read:
//!
//! - Coordinates in plotters are whole numbers. A unit is therefore a quarter of a pixel; the header says so once.
//! - Strokes are joined by round corners, as noisy curves need it; the header says that once too.
//! - A disk is a dot of a round pen, which stays a dot when paths are merged (`convert`).
//! - Words hang from the bottom of their box, as plotters has it, and are written on their baseline.
//!
//! Colors are opaque, because overlaid transparent colors would print differently on different viewers. Bitmaps are
//! left out.

use std::convert::Infallible;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
    FontTransform,
};

use crate::xml::escaped;

/// How many units of the picture make one pixel.
pub const UNITS_PER_PIXEL: f64 = 4.0;

/// From the bottom of a box of words up to their baseline, in ems of DejaVu Sans.
pub const DESCENT: f64 = 0.25;

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// A picture while it is drawn.
pub struct SvgBackend {
    /// Width and height in units.
    size: (u32, u32),
    page: String,
}

impl SvgBackend {
    /// An empty picture of width by height pixels.
    pub fn new((width, height): (f64, f64)) -> Self {
        let (units_x, units_y) = ((width * UNITS_PER_PIXEL) as u32, (height * UNITS_PER_PIXEL) as u32);
        let page = format!(
            "<svg width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {units_x} {units_y}\" \
             stroke-linejoin=\"round\" xmlns=\"http://www.w3.org/2000/svg\">\n"
        );
        Self { size: (units_x, units_y), page }
    }

    /// Opens a group. What lies in it is never merged with what lies outside.
    pub fn open_group(&mut self, id: &str) {
        self.write(&format!("<g id=\"{}\">", escaped(id)));
    }

    /// Closes the group opened last.
    pub fn close_group(&mut self) {
        self.write("</g>");
    }

    /// Ends the document and hands it over.
    pub fn finish(&mut self) -> String {
        self.write("</svg>");
        std::mem::take(&mut self.page)
    }

    fn write(&mut self, element: &str) {
        self.page.push_str(element);
        self.page.push('\n');
    }
}

impl DrawingBackend for SvgBackend {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        self.draw_rect((x, y), (x + 1, y + 1), &color, true)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        if !fill {
            let corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
            return self.draw_path(corners, style);
        }
        let (width, height, color) = (right - left, bottom - top, hex(style.color()));
        self.write(&format!("<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" fill=\"{color}\"/>"));
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let (color, width, points) = (hex(style.color()), style.stroke_width(), points(path));
        self.write(&format!(
            "<polyline fill=\"none\" stroke=\"{color}\" stroke-width=\"{width}\" points=\"{points}\"/>"
        ));
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.write(&format!("<polygon fill=\"{}\" points=\"{}\"/>", hex(style.color()), points(path)));
        Ok(())
    }

    /// A filled disk is a stroke of a tenth of a unit: some viewers draw nothing for one of no length.
    fn draw_circle<S: BackendStyle>(&mut self, (x, y): BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        let color = hex(style.color());
        let width = if fill { 2 * radius } else { style.stroke_width() };
        let paint = format!("fill=\"none\" stroke=\"{color}\" stroke-width=\"{width}\"");
        self.write(&match fill {
            true => format!("<path {paint} stroke-linecap=\"round\" d=\"M{x} {y}h.1\"/>"),
            false => format!("<circle {paint} cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>"),
        });
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, (x, y): BackendCoord) -> Drawn {
        let anchor = match style.anchor().h_pos {
            HPos::Left => "start",
            HPos::Center => "middle",
            HPos::Right => "end",
        };
        let rise = match style.anchor().v_pos {
            VPos::Top => DESCENT - 1.0,
            VPos::Center => DESCENT - 0.5,
            VPos::Bottom => DESCENT,
        };
        let weight = match style.style() {
            FontStyle::Bold => "bold",
            FontStyle::Normal | FontStyle::Oblique | FontStyle::Italic => "normal",
        };
        let degrees = match style.transform() {
            FontTransform::None => 0,
            FontTransform::Rotate90 => 90,
            FontTransform::Rotate180 => 180,
            FontTransform::Rotate270 => 270,
        };
        self.write(&format!(
            "<text x=\"{x}\" y=\"{y}\" dy=\"{}em\" text-anchor=\"{anchor}\" font-family=\"{}\" font-size=\"{}\" \
             font-weight=\"{weight}\" fill=\"{}\" transform=\"rotate({degrees}, {x}, {y})\">{}</text>",
            -rise,
            style.family().as_str(),
            style.size(),
            hex(style.color()),
            escaped(text)
        ));
        Ok(())
    }
}

/// "x,y x,y …"
fn points(path: impl IntoIterator<Item = BackendCoord>) -> String {
    let pairs: Vec<String> = path.into_iter().map(|(x, y)| format!("{x},{y}")).collect();
    pairs.join(" ")
}

fn hex(color: BackendColor) -> String {
    let (red, green, blue) = color.rgb;
    format!("#{red:02X}{green:02X}{blue:02X}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(draw: impl FnOnce(&mut SvgBackend) -> Drawn) -> String {
        let mut backend = SvgBackend::new((10.0, 5.5));
        draw(&mut backend).expect("drawing into memory cannot fail");
        backend.finish()
    }

    /// A picture of 10 by 5.5 pixels is 40 by 22 units large.
    #[test]
    fn the_header_tells_pixels_and_units() {
        let svg = drawn(|_| Ok(()));
        assert!(svg.starts_with("<svg width=\"10\" height=\"5.5\" viewBox=\"0 0 40 22\" "), "{svg}");
        assert!(svg.ends_with(">\n</svg>\n"), "{svg}");
    }

    #[test]
    fn every_shape_is_one_element() {
        let red = BackendColor { alpha: 1.0, rgb: (255, 0, 16) };
        let rect = drawn(|svg| svg.draw_rect((1, 2), (4, 8), &red, true));
        assert!(rect.contains("<rect x=\"1\" y=\"2\" width=\"3\" height=\"6\" fill=\"#FF0010\"/>\n"), "{rect}");
        let line = drawn(|svg| svg.draw_line((1, 2), (4, 8), &red));
        assert!(line.contains("stroke=\"#FF0010\" stroke-width=\"1\" points=\"1,2 4,8\"/>\n"), "{line}");
        let outlined = drawn(|svg| svg.draw_rect((1, 2), (4, 8), &red, false));
        assert!(outlined.contains("points=\"1,2 4,2 4,8 1,8 1,2\"/>\n"), "{outlined}");
        let disk = drawn(|svg| svg.draw_circle((7, 9), 3, &red, true));
        assert!(disk.contains("stroke-width=\"6\" stroke-linecap=\"round\" d=\"M7 9h.1\"/>\n"), "{disk}");
        let ring = drawn(|svg| svg.draw_circle((7, 9), 3, &red, false));
        assert!(ring.contains("stroke-width=\"1\" cx=\"7\" cy=\"9\" r=\"3\"/>\n"), "{ring}");
    }
}

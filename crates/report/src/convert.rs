//! From the drawn SVG to the files that people open: SVG with outlined words, PDF, PNG.
//!
//! The only font is the one that ships with the program, so a file looks the same on every machine and its bytes
//! repeat. Every file is converted from the one SVG of `draw`; nothing is drawn a second time.

mod outline;
mod path_data;

pub(crate) use outline::head;

use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use usvg::{Options, Tree, fontdb::Database};

use crate::draw::FAMILY;

/// The SVG with its words as paths, merged and with short coordinates; `title` becomes its alternative text.
///
/// # Errors
/// When `svg` is not SVG.
pub fn outlined(svg: &str, title: &str) -> Result<String, usvg::Error> {
    Ok(outline::document(&parse(svg)?, title))
}

/// The elements inside of the outlined SVG, in drawing order, and its width and height.
pub(crate) fn elements(svg: &str) -> Result<(Vec<String>, (f32, f32)), usvg::Error> {
    let tree = parse(svg)?;
    Ok((outline::elements(&tree), (tree.size().width(), tree.size().height())))
}

/// The SVG as a PDF of one page.
///
/// Its words are outlines too: the order of embedded fonts changes from call to call, and the bytes must repeat.
///
/// # Errors
/// When `svg` is not SVG.
pub fn pdf(svg: &str) -> Result<Vec<u8>, usvg::Error> {
    let outlined = parse(&outlined(svg, "")?)?;
    let options = svg2pdf::ConversionOptions::default();
    // SVG's pixel is 1/96 inch.
    let page = svg2pdf::PageOptions { dpi: 96.0 };
    Ok(svg2pdf::to_pdf(&outlined, options, page).expect("paths of one color each are a PDF"))
}

/// The SVG as a PNG with `scale` × `scale` pixels for each pixel of the SVG.
///
/// # Errors
/// When `svg` is not SVG.
pub fn png(svg: &str, scale: f32) -> Result<Vec<u8>, usvg::Error> {
    let tree = parse(svg)?;
    let pixels = |length: f32| (length * scale).ceil().max(1.0) as u32;
    painted(&tree, scale, (pixels(tree.size().width()), pixels(tree.size().height())))
}

/// The upper left of the same picture, so many pixels wide and high.
pub(crate) fn png_of_size(svg: &str, scale: f32, size: (u32, u32)) -> Result<Vec<u8>, usvg::Error> {
    painted(&parse(svg)?, scale, size)
}

fn painted(tree: &Tree, scale: f32, (width, height): (u32, u32)) -> Result<Vec<u8>, usvg::Error> {
    let mut image = Pixmap::new(width, height).ok_or(usvg::Error::InvalidSize)?;
    resvg::render(tree, Transform::from_scale(scale, scale), &mut image.as_mut());
    Ok(image.encode_png().expect("an image in memory is a PNG"))
}

/// The SVG of another width in pixels, and of a height in proportion; everything in it grows alike.
pub fn resized(svg: &str, width: f64) -> String {
    let Some((head, rest)) = svg.split_once('>') else { return svg.to_owned() };
    let attribute = |name: &str| {
        let (_, value) = head.split_once(&format!(" {name}=\""))?;
        value.split_once('"').map(|(value, _)| value)
    };
    let (Some(old_width), Some(old_height)) = (attribute("width"), attribute("height")) else { return svg.to_owned() };
    let (Ok(before), Ok(height)) = (old_width.parse::<f64>(), old_height.parse::<f64>()) else { return svg.to_owned() };
    let written = |name: &str, value: &str| format!(" {name}=\"{value}\"");
    let head = head.replacen(&written("width", old_width), &written("width", &width.to_string()), 1).replacen(
        &written("height", old_height),
        &written("height", &(height * width / before).round().to_string()),
        1,
    );
    format!("{head}>{rest}")
}

fn parse(svg: &str) -> Result<Tree, usvg::Error> {
    let options = Options { font_family: FAMILY.to_owned(), fontdb: fonts(), ..Options::default() };
    Tree::from_str(svg, &options)
}

fn fonts() -> Arc<Database> {
    static FONTS: OnceLock<Arc<Database>> = OnceLock::new();
    let load = || {
        let mut database = Database::new();
        database.load_font_data(dejavu::sans::regular().to_vec());
        database.load_font_data(dejavu::sans::bold().to_vec());
        Arc::new(database)
    };
    Arc::clone(FONTS.get_or_init(load))
}

//! The small picture of a report: its first figure, or a line of its working on a blackboard.

use super::{Lesson, dark};
use crate::convert;

/// The most that a thumbnail is wide and high in pixels; pages show it half as wide.
const SIZE: (f32, f32) = (336.0, 216.0);

/// How long a line of working may be, in characters.
const LONGEST: usize = 48;

/// The scheme of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    Light,
    Dark,
}

/// Both schemes.
pub const SCHEMES: [Scheme; 2] = [Scheme::Light, Scheme::Dark];

/// The path of the thumbnail of a report.
pub fn path(name: &str, scheme: Scheme) -> String {
    match scheme {
        Scheme::Light => format!("{name}/thumbnail.png"),
        Scheme::Dark => format!("{name}/thumbnail-dark.png"),
    }
}

/// The whole of the first figure of a report, legend and all; none where there is none, or where it cannot be drawn.
pub fn png(lesson: &Lesson, scheme: Scheme) -> Option<Vec<u8>> {
    let svg = first(lesson)?;
    let (width, height) = size(svg)?;
    let dark = (scheme == Scheme::Dark).then(|| dark::in_the_dark(svg));
    let svg = dark.as_deref().unwrap_or(svg);
    let scale = (SIZE.0 / width).min(SIZE.1 / height);
    convert::png_of_size(svg, scale, ((width * scale).round() as u32, (height * scale).round() as u32)).ok()
}

/// The drawing that the words of a report show first.
pub fn first(lesson: &Lesson) -> Option<&str> {
    let (_, rest) = lesson.page.markdown.split_once("](figures/")?;
    let (stem, _) = rest.split_once(".svg)")?;
    lesson.page.figures.iter().find(|(known, _)| known == stem).map(|(_, svg)| svg.as_str())
}

/// Width and height of a drawing, in pixels.
pub fn size(svg: &str) -> Option<(f32, f32)> {
    let (head, _) = svg.split_once('>')?;
    let attribute = |name: &str| {
        let (_, value) = head.split_once(&format!(" {name}=\""))?;
        value.split_once('"')?.0.parse().ok().filter(|length: &f32| *length > 0.0)
    };
    Some((attribute("width")?, attribute("height")?))
}

/// A line of working: the first number that a page works out from several others, in numbers where they are short.
pub fn working(markdown: &str) -> Option<String> {
    let table = |line: &&str| line.starts_with("| | worked out |");
    let mut lines = markdown.lines().skip_while(|line| !table(line));
    lines.find_map(|line| {
        let mut cells = line.strip_prefix("| ")?.split(" | ");
        let (symbol, formula, number) = (cells.next()?, cells.next()?, cells.next()?);
        let (symbols, numbers) = formula.split_once(" = ")?;
        let worked = format!("{symbol} = {} = {}", numbers.trim(), number.trim());
        Some(if worked.chars().count() > LONGEST { format!("{symbol} = {symbols}") } else { worked })
    })
}

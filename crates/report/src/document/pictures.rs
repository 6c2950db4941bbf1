//! The figures of a report: the content of their files, and how the page shows them.

use std::ops::Range;

use crate::figures::CaptionedFigure;
use crate::markdown::image;
use crate::{animate, convert, csv, draw};

/// A figure with the content of its files.
#[derive(Debug, Clone, PartialEq)]
pub struct RenderedFigure {
    /// The file name without its ending, unique in the report.
    pub stem: String,
    /// The SVG with its text as outlines; an animation moves.
    pub svg: String,
    /// The SVG of the last frame with its text as text, for the conversion to PDF and PNG.
    pub source: String,
    /// The numbers that the figure was drawn from, as CSV.
    pub csv: String,
    /// The sentences below it, in Markdown.
    pub caption: String,
    /// The alternative text: what it shows, in one sentence.
    pub alt: String,
}

/// Figures with the content of their files.
pub(super) fn rendered(figures: Vec<CaptionedFigure>) -> Vec<RenderedFigure> {
    let mut figures: Vec<RenderedFigure> = figures.into_iter().map(one).collect();
    make_stems_unique(&mut figures);
    figures
}

fn one(captioned: CaptionedFigure) -> RenderedFigure {
    let figure = captioned.last();
    let source = draw::svg(figure);
    let svg = match captioned.frames.len() {
        1 => convert::outlined(&source, &figure.caption),
        _ => animate::animated(&captioned.frames, animate::FrameTiming::default()),
    };
    let svg = svg.expect("this crate draws valid SVG");
    let [svg, source] = [svg, source].map(|svg| match captioned.width {
        Some(width) => convert::resized(&svg, f64::from(width)),
        None => svg,
    });
    RenderedFigure {
        stem: figure.id.clone(),
        svg,
        csv: captioned.csv.clone().unwrap_or_else(|| csv::csv(figure)),
        alt: figure.caption.clone(),
        caption: captioned.caption.clone(),
        source,
    }
}

/// Numbers the stems of several figures of one kind, so that each has its own files.
fn make_stems_unique(figures: &mut [RenderedFigure]) {
    for index in 1..figures.len() {
        let (before, rest) = figures.split_at_mut(index);
        let stem = rest[0].stem.clone();
        let free = |stem: &String| before.iter().all(|figure| figure.stem != *stem);
        let mut names = std::iter::once(stem.clone()).chain((2..).map(|number| format!("{stem}-{number}")));
        rest[0].stem = names.find(free).expect("there is always a further number");
    }
}

/// The pictures of a range of the figures, each with its number in the report.
pub(super) fn shown(figures: &[RenderedFigure], range: Range<usize>) -> String {
    let picture = |index: usize| {
        let RenderedFigure { stem, caption, alt, .. } = &figures[index];
        let image = image(alt, &format!("figures/{stem}.svg"));
        format!("{image}\n\n**Figure {}.** {caption} ([numbers as CSV](figures/{stem}.csv))\n", index + 1)
    };
    range.map(picture).map(|picture| picture + "\n").collect()
}

//! Drawing of errors: message, place, source line, caret, label, remedy.
//!
//! annotate-snippets draws one error; this file chooses the lines it shows, and adds the closing line that counts the
//! errors. annotate-snippets draws a bare `|` before some remedies and not before others: it is dropped.

use std::fmt;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Diagnostics, Elsewhere, Place, Source};

/// Whether a text may carry the colors of a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextStyle {
    /// Characters alone, for files and pipes.
    Plain,
    /// ANSI colors.
    Colored,
}

impl Diagnostics {
    /// Every error with its place and remedy, and a closing line that counts them.
    pub fn render(&self, style: TextStyle) -> String {
        let renderer = match style {
            TextStyle::Plain => Renderer::plain(),
            TextStyle::Colored => Renderer::styled(),
        };
        let renderer = renderer.decor_style(DecorStyle::Ascii);
        let mut text = String::new();
        for diagnostic in &self.list {
            text += &without_empty_gutters(&renderer.render(&[group(&self.sources, diagnostic)]));
        }
        text + &self.closing()
    }

    fn closing(&self) -> String {
        match self.list.len() {
            1 => format!("1 error in {}, nothing was run\n", self.file()),
            n => format!("{n} errors in {}, nothing was run\n", self.file()),
        }
    }
}

/// A problem of a data file where no config is involved: what is wrong, the line of the file and the remedies.
pub fn render_without_config(message: &str, elsewhere: Option<&Elsewhere>, help: &[String]) -> String {
    let group = Group::with_title(Level::ERROR.primary_title(message));
    let group = group.elements(elsewhere.map(elsewhere_snippet));
    let group = group.elements(help.iter().map(|help| Level::NOTE.no_name().message(help.as_str())));
    without_empty_gutters(&Renderer::plain().decor_style(DecorStyle::Ascii).render(&[group]))
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(TextStyle::Plain))
    }
}

impl std::error::Error for Diagnostics {}

fn group<'a>(sources: &'a [Source], diagnostic: &'a Diagnostic) -> Group<'a> {
    let mut group = Group::with_title(Level::ERROR.primary_title(diagnostic.message.as_str()));
    for source in involved(diagnostic) {
        group = group.element(snippet(&sources[source], source, diagnostic));
    }
    if let Some(elsewhere) = &diagnostic.elsewhere {
        group = group.element(elsewhere_snippet(elsewhere));
    }
    group.elements(diagnostic.help.iter().map(|help| Level::NOTE.no_name().message(help.as_str())))
}

/// The sources an error points into, the one with the caret first.
fn involved(diagnostic: &Diagnostic) -> Vec<usize> {
    let mut sources = vec![diagnostic.place.source];
    for (place, _) in &diagnostic.secondary {
        if !sources.contains(&place.source) {
            sources.push(place.source);
        }
    }
    sources
}

fn snippet<'a>(source: &'a Source, number: usize, diagnostic: &'a Diagnostic) -> Snippet<'a, Annotation<'a>> {
    let mut snippet = Snippet::source(source.text.as_str()).path(source.name.as_str());
    if diagnostic.place.source == number {
        let span = first_line(&source.text, &diagnostic.place);
        let label = diagnostic.label.as_deref();
        snippet = snippet.annotation(AnnotationKind::Primary.span(span).label(label));
    }
    for (place, label) in diagnostic.secondary.iter().filter(|(place, _)| place.source == number) {
        let span = first_line(&source.text, place);
        snippet = snippet.annotation(AnnotationKind::Context.span(span).label(label.as_str()));
    }
    snippet
}

/// The part of a place on its first line: a list over twenty lines is pointed at, not copied.
fn first_line(text: &str, place: &Place) -> Range<usize> {
    let start = place.start.min(text.len());
    let end = place.end.clamp(start, text.len());
    let line = text[start..end].lines().next().unwrap_or("");
    start..start + line.len()
}

fn elsewhere_snippet(elsewhere: &Elsewhere) -> Snippet<'_, Annotation<'_>> {
    let byte = |characters: usize| {
        let found = elsewhere.text.char_indices().nth(characters);
        found.map_or(elsewhere.text.len(), |(byte, _)| byte)
    };
    let first = elsewhere.column.saturating_sub(1);
    let span = byte(first)..byte(first + elsewhere.width);
    Snippet::source(elsewhere.text.as_str())
        .path(elsewhere.file.as_str())
        .line_start(elsewhere.line)
        .annotation(AnnotationKind::Context.span(span).label(elsewhere.label.as_str()))
}

/// Drops the bare `|` that stands before a remedy.
fn without_empty_gutters(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut kept = String::new();
    for (i, line) in lines.iter().enumerate() {
        let remedy_follows = lines.get(i + 1).is_some_and(|next| bare(next).starts_with('='));
        if !(bare(line) == "|" && remedy_follows) {
            kept += line;
            kept.push('\n');
        }
    }
    kept
}

/// A line without colors and outer blanks.
fn bare(line: &str) -> String {
    let mut parts = line.split('\u{1b}');
    let mut text = parts.next().unwrap_or("").to_owned();
    for part in parts {
        text += part.split_once('m').map_or("", |(_, rest)| rest);
    }
    text.trim().to_owned()
}

//! An error as a user meets it: what is wrong, where, and what to write instead.
//!
//! A [`Diagnostic`] knows places as byte ranges of a [`Source`]: the config is source 0, every
//! `--set` of the command line is a source of its own. Drawing lies in `render`; an error in a data
//! file shows a line of that second file through [`Elsewhere`], so this crate need not read it.

mod render;

use std::ops::Range;
use std::sync::Arc;

pub use render::{TextStyle, render_without_config};

/// A text that diagnostics point into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The name shown after `-->`, a path as the user wrote it.
    pub name: String,
    /// The whole text.
    pub text: String,
}

/// A byte range of one source.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Index of the source: 0 is the config, the others are overrides in their order.
    pub source: usize,
    /// First byte of the range; equal to `end` for a position between two bytes.
    pub start: usize,
    /// One past the last byte of the range.
    pub end: usize,
}

impl Place {
    /// The place of `range` in source number `source`.
    pub fn new(source: usize, range: Range<usize>) -> Self {
        Self { source, start: range.start, end: range.end }
    }

    /// Whether `other` lies inside this place.
    pub fn contains(&self, other: &Place) -> bool {
        self.source == other.source && self.start <= other.start && other.end <= self.end
    }
}

/// A line of another file that a diagnostic refers to, such as a row of a CSV.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// Path of the file as the user wrote it.
    pub file: String,
    /// The text of the line, without its line end.
    pub text: String,
    /// Line number, counted from 1.
    pub line: usize,
    /// Column in characters, counted from 1.
    pub column: usize,
    /// How many characters to underline; 0 points between two.
    pub width: usize,
    /// What is written under the line.
    pub label: String,
}

/// One error with its place and its remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What is wrong, in one line.
    pub message: String,
    /// Where the caret stands.
    pub place: Place,
    /// What is written beside the caret.
    pub label: Option<String>,
    /// Other places that matter, each with its label.
    pub secondary: Vec<(Place, String)>,
    /// A line of a second file.
    pub elsewhere: Option<Elsewhere>,
    /// What may be written instead, one line each.
    pub help: Vec<String>,
}

impl Diagnostic {
    /// An error at `place`, so far without label and help.
    pub fn new(place: Place, message: impl Into<String>) -> Self {
        let (secondary, help) = (Vec::new(), Vec::new());
        Self { message: message.into(), place, label: None, secondary, elsewhere: None, help }
    }

    /// The same error with a label beside its caret.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// The same error with one more line of help.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// The same error with a second place and its label.
    pub fn also(mut self, place: Place, label: impl Into<String>) -> Self {
        self.secondary.push((place, label.into()));
        self
    }

    /// Whether both say the same about the same place; notes may differ.
    pub fn repeats(&self, other: &Self) -> bool {
        self.place == other.place && self.message == other.message
    }
}

/// All errors of one config, in the order of their places.
#[derive(Clone, Debug)]
pub struct Diagnostics {
    sources: Arc<Vec<Source>>,
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Sorts the errors by place and drops repetitions.
    pub fn new(sources: Arc<Vec<Source>>, mut list: Vec<Diagnostic>) -> Self {
        list.sort_by(|a, b| a.place.cmp(&b.place));
        list.dedup_by(|b, a| a.repeats(b));
        Self { sources, list }
    }

    /// The errors, sorted by place.
    pub fn list(&self) -> &[Diagnostic] {
        &self.list
    }

    /// The texts that places point into: the config, then the overrides.
    pub fn sources(&self) -> &Arc<Vec<Source>> {
        &self.sources
    }

    /// The name of the config.
    pub fn file(&self) -> &str {
        &self.sources[0].name
    }
}

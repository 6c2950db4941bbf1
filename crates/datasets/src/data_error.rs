//! What can be wrong with data: the key of the config at fault, what is wrong, the line of the data file,
//! and what to write instead.
//!
//! The fields are those of a config diagnostic, so the command line shows both alike.

use std::fmt;

use experiment::diagnostic::Elsewhere;
use experiment::suggest::{did_you_mean, nearest};

/// A fault of a data set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataError {
    /// The dotted path of the config key that leads to it, `dataset.path`; empty where no config is involved.
    pub at: String,
    /// What is wrong, in one line.
    pub message: String,
    /// What is written beside the caret in the config: `did you mean "colour"?`.
    pub label: Option<String>,
    /// The place in the data file.
    pub elsewhere: Option<Box<Elsewhere>>,
    /// What to do about it, one line each.
    pub help: Vec<String>,
}

impl DataError {
    /// A fault at a key of the config.
    pub fn new(at: impl Into<String>, message: impl Into<String>) -> Self {
        DataError { at: at.into(), message: message.into(), label: None, elsewhere: None, help: Vec::new() }
    }

    /// One more line of help.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// The place in the data file.
    pub fn elsewhere(mut self, elsewhere: Elsewhere) -> Self {
        self.elsewhere = Some(Box::new(elsewhere));
        self
    }

    /// A name that is none of `known`: says which was meant, and lists them.
    pub(crate) fn unknown(mut self, given: &str, noun: &str, known: &[String]) -> Self {
        self.label = nearest(given, known.iter().map(String::as_str)).map(did_you_mean);
        self.help(format!("{noun}: {}", list(known)))
    }
}

/// The names with commas, the first 20 of a longer list.
pub(crate) fn list(names: &[String]) -> String {
    const SHOWN: usize = 20;
    let shown = names[..names.len().min(SHOWN)].join(", ");
    match names.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// Message, config key, label, data file with its line and a caret, help: one to a line.
impl fmt::Display for DataError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        writeln!(f, "{}", self.message)?;
        if !self.at.is_empty() {
            writeln!(f, "  at {}", self.at)?;
        }
        if let Some(label) = &self.label {
            writeln!(f, "  {label}")?;
        }
        if let Some(Elsewhere { file, text, line, column, width, label }) = self.elsewhere.as_deref() {
            writeln!(f, "  --> {file}:{line}:{column}")?;
            let caret = format!("{}{} {label}", " ".repeat(column - 1), "^".repeat((*width).max(1)));
            writeln!(f, "  | {text}\n  | {}", caret.trim_end())?;
        }
        self.help.iter().try_for_each(|help| writeln!(f, "  = {help}"))
    }
}

impl std::error::Error for DataError {}

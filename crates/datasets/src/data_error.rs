//! What can be wrong with data: the key of the config that leads to it, what is wrong, the line of the data file,
//! and what to write instead.
//!
//! A [`DataError`] becomes a [`Diagnostic`] in one place, so problems of data and of configs are drawn alike.
//! [`DataErrors`] are all problems of a data set that are found in one reading.

use std::fmt;

use experiment::check::Document;
use experiment::diagnostic::{Diagnostic, Elsewhere, render_without_config};
use experiment::spec::CharacterEncoding;
use experiment::suggest::{did_you_mean, nearest};

/// A problem of a data set.
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
    /// The remedy with which a file can be read on, if the problem hides others.
    pub(crate) recovery: Option<Box<Recovery>>,
}

/// The remedy of a problem that hides others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Recovery {
    /// Leave out columns without a name.
    IgnoreNameless,
    /// Read another encoding.
    Encoding(CharacterEncoding),
    /// Name the columns.
    Header(Vec<String>),
}

/// Every problem of a data set that one reading finds, at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataErrors(Vec<DataError>);

impl DataError {
    /// A problem at a key of the config, so far without a place in a data file and without help.
    pub fn new(at: impl Into<String>, message: impl Into<String>) -> Self {
        DataError {
            at: at.into(),
            message: message.into(),
            label: None,
            elsewhere: None,
            help: Vec::new(),
            recovery: None,
        }
    }

    /// The same with one more line of help.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// The same with the remedy with which a file can be read on.
    pub(crate) fn recovery(self, recovery: Recovery) -> Self {
        DataError { recovery: Some(Box::new(recovery)), ..self }
    }

    /// The same with a place in the data file.
    pub fn with_data_place(mut self, elsewhere: Elsewhere) -> Self {
        self.elsewhere = Some(Box::new(elsewhere));
        self
    }

    /// The same with its place in the config that led to it.
    pub fn diagnostic(self, document: &Document) -> Diagnostic {
        let mut diagnostic = Diagnostic::new(document.place(&self.at), self.message);
        diagnostic.label = self.label;
        diagnostic.elsewhere = self.elsewhere.map(|place| *place);
        diagnostic.help = self.help;
        diagnostic
    }

    /// A name that is none of `known`: suggests the nearest, and lists them.
    pub(crate) fn unknown(mut self, given: &str, noun: &str, known: &[String]) -> Self {
        self.label = nearest(given, known.iter().map(String::as_str)).map(did_you_mean);
        self.help(format!("{noun}: {}", list(known)))
    }
}

impl DataErrors {
    /// These problems, if there are any.
    pub(crate) fn of(errors: Vec<DataError>) -> Result<(), DataErrors> {
        if errors.is_empty() { Ok(()) } else { Err(DataErrors(errors)) }
    }

    /// Keeps those that hide others: reading on finds all others again, and more of them.
    pub(crate) fn retain_recoverable(&mut self) {
        self.0.retain(|error| error.recovery.is_some());
    }

    /// Adds further problems.
    pub(crate) fn extend(&mut self, more: DataErrors) {
        self.0.extend(more);
    }

    /// The problems, in the order of their columns.
    pub fn list(&self) -> &[DataError] {
        &self.0
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

impl From<DataError> for DataErrors {
    fn from(error: DataError) -> Self {
        DataErrors(vec![error])
    }
}

impl IntoIterator for DataErrors {
    type Item = DataError;
    type IntoIter = std::vec::IntoIter<DataError>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// As the compiler shows it, without the place in a config.
impl fmt::Display for DataError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&render_without_config(&self.message, self.elsewhere.as_deref(), &self.help))
    }
}

impl fmt::Display for DataErrors {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.0.iter().try_for_each(|error| error.fmt(f))
    }
}

impl std::error::Error for DataError {}

impl std::error::Error for DataErrors {}

//! Where the text of a CSV comes from: a file, or the program itself.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::PathBuf;

use crate::fault::Fault;

/// Where the text comes from, and which key of the config says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file.
    File {
        /// Its path from where the program runs.
        path: PathBuf,
        /// The config key that names it.
        at: &'static str,
    },
    /// A text within the program.
    BuiltIn {
        /// The name of the set.
        name: &'static str,
        /// The text.
        text: &'static str,
    },
}

impl Source {
    /// A fault of the whole source.
    pub(crate) fn fault(&self, message: impl Into<String>) -> Fault {
        Fault::new(self.at(), message)
    }

    /// The name that errors show.
    pub(crate) fn name(&self) -> String {
        match self {
            Source::File { path, .. } => path.display().to_string(),
            Source::BuiltIn { name, .. } => (*name).into(),
        }
    }

    /// The bytes, from the first.
    pub(crate) fn open(&self) -> Result<Box<dyn Read>, Fault> {
        match self {
            Source::File { path, .. } => match fs::metadata(path) {
                Err(error) => Err(self.unreadable(&error)),
                Ok(about) if about.is_dir() => {
                    Err(self.fault(format!("{} is a folder", self.name())).help("name the file in it"))
                }
                Ok(_) => Ok(Box::new(File::open(path).map_err(|error| self.unreadable(&error))?)),
            },
            Source::BuiltIn { text, .. } => Ok(Box::new(text.as_bytes())),
        }
    }

    /// What the operating system says, in words that repeat everywhere for the usual case.
    pub(crate) fn unreadable(&self, error: &io::Error) -> Fault {
        match error.kind() {
            io::ErrorKind::NotFound => self
                .fault(format!("there is no file {}", self.name()))
                .help("the path is relative to the folder of the config"),
            _ => self.fault(format!("{} cannot be read: {error}", self.name())),
        }
    }

    /// The config key that names the target.
    pub(crate) fn target_key(&self) -> &'static str {
        match self {
            Source::File { .. } => "dataset.target",
            Source::BuiltIn { .. } => "dataset.task",
        }
    }

    fn at(&self) -> &'static str {
        match self {
            Source::File { at, .. } => at,
            Source::BuiltIn { .. } => "dataset.name",
        }
    }
}

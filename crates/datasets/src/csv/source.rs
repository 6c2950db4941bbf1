//! Where the bytes of a data set come from: a file, plain or gzip, or the program itself.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::PathBuf;

use flate2::read::MultiGzDecoder;

use crate::data_error::DataError;

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
    pub(crate) fn fault(&self, message: impl Into<String>) -> DataError {
        DataError::new(self.at(), message)
    }

    /// The name that errors show.
    pub(crate) fn name(&self) -> String {
        match self {
            Source::File { path, .. } => path.display().to_string(),
            Source::BuiltIn { name, .. } => (*name).into(),
        }
    }

    /// The bytes, from the first; those of a gzip file unpacked.
    pub(crate) fn open(&self) -> Result<Box<dyn Read>, DataError> {
        let path = match self {
            Source::BuiltIn { text, .. } => return Ok(Box::new(text.as_bytes())),
            Source::File { path, .. } => path,
        };
        let about = fs::metadata(path).map_err(|error| self.unreadable(&error))?;
        if about.is_dir() {
            return Err(self.fault(format!("{} is a folder", self.name())).help("name the file in it"));
        }
        if !about.is_file() {
            let fault = self.fault(format!("{} is a pipe or a device, not a file", self.name()));
            return Err(fault.help("save the data into a file: they are read more than once"));
        }
        let file = File::open(path).map_err(|error| self.unreadable(&error))?;
        self.unpacked(BufReader::with_capacity(1 << 16, file))
    }

    fn unpacked(&self, mut file: BufReader<File>) -> Result<Box<dyn Read>, DataError> {
        match file.fill_buf().map_err(|error| self.unreadable(&error))? {
            [0x1f, 0x8b, ..] => Ok(Box::new(MultiGzDecoder::new(file))),
            [b'P', b'K', 3, 4, ..] => Err(self
                .fault(format!("{} is a zip archive or a spreadsheet", self.name()))
                .help("unpack it, or save the sheet as CSV")),
            _ => Ok(Box::new(file)),
        }
    }

    /// What the operating system says, in words that repeat everywhere for the usual cases.
    pub(crate) fn unreadable(&self, error: &io::Error) -> DataError {
        use io::ErrorKind::{InvalidData, InvalidInput, NotFound, UnexpectedEof};
        match error.kind() {
            NotFound => {
                let fault = self.fault(format!("there is no file {}", self.name()));
                let config = !self.at().is_empty();
                if config { fault.help("the path is relative to the folder of the config") } else { fault }
            }
            // A plain file never says so.
            InvalidData | InvalidInput | UnexpectedEof => {
                self.fault(format!("{} is a damaged gzip file: {error}", self.name())).help("fetch it again")
            }
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

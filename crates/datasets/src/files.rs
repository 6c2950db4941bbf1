//! The data files of one set: opened by their names in the config, remembered with the digest of what was read.

use std::cell::RefCell;
use std::path::Path;

use crate::csv::Source;
use crate::data_error::DataError;

/// A data file as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataFile {
    /// The config key that names it.
    pub at: &'static str,
    /// Its path as the config writes it.
    pub path: String,
    /// The SHA-256 of its bytes, 64 hexadecimal digits.
    pub digest: String,
}

/// The folder of a config, and the files in it that were opened.
pub struct Files<'a> {
    folder: &'a Path,
    opened: RefCell<Vec<(String, &'static str, Source)>>,
}

impl<'a> Files<'a> {
    /// No file yet.
    pub fn new(folder: &'a Path) -> Self {
        Files { folder, opened: RefCell::default() }
    }

    /// The file that a key of the config names.
    pub fn source(&self, path: &str, at: &'static str) -> Source {
        let source = Source::file(self.folder.join(path), at);
        self.opened.borrow_mut().push((path.to_owned(), at, source.clone()));
        source
    }

    /// All files in the order in which they were opened.
    pub fn read(self) -> Result<Vec<DataFile>, DataError> {
        let file = |(path, at, source): (String, &'static str, Source)| {
            Ok(DataFile { at, path, digest: source.digest()?.unwrap_or_default() })
        };
        self.opened.into_inner().into_iter().map(file).collect()
    }
}

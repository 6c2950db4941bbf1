//! The data files of one set: opened by their names in the config, remembered with the digest of what was read.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

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

/// Where the data files of a config are.
#[derive(Debug, Clone)]
pub enum Folder {
    /// In a folder on disk.
    OnDisk(PathBuf),
    /// In memory: the bytes of each file by the path that the config writes. Nothing on disk is opened.
    InMemory(Arc<BTreeMap<String, Arc<[u8]>>>),
}

impl<P: AsRef<Path> + ?Sized> From<&P> for Folder {
    fn from(path: &P) -> Folder {
        Folder::OnDisk(path.as_ref().to_path_buf())
    }
}

/// A file of new rows, which no config names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewFile {
    /// On disk.
    OnDisk(PathBuf),
    /// In memory, by the name that errors show.
    InMemory(String, Arc<[u8]>),
}

impl<P: AsRef<Path> + ?Sized> From<&P> for NewFile {
    fn from(path: &P) -> NewFile {
        NewFile::OnDisk(path.as_ref().to_path_buf())
    }
}

impl NewFile {
    pub(crate) fn source(&self) -> Source {
        match self {
            NewFile::OnDisk(path) => Source::file(path.clone(), ""),
            NewFile::InMemory(name, bytes) => Source::in_memory(name, Some(Arc::clone(bytes)), ""),
        }
    }

    /// What a config in `folder` calls this file, and where its files are then; none if the path is not UTF-8.
    pub fn as_data_of(&self, folder: &Path) -> Option<(String, Folder)> {
        Some(match self {
            NewFile::OnDisk(path) => (std::path::absolute(path).ok()?.to_str()?.to_owned(), folder.into()),
            NewFile::InMemory(name, bytes) => {
                (name.clone(), Folder::InMemory(Arc::new(BTreeMap::from([(name.clone(), Arc::clone(bytes))]))))
            }
        })
    }
}

/// The folder of a config, and the files in it that were opened.
pub struct Files {
    folder: Folder,
    opened: RefCell<Vec<(String, &'static str, Source)>>,
}

impl Files {
    /// No file yet.
    pub fn new(folder: Folder) -> Self {
        Files { folder, opened: RefCell::default() }
    }

    /// The file that a key of the config names.
    pub fn source(&self, path: &str, at: &'static str) -> Source {
        let source = match &self.folder {
            Folder::OnDisk(folder) => Source::file(folder.join(path), at),
            Folder::InMemory(files) => Source::in_memory(path, files.get(path).cloned(), at),
        };
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

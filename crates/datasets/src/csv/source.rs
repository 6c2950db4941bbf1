//! Where the bytes of a data set come from: a file, plain or gzip, or the program itself.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use flate2::read::MultiGzDecoder;

use crate::data_error::DataError;
use crate::digest::{DigestingReader, FileDigest};

/// Where the text comes from, and which key of the config says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file.
    File {
        /// Its path from where the program runs, or its name in memory.
        path: PathBuf,
        /// What holds its bytes.
        bytes: Bytes,
        /// The config key that names it.
        at: &'static str,
        /// The digest of the bytes that were read.
        digest: FileDigest,
    },
    /// A text within the program.
    BuiltIn {
        /// The name of the set.
        name: &'static str,
        /// The text.
        text: &'static str,
    },
}

/// What holds the bytes of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bytes {
    /// The disk.
    OnDisk,
    /// The memory; none where there is no file of that name.
    InMemory(Option<Arc<[u8]>>),
}

impl Source {
    /// A file that a key of the config names.
    pub(crate) fn file(path: PathBuf, at: &'static str) -> Source {
        Source::File { path, bytes: Bytes::OnDisk, at, digest: FileDigest::default() }
    }

    /// A file in memory that a key of the config names; `bytes` is none where there is no such file.
    pub(crate) fn in_memory(name: &str, bytes: Option<Arc<[u8]>>, at: &'static str) -> Source {
        Source::File { path: name.into(), bytes: Bytes::InMemory(bytes), at, digest: FileDigest::default() }
    }

    /// The SHA-256 of the bytes that were read; those behind the last one are read for it.
    pub(crate) fn digest(&self) -> Result<Option<String>, DataError> {
        match self {
            Source::BuiltIn { .. } => Ok(None),
            Source::File { digest, .. } => digest.finish().map_err(|error| self.unreadable(&error)),
        }
    }

    /// A problem of the whole source.
    pub(crate) fn error(&self, message: impl Into<String>) -> DataError {
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
        let (path, bytes, digest) = match self {
            Source::BuiltIn { text, .. } => return Ok(Box::new(text.as_bytes())),
            Source::File { path, bytes, digest, .. } => (path, bytes, digest),
        };
        match bytes {
            Bytes::InMemory(Some(bytes)) => self.unpacked(digest.reader(Cursor::new(Arc::clone(bytes)))),
            Bytes::InMemory(None) => Err(self.unreadable(&io::ErrorKind::NotFound.into())),
            Bytes::OnDisk => self.unpacked(digest.reader(self.regular_file(path)?)),
        }
    }

    /// Opens a file on disk.
    fn regular_file(&self, path: &Path) -> Result<File, DataError> {
        let about = fs::metadata(path).map_err(|error| self.unreadable(&error))?;
        if about.is_dir() {
            return Err(self.error(format!("{} is a folder", self.name())).help("name the file in it"));
        }
        if !about.is_file() {
            let error = self.error(format!("{} is a pipe or a device, not a file", self.name()));
            return Err(error.help("save the data into a file: they are read more than once"));
        }
        File::open(path).map_err(|error| self.unreadable(&error))
    }

    /// How many bytes of text there are; none where the file is packed, or the system does not say.
    pub(crate) fn length(&self) -> Option<u64> {
        match self {
            Source::BuiltIn { text, .. } => Some(text.len() as u64),
            Source::File { bytes: Bytes::InMemory(bytes), .. } => {
                bytes.as_ref().filter(|bytes| !is_packed(bytes)).map(|bytes| bytes.len() as u64)
            }
            Source::File { path, bytes: Bytes::OnDisk, .. } => {
                let mut start = [0; 2];
                File::open(path).and_then(|mut file| file.read(&mut start)).ok()?;
                if is_packed(&start) { None } else { Some(fs::metadata(path).ok()?.len()) }
            }
        }
    }

    /// The bytes once more, to show a place in them; the digest is that of the first reading.
    pub(crate) fn reopened(&self) -> Result<Box<dyn Read>, DataError> {
        match self {
            Source::BuiltIn { .. } => self.open(),
            Source::File { path, bytes, at, .. } => {
                Source::File { path: path.clone(), bytes: bytes.clone(), at, digest: FileDigest::default() }.open()
            }
        }
    }

    fn unpacked(&self, file: DigestingReader) -> Result<Box<dyn Read>, DataError> {
        let mut file = BufReader::with_capacity(1 << 16, file);
        let start = file.fill_buf().map_err(|error| self.unreadable(&error))?;
        match start {
            [0x1f, 0x8b, ..] => Ok(Box::new(MultiGzDecoder::new(file))),
            start => match self.other_format(start) {
                Some(error) => Err(error),
                None => Ok(Box::new(file)),
            },
        }
    }

    /// A file of another format, by its first bytes, with the way to a CSV.
    fn other_format(&self, start: &[u8]) -> Option<DataError> {
        let sheet = |reader: &str| {
            format!("or in Python: pandas.{reader}({:?}).to_csv(\"data.csv\", index=False)", self.name())
        };
        let contains = |text: &[u8]| start.windows(text.len()).any(|window| window == text);
        let (what, help) = match start {
            [b'P', b'K', 3, 4, ..] if contains(b"xl/") || contains(b"[Content_Types].xml") => {
                ("an Excel workbook", [SAVE_SHEET.into(), sheet("read_excel")])
            }
            [b'P', b'K', 3, 4, ..] => {
                return Some(
                    self.error(format!("{} is a zip archive or a spreadsheet", self.name()))
                        .help("unpack it, or save the sheet as CSV"),
                );
            }
            [0xd0, 0xcf, 0x11, 0xe0, ..] => ("an old Excel workbook", [SAVE_SHEET.into(), sheet("read_excel")]),
            [b'P', b'A', b'R', b'1', ..] => ("a Parquet file", [CONVERT.into(), sheet("read_parquet")]),
            [b'A', b'R', b'R', b'O', b'W', b'1', ..] => ("an Arrow file", [CONVERT.into(), sheet("read_feather")]),
            _ => return None,
        };
        let error = self.error(format!("{} is {what}, not text", self.name()));
        Some(help.into_iter().fold(error, DataError::help))
    }

    /// Whether a config names the source, so that keys of the config are a remedy.
    pub(crate) fn is_of_config(&self) -> bool {
        !self.at().is_empty()
    }

    /// What the operating system says, in words that repeat everywhere for the usual cases.
    pub(crate) fn unreadable(&self, error: &io::Error) -> DataError {
        use io::ErrorKind::{FileTooLarge, InvalidData, InvalidInput, NotFound, OutOfMemory, UnexpectedEof};
        match error.kind() {
            NotFound => {
                let error = self.error(format!("there is no file {}", self.name()));
                if self.is_of_config() { error.help("the path is relative to the folder of the config") } else { error }
            }
            FileTooLarge => self.error(format!("{} is not a table: {error}", self.name())),
            OutOfMemory => self
                .error(format!("{} is too large for the memory: {error}", self.name()))
                .help("write fewer rows or columns into the file, or read it where more memory is free"),
            // A plain file never says so.
            InvalidData | InvalidInput | UnexpectedEof => {
                self.error(format!("{} is a damaged gzip file: {error}", self.name())).help("fetch it again")
            }
            _ => self.error(format!("{} cannot be read: {error}", self.name())),
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

/// Whether a file is packed or in UTF-16, so that its length is not that of its text.
fn is_packed(start: &[u8]) -> bool {
    [[0x1f, 0x8b], [0xff, 0xfe], [0xfe, 0xff]].iter().any(|mark| start.starts_with(mark))
}

const SAVE_SHEET: &str = "save the sheet as CSV: File, Save As, \"CSV UTF-8\"";
const CONVERT: &str = "convert it: duckdb -c \"COPY 'FILE' TO 'data.csv'\"";

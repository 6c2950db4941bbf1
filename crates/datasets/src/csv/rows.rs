//! The rows of a CSV: its header checked, its records of one length, its problems with their place.

mod errors;
mod header;

use std::io::{Cursor, Read};

use csv::{Reader, ReaderBuilder, StringRecord};

use super::Source;
use super::blanks;
use super::decoded;
use super::delimiter::{delimiter, likeliest};
use super::format::{FileFormat, byte};
use super::guard::{Guarded, Progress};
use super::place::{Address, Dialect, locate};
use super::title::titles;
use crate::data_error::DataError;
pub use errors::{QUOTE, TITLE};

/// A CSV, record by record.
pub struct Rows {
    source: Source,
    signs: Dialect,
    /// Bytes before those that the reader sees.
    skipped: u64,
    reader: Reader<Box<dyn Read>>,
    record: StringRecord,
    progress: Progress,
    /// About how many rows the file has, by its length and its first lines; 0 where its length says nothing.
    pub expected: u64,
    /// How many lines stand above the names of the columns.
    pub titles: usize,
    /// The names of the columns.
    pub header: Vec<String>,
    /// Whether the config names the columns, so that the first line may or may not be names.
    pub header_of_config: bool,
}

/// The delimiter is found in so many bytes.
const SAMPLE: u64 = 1 << 16;

/// A cell without the blanks around it. Most have none, as their first and last bytes tell.
fn trimmed(cell: &str) -> &str {
    match cell.as_bytes() {
        [b'!'..=b'~', .., b'!'..=b'~'] | [b'!'..=b'~'] => cell,
        _ => cell.trim(),
    }
}

/// About how many lines a text of this length has that starts so.
fn expected(length: Option<u64>, start: &[u8]) -> u64 {
    let lines = start.iter().filter(|byte| **byte == b'\n').count() as u128;
    let all = u128::from(length.unwrap_or_default()) * lines / (start.len() as u128).max(1);
    u64::try_from(all).unwrap_or(u64::MAX)
}

impl Rows {
    /// Opens the source; without a header of the config the first line is the header.
    ///
    /// # Errors
    /// No such file, a folder, an empty file, text that is not UTF-8, a delimiter that stands nowhere.
    pub fn open(source: &Source, format: &FileFormat) -> Result<Rows, DataError> {
        let (comment, encoding) = (format.comment.map(byte), format.encoding);
        let progress = Progress::default();
        let mut bytes = decoded(Box::new(Guarded::new(source.open()?, progress.clone())), encoding);
        let mut start = Vec::new();
        bytes.by_ref().take(SAMPLE).read_to_end(&mut start).map_err(|error| source.unreadable(&error))?;
        let expected = expected(source.length(), &start);
        let (skipped, found) = delimiter(&start, comment);
        let delimiter = format.delimiter.map_or(found, byte);
        let (titles, above) = titles(&start[skipped..], delimiter, comment);
        let skipped = skipped + above;
        let other = likeliest(&start, comment).filter(|other| *other != delimiter && format.delimiter.is_some());
        let text: Box<dyn Read> = Box::new(Cursor::new(start.split_off(skipped)).chain(bytes));
        let mut builder = ReaderBuilder::new();
        builder.buffer_capacity(1 << 16).has_headers(false).flexible(true).delimiter(delimiter).comment(comment);
        let signs = Dialect { delimiter, comment, encoding };
        let mut rows = Rows {
            source: source.clone(),
            signs,
            skipped: skipped as u64,
            reader: builder.from_reader(Box::new(blanks::single(text, delimiter).chain(END.as_bytes()))),
            record: StringRecord::new(),
            progress,
            expected,
            titles,
            header: format.header.clone().unwrap_or_default(),
            header_of_config: format.header.is_some(),
        };
        if !rows.header_of_config {
            rows.read_header(other)?;
        }
        Ok(rows)
    }

    /// Opens a file after another one with these columns. Where the config names the columns, the file may name them
    /// itself, and then in any order.
    ///
    /// # Errors
    /// Those of [`Rows::open`].
    pub fn open_like<'a>(
        source: &Source,
        format: &FileFormat,
        mut columns: impl Iterator<Item = &'a str>,
    ) -> Result<Rows, DataError> {
        if format.header.is_some() {
            let rows = Rows::open(source, &FileFormat { header: None, ..format.clone() })?;
            if columns.all(|column| rows.header.iter().any(|name| name == column)) {
                return Ok(rows);
            }
        }
        Rows::open(source, format)
    }

    /// `other` is the delimiter that the file seems to have, where the config says another.
    fn read_header(&mut self, other: Option<u8>) -> Result<(), DataError> {
        if !self.advance()? {
            return Err(self.empty());
        }
        self.header = self.cells().map(String::from).collect();
        match other {
            Some(other) if self.header.len() == 1 => Err(self.wrong_delimiter(other)),
            Some(_) | None => Ok(()),
        }
    }

    /// Goes to the next record; false after the last.
    ///
    /// # Errors
    /// Text that is not UTF-8, or a record with another number of cells than the header.
    pub fn next(&mut self) -> Result<bool, DataError> {
        let more = self.advance()?;
        if more && self.record.len() != self.header.len() {
            return Err(self.wrong_length());
        }
        Ok(more)
    }

    /// The sign between cells.
    pub fn delimiter(&self) -> u8 {
        self.signs.delimiter
    }

    /// A cell of the record, without the blanks around it.
    pub fn cell(&self, column: usize) -> &str {
        trimmed(&self.record[column])
    }

    /// The bytes of a cell as they stand in the file, but for quotes.
    pub fn bytes(&self, column: usize) -> &[u8] {
        self.record.as_byte_record().get(column).unwrap_or_default()
    }

    /// The cells of the record, without the blanks around them.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        self.record.iter().map(trimmed)
    }

    /// Where a cell of the record stands.
    pub fn address(&self, field: usize) -> Address {
        Address { start: self.skipped + self.record.position().map_or(0, csv::Position::byte), field }
    }

    /// A problem of a cell.
    pub fn error_at(&self, address: Address, message: impl Into<String>) -> DataError {
        let mut error = self.source.error(message);
        error.elsewhere = locate(&self.source, self.signs, address, "").map(Box::new);
        error
    }

    /// The key of the config that names the target.
    pub fn target_key(&self) -> &'static str {
        self.source.target_key()
    }

    /// A problem of the whole file.
    pub fn file_error(&self, message: impl FnOnce(String) -> String) -> DataError {
        self.source.error(message(self.source.name()))
    }

    fn advance(&mut self) -> Result<bool, DataError> {
        self.progress.record();
        let more = self.reader.read_record(&mut self.record).map_err(|error| self.unreadable(&error))?;
        if self.record.as_slice().ends_with(MARK) {
            return if self.record.as_slice() == MARK { Ok(false) } else { Err(self.open_quote()) };
        }
        if !more || self.record.as_slice().len() <= LONGEST_CELL {
            return Ok(more);
        }
        match self.record.iter().position(|cell| cell.len() > LONGEST_CELL) {
            Some(field) => Err(self.long_cell(field)),
            None => Ok(more),
        }
    }
}

/// What is read behind every file: a record of its own, unless a quote of the file is still open. No text holds the
/// last code point of Unicode, which stands for no character.
const MARK: &str = "\u{10ffff}";
const END: &str = "\n\u{10ffff}";
/// The longest cell in bytes.
const LONGEST_CELL: usize = 1_000_000;

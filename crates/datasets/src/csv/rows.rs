//! The rows of a CSV: its header checked, its records of one length, its problems with their place.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use csv::{ErrorKind, Reader, ReaderBuilder, StringRecord};
use experiment::words::count;

use super::Source;
use super::decode::decoded;
use super::delimiter::{delimiter, likeliest};
use super::format::{FileFormat, byte};
use super::guard::{Guarded, Progress};
use super::place::{Address, Signs, locate};
use crate::data_error::DataError;
use crate::memory;

/// A CSV, record by record.
pub struct Rows {
    source: Source,
    signs: Signs,
    /// Bytes before those that the reader sees.
    skipped: u64,
    reader: Reader<Box<dyn Read>>,
    record: StringRecord,
    progress: Progress,
    /// The names of the columns.
    pub header: Vec<String>,
    /// Whether the config names the columns, so that the first line may or may not be names.
    pub header_of_config: bool,
}

/// The delimiter is found in so many bytes.
const SAMPLE: u64 = 1 << 16;

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
        let (skipped, found) = delimiter(&start, comment);
        let delimiter = format.delimiter.map_or(found, byte);
        let other = likeliest(&start, comment).filter(|other| *other != delimiter && format.delimiter.is_some());
        let text: Box<dyn Read> = Box::new(Cursor::new(start.split_off(skipped)).chain(bytes));
        let mut builder = ReaderBuilder::new();
        builder.buffer_capacity(1 << 16).has_headers(false).flexible(true).delimiter(delimiter).comment(comment);
        let signs = Signs { delimiter, comment, encoding };
        let mut rows = Rows {
            source: source.clone(),
            signs,
            skipped: skipped as u64,
            reader: builder.from_reader(text),
            record: StringRecord::new(),
            progress,
            header: format.header.clone().unwrap_or_default(),
            header_of_config: format.header.is_some(),
        };
        if !rows.header_of_config {
            rows.read_header(other)?;
        }
        Ok(rows)
    }

    /// `other` is the delimiter that the file seems to have, where the config says another.
    fn read_header(&mut self, other: Option<u8>) -> Result<(), DataError> {
        if !self.advance()? {
            return Err(self.source.error(format!("{} is empty", self.source.name())).help(HEADER));
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

    /// A cell of the record, without the blanks around it.
    pub fn cell(&self, column: usize) -> &str {
        self.record[column].trim()
    }

    /// The cells of the record, without the blanks around them.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        self.record.iter().map(str::trim)
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

    /// A problem of the whole header.
    pub fn header_error(&self, message: impl Into<String>) -> DataError {
        let mut error = self.error_at(Address { start: self.skipped, field: 0 }, message);
        if let Some(place) = &mut error.elsewhere {
            (place.column, place.width) = (1, place.text.chars().count());
        }
        error
    }

    /// A problem of a name in the header.
    pub fn error_in_header(&self, field: usize, message: impl Into<String>) -> DataError {
        self.error_at(Address { start: self.skipped, field }, message)
    }

    /// A problem of a name that the header does not have; `among` are the columns that may be meant.
    pub fn unknown_column(&self, message: String, name: &str, noun: &str, among: &[String]) -> DataError {
        let error = self.header_error(message).unknown(name, noun, among);
        match self.header.as_slice() {
            [_] => error.help(SEPARATED),
            header if header.iter().any(|name| name.parse::<f64>().is_ok()) => {
                error.help(HEADER).help(self.header_key())
            }
            _ => error,
        }
    }

    /// A problem of the whole file.
    pub fn file_error(&self, message: impl FnOnce(String) -> String) -> DataError {
        self.source.error(message(self.source.name()))
    }

    fn wrong_length(&self) -> DataError {
        let (cells, names) = (self.record.len(), self.header.len());
        let message = format!("this line has {}, the header names {names}", count(cells, "cell"));
        let error = self.error_at(self.address(cells.min(names)), message);
        let quote = self.cells().any(|cell| cell.starts_with('"'));
        let empty = self.cells().last().is_some_and(str::is_empty);
        let blanks = self.cells().any(|cell| cell.contains("  "));
        let lines = self.record.iter().any(|cell| cell.contains('\n'));
        match cells > names {
            _ if quote => error.help(QUOTE),
            true if empty && cells == names + 1 => error.help(TRAILING),
            false if lines => error.help("a cell of it goes on over several lines: is a quote never closed?"),
            false if blanks => {
                error.help("one sign separates cells: replace every run of blanks in the file by a comma")
            }
            true => error.help("put a cell that holds the delimiter in double quotes"),
            false => error.help("write every cell; one that is not known stays empty between its delimiters"),
        }
    }

    fn wrong_delimiter(&self, other: u8) -> DataError {
        let (given, other) = (char::from(self.signs.delimiter), char::from(other));
        let error = self.header_error(format!("the cells of this file are not separated by {:?}", given.to_string()));
        let help = format!("write delimiter = {:?} in [dataset], or leave it out", other.to_string());
        DataError { at: "dataset.delimiter".into(), ..error }.help(help)
    }

    fn advance(&mut self) -> Result<bool, DataError> {
        self.progress.record();
        let more = self.reader.read_record(&mut self.record).map_err(|error| self.unreadable(&error))?;
        match self.record.iter().position(|cell| cell.len() > LONGEST_CELL) {
            Some(field) if more => Err(self.long_cell(field)),
            Some(_) | None => Ok(more),
        }
    }

    fn long_cell(&self, field: usize) -> DataError {
        let size = memory::in_words(self.record[field].len() as u64);
        let message = format!("this cell has {size}, more than {}", memory::in_words(LONGEST_CELL as u64));
        self.error_at(self.address(field), message).help("is a quote never closed?")
    }

    fn unreadable(&self, error: &csv::Error) -> DataError {
        match error.kind() {
            ErrorKind::Utf8 { pos, err } => {
                let start = self.skipped + pos.as_ref().map_or(0, csv::Position::byte);
                let error = self.error_at(Address { start, field: err.field() }, "the file is not UTF-8 text");
                let known = self.source.is_of_config();
                let error =
                    at_replacement(error).help("save it again as UTF-8; a spreadsheet calls that \"CSV UTF-8\"");
                let key = "or write its encoding in [dataset]: encoding = \"windows-1252\" is that of older programs";
                if known { error.help(key) } else { error }
            }
            ErrorKind::Io(error) => self.source.unreadable(error),
            _ => self.source.error(format!("{} cannot be read: {error}", self.source.name())),
        }
    }

    /// Checks the names of the columns that `is_used` by the reader; others may be empty or repeat.
    ///
    /// # Errors
    /// A header of numbers, a used column without a name, or two of them with the same name.
    pub fn check_header(&self, is_used: impl Fn(&str) -> bool) -> Result<(), DataError> {
        if !self.header_of_config && self.header.iter().all(|name| name.parse::<f64>().is_ok()) {
            let error = self.header_error("the first line holds numbers, not names").help(HEADER);
            return Err(if self.source.is_of_config() { error.help(self.header_key()) } else { error });
        }
        let mut earlier = BTreeSet::new();
        for (field, name) in self.header.iter().enumerate().filter(|(_, name)| is_used(name)) {
            if name.is_empty() {
                let error = self.error_in_header(field, format!("column {} has no name", field + 1));
                let last = field > 0 && field + 1 == self.header.len();
                return Err(error.help(if last { TRAILING } else { NAMELESS }).help(IGNORE_NAMELESS));
            }
            if !earlier.insert(name) {
                let error = self.error_in_header(field, format!("two columns are named {name:?}"));
                let error = error.help("give each column its own name");
                let names = format!("or name them in [dataset]: header = [{}]", self.distinct_names());
                return Err(if self.source.is_of_config() { error.help(names) } else { error });
            }
        }
        Ok(())
    }

    /// The key for a file without names.
    fn header_key(&self) -> String {
        let names: Vec<String> = (1..=self.header.len()).map(|column| format!("\"c{column}\"")).collect();
        format!("for a file without names, write them in [dataset]: header = [{}]", names.join(", "))
    }

    /// The names of the columns in quotes, those that repeat with a number behind them.
    fn distinct_names(&self) -> String {
        let mut times: BTreeMap<String, usize> = BTreeMap::new();
        let mut distinct = |name: &String| {
            let times = times.entry(name.clone()).or_default();
            *times += 1;
            if *times == 1 { format!("{name:?}") } else { format!("{:?}", format!("{name}_{times}")) }
        };
        let mut names: Vec<String> = self.header.iter().take(SHOWN_NAMES).map(&mut distinct).collect();
        if self.header.len() > SHOWN_NAMES {
            names.push("...".to_owned());
        }
        names.join(", ")
    }
}

/// The longest cell in bytes.
const LONGEST_CELL: usize = 1_000_000;
/// For a cell that begins with a quote after a blank, where a quote means nothing.
pub const QUOTE: &str = "a quote around a cell stands right behind the delimiter, without a blank";
/// So many names are written out in a remedy.
const SHOWN_NAMES: usize = 100;
const HEADER: &str = "the first line names the columns";
const TRAILING: &str = "delete the delimiter at the end of every line, or name the column";
const NAMELESS: &str = "name it, or delete it: a column of row numbers predicts nothing";
const IGNORE_NAMELESS: &str = "ignore = [\"\"] in [dataset] leaves out columns without a name";
const SEPARATED: &str =
    "columns are separated by a comma, a semicolon, a tab or |; delimiter in [dataset] names another sign";

/// The same problem, at the first character that could not be read.
fn at_replacement(mut error: DataError) -> DataError {
    if let Some(place) = &mut error.elsewhere {
        let unread = place.text.chars().skip(place.column - 1).position(|c| c == char::REPLACEMENT_CHARACTER);
        (place.column, place.width) = (place.column + unread.unwrap_or(0), 1);
        place.label = "not UTF-8".into();
    }
    error
}

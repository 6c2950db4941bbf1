//! The rows of a CSV: its header checked, its records of one length, its faults with their place.

use std::io::{BufRead, BufReader, Read};

use csv::{ErrorKind, Reader, ReaderBuilder, StringRecord};
use experiment::words::count;

use super::Source;
use super::complaint::QUOTE;
use super::delimiter::delimiter;
use super::place::{Address, locate};
use crate::data_error::DataError;

/// A CSV, record by record.
pub struct Rows {
    source: Source,
    delimiter: u8,
    /// Bytes before those that the reader sees.
    skipped: u64,
    reader: Reader<BufReader<Box<dyn Read>>>,
    record: StringRecord,
    /// The names of the columns.
    pub header: Vec<String>,
}

impl Rows {
    /// Opens the source and checks its header.
    ///
    /// # Errors
    /// No such file, a folder, an empty file, text that is not UTF-8, columns without or with the same name.
    pub fn open(source: &Source) -> Result<Rows, DataError> {
        let mut bytes = BufReader::with_capacity(1 << 16, source.open()?);
        let start = bytes.fill_buf().map_err(|error| source.unreadable(&error))?;
        let (skipped, delimiter) = delimiter(start);
        bytes.consume(skipped);
        let reader = ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(bytes);
        let (source, record) = (source.clone(), StringRecord::new());
        let mut rows = Rows { source, delimiter, skipped: skipped as u64, reader, record, header: Vec::new() };
        if !rows.advance()? {
            return Err(rows.source.fault(format!("{} is empty", rows.source.name())).help(HEADER));
        }
        rows.header = rows.cells().map(String::from).collect();
        rows.check_header()?;
        Ok(rows)
    }

    /// Goes to the next record; false after the last.
    ///
    /// # Errors
    /// Text that is not UTF-8, or a record with another number of cells than the header.
    pub fn next(&mut self) -> Result<bool, DataError> {
        let more = self.advance()?;
        if more && self.record.len() != self.header.len() {
            let (cells, names) = (self.record.len(), self.header.len());
            let message = format!("this line has {}, the header names {names}", count(cells, "cell"));
            let fault = self.fault(cells.min(names), message, "");
            let quote = self.cells().any(|cell| cell.starts_with('"'));
            let empty = self.cells().last().is_some_and(str::is_empty);
            let lines = self.record.iter().any(|cell| cell.contains('\n'));
            return Err(match cells > names {
                _ if quote => fault.help(QUOTE),
                true if empty && cells == names + 1 => fault.help(TRAILING),
                false if lines => fault.help("a cell of it goes on over several lines: is a quote never closed?"),
                true => fault.help("put a cell that holds the delimiter in double quotes"),
                false => fault.help("write every cell; one that is not known stays empty between its delimiters"),
            });
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

    /// The number of the record, counted from 1 behind the header.
    pub fn number(&self) -> u64 {
        self.record.position().map_or(0, csv::Position::record)
    }

    /// A fault of a cell of the record.
    pub fn fault(&self, field: usize, message: impl Into<String>, label: &str) -> DataError {
        let start = self.record.position().map_or(0, csv::Position::byte);
        self.fault_from(start, field, message, label)
    }

    /// A fault of a target, at the key of the config that names it.
    pub fn target_fault(&self, field: usize, message: impl Into<String>) -> DataError {
        DataError { at: self.source.target_key().into(), ..self.fault(field, message, "") }
    }

    /// A fault of the whole header.
    pub fn header_fault(&self, message: impl Into<String>) -> DataError {
        let mut fault = self.fault_from(0, 0, message, "");
        if let Some(place) = &mut fault.elsewhere {
            (place.column, place.width) = (1, place.text.chars().count());
        }
        fault
    }

    /// A fault of a name that the header does not have; `among` are the columns that may be meant.
    pub fn unknown_column(&self, message: String, name: &str, noun: &str, among: &[String]) -> DataError {
        let fault = self.header_fault(message).unknown(name, noun, among);
        match self.header.as_slice() {
            [_] => fault.help(SEPARATED),
            header if header.iter().any(|name| name.parse::<f64>().is_ok()) => fault.help(HEADER),
            _ => fault,
        }
    }

    /// A fault of the whole file.
    pub fn file_fault(&self, message: impl FnOnce(String) -> String) -> DataError {
        self.source.fault(message(self.source.name()))
    }

    fn fault_from(&self, start: u64, field: usize, message: impl Into<String>, label: &str) -> DataError {
        let mut fault = self.source.fault(message);
        fault.elsewhere =
            locate(&self.source, Address { start: self.skipped + start, field, delimiter: self.delimiter }, label)
                .map(Box::new);
        fault
    }

    fn advance(&mut self) -> Result<bool, DataError> {
        self.reader.read_record(&mut self.record).map_err(|error| self.unreadable(&error))
    }

    fn unreadable(&self, error: &csv::Error) -> DataError {
        match error.kind() {
            ErrorKind::Utf8 { pos, err } => {
                let start = pos.as_ref().map_or(0, csv::Position::byte);
                let fault = self.fault_from(start, err.field(), "the file is not UTF-8 text", "not UTF-8");
                at_replacement(fault).help("save it again as UTF-8; a spreadsheet calls that \"CSV UTF-8\"")
            }
            ErrorKind::Io(error) => self.source.unreadable(error),
            _ => self.source.fault(format!("{} cannot be read: {error}", self.source.name())),
        }
    }

    fn check_header(&self) -> Result<(), DataError> {
        if self.header.iter().all(|name| name.parse::<f64>().is_ok()) {
            return Err(self.header_fault("the first line holds numbers, not names").help(HEADER));
        }
        for (index, name) in self.header.iter().enumerate() {
            if name.is_empty() {
                let fault = self.fault(index, format!("column {} has no name", index + 1), "");
                return Err(fault.help(if index > 0 && index + 1 == self.header.len() {
                    TRAILING
                } else {
                    "name it, or delete it: a column of row numbers predicts nothing"
                }));
            }
            if self.header[..index].contains(name) {
                let fault = self.fault(index, format!("two columns are named {name:?}"), "");
                return Err(fault.help("give each column its own name"));
            }
        }
        Ok(())
    }
}

const HEADER: &str = "the first line names the columns";
const TRAILING: &str = "delete the delimiter at the end of every line, or name the column";
const SEPARATED: &str = "columns are separated by a comma, a semicolon, a tab or |";

/// The same fault, at the first character that could not be read.
fn at_replacement(mut fault: DataError) -> DataError {
    if let Some(place) = &mut fault.elsewhere {
        let unread = place.text.chars().skip(place.column - 1).position(|c| c == char::REPLACEMENT_CHARACTER);
        (place.column, place.width) = (place.column + unread.unwrap_or(0), 1);
    }
    fault
}

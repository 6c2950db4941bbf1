//! The rows of a CSV: its header checked, its records of one length, its faults with their place.

use std::io::{BufRead, BufReader, Read};

use csv::{ErrorKind, Reader, ReaderBuilder, StringRecord, Trim};

use super::Source;
use super::complaint::QUOTE;
use super::place::{Address, locate};
use crate::fault::Fault;

/// A CSV, record by record.
pub struct Rows {
    source: Source,
    delimiter: u8,
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
    pub fn open(source: &Source) -> Result<Rows, Fault> {
        let mut bytes = BufReader::with_capacity(1 << 16, source.open()?);
        let delimiter = delimiter(bytes.fill_buf().map_err(|error| source.unreadable(&error))?);
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .trim(Trim::All)
            .delimiter(delimiter)
            .from_reader(bytes);
        let (source, record) = (source.clone(), StringRecord::new());
        let mut rows = Rows { source, delimiter, reader, record, header: Vec::new() };
        if !rows.advance()? {
            return Err(rows.source.fault(format!("{} is empty", rows.source.name())).help(HEADER));
        }
        rows.header = rows.record.iter().map(String::from).collect();
        rows.check_header()?;
        Ok(rows)
    }

    /// Goes to the next record; false after the last.
    ///
    /// # Errors
    /// Text that is not UTF-8, or a record with another number of cells than the header.
    pub fn next(&mut self) -> Result<bool, Fault> {
        let more = self.advance()?;
        if more && self.record.len() != self.header.len() {
            let (cells, names) = (self.record.len(), self.header.len());
            let message = format!("this line has {}, the header names {names}", count(cells, "cell"));
            let fault = self.fault(cells.min(names), message, "");
            let quote = self.record.iter().any(|cell| cell.starts_with('"'));
            return Err(match cells > names {
                _ if quote => fault.help(QUOTE),
                true => fault.help("put a cell that holds the delimiter in double quotes"),
                false => fault.help("write every cell; one that is not known stays empty between its delimiters"),
            });
        }
        Ok(more)
    }

    /// The cells of the record.
    pub fn cells(&self) -> &StringRecord {
        &self.record
    }

    /// A fault of a cell of the record.
    pub fn fault(&self, field: usize, message: impl Into<String>, label: &str) -> Fault {
        let start = self.record.position().map_or(0, csv::Position::byte);
        self.fault_from(start, field, message, label)
    }

    /// A fault of a target, at the key of the config that names it.
    pub fn target_fault(&self, field: usize, message: impl Into<String>) -> Fault {
        Fault { at: self.source.target_key().into(), ..self.fault(field, message, "") }
    }

    /// A fault of the whole header.
    pub fn header_fault(&self, message: impl Into<String>) -> Fault {
        let mut fault = self.fault_from(0, 0, message, "");
        if let Some(place) = &mut fault.elsewhere {
            (place.column, place.width) = (1, place.text.chars().count());
        }
        fault
    }

    /// A fault of the whole file.
    pub fn file_fault(&self, message: impl FnOnce(String) -> String) -> Fault {
        self.source.fault(message(self.source.name()))
    }

    fn fault_from(&self, start: u64, field: usize, message: impl Into<String>, label: &str) -> Fault {
        let mut fault = self.source.fault(message);
        fault.elsewhere =
            locate(&self.source, Address { start, field, delimiter: self.delimiter }, label).map(Box::new);
        fault
    }

    fn advance(&mut self) -> Result<bool, Fault> {
        self.reader.read_record(&mut self.record).map_err(|error| self.unreadable(&error))
    }

    fn unreadable(&self, error: &csv::Error) -> Fault {
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

    fn check_header(&self) -> Result<(), Fault> {
        if self.header.iter().all(|name| name.parse::<f64>().is_ok()) {
            return Err(self.header_fault("the first line holds numbers, not names").help(HEADER));
        }
        for (index, name) in self.header.iter().enumerate() {
            if name.is_empty() {
                let fault = self.fault(index, format!("column {} has no name", index + 1), "");
                return Err(fault.help("name it, or delete it: a column of row numbers predicts nothing"));
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

/// The same fault, at the first character that could not be read.
fn at_replacement(mut fault: Fault) -> Fault {
    if let Some(place) = &mut fault.elsewhere {
        let unread = place.text.chars().skip(place.column - 1).position(|c| c == char::REPLACEMENT_CHARACTER);
        (place.column, place.width) = (place.column + unread.unwrap_or(0), 1);
    }
    fault
}

/// `1 cell`, `2 cells`.
pub fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// A comma, unless the first line has none but a semicolon or a tab.
fn delimiter(start: &[u8]) -> u8 {
    let line = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
    [b',', b';', b'\t'].into_iter().find(|candidate| line.contains(candidate)).unwrap_or(b',')
}

//! What is wrong with a record, with its place and a remedy.

use csv::ErrorKind;
use experiment::spec::CharacterEncoding;
use experiment::words::count;

use super::{LONGEST_CELL, Rows};
use crate::csv::place::Address;
use crate::data_error::{DataError, Recovery};
use crate::memory;

impl Rows {
    /// A file without a line.
    pub(super) fn empty(&self) -> DataError {
        self.source.error(format!("{} is empty", self.source.name())).help(HEADER)
    }

    /// Another number of cells than the header has.
    pub(super) fn wrong_length(&self) -> DataError {
        let (cells, names) = (self.record.len(), self.header.len());
        let message = format!("this line has {}, the header names {names}", count(cells, "cell"));
        let error = self.error_at(self.address(cells.min(names)), message);
        let quote = self.cells().any(|cell| cell.starts_with('"'));
        let comment = self.signs.comment.is_none() && self.cells().next().is_some_and(|cell| cell.starts_with('#'));
        let empty = self.cells().last().is_some_and(str::is_empty);
        let blanks = self.cells().any(|cell| cell.contains("  "));
        let lines = self.record.iter().any(|cell| cell.contains('\n'));
        match cells > names {
            _ if quote => error.help(QUOTE),
            _ if comment => error.help("if lines with # are comments, write comment = \"#\" in [dataset]"),
            true if empty && cells == names + 1 => error.help(TRAILING),
            true if names == 1 => error.help(TITLE),
            false if lines => error.help("a cell of it goes on over several lines: is a quote never closed?"),
            false if blanks => {
                error.help("one sign separates cells; if runs of blanks do, write delimiter = \" \" in [dataset]")
            }
            true => error.help("put a cell that holds the delimiter in double quotes"),
            false => error.help("write every cell; one that is not known stays empty between its delimiters"),
        }
    }

    /// The header is one cell, and another delimiter stands in the file.
    pub(super) fn wrong_delimiter(&self, other: u8) -> DataError {
        let (given, other) = (char::from(self.signs.delimiter), char::from(other));
        let error = self.header_error(format!("the cells of this file are not separated by {:?}", given.to_string()));
        let help = format!("write delimiter = {:?} in [dataset], or leave it out", other.to_string());
        DataError { at: "dataset.delimiter".into(), ..error }.help(help)
    }

    /// The mark behind the file lies within a cell.
    pub(super) fn open_quote(&self) -> DataError {
        let message = "a quote opens here and is never closed, so the rest of the file is one cell";
        self.error_at(self.address(self.record.len() - 1), message).help("close it, or delete it")
    }

    /// A cell beyond the longest that is read.
    pub(super) fn long_cell(&self, field: usize) -> DataError {
        let size = memory::in_words(self.record[field].len() as u64);
        let message = format!("this cell has {size}, more than {}", memory::in_words(LONGEST_CELL as u64));
        self.error_at(self.address(field), message).help("is a quote never closed?")
    }

    /// What the reader could not read.
    pub(super) fn unreadable(&self, error: &csv::Error) -> DataError {
        match error.kind() {
            ErrorKind::Utf8 { pos, err } => {
                let start = self.skipped + pos.as_ref().map_or(0, csv::Position::byte);
                let error = self.error_at(Address { start, field: err.field() }, "the file is not UTF-8 text");
                let known = self.source.is_of_config();
                let error =
                    at_replacement(error).help("save it again as UTF-8; a spreadsheet calls that \"CSV UTF-8\"");
                let key = "or write its encoding in [dataset]: encoding = \"windows-1252\" is that of older programs";
                let error = error.recovery(Recovery::Encoding(CharacterEncoding::Windows1252));
                if known { error.help(key) } else { error }
            }
            ErrorKind::Io(error) => self.source.unreadable(error),
            _ => self.source.error(format!("{} cannot be read: {error}", self.source.name())),
        }
    }
}

/// For a cell that begins with a quote after a blank, where a quote means nothing.
pub const QUOTE: &str = "a quote around a cell stands right behind the delimiter, without a blank";
pub(super) const HEADER: &str = "the first line names the columns";
/// For a line above the names.
pub const TITLE: &str = "the first line names the columns: if it is a title, delete it";
pub(super) const TRAILING: &str = "delete the delimiter at the end of every line, or name the column";

/// The same problem, at the first character that could not be read.
fn at_replacement(mut error: DataError) -> DataError {
    if let Some(place) = &mut error.elsewhere {
        let unread = place.text.chars().skip(place.column - 1).position(|c| c == char::REPLACEMENT_CHARACTER);
        (place.column, place.width) = (place.column + unread.unwrap_or(0), 1);
        place.label = "not UTF-8".into();
    }
    error
}

//! Finds a cell again in the text of a file, to show it in an error.
//!
//! The reader knows at which byte a record starts; the line, the column in characters and the extent of the
//! cell are counted here, in a second look at the file that only an error takes.

use std::io::{BufRead, BufReader};

use experiment::diagnostic::Elsewhere;
use experiment::spec::CharacterEncoding;

use super::Source;
use super::blanks;
use super::decoded;

/// A cell: the record that starts at byte `start` of the text, and the number of the field in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    /// The first byte of the record, or of blank lines and comments before it.
    pub start: u64,
    /// The field, from 0.
    pub field: usize,
}

/// The signs of the file that tell where a cell is.
#[derive(Debug, Clone, Copy)]
pub struct Dialect {
    /// What stands between fields.
    pub delimiter: u8,
    /// What begins a line of comment.
    pub comment: Option<u8>,
    /// The encoding of the characters.
    pub encoding: Option<CharacterEncoding>,
}

/// The place of a cell; of the record's end if it has fewer fields. `None` if the file cannot be read again.
pub fn locate(source: &Source, signs: Dialect, address: Address, label: &str) -> Option<Elsewhere> {
    let mut reader = BufReader::new(blanks::single(decoded(source.reopened().ok()?, signs.encoding), signs.delimiter));
    let mut scan = Scan { fields_left: address.field, quoted: false, delimiter: char::from(signs.delimiter) };
    let (mut bytes, mut passed, mut line) = (Vec::new(), 0, 0);
    let mut last = None;
    loop {
        bytes.clear();
        let length = reader.read_until(b'\n', &mut bytes).ok()? as u64;
        if length == 0 {
            return last;
        }
        passed += length;
        line += 1;
        let text = String::from_utf8_lossy(&bytes).trim_end_matches(['\n', '\r']).to_owned();
        let text = text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned);
        // After CRLF the reader has a record start at the line feed, still in the line before.
        let before = passed <= address.start || passed == address.start + 1 && bytes.ends_with(b"\n");
        let silent = text.is_empty() || signs.comment.is_some() && bytes.first().copied() == signs.comment;
        if before || silent && !scan.quoted {
            continue;
        }
        let found = scan.line(&text);
        let (column, width) = found.unwrap_or((text.chars().count() + 1, 0));
        let (text, column, width) = window(&text, column, width);
        last = Some(Elsewhere { file: source.name(), text, line, column, width, label: label.into() });
        if found.is_some() || !scan.quoted {
            return last;
        }
    }
}

/// The longest piece of a line that an error shows, in characters, and how many of them stand before the cell.
const SHOWN: usize = 240;
const BEFORE: usize = 60;

/// The piece of a long line around its cell, and the column and width of the cell in it.
fn window(text: &str, column: usize, width: usize) -> (String, usize, usize) {
    if text.len() <= SHOWN || text.chars().count() <= SHOWN {
        return (text.to_owned(), column, width);
    }
    let skipped = (column - 1).saturating_sub(BEFORE);
    let piece: String = text.chars().skip(skipped).take(SHOWN).collect();
    let start = if skipped > 0 { "…" } else { "" };
    let end = if skipped + SHOWN < text.chars().count() { "…" } else { "" };
    let column = column - skipped + start.chars().count();
    (format!("{start}{piece}{end}"), column, width.min(SHOWN + 1 - column.min(SHOWN)))
}

/// Counts fields over the lines of a record.
struct Scan {
    fields_left: usize,
    quoted: bool,
    delimiter: char,
}

impl Scan {
    /// The column (from 1) and width of the wanted field in this line, without the blanks around it.
    fn line(&mut self, text: &str) -> Option<(usize, usize)> {
        let mut start = (self.fields_left == 0 && !self.quoted).then_some(0);
        // A quote opens a cell at its start, closes it, and opens it again right after: "" is a quote within.
        let mut may_open = !self.quoted;
        let mut end = 0;
        for c in text.chars() {
            if c == self.delimiter && !self.quoted {
                if start.is_some() {
                    break;
                }
                self.fields_left -= 1;
                start = (self.fields_left == 0).then_some(end + 1);
            }
            let closes = c == '"' && self.quoted;
            self.quoted = c == '"' && may_open || self.quoted && !closes;
            may_open = closes || c == self.delimiter && !self.quoted;
            end += 1;
        }
        start.map(|start| within(text, start, end))
    }
}

/// The column and width of characters `start..end` without the blanks around them.
fn within(text: &str, start: usize, end: usize) -> (usize, usize) {
    let cell: String = text.chars().skip(start).take(end - start).collect();
    let blanks = cell.chars().count() - cell.trim_start().chars().count();
    let width = cell.trim().chars().count();
    (start + if width == 0 { 0 } else { blanks } + 1, width)
}

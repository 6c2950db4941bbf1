//! How a file is written, as its bytes and its cells say: encoding, signs of numbers, names, words for "missing".

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};

use experiment::spec::{CharacterEncoding, Decimal, Thousands};

use super::profile::Profile;
use crate::csv::remedy::SIGNS;
use crate::csv::rows::Rows;
use crate::csv::{FileFormat, Source, decoded};
use crate::data_error::DataError;

/// What a config must say so that the file can be read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FileLayout {
    /// The encoding; `None` is UTF-8, or UTF-16 with its mark.
    pub encoding: Option<CharacterEncoding>,
    /// The signs of numbers, by their place in the list of all.
    signs: usize,
    /// The names of the columns, if the file has none or not the right ones.
    pub header: Option<Vec<String>>,
    /// How many lines of the file these names take the place of.
    pub replaced: usize,
    /// The words that mean "missing", if they are not the usual ones.
    pub missing_words: Option<Vec<String>>,
}

impl FileLayout {
    /// What the bytes say. Where they are no Unicode, they are those of older programs of the West.
    pub fn of(source: &Source) -> Result<FileLayout, DataError> {
        let mut bytes = BufReader::new(decoded(source.open()?, None));
        let mut line = Vec::new();
        let mut encoding = None;
        while bytes.read_until(b'\n', &mut line).map_err(|error| source.unreadable(&error))? > 0 {
            if std::str::from_utf8(&line).is_err() {
                encoding = Some(CharacterEncoding::Windows1252);
                break;
            }
            line.clear();
        }
        Ok(FileLayout { encoding, ..FileLayout::default() })
    }

    /// The format with which the file is gone through.
    fn format(&self) -> FileFormat {
        FileFormat { encoding: self.encoding, header: self.header.clone(), ..FileFormat::default() }
    }

    /// The file at its first row.
    pub fn open(&self, source: &Source) -> Result<Rows, DataError> {
        let mut rows = Rows::open(source, &self.format())?;
        for _ in 0..self.replaced {
            rows.next()?;
        }
        Ok(rows)
    }

    /// The signs of numbers.
    pub fn signs(&self) -> (Decimal, Option<Thousands>) {
        SIGNS[self.signs]
    }

    /// Takes the signs with which the most columns are numbers, the usual ones of equals.
    pub fn settle_signs(&mut self, columns: &mut [Profile]) {
        let numeric = |signs: usize| {
            let reads = |column: &&Profile| column.readings.iter().any(|way| way.is_usable() && way.fits(signs));
            columns.iter().filter(reads).count()
        };
        self.signs = (0..SIGNS.len()).rev().max_by_key(|signs| numeric(*signs)).unwrap_or(0);
        columns.iter_mut().for_each(|column| column.settle(self.signs));
    }

    /// Takes the words among numbers for "missing". A word that is a category elsewhere cannot mean that.
    pub fn settle_words(&mut self, columns: &mut [Profile]) {
        let categories: BTreeSet<String> = columns
            .iter()
            .filter(|column| !column.is_numeric())
            .flat_map(|column| column.values.keys().cloned())
            .collect();
        for column in columns.iter_mut() {
            if column.reading().is_some_and(|reading| reading.odd.keys().any(|word| categories.contains(word))) {
                column.read_as_words();
            }
        }
        let odd = columns.iter().filter_map(Profile::reading).flat_map(|reading| reading.odd.keys().cloned());
        let odd: BTreeSet<String> = odd.collect();
        if !odd.is_empty() {
            let seen = columns.iter().flat_map(|column| column.missing_texts.iter().cloned());
            let usual = ["", "NA", "?"].map(String::from);
            let words: BTreeSet<String> = usual.into_iter().chain(seen).chain(odd).collect();
            self.missing_words = Some(words.into_iter().collect());
        }
    }
}

//! How a file is written, as its bytes and its cells say: encoding, comments, signs of numbers, names, words for
//! "missing".

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};

use experiment::spec::{CharacterEncoding, Decimal};

use super::profile::Profile;
use crate::csv::missing_words::is_sign_of_nothing;
use crate::csv::remedy::meanings;
use crate::csv::rows::Rows;
use crate::csv::signs::{NumberSeparators, likely, other_meaning};
use crate::csv::{FileFormat, Source, decoded};
use crate::data_error::DataError;

/// What a config must say so that the file can be read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FileLayout {
    /// The encoding; `None` is UTF-8, or UTF-16 with its mark.
    pub encoding: Option<CharacterEncoding>,
    /// The sign that begins lines of comment, if the file begins with some.
    pub comment: Option<char>,
    /// How many lines stand above the names of its columns.
    pub titles: usize,
    /// What separates its cells.
    delimiter: u8,
    /// The signs that numbers may be written with, the likelier first.
    pub pairs: Vec<NumberSeparators>,
    /// Those of this file, by their place among them.
    signs: usize,
    /// What numbers would be with other signs that read them as well, and these signs.
    pub doubt: Option<(String, NumberSeparators)>,
    /// The names of the columns, if the file has none or not the right ones.
    pub header: Option<Vec<String>>,
    /// How many lines of the file these names take the place of.
    pub replaced: usize,
    /// The words that mean "missing", if they are not the usual ones, and those of them that stand among numbers.
    pub missing_words: Option<[BTreeSet<String>; 2]>,
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
        let layout = FileLayout { encoding, ..FileLayout::default() };
        Ok(FileLayout { comment: layout.comment_sign(source), ..layout })
    }

    /// `#`, if the first line begins with it and has another number of cells than the first line that does not.
    fn comment_sign(&self, source: &Source) -> Option<char> {
        let first = |comment| Some(Rows::open(source, &FileFormat { comment, ..self.format() }).ok()?.header);
        let line = first(None)?;
        let is_comment = line.first()?.starts_with('#') && first(Some('#'))?.len() != line.len();
        is_comment.then_some('#')
    }

    /// The format with which the file is gone through.
    fn format(&self) -> FileFormat {
        let (encoding, comment, header) = (self.encoding, self.comment, self.header.clone());
        FileFormat { encoding, comment, header, ..FileFormat::default() }
    }

    /// The file at its first row.
    pub fn open(&self, source: &Source) -> Result<Rows, DataError> {
        let mut rows = Rows::open(source, &self.format())?;
        for _ in 0..self.replaced {
            rows.next()?;
        }
        Ok(rows)
    }

    /// Takes in what separates the cells, which says how numbers may be written.
    pub fn separated_by(&mut self, delimiter: u8) {
        (self.delimiter, self.pairs) = (delimiter, likely(delimiter));
    }

    /// The signs of numbers.
    pub fn signs(&self) -> NumberSeparators {
        self.pairs[self.signs]
    }

    /// Takes the signs with which the most columns are numbers, the likeliest of equals.
    pub fn settle_separators(&mut self, columns: &mut [Profile]) {
        let numeric = |signs: usize| {
            let reads = |column: &&Profile| {
                column.readings.iter().any(|way| way.is_usable(column.values.len()) && way.fits(signs))
            };
            columns.iter().filter(reads).count()
        };
        self.signs = (0..self.pairs.len()).rev().max_by_key(|signs| numeric(*signs)).unwrap_or(0);
        let as_good: Vec<NumberSeparators> = (0..self.pairs.len())
            .filter(|signs| numeric(*signs) == numeric(self.signs))
            .map(|signs| self.pairs[signs])
            .collect();
        columns.iter_mut().for_each(|column| column.settle(self.signs));
        self.doubt = self.doubt(columns, &as_good);
    }

    /// What the cells of a column would be with other signs that read the file as well. A file that is written as most
    /// are leaves no doubt.
    fn doubt(&self, columns: &[Profile], as_good: &[NumberSeparators]) -> Option<(String, NumberSeparators)> {
        let pair = self.signs();
        if self.delimiter == b',' && pair == (Decimal::Point, None) {
            return None;
        }
        let one = |column: &Profile| {
            let kind = column.reading().filter(|reading| reading.depends_on_signs())?.kind;
            let (other, text) = other_meaning(column.values.keys(), kind, pair, as_good)?;
            Some((meanings(text, kind, pair, other), other))
        };
        columns.iter().find_map(one)
    }

    /// Takes the words among numbers for "missing". A word that is a category elsewhere cannot mean that, but a sign
    /// for nothing means the same in a column of words.
    pub fn settle_words(&mut self, columns: &mut [Profile]) {
        let categories: BTreeSet<String> =
            columns.iter().filter(|column| !column.is_numeric()).flat_map(categories_of).collect();
        for column in columns.iter_mut() {
            let non_numeric = column.reading().map(|reading| &reading.non_numeric);
            if let Some(word) =
                non_numeric.and_then(|non_numeric| non_numeric.keys().find(|word| categories.contains(*word)).cloned())
            {
                column.read_as_words();
                column.word_of_others = Some(word);
            }
        }
        let non_numeric =
            columns.iter().filter_map(Profile::reading).flat_map(|reading| reading.non_numeric.keys().cloned());
        let non_numeric: BTreeSet<String> = non_numeric.collect();
        if !non_numeric.is_empty() {
            let seen = columns.iter().flat_map(|column| column.missing_texts.iter().cloned());
            let usual = ["", "NA", "?"].map(String::from);
            let words = usual.into_iter().chain(seen).chain(non_numeric.iter().cloned()).collect();
            columns.iter_mut().for_each(|column| column.treat_as_missing(&non_numeric));
            self.missing_words = Some([words, non_numeric]);
        }
    }
}

/// The categories of a column of words. A sign for nothing is one only if it is one of two, or stands against "+".
fn categories_of(column: &Profile) -> impl Iterator<Item = String> {
    let is_pair = column.values.len() == 2 || column.values.contains_key("+");
    column.values.keys().filter(move |word| is_pair || !is_sign_of_nothing(word)).cloned()
}

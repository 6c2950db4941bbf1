//! The cells of one column: how many are missing, how many are different, and how they can be read as numbers.

use std::collections::{BTreeMap, BTreeSet};

use experiment::spec::ColumnKind;

use super::reading::{ColumnReading, Readers};

/// So many different cells are told apart; a column with more has no use as a category.
const MOST: usize = 1000;

/// What is known of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// The name of the column, as its header has it.
    pub name: String,
    /// How many cells it has.
    pub rows: usize,
    /// How many of them are missing.
    pub missing: usize,
    /// How many of its cells are known in rows whose target is known, and how many rows these are.
    pub in_labeled_rows: Option<(usize, usize)>,
    /// What its missing cells say, each text once.
    pub missing_texts: BTreeSet<String>,
    /// The word among its numbers that is a category of another column, so that it cannot mean "missing".
    pub word_of_others: Option<String>,
    /// The different cells that are not missing, with how often each occurs; at most 1001, and then not counted on.
    pub values: BTreeMap<String, usize>,
    /// How its cells can be read as numbers, the likelier ways first.
    pub readings: Vec<ColumnReading>,
}

impl Profile {
    /// A column without cells, of a file that may be written with so many pairs of signs.
    pub fn new(name: &str, pairs: usize) -> Profile {
        Profile {
            name: name.to_owned(),
            rows: 0,
            missing: 0,
            in_labeled_rows: None,
            missing_texts: BTreeSet::new(),
            word_of_others: None,
            values: BTreeMap::new(),
            readings: ColumnReading::all(pairs),
        }
    }

    /// One more cell.
    pub fn cell(&mut self, text: &str, readers: &Readers) {
        self.rows += 1;
        if readers.is_missing(text) {
            self.missing += 1;
            if !self.missing_texts.contains(text) {
                self.missing_texts.insert(text.to_owned());
            }
            return;
        }
        // With so many different cells it is no column of categories, however often each occurs.
        if self.values.len() <= MOST {
            match self.values.get_mut(text) {
                Some(count) => *count += 1,
                None => _ = self.values.insert(text.to_owned(), 1),
            }
        }
        self.readings.retain_mut(|reading| reading.cell(text, readers));
    }

    /// Keeps the ways to read it that fit these signs, those without cells that are no numbers first.
    pub fn settle(&mut self, signs: usize) {
        let different = self.values.len();
        self.readings.retain(|reading| reading.is_usable(different) && reading.fits(signs));
        self.readings.sort_by_key(|reading| !reading.non_numeric.is_empty());
        self.readings.truncate(1);
        if let Some(reading) = self.readings.first_mut() {
            reading.keep_words();
            self.missing += reading.non_numeric_cells();
            reading.non_numeric.keys().for_each(|word| _ = self.values.remove(word));
        }
    }

    /// Takes it for a column of words after all.
    pub fn read_as_words(&mut self) {
        for (word, count) in self.readings.drain(..).flat_map(|reading| reading.non_numeric) {
            self.missing -= count;
            self.values.insert(word, count);
        }
    }

    /// Its words that mean "missing" are no values, and no cells that should be numbers.
    pub fn treat_as_missing(&mut self, words: &BTreeSet<String>) {
        for word in words {
            self.missing += self.values.remove(word).unwrap_or(0);
        }
        self.readings.iter_mut().for_each(|reading| reading.non_numeric.clear());
        self.missing_texts.extend(words.iter().cloned());
    }

    /// As the target, yes and no are two classes.
    pub fn read_classes_as_words(&mut self) {
        if self.kind() == Some(ColumnKind::Boolean) {
            self.readings.clear();
        }
    }

    /// How it is read as numbers; none for a column of words.
    pub fn reading(&self) -> Option<&ColumnReading> {
        self.readings.first()
    }

    /// The form of its numbers, if they are no plain ones.
    pub fn kind(&self) -> Option<ColumnKind> {
        self.reading().and_then(|reading| reading.kind)
    }

    /// How many cells are known.
    pub fn known(&self) -> usize {
        self.rows - self.missing
    }

    /// How many cells are known in the rows that can be used, and how many rows these are: all, where no row is left
    /// out for its target.
    pub fn known_in_labeled_rows(&self) -> (usize, usize) {
        self.in_labeled_rows.unwrap_or((self.known(), self.rows))
    }

    /// Whether a cell says something, once it is settled how the column is read.
    pub fn is_known(&self, text: &str, readers: &Readers) -> bool {
        !readers.is_missing(text) && !self.missing_texts.contains(text)
    }

    /// Whether its known cells are numbers.
    pub fn is_numeric(&self) -> bool {
        self.reading().is_some()
    }

    /// Whether its numbers are integers.
    pub fn is_whole(&self) -> bool {
        self.reading().is_some_and(|reading| reading.kind.is_none() && reading.whole)
    }

    /// Whether each of its numbers is the one before plus 1. Below them may stand a word, as "total".
    pub fn is_counting(&self) -> bool {
        self.missing <= 1 && self.is_whole() && self.reading().is_some_and(|reading| reading.counting)
    }

    /// Whether no two cells are the same, as far as they are told apart.
    pub fn all_different(&self) -> bool {
        self.missing == 0 && self.values.len() == self.rows.min(MOST + 1)
    }
}

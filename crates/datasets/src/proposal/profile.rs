//! The cells of one column: how many are numbers, words or missing, and how many are different.

use std::collections::BTreeMap;

/// So many different cells are told apart; a column with more has no use as a category.
const MOST: usize = 1000;

/// What is known of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// Its name.
    pub name: String,
    /// How many cells it has.
    pub rows: usize,
    /// How many of them are missing.
    pub missing: usize,
    /// How many of them are numbers.
    pub numbers: usize,
    /// The different cells that are not missing, with how often each occurs; at most 1001.
    pub values: BTreeMap<String, usize>,
    /// Whether every number so far is an integer.
    pub whole: bool,
    /// Whether every number so far is the one before plus 1.
    pub counting: bool,
    previous: Option<f64>,
}

impl Profile {
    /// A column without cells.
    pub fn new(name: &str) -> Profile {
        Profile {
            name: name.to_owned(),
            rows: 0,
            missing: 0,
            numbers: 0,
            values: BTreeMap::new(),
            whole: true,
            counting: true,
            previous: None,
        }
    }

    /// One more cell, a number.
    pub fn number(&mut self, text: &str, value: f64) {
        self.numbers += 1;
        self.whole &= value.fract() == 0.0;
        self.counting &= self.previous.is_none_or(|previous| value == previous + 1.0);
        self.previous = Some(value);
        self.word(text);
    }

    /// One more cell, a word.
    pub fn word(&mut self, text: &str) {
        self.rows += 1;
        if self.values.len() <= MOST || self.values.contains_key(text) {
            *self.values.entry(text.to_owned()).or_default() += 1;
        }
    }

    /// One more cell, which is missing.
    pub fn missing(&mut self) {
        self.rows += 1;
        self.missing += 1;
    }

    /// How many cells are known.
    pub fn known(&self) -> usize {
        self.rows - self.missing
    }

    /// Whether every known cell is a number.
    pub fn is_numeric(&self) -> bool {
        self.numbers == self.known()
    }

    /// Whether no two cells are the same, as far as they are told apart.
    pub fn all_different(&self) -> bool {
        self.missing == 0 && self.values.len() == self.rows.min(MOST + 1)
    }
}

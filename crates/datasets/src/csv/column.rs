//! Reads a column of a file, cell by cell: each becomes a number, or a problem that is reported.

use experiment::spec::{ColumnKind, WhenMissing, WhenUnknown};

use super::categories::{Categories, Lookup};
use super::cell::{Cell, CellReader};
use super::kind;
use crate::column::Column;

/// A column that is read.
pub struct ColumnReader {
    /// Where it stands in the file.
    pub place: usize,
    /// Whether it is an input, a target, a weight, or not used.
    pub role: Role,
    /// What its cells say.
    pub contents: Contents,
    /// What becomes of a missing cell; `None` is a problem.
    pub missing: Option<WhenMissing>,
    /// What becomes of a word that has no number; `None` is a problem.
    pub unknown: Option<WhenUnknown>,
    /// The currency of a column of money, once it is known.
    pub currency: Option<String>,
    /// Whether a cell was missing that something can stand for.
    pub has_missing: bool,
}

/// What a column of the file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A number to predict from.
    Number,
    /// A category to predict from.
    Category,
    /// What is predicted.
    Target,
    /// The weight of the sample.
    Weight,
    /// Not used.
    Ignored,
}

/// What the cells of a column say.
pub enum Contents {
    /// Numbers, plain or in another form.
    Numbers(Option<ColumnKind>),
    /// Words that are numbered as they come.
    NewWords(Categories),
    /// Words of which each has its number already.
    KnownWords(Lookup),
}

/// What is wrong with a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    /// It is missing, and the config has no answer to that.
    Missing,
    /// It is missing, and the answer is meant for columns of another kind.
    MissingOtherwise(UnfitAnswer),
    /// It is no number.
    NoNumber,
    /// It is a number beyond f64.
    Infinite,
    /// It is a negative weight.
    Negative,
    /// It is an amount in another currency than those before.
    OtherCurrency,
    /// It is one word too many for a category.
    TooManyWords,
    /// It is a word that the training data do not have.
    Unseen,
}

/// An answer to missing cells that does not go with a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnfitAnswer {
    /// A category of its own, of a column of numbers.
    CategoryOfNumbers,
    /// The median of categories.
    MedianOfCategories,
}

/// The index of a word that is none of the categories: all inputs of the column are 0.
const NO_CATEGORY: f64 = -1.0;

impl ColumnReader {
    /// A column at this place, without an answer to missing cells.
    pub fn new(place: usize, role: Role, contents: Contents) -> Self {
        ColumnReader { place, role, contents, missing: None, unknown: None, currency: None, has_missing: false }
    }

    /// A column that has been read from another file, at its place in this one.
    pub fn like(column: &Column, place: usize) -> Self {
        let (role, contents) = match &column.categories {
            None => (Role::Number, Contents::Numbers(column.kind)),
            Some(values) => (Role::Category, Contents::KnownWords(Lookup::new(values))),
        };
        // A category of its own needs an input, which it has only if the first file has such a cell.
        let missing = column.missing.filter(|answer| *answer != WhenMissing::Category || column.marks_missing);
        ColumnReader { missing, currency: column.currency.clone(), ..ColumnReader::new(place, role, contents) }
    }

    /// The same with an answer to missing cells.
    pub fn missing(self, missing: Option<WhenMissing>) -> Self {
        ColumnReader { missing, ..self }
    }

    /// The same with an answer to unknown words.
    pub fn unknown(self, unknown: Option<WhenUnknown>) -> Self {
        ColumnReader { unknown, ..self }
    }

    /// Whether its cells are numbers of any size, in the plain form.
    pub fn is_plain(&self) -> bool {
        matches!(self.contents, Contents::Numbers(None)) && self.role != Role::Weight
    }

    /// The number of a cell, or the index of its word; NaN if it is missing and something can stand for it.
    pub fn read(&mut self, cells: &CellReader, text: &str) -> Result<f64, Problem> {
        match &mut self.contents {
            Contents::Numbers(kind) => match cells.number(text, *kind) {
                Cell::Number(value) if self.role == Role::Weight && value < 0.0 => Err(Problem::Negative),
                Cell::Number(value) if *kind == Some(ColumnKind::Currency) => self.amount(text, value),
                Cell::Number(value) => Ok(value),
                Cell::Missing => self.missing_cell(),
                Cell::Infinite => Err(Problem::Infinite),
                Cell::Text => Err(Problem::NoNumber),
            },
            _ if cells.is_missing(text) => self.missing_cell(),
            Contents::NewWords(words) => words.index(text).map(|index| index as f64).ok_or(Problem::TooManyWords),
            Contents::KnownWords(words) => match (words.find(text), self.unknown) {
                (Some(index), _) => Ok(index as f64),
                (None, Some(WhenUnknown::Zero)) => Ok(NO_CATEGORY),
                (None, None) => Err(Problem::Unseen),
            },
        }
    }

    fn missing_cell(&mut self) -> Result<f64, Problem> {
        match (self.missing, &self.contents) {
            (None, _) => Err(Problem::Missing),
            (Some(WhenMissing::Category), Contents::Numbers(_)) => {
                Err(Problem::MissingOtherwise(UnfitAnswer::CategoryOfNumbers))
            }
            (Some(WhenMissing::Median), Contents::NewWords(_) | Contents::KnownWords(_)) => {
                Err(Problem::MissingOtherwise(UnfitAnswer::MedianOfCategories))
            }
            (Some(_), _) => {
                self.has_missing = true;
                Ok(f64::NAN)
            }
        }
    }

    /// An amount of money in the currency of the column.
    fn amount(&mut self, text: &str, value: f64) -> Result<f64, Problem> {
        let currency = kind::parse_currency(text).map_or("", |(_, currency)| currency);
        match &self.currency {
            Some(known) if known != currency => Err(Problem::OtherCurrency),
            Some(_) => Ok(value),
            None => {
                self.currency = Some(currency.to_owned());
                Ok(value)
            }
        }
    }
}

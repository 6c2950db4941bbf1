//! What to write in the config so that the cells of a column can be read, judged by all that they say.

pub mod toml;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use experiment::spec::{ColumnKind, Decimal, Thousands, WhenMissing};

use super::categories::MOST;
use super::missing_words::says_nothing;
use super::problems::{Columns, ProblemCells};
use super::request::Request;
use super::rows::QUOTE;
use super::signs::{self, NumberSeparators, likely, other_meaning};
pub use toml::missing_with;
use toml::{kinds, missing, missing_words, number_separator_keys, strings};

/// What makes a column of words readable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// Numbers with these signs.
    NumberSeparators(Decimal, Option<Thousands>),
    /// Numbers in another form, with these signs.
    Kind(ColumnKind, Decimal, Option<Thousands>),
    /// Dates that are not written as ISO 8601 says.
    OtherDates,
    /// A quote in the wrong place.
    Quote,
    /// A few words among numbers, or any number of those that say nothing, which mean "missing".
    MissingWords,
    /// Categories.
    Categories,
    /// Names of the rows, which predict nothing.
    RowNames,
}

/// A column with so many rows for each cell that is no number holds numbers.
const NUMBERS_FOR_A_WORD: usize = 10;

/// The forms of numbers, the likelier first.
pub const KINDS: [ColumnKind; 4] = [ColumnKind::Date, ColumnKind::Percent, ColumnKind::Currency, ColumnKind::Boolean];

/// The signs that a file may be written with, those first that make numbers of the cells of most columns.
pub fn pairs(delimiter: u8, columns: &Columns) -> Vec<NumberSeparators> {
    let mut pairs = likely(delimiter);
    let kinds = || [None].into_iter().chain(KINDS.map(Some));
    let reads = |cells: &ProblemCells, pair: NumberSeparators| kinds().any(|kind| all_numbers(cells, kind, pair));
    pairs.sort_by_key(|pair| Reverse(columns.iter().filter(|(_, cells)| reads(cells, *pair)).count()));
    pairs
}

fn all_numbers(cells: &ProblemCells, kind: Option<ColumnKind>, pair: NumberSeparators) -> bool {
    let reader = signs::reader(pair);
    cells.texts.iter().all(|text| signs::number(text, kind, &reader).is_some())
}

/// The remedy for the cells of a column, of `rows` in all, that are no numbers; the signs are the likelier first.
pub fn remedy(cells: &ProblemCells, rows: usize, pairs: &[NumberSeparators]) -> Remedy {
    let signs = |kind| pairs.iter().copied().find(|&pair| all_numbers(cells, kind, pair));
    if let Some((decimal, thousands)) = signs(None) {
        return Remedy::NumberSeparators(decimal, thousands);
    }
    let mut kinds = KINDS.into_iter().filter_map(|kind| Some((kind, signs(Some(kind))?)));
    match kinds.next() {
        Some((kind, (decimal, thousands))) => Remedy::Kind(kind, decimal, thousands),
        None if cells.texts.iter().all(|text| is_other_date(text)) => Remedy::OtherDates,
        None if cells.texts.iter().any(|text| text.starts_with('"')) => Remedy::Quote,
        None if is_few(cells, rows) => Remedy::MissingWords,
        None if cells.count < rows && cells.texts.iter().all(|text| says_nothing(text)) => Remedy::MissingWords,
        None if names_rows(cells) => Remedy::RowNames,
        None => Remedy::Categories,
    }
}

/// Whether the other cells of the column are numbers, so that these are exceptions.
fn is_few(cells: &ProblemCells, rows: usize) -> bool {
    cells.count * NUMBERS_FOR_A_WORD < rows
}

/// Three numbers with the same sign between them, of which one may be a year: 1/31/2024, 31.1.24, 2024/01/31.
pub fn is_other_date(text: &str) -> bool {
    ['/', '.', '-'].into_iter().any(|sign| {
        let parts: Vec<&str> = text.split(sign).collect();
        let is_number = |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        parts.len() == 3 && parts.iter().all(is_number)
    })
}

/// Many words, most of which occur once, name the rows.
fn names_rows(cells: &ProblemCells) -> bool {
    const FEW: usize = 20;
    let different = cells.texts.len();
    different > MOST || different > FEW && 2 * different > cells.count
}

/// The keys of `[dataset]` that remedy all problems of a file together.
#[derive(Debug, Default)]
pub struct Remedies {
    categorical: Vec<String>,
    ignore: Vec<String>,
    kind: BTreeMap<String, ColumnKind>,
    signs: Option<(Decimal, Option<Thousands>)>,
    missing_words: Vec<String>,
    missing: BTreeMap<String, WhenMissing>,
}

impl Remedies {
    /// Adds what a column of words needs.
    pub fn add(&mut self, name: &str, remedy: Remedy, cells: &ProblemCells) {
        match remedy {
            Remedy::NumberSeparators(decimal, thousands) => self.sign(decimal, thousands),
            Remedy::Kind(kind, decimal, thousands) => {
                self.kind.insert(name.to_owned(), kind);
                self.sign(decimal, thousands);
            }
            Remedy::MissingWords => {
                self.missing_words.extend(words_of(cells).cloned());
                self.answer(name, WhenMissing::Mean);
            }
            Remedy::Categories => self.categorical.push(name.to_owned()),
            Remedy::RowNames | Remedy::OtherDates => self.ignore.push(name.to_owned()),
            Remedy::Quote => {}
        }
    }

    /// Adds an answer to the missing cells of a column, unless the column is left out.
    pub fn answer(&mut self, name: &str, answer: WhenMissing) {
        if !self.ignore.iter().any(|ignored| ignored == name) {
            self.missing.insert(name.to_owned(), answer);
        }
    }

    /// Whether a column is to be one of categories.
    pub fn makes_categorical(&self, name: &str) -> bool {
        self.categorical.iter().any(|categorical| categorical == name)
    }

    /// Signs of the file: a sign between thousands may be in some of its columns alone. A column with another decimal
    /// sign than one before it keeps its own problem.
    fn sign(&mut self, decimal: Decimal, thousands: Option<Thousands>) {
        match self.signs {
            None if (decimal, thousands) == (Decimal::Point, None) => {}
            None => self.signs = Some((decimal, thousands)),
            Some((known, between)) if known == decimal => self.signs = Some((known, between.or(thousands))),
            Some(_) => {}
        }
    }

    /// Lines of TOML, those keys included that the config has already.
    pub fn toml(&self, request: &Request) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some((decimal, thousands)) = self.signs {
            lines.extend(number_separator_keys((decimal, thousands)));
        }
        if !self.kind.is_empty() {
            lines.push(kinds(request.kinds.iter().chain(&self.kind)));
        }
        if !self.categorical.is_empty() {
            lines.push(format!("categorical = {}", strings(request.categorical.iter().chain(&self.categorical))));
        }
        if !self.ignore.is_empty() {
            lines.push(format!("ignore = {}", strings(request.ignore.iter().chain(&self.ignore))));
        }
        if !self.missing_words.is_empty() {
            lines.push(missing_words(request, &self.missing_words));
        }
        if !self.missing.is_empty() {
            lines.push(missing(request.missing, &self.missing));
        }
        lines
    }
}

/// Words that may mean "missing": a cell that is a number with any signs says something.
fn words_of(cells: &ProblemCells) -> impl Iterator<Item = &String> {
    cells.texts.iter().filter(|text| !signs::is_number(text))
}

/// What is known of the file around a column of words.
pub struct Surroundings<'a> {
    /// What the config says.
    pub request: &'a Request<'a>,
    /// The signs that it may be written with, the likelier first.
    pub pairs: &'a [NumberSeparators],
    /// How many rows it has.
    pub rows: usize,
}

/// What is said of a column of words, with the key that remedies it.
pub fn words(name: &String, remedy: Remedy, cells: &ProblemCells, file: &Surroundings) -> Vec<String> {
    let (column, request) = ([name], file.request);
    match remedy {
        Remedy::NumberSeparators(decimal, thousands) => {
            let write = format!("to read such numbers, {}", keys_of((decimal, thousands)));
            [write].into_iter().chain(doubts(cells, None, (decimal, thousands), file)).collect()
        }
        Remedy::Kind(kind, decimal, thousands) => {
            let kinds = kinds(request.kinds.iter().chain([(name, &kind)]));
            let keys: Vec<String> = number_separator_keys((decimal, thousands)).into_iter().chain([kinds]).collect();
            let write = format!("to read such cells as numbers, write {} in [dataset]", keys.join(" and "));
            [write].into_iter().chain(doubts(cells, Some(kind), (decimal, thousands), file)).collect()
        }
        Remedy::OtherDates => vec![
            "a date is written as ISO 8601 says, 2024-02-29, and has the kind \"date\"".to_owned(),
            format!("write the dates so, or leave the column out: {}", ignored(name, request)),
        ],
        Remedy::Quote => vec![QUOTE.to_owned()],
        Remedy::MissingWords => vec![
            format!(
                "if {:?} means that nothing is known, write {} in [dataset]",
                words_of(cells).next().unwrap_or(&cells.texts[0]),
                missing_words(request, &words_of(cells).cloned().collect::<Vec<_>>())
            ),
            format!(
                "and {} to fill in the mean of the training part",
                missing_with(request.missing, name, WhenMissing::Mean)
            ),
        ],
        Remedy::Categories | Remedy::RowNames => vec![
            format!(
                "if {name:?} holds categories, write categorical = {} in [dataset]",
                strings(request.categorical.iter().chain(column))
            ),
            format!("if it only names the rows, write {}", ignored(name, request)),
        ],
    }
}

/// What to write so that the file is read with these signs.
pub fn keys_of(pair: NumberSeparators) -> String {
    match number_separator_keys(pair) {
        keys if keys.is_empty() => "leave decimal and thousands out of [dataset]".to_owned(),
        keys => format!("write {} in [dataset]", keys.join(" and ")),
    }
}

/// What else cells may mean: with other signs other numbers, or a slip where the other cells of the column are numbers.
fn doubts(cells: &ProblemCells, kind: Option<ColumnKind>, pair: NumberSeparators, file: &Surroundings) -> Vec<String> {
    let other = other_meaning(cells.texts.iter(), kind, pair, file.pairs);
    let other = other.map(|(other, text)| format!("or, {}: {}", meanings(text, kind, pair, other), keys_of(other)));
    let slip = is_few(cells, file.rows).then(|| SLIP.to_owned());
    other.into_iter().chain(slip).collect()
}

/// `if 2,075 is 2075 and not 2.075`.
pub fn meanings(text: &str, kind: Option<ColumnKind>, pair: NumberSeparators, other: NumberSeparators) -> String {
    let number = |pair| signs::number(text, kind, &signs::reader(pair)).unwrap_or(f64::NAN);
    format!("if {text} is {} and not {}", number(other), number(pair))
}

const SLIP: &str = "or, if the other cells of the column are written with other signs, write these cells like them";

/// The key that leaves a column out, besides those that are left out already.
pub fn ignored(name: &String, request: &Request) -> String {
    format!("ignore = {} in [dataset]", strings(request.ignore.iter().chain([name])))
}

//! What to write in the config so that the cells of a column can be read, judged by all that they say.

pub mod toml;

use std::collections::BTreeMap;

use experiment::spec::{ColumnKind, Decimal, Thousands, WhenMissing};

use super::categories::MOST;
use super::cell::{Cell, CellReader, says_nothing};
use super::format::FileFormat;
use super::problems::Cells;
use super::request::Request;
use super::rows::QUOTE;
pub use toml::missing_with;
use toml::{kinds, missing, missing_words, signs, strings};

/// What makes a column of words readable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// Numbers with these signs.
    Signs(Decimal, Option<Thousands>),
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

/// The signs that numbers are written with, the likelier first.
pub const SIGNS: [(Decimal, Option<Thousands>); 7] = [
    (Decimal::Point, None),
    (Decimal::Point, Some(Thousands::Comma)),
    (Decimal::Comma, None),
    (Decimal::Comma, Some(Thousands::Point)),
    (Decimal::Comma, Some(Thousands::Blank)),
    (Decimal::Point, Some(Thousands::Blank)),
    (Decimal::Point, Some(Thousands::Apostrophe)),
];
/// The forms of numbers, the likelier first.
pub const KINDS: [ColumnKind; 4] = [ColumnKind::Date, ColumnKind::Percent, ColumnKind::Currency, ColumnKind::Boolean];

/// The remedy for the cells of a column, of `rows` in all, that are no numbers.
pub fn remedy(cells: &Cells, rows: usize) -> Remedy {
    let all = |decimal, thousands, kind| {
        let reader = CellReader::new(&FileFormat { decimal, thousands, ..FileFormat::default() });
        cells.texts.iter().all(|text| matches!(reader.number(text, kind), Cell::Number(_)))
    };
    let signs = |kind| SIGNS.into_iter().find(|&(decimal, thousands)| all(decimal, thousands, kind));
    if let Some((decimal, thousands)) = signs(None) {
        return Remedy::Signs(decimal, thousands);
    }
    let mut kinds = KINDS.into_iter().filter_map(|kind| Some((kind, signs(Some(kind))?)));
    match kinds.next() {
        Some((kind, (decimal, thousands))) => Remedy::Kind(kind, decimal, thousands),
        None if cells.texts.iter().all(|text| is_other_date(text)) => Remedy::OtherDates,
        None if cells.texts.iter().any(|text| text.starts_with('"')) => Remedy::Quote,
        None if cells.count * NUMBERS_FOR_A_WORD < rows => Remedy::MissingWords,
        None if cells.count < rows && cells.texts.iter().all(|text| says_nothing(text)) => Remedy::MissingWords,
        None if names_rows(cells) => Remedy::RowNames,
        None => Remedy::Categories,
    }
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
fn names_rows(cells: &Cells) -> bool {
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
    pub fn add(&mut self, name: &str, remedy: Remedy, cells: &Cells) {
        match remedy {
            Remedy::Signs(decimal, thousands) => self.sign(decimal, thousands),
            Remedy::Kind(kind, decimal, thousands) => {
                self.kind.insert(name.to_owned(), kind);
                self.sign(decimal, thousands);
            }
            Remedy::MissingWords => {
                self.missing_words.extend(cells.texts.iter().cloned());
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

    /// Signs of the file: a sign between thousands may be in some of its columns alone.
    fn sign(&mut self, decimal: Decimal, thousands: Option<Thousands>) {
        let known = self.signs.and_then(|(_, thousands)| thousands);
        if (decimal, thousands) != (Decimal::Point, None) {
            self.signs = Some((decimal, thousands.or(known)));
        }
    }

    /// The words that may mean "missing", without those that are numbers once the file is read with its own signs.
    fn words_left(&self) -> Vec<String> {
        let reader = self
            .signs
            .map(|(decimal, thousands)| CellReader::new(&FileFormat { decimal, thousands, ..FileFormat::default() }));
        let is_number = |reader: &CellReader, word: &str| matches!(reader.number(word, None), Cell::Number(_));
        let words = self.missing_words.iter();
        words.filter(|word| !reader.as_ref().is_some_and(|reader| is_number(reader, word))).cloned().collect()
    }

    /// Lines of TOML, those keys included that the config has already.
    pub fn toml(&self, request: &Request) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some((decimal, thousands)) = self.signs {
            lines.extend(signs(decimal, thousands));
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
        let words = self.words_left();
        if !words.is_empty() {
            lines.push(missing_words(request, &words));
        }
        if !self.missing.is_empty() {
            lines.push(missing(request.missing, &self.missing));
        }
        lines
    }
}

/// What is said of a column of words, with the key that remedies it.
pub fn words(name: &String, remedy: Remedy, cells: &Cells, request: &Request) -> Vec<String> {
    let column = [name];
    match remedy {
        Remedy::Signs(decimal, thousands) => {
            vec![format!("to read such numbers, write {} in [dataset]", signs(decimal, thousands).join(" and "))]
        }
        Remedy::Kind(kind, decimal, thousands) => {
            let kinds = kinds(request.kinds.iter().chain([(name, &kind)]));
            let keys: Vec<String> = signs(decimal, thousands).into_iter().chain([kinds]).collect();
            vec![format!("to read such cells as numbers, write {} in [dataset]", keys.join(" and "))]
        }
        Remedy::OtherDates => vec![
            "a date is written as ISO 8601 says, 2024-02-29, and has the kind \"date\"".to_owned(),
            format!("write the dates so, or leave the column out: {}", ignored(name, request)),
        ],
        Remedy::Quote => vec![QUOTE.to_owned()],
        Remedy::MissingWords => vec![
            format!(
                "if {:?} means that nothing is known, write {} in [dataset]",
                cells.texts[0],
                missing_words(request, &cells.texts)
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

/// The key that leaves a column out, besides those that are left out already.
pub fn ignored(name: &String, request: &Request) -> String {
    format!("ignore = {} in [dataset]", strings(request.ignore.iter().chain([name])))
}

//! The signs that a file may write its numbers with, and which of them it writes, judged by all of its columns.

use experiment::spec::{ColumnKind, Decimal, Thousands};

use super::cell::{Cell, CellReader};
use super::format::FileFormat;

/// The decimal sign and the one between thousands.
pub type NumberSeparators = (Decimal, Option<Thousands>);

/// The pairs that are known, the likelier first where a comma separates the cells.
const KNOWN: [NumberSeparators; 7] = [
    (Decimal::Point, None),
    (Decimal::Point, Some(Thousands::Comma)),
    (Decimal::Comma, None),
    (Decimal::Comma, Some(Thousands::Point)),
    (Decimal::Comma, Some(Thousands::Blank)),
    (Decimal::Point, Some(Thousands::Blank)),
    (Decimal::Point, Some(Thousands::Apostrophe)),
];

/// The pairs in the order of their likelihood in a file with this sign between its cells: who writes decimal commas
/// separates cells by another sign.
pub fn likely(delimiter: u8) -> Vec<NumberSeparators> {
    let mut pairs = KNOWN.to_vec();
    if delimiter != b',' {
        pairs[1..5].rotate_left(1);
    }
    pairs
}

/// A reader of numbers with these signs.
pub fn reader((decimal, thousands): NumberSeparators) -> CellReader {
    CellReader::new(&FileFormat { decimal, thousands, ..FileFormat::default() })
}

/// The number that a cell is with these signs.
pub fn number(text: &str, kind: Option<ColumnKind>, reader: &CellReader) -> Option<f64> {
    match reader.number(text, kind) {
        Cell::Number(value) => Some(value),
        Cell::Missing | Cell::Infinite | Cell::Text => None,
    }
}

/// Whether a cell is a number with signs of any kind: plain, a date, a percentage or an amount of money. A sign that
/// is no currency may say that a number is not known: <0.01.
pub fn is_number(text: &str) -> bool {
    let money = text.contains(['$', '€', '£', '¥', '₹']).then_some(Some(ColumnKind::Currency));
    let kinds = [None, Some(ColumnKind::Date), Some(ColumnKind::Percent)];
    let reads = |reader: &CellReader| kinds.iter().chain(&money).any(|kind| number(text, *kind, reader).is_some());
    KNOWN.map(reader).iter().any(reads)
}

/// Other signs with which all of these cells are numbers, too, and other ones; with the first cell that is another.
pub fn other_meaning<'a>(
    texts: impl Iterator<Item = &'a String> + Clone,
    kind: Option<ColumnKind>,
    pair: NumberSeparators,
    pairs: &[NumberSeparators],
) -> Option<(NumberSeparators, &'a str)> {
    let here = reader(pair);
    pairs.iter().filter(|other| **other != pair).find_map(|other| {
        let there = reader(*other);
        let differs = |text: &&String| number(text, kind, &there) != number(text, kind, &here);
        let all = texts.clone().all(|text| number(text, kind, &there).is_some());
        Some((*other, texts.clone().find(differs).filter(|_| all)?.as_str()))
    })
}

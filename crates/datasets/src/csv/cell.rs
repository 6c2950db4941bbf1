//! One cell: a number, missing, or the reason why it is neither.
//!
//! A number is what Rust reads as an `f64`, after the decimal sign and the signs between thousands of the config have
//! been put right. Groups must have three digits, so 1,5 is no number with thousands = ",", and none goes before that
//! is nothing but zeros: 0,238 is a decimal.

use std::borrow::Cow;

use experiment::spec::{ColumnKind, Decimal, Thousands};

use super::format::FileFormat;
use super::kind;
use super::missing_words::MISSING_WORDS;
use super::short::parse_short_number;

/// What a cell holds that should hold a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell {
    /// A finite number.
    Number(f64),
    /// One of the words that mean "missing".
    Missing,
    /// An infinite number, or one beyond f64.
    Infinite,
    /// Something else.
    Text,
}

/// Reads the cells of a file, all without the blanks around them.
#[derive(Debug, Clone)]
pub struct CellReader {
    decimal: Decimal,
    thousands: Option<Thousands>,
    words: Option<Vec<String>>,
    /// Those of the config's words that are numbers, -999 for example: they are looked for before a number is read.
    numbers: Vec<String>,
}

impl CellReader {
    /// The reader of files of this format.
    pub fn new(format: &FileFormat) -> Self {
        let FileFormat { decimal, thousands, missing_words, .. } = format;
        let reader =
            CellReader { decimal: *decimal, thousands: *thousands, words: missing_words.clone(), numbers: Vec::new() };
        let words = missing_words.iter().flatten();
        let numbers = words.filter(|word| reader.parse(word).is_some_and(f64::is_finite)).cloned().collect();
        CellReader { numbers, ..reader }
    }

    /// Reads a cell of a column of numbers; without a kind they are plain ones.
    pub fn number(&self, text: &str, kind: Option<ColumnKind>) -> Cell {
        if self.numbers.iter().any(|word| word == text) {
            return Cell::Missing;
        }
        let value = match kind {
            None => self.parse(text),
            Some(ColumnKind::Percent) => {
                text.strip_suffix('%').and_then(|text| self.parse(text.trim_end())).map(|x| x / 100.0)
            }
            Some(ColumnKind::Currency) => kind::parse_currency(text).and_then(|(text, _)| self.parse(&text)),
            Some(ColumnKind::Date) => kind::parse_date(text),
            Some(ColumnKind::Boolean) => kind::parse_boolean(text),
        };
        match value {
            Some(value) if value.is_finite() => Cell::Number(value),
            _ if self.is_missing(text) => Cell::Missing,
            Some(value) if value.is_infinite() => Cell::Infinite,
            Some(_) | None => Cell::Text,
        }
    }

    /// The number of a cell with the usual signs that is a short one, as nearly all are; none says nothing of others.
    pub fn short(&self, text: &[u8]) -> Option<f64> {
        let is_usual = self.decimal == Decimal::Point && self.numbers.is_empty();
        if is_usual { parse_short_number(text) } else { None }
    }

    /// Whether a cell is one of the words that mean "missing".
    pub fn is_missing(&self, text: &str) -> bool {
        match &self.words {
            None => MISSING_WORDS.iter().any(|word| text.eq_ignore_ascii_case(word)),
            Some(words) => words.iter().any(|word| word == text),
        }
    }

    /// The number that a text says with the signs of the config.
    fn parse(&self, text: &str) -> Option<f64> {
        if self.decimal == Decimal::Point
            && let Some(value) = parse_short_number(text.as_bytes())
        {
            return Some(value);
        }
        match (self.decimal, self.thousands) {
            (Decimal::Point, None) => text.parse().ok(),
            (decimal, thousands) => plain(text, decimal, thousands)?.parse().ok(),
        }
    }
}

/// The same number with a decimal point and nothing between thousands; none if a group has not three digits, or if the
/// first begins with a zero.
fn plain(text: &str, decimal: Decimal, thousands: Option<Thousands>) -> Option<Cow<'_, str>> {
    let sign = match decimal {
        Decimal::Point => '.',
        Decimal::Comma => ',',
    };
    let (whole, rest) = text.split_at(text.find([sign, 'e', 'E']).unwrap_or(text.len()));
    if decimal == Decimal::Comma && text.contains('.') && thousands != Some(Thousands::Point) {
        return None;
    }
    let groups: Vec<&str> = whole.split(|c| thousands.is_some_and(|thousands| separates(thousands, c))).collect();
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let first = groups[0].trim_start_matches(['+', '-']);
    let grouped = groups.len() == 1
        || (1..=3).contains(&first.len())
            && digits(first)
            && !first.starts_with('0')
            && groups[1..].iter().all(|group| group.len() == 3 && digits(group));
    grouped.then(|| Cow::Owned(groups.concat() + &rest.replacen(sign, ".", 1)))
}

fn separates(thousands: Thousands, c: char) -> bool {
    match thousands {
        Thousands::Comma => c == ',',
        Thousands::Point => c == '.',
        Thousands::Blank => matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}'),
        Thousands::Apostrophe => matches!(c, '\'' | '’'),
        Thousands::Underscore => c == '_',
    }
}

#[cfg(test)]
mod tests {
    use super::{Cell, CellReader};
    use crate::csv::format::FileFormat;
    use crate::csv::missing_words::{MISSING_WORDS, says_nothing};
    use experiment::spec::{Decimal, Thousands};

    fn plain(text: &str) -> Cell {
        CellReader::new(&FileFormat::default()).number(text, None)
    }

    #[test]
    fn numbers_and_words() {
        assert_eq!(plain("-1.5e3"), Cell::Number(-1500.0));
        assert_eq!(plain("1e400"), Cell::Infinite);
        assert_eq!(plain("-inf"), Cell::Infinite);
        assert_eq!(plain("red"), Cell::Text);
    }

    /// Whatever Rust reads as NaN is a missing cell.
    #[test]
    fn missing_words() {
        for word in MISSING_WORDS.into_iter().chain(["na", "nan", "NAN", "+nan", "-nan", "NULL", "#n/a"]) {
            assert_eq!(plain(word), Cell::Missing, "{word:?}");
        }
        for word in ["none", "None", "nan1", "-.5", "0", "--", "-na"] {
            assert_ne!(plain(word), Cell::Missing, "{word:?}");
        }
    }

    #[test]
    fn what_says_nothing_is_no_default() {
        for word in ["-", "--", "—", ".", "None", "N.A.", "#DIV/0!"] {
            assert!(says_nothing(word) && plain(word) == Cell::Text, "{word:?}");
        }
        assert!(!["+", "-1", "x", "no"].into_iter().any(says_nothing));
    }

    #[test]
    fn missing_words_of_the_config_replace_the_list() {
        let words = Some(vec!["".into(), "-999".into()]);
        let reader = CellReader::new(&FileFormat { missing_words: words, ..FileFormat::default() });
        assert_eq!(
            ["", "-999", "-999.0", "NaN", "NA"].map(|text| reader.number(text, None)),
            [Cell::Missing, Cell::Missing, Cell::Number(-999.0), Cell::Text, Cell::Text]
        );
    }

    #[test]
    fn numbers_are_written_as_the_config_says() {
        let reader = |decimal, thousands| CellReader::new(&FileFormat { decimal, thousands, ..FileFormat::default() });
        let german = reader(Decimal::Comma, Some(Thousands::Point));
        assert_eq!(german.number("-1.234.567,5", None), Cell::Number(-1_234_567.5));
        assert_eq!(german.number("1,5e3", None), Cell::Number(1500.0));
        assert_eq!(german.number("3.5", None), Cell::Text, "a group has three digits");
        let comma = reader(Decimal::Comma, None);
        assert_eq!(comma.number("28,7", None), Cell::Number(28.7));
        assert_eq!(comma.number("28.7", None), Cell::Text, "the point is no sign of this file");
        let english = reader(Decimal::Point, Some(Thousands::Comma));
        assert_eq!(english.number("1,234.5", None), Cell::Number(1234.5));
        assert_eq!(english.number("12,34", None), Cell::Text);
        assert_eq!(english.number("0,238", None), Cell::Text, "no thousands follow a zero");
        assert_eq!(english.number("100,238", None), Cell::Number(100_238.0));
        let swiss = reader(Decimal::Point, Some(Thousands::Blank));
        assert_eq!(swiss.number("1\u{202f}234", None), Cell::Number(1234.0));
    }
}

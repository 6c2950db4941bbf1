//! One cell: a number, or the reason why it is none.

/// What a cell holds that should hold a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell {
    /// A finite number.
    Number(f64),
    /// Nothing, or a word for nothing.
    Missing,
    /// An infinite number, or one beyond f64.
    Infinite,
    /// Something else.
    Text,
}

/// Reads a cell, already without blanks around it.
pub fn number(text: &str) -> Cell {
    match text.parse::<f64>() {
        Ok(value) if value.is_finite() => Cell::Number(value),
        _ if missing(text) => Cell::Missing,
        Ok(_) => Cell::Infinite,
        Err(_) => Cell::Text,
    }
}

/// Words for nothing, in any letters: those of pandas. A lone `-` or `.` may be a class, the other being `+`.
const NOTHING: [&str; 16] = [
    "", "?", "NA", "N/A", "#N/A", "#NA", "#N/A N/A", "<NA>", "null", "NaN", "-NaN", "+NaN", "1.#IND", "-1.#IND",
    "1.#QNAN", "-1.#QNAN",
];

/// Whether a cell says that nothing is known. As a word of everyday language `none` may be a category, so it is
/// nothing only in the letters of Python.
pub fn missing(text: &str) -> bool {
    text == "None" || NOTHING.iter().any(|word| text.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::{Cell, NOTHING, number};

    #[test]
    fn numbers_words_and_nothing() {
        assert_eq!(number("-1.5e3"), Cell::Number(-1500.0));
        assert_eq!(number("1e400"), Cell::Infinite);
        assert_eq!(number("-inf"), Cell::Infinite);
        assert_eq!(number("red"), Cell::Text);
    }

    /// Whatever a number is parsed as, it is a number, infinite or missing: so `missing` knows every spelling of NaN.
    #[test]
    fn words_for_nothing() {
        for nothing in NOTHING.into_iter().chain(["na", "nan", "NAN", "+nan", "-nan", "NULL", "#n/a", "None"]) {
            assert_eq!(number(nothing), Cell::Missing, "{nothing:?}");
        }
        for something in ["none", "nan1", "-.5", "0", "--", "-na"] {
            assert_ne!(number(something), Cell::Missing, "{something:?}");
        }
    }
}

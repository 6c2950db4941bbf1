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
        Ok(value) if value.is_nan() => Cell::Missing,
        Ok(_) => Cell::Infinite,
        Err(_) if missing(text) => Cell::Missing,
        Err(_) => Cell::Text,
    }
}

/// Whether a cell says that nothing is known.
pub fn missing(text: &str) -> bool {
    ["", "?", "NA", "N/A", "NaN", "null"].iter().any(|word| text.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::{Cell, number};

    #[test]
    fn numbers_words_and_nothing() {
        assert_eq!(number("-1.5e3"), Cell::Number(-1500.0));
        assert_eq!(number("1e400"), Cell::Infinite);
        assert_eq!(number("-inf"), Cell::Infinite);
        assert_eq!(number("red"), Cell::Text);
        for nothing in ["", "?", "na", "N/A", "nan", "NaN", "NULL"] {
            assert_eq!(number(nothing), Cell::Missing, "{nothing:?}");
        }
    }
}

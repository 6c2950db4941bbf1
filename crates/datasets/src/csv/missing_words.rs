//! The words and signs by which tables say that a cell is missing.

/// The words that mean "missing" unless the config says others, in upper or lower case: those of pandas but `None`,
/// which may be a class. A lone `-` or `.` may be a class too, the other being `+`.
pub const MISSING_WORDS: [&str; 16] = [
    "", "?", "NA", "N/A", "#N/A", "#NA", "#N/A N/A", "<NA>", "null", "NaN", "-NaN", "+NaN", "1.#IND", "-1.#IND",
    "1.#QNAN", "-1.#QNAN",
];

/// Signs that tables put where nothing is known. They are no default, for in a column of words they may be a class.
const SIGNS_OF_NOTHING: [&str; 10] = ["-", "--", "---", "–", "—", ".", "..", "...", "*", "**"];
/// Words that say so among numbers, in lower case: those of several languages, and errors of spreadsheets.
const WORDS_OF_NOTHING: [&str; 22] = [
    "none",
    "nil",
    "unknown",
    "missing",
    "n.a.",
    "n.a",
    "n. a.",
    "not available",
    "not applicable",
    "nd",
    "n.d.",
    "n/d",
    "s/d",
    "k.a.",
    "k. a.",
    "unbekannt",
    "#value!",
    "#ref!",
    "#div/0!",
    "#num!",
    "#name?",
    "#null!",
];

/// Whether a cell is a sign for nothing, whatever its column holds otherwise.
pub fn is_sign_of_nothing(text: &str) -> bool {
    SIGNS_OF_NOTHING.contains(&text)
}

/// Whether a cell that stands among numbers says that nothing is known, however often it does.
pub fn says_nothing(text: &str) -> bool {
    is_sign_of_nothing(text) || WORDS_OF_NOTHING.iter().any(|word| text.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::{MISSING_WORDS, WORDS_OF_NOTHING};

    /// Letters are compared without regard to case in ASCII alone: a word with others would be found in one case only.
    #[test]
    fn words_are_ascii() {
        for word in MISSING_WORDS.iter().chain(&WORDS_OF_NOTHING) {
            assert!(word.is_ascii(), "{word:?}");
        }
    }
}

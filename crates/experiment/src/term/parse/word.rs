//! The words of a term, each with its place.

use std::ops::Range;

use super::TermError;

/// A word, and where it stands.
#[derive(Clone)]
pub(super) struct Word<'a> {
    pub text: &'a str,
    pub at: usize,
}

impl Word<'_> {
    /// The bytes of the text that it is.
    pub fn range(&self) -> Range<usize> {
        self.at..self.at + self.text.len()
    }

    /// An error at this word.
    pub fn error(&self, message: impl Into<String>, help: impl Into<String>) -> TermError {
        TermError { range: self.range(), message: message.into(), help: help.into() }
    }

    /// The count that it is: digits without a sign.
    pub fn count(&self) -> Option<usize> {
        count(self.text)
    }
}

/// A count of digits alone.
pub(super) fn count(text: &str) -> Option<usize> {
    text.bytes().all(|letter| letter.is_ascii_digit()).then(|| text.parse().ok())?
}

/// The words of a text; `@` is one by itself.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        if letter.is_whitespace() || letter == '@' {
            found.extend(start.take().map(|start| Word { text: &text[start..at], at: start }));
            if letter == '@' {
                found.push(Word { text: &text[at..at + 1], at });
            }
        } else {
            start.get_or_insert(at);
        }
    }
    found
}

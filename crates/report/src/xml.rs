//! Words inside of SVG and HTML.

use experiment::words::is_unseen;

/// `words` as the content of an element or of a quoted attribute.
///
/// A character that XML cannot hold, such as a vertical tab, becomes "�", and so does one that would hide or turn
/// around the words beside it.
pub fn escaped(words: &str) -> String {
    words.chars().fold(String::with_capacity(words.len()), |mut text, letter| {
        match letter {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            other if is_shown(other) => text.push(other),
            _ => text.push(char::REPLACEMENT_CHARACTER),
        }
        text
    })
}

/// Whether XML 1.0 has a place for the character (section 2.2, `Char`), and it shows.
fn is_shown(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r') || !(is_unseen(letter) || matches!(letter, '\u{FFFE}' | '\u{FFFF}'))
}

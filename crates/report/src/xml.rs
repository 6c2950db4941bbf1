//! Words inside of SVG and HTML.

/// `words` as the content of an element or of a quoted attribute.
///
/// A character that XML cannot hold, such as a vertical tab, becomes "�".
pub fn escaped(words: &str) -> String {
    words.chars().fold(String::with_capacity(words.len()), |mut text, letter| {
        match letter {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            other if is_xml(other) => text.push(other),
            _ => text.push(char::REPLACEMENT_CHARACTER),
        }
        text
    })
}

/// Whether XML 1.0 has a place for the character (section 2.2, `Char`).
fn is_xml(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r') || (letter >= ' ' && !matches!(letter, '\u{FFFE}' | '\u{FFFF}'))
}

//! Markdown from words that are not ours: titles, class names and paths must not turn into markup.

/// Words as they are: what Markdown or HTML would read as markup is escaped.
///
/// Leaves alone what reads as itself: an underscore inside of a word, brackets that no link follows, and bars, which
/// `tables` escapes.
pub fn plain(words: &str) -> String {
    let letters: Vec<char> = words.chars().collect();
    let word = |index: Option<usize>| index.and_then(|index| letters.get(index)).is_some_and(|c| c.is_alphanumeric());
    let mut text = String::with_capacity(words.len());
    for (index, &letter) in letters.iter().enumerate() {
        let inside = word(index.checked_sub(1)) && word(Some(index + 1));
        match letter {
            '_' if inside => text.push('_'),
            ']' if letters.get(index + 1) != Some(&'(') => text.push(']'),
            '\\' | '`' | '*' | '~' | '_' | ']' => text.extend(['\\', letter]),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '&' => text.push_str("&amp;"),
            '\n' | '\r' => text.push(' '),
            other => text.push(other),
        }
    }
    text
}

/// A name as code; a backtick inside takes a longer fence.
pub fn code(name: &str) -> String {
    let name = name.replace(['\n', '\r'], " ");
    if name.contains('`') { format!("`` {name} ``") } else { format!("`{name}`") }
}

/// A picture with its alternative text.
pub fn image(alt: &str, path: &str) -> String {
    format!("![{}]({path})", plain(alt))
}

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
            ']' if !matches!(letters.get(index + 1), Some('(' | ':')) => text.push(']'),
            '\\' | '`' | '*' | '~' | '_' | ']' => text.extend(['\\', letter]),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '&' => text.push_str("&amp;"),
            '\n' | '\r' | '\t' => text.push(' '),
            control if control.is_control() => text.push(char::REPLACEMENT_CHARACTER),
            other => text.push(other),
        }
    }
    text
}

/// Words that stand at the start of a line, where "1. Foo" would begin a list and "# Foo" a heading.
pub fn line(words: &str) -> String {
    let text = plain(words.trim());
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text[digits..].chars().next() {
        Some('.' | ')') if digits > 0 => format!("{}\\{}", &text[..digits], &text[digits..]),
        Some('-' | '+' | '#' | '=') if digits == 0 => format!("\\{text}"),
        _ => text,
    }
}

/// A link: its text is Markdown, of which a bracket must not end it; its path is one on disk.
pub fn link(text: &str, path: &str) -> String {
    format!("[{}]({})", brackets_escaped(text), percent(path))
}

fn brackets_escaped(text: &str) -> String {
    let mut escaped = false;
    let mut written = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '[' | ']') && !escaped {
            written.push('\\');
        }
        escaped = letter == '\\' && !escaped;
        written.push(letter);
    }
    written
}

/// A path as a link may hold it: letters, digits and what no reader takes for more; the rest by its bytes.
pub fn percent(path: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    path.bytes().map(byte).collect()
}

/// A name as code; a backtick inside takes a longer fence.
pub fn code(name: &str) -> String {
    let name = name.replace(['\n', '\r'], " ");
    if name.contains('`') { format!("`` {name} ``") } else { format!("`{name}`") }
}

/// A picture with its alternative text.
pub fn image(alt: &str, path: &str) -> String {
    format!("![{}]({})", brackets_escaped(&plain(alt)), percent(path))
}

//! Escaping of user-written words: titles, class names and paths must not turn into Markdown.

use experiment::words::is_unseen;

/// A text with everything escaped that Markdown or HTML would read as markup.
///
/// Left as they are: an underscore inside a word, brackets that no link follows, and bars, which `tables` escapes.
pub fn escaped(words: &str) -> String {
    let letters: Vec<char> = words.chars().collect();
    let word = |index: Option<usize>| index.and_then(|index| letters.get(index)).is_some_and(|c| c.is_alphanumeric());
    let mut text = String::with_capacity(words.len());
    for (index, &letter) in letters.iter().enumerate() {
        let inside = word(index.checked_sub(1)) && word(Some(index + 1));
        match letter {
            '_' if inside => text.push('_'),
            ']' if !matches!(letters.get(index + 1), Some('(' | ':')) => text.push(']'),
            '\\' | '`' | '*' | '~' | '_' | ']' | '$' => text.extend(['\\', letter]),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '&' => text.push_str("&amp;"),
            '\n' | '\r' | '\t' => text.push(' '),
            unseen if is_unseen(unseen) => text.push(char::REPLACEMENT_CHARACTER),
            other => text.push(other),
        }
    }
    text
}

/// The same at the start of a line, where "1. Foo" would begin a list and "# Foo" a heading.
pub fn escaped_line(words: &str) -> String {
    let text = escaped(words.trim());
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text[digits..].chars().next() {
        Some('.' | ')') if digits > 0 => format!("{}\\{}", &text[..digits], &text[digits..]),
        Some('-' | '+' | '#' | '=') if digits == 0 => format!("\\{text}"),
        _ => text,
    }
}

/// A link to a path on disk; `text` is Markdown.
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

/// A path as a link may hold it: letters, digits and characters without a meaning in links; others percent-encoded.
pub fn percent(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/.-_~".contains(&byte);
    percent_encoded(path, plain)
}

/// A text whose bytes are written as `%3C` unless they are `plain`, which only ASCII may be.
pub fn percent_encoded(text: &str, plain: impl Fn(u8) -> bool) -> String {
    let mut encoded = String::with_capacity(text.len() + text.len() / 8);
    for byte in text.bytes() {
        if plain(byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// A name as code. The fence is longer than any run of backticks inside, so nothing in the name can end it.
pub fn code(name: &str) -> String {
    let name = name.replace(['\n', '\r', '\t'], " ").replace(is_unseen, "\u{fffd}");
    let fence = "`".repeat(longest_run(&name) + 1);
    // One blank on each side is taken away again where the name itself begins or ends with a blank or a backtick.
    let padded = name.trim().is_empty() || name.starts_with(['`', ' ']) || name.ends_with(['`', ' ']);
    let blank = if padded || name.contains('`') { " " } else { "" };
    format!("{fence}{blank}{name}{blank}{fence}")
}

/// Lines of code in a language, behind a fence that nothing inside can end.
pub fn fenced(language: &str, lines: &str) -> String {
    let lines = lines.replace(|letter: char| is_unseen(letter) && letter != '\n', "\u{fffd}");
    let fence = "`".repeat((longest_run(&lines) + 1).max(3));
    format!("{fence}{language}\n{lines}\n{fence}")
}

/// The length of the longest run of backticks.
fn longest_run(text: &str) -> usize {
    text.split(|letter| letter != '`').map(str::len).max().unwrap_or(0)
}

/// A part that opens on a click: its words, and Markdown below them.
pub fn fold(summary: &str, content: &str) -> String {
    format!("<details>\n<summary>{summary}</summary>\n\n{}\n\n</details>\n\n", content.trim())
}

/// A picture with its alternative text.
pub fn image(alt: &str, path: &str) -> String {
    format!("![{}]({})", brackets_escaped(&escaped(alt)), percent(path))
}

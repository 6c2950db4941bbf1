//! A source file without its comments and the contents of its strings, so that what is left can be counted.

/// The text with every comment, string and character replaced by spaces; lines stay where they are. Tests inside of a
/// file (from `#[cfg(test)]` on) are left out.
pub fn code(text: &str) -> String {
    let text = text.split("\n#[cfg(test)]\nmod ").next().unwrap_or(text);
    let letters: Vec<char> = text.chars().collect();
    let mut code = String::with_capacity(text.len());
    let mut at = 0;
    while at < letters.len() {
        let end = skipped(&letters, at);
        match end == at {
            true => code.push(letters[at]),
            false => code.extend(letters[at..end].iter().map(|letter| if *letter == '\n' { '\n' } else { ' ' })),
        }
        at = end.max(at + 1);
    }
    code
}

/// Where the comment, string or character ends that begins here; `at` itself if none does.
fn skipped(letters: &[char], at: usize) -> usize {
    let next = letters.get(at + 1).copied().unwrap_or(' ');
    match letters[at] {
        '/' if next == '/' => line_end(letters, at),
        '"' => string_end(letters, at + 1),
        'r' if (next == '"' || next == '#') && !joined(letters, at) => raw_end(letters, at),
        '\'' if next == '\\' => after(letters, at + 3, |letter| letter == '\''),
        '\'' if letters.get(at + 2) == Some(&'\'') => at + 3,
        _ => at,
    }
}

/// Whether the letter continues a word.
fn joined(letters: &[char], at: usize) -> bool {
    at > 0 && (letters[at - 1].is_alphanumeric() || letters[at - 1] == '_')
}

fn line_end(letters: &[char], at: usize) -> usize {
    letters[at..].iter().position(|letter| *letter == '\n').map_or(letters.len(), |length| at + length)
}

fn after(letters: &[char], from: usize, wanted: impl Fn(char) -> bool) -> usize {
    (from..letters.len()).find(|at| wanted(letters[*at])).map_or(letters.len(), |at| at + 1)
}

fn string_end(letters: &[char], mut at: usize) -> usize {
    while at < letters.len() && letters[at] != '"' {
        at += if letters[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(letters.len())
}

/// r"...", r#"..."#; r#name is a name.
fn raw_end(letters: &[char], at: usize) -> usize {
    let hashes = letters[at + 1..].iter().take_while(|letter| **letter == '#').count();
    if letters.get(at + 1 + hashes) != Some(&'"') {
        return at;
    }
    let closing: Vec<char> = ['"'].into_iter().chain(std::iter::repeat_n('#', hashes)).collect();
    let start = at + 2 + hashes;
    (start..letters.len()).find(|at| letters[*at..].starts_with(&closing)).map_or(letters.len(), |at| at + 1 + hashes)
}

#[test]
fn comments_strings_and_characters_are_gone() {
    let text = "fn a() { \"{ // no\"; '{'; '\\''; r#\"}\"# } // }\nlet x: &'a str;";
    let expected = "fn a() {          ;    ;     ;        }     \nlet x: &'a str;";
    assert_eq!(code(text), expected);
    assert_eq!(code("fn a() {}\n\n#[cfg(test)]\nmod tests {}\n"), "fn a() {}\n");
}

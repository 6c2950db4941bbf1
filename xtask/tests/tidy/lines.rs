//! Lengths: of lines, files and functions.

use super::code::code;

/// The longest a line may be, in characters.
const LINE: usize = 120;
/// The most lines of a file.
const FILE: usize = 300;
/// The most lines of a function.
const FUNCTION: usize = 50;

/// What is wrong with the lengths of a file, one sentence each.
pub fn complaints(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    if !text.starts_with("//! ") {
        found.push("the file does not open with //!".to_string());
    }
    let lines = text.lines().count();
    if lines > FILE {
        found.push(format!("the file has {lines} lines, more than {FILE}"));
    }
    found.extend(long_lines(text));
    found
}

/// The lines of a file that are too long, one sentence each.
pub fn long_lines(text: &str) -> Vec<String> {
    let lengths = text.lines().map(|line| line.chars().count()).zip(1..);
    let long = lengths.filter(|(length, _)| *length > LINE);
    long.map(|(length, number)| format!("line {number} has {length} characters, more than {LINE}")).collect()
}

/// The functions of a file that are too long, one sentence each. Tests may hold tables of any length.
pub fn long_functions(text: &str) -> Vec<String> {
    let long = functions(text).into_iter().filter(|(_, lines)| *lines > FUNCTION);
    long.map(|(name, lines)| format!("fn {name} has {lines} lines, more than {FUNCTION}")).collect()
}

/// The name of every function with a body, and its lines from `fn` to the closing brace.
fn functions(text: &str) -> Vec<(String, usize)> {
    let code = code(text);
    let starts = code.match_indices("fn ").filter(|(at, _)| {
        let before = code[..*at].chars().next_back();
        before.is_none_or(char::is_whitespace)
    });
    starts.filter_map(|(at, _)| function(&code[at..])).collect()
}

/// The function that a text begins with; none for a type or a method without a body.
fn function(code: &str) -> Option<(String, usize)> {
    let name: String = code[3..].chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
    let mut depth = 0;
    let mut lines = 1;
    for letter in code.chars() {
        match letter {
            ';' if depth == 0 => return None,
            '\n' => lines += 1,
            '{' => depth += 1,
            '}' => depth -= 1,
            // An array in the signature may hold a semicolon.
            '[' if depth <= 0 => depth -= 1000,
            ']' if depth < 0 => depth += 1000,
            _ => {}
        }
        if letter == '}' && depth == 0 {
            return (!name.is_empty()).then_some((name, lines));
        }
    }
    None
}

#[test]
fn each_length_is_measured() {
    assert_eq!(complaints("//! Good.\nfn a() {\n}\n"), [""; 0]);
    assert_eq!(complaints("fn a() {}\n"), ["the file does not open with //!"]);
    let line = format!("//! Long.\n// {}\n", "é".repeat(118));
    assert_eq!(complaints(&line), ["line 2 has 121 characters, more than 120"]);
    let file = "//! Long.\n".to_string() + &"\n".repeat(300);
    assert_eq!(complaints(&file), ["the file has 301 lines, more than 300"]);
    let function = format!("//! Long.\ntrait T {{ fn b(); }}\nfn a(x: [u8; 3]) {{\n{}}}\n", "    \"}\";\n".repeat(49));
    assert_eq!(long_functions(&function), ["fn a has 51 lines, more than 50"]);
}

//! Words that every crate writes alike. Leaves out numbers with decimals, which only reports write.

/// A number with its noun: "1 run", "5 runs". The plural must end in s.
pub fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// Whether a character is not seen itself but changes what is seen around it: a control character, a separator of
/// lines, or one that turns the direction of writing around.
pub fn is_unseen(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The words that start this program: cargo sets `CARGO` for what it runs.
pub fn program() -> &'static str {
    if std::env::var_os("CARGO").is_some() { "cargo xtask" } else { "longhand" }
}

//! Formulas in Unicode, as tables of worked examples have them, in TeX: `z₁⁽²⁾ = a₁·w₁₁⁽²⁾` is
//! `z_1^{\text{(2)}} = a_1 \cdot w_{11}^{\text{(2)}}`.
//!
//! Readers of Markdown show these tables as they are; a page sets them. What is no formula as a whole, a word or a mark
//! among it, is left as it was written.

mod among_words;
mod reader;
mod signs;

use reader::Reader;
use signs::{function, shifted};

pub use among_words::{Piece, pieces};

/// A formula with the remark behind it, `(as z > 0)`, in TeX; none where the text is no formula, or has no sign that
/// only formulas have.
pub fn tex(text: &str) -> Option<String> {
    read(text).filter(|_| has_marks(parts(text).0))
}

/// A formula, and the remark behind it.
fn parts(text: &str) -> (&str, &str) {
    match text.rfind('(').filter(|_| text.ends_with(')')) {
        Some(at) if is_words(&text[at + 1..text.len() - 1]) => text.split_at(at),
        _ => (text, ""),
    }
}

/// The same whatever its signs are.
fn read(text: &str) -> Option<String> {
    let (formula, remark) = parts(text);
    let mut reader = Reader::new(formula.trim());
    let tex = reader.sequence()?;
    let words = if remark.is_empty() { String::new() } else { format!("\\quad\\text{{{}}}", plain(remark)?) };
    reader.rest.is_empty().then(|| format!("{}{words}", tex.trim()))
}

/// Whether anything is below or above, or is a sign that only formulas have.
fn has_marks(text: &str) -> bool {
    text.chars().any(|letter| shifted(letter).is_some() || "∂√′^⊙".contains(letter))
}

/// Words rather than a formula: it has a word of several letters that is no function.
fn is_words(text: &str) -> bool {
    text.split_whitespace().any(is_word)
}

fn is_word(text: &str) -> bool {
    text.chars().count() > 1 && text.chars().all(char::is_alphabetic) && text.is_ascii() && function(text).is_none()
}

/// A remark without what TeX would take for commands.
fn plain(words: &str) -> Option<&str> {
    (!words.contains(['\\', '{', '}', '$', '%', '#', '_', '^', '&', '~'])).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use experiment::formula::error;

    #[test]
    fn formulas_are_read_as_they_are_meant() {
        for (text, expected) in [
            ("z₁⁽¹⁾ = x₁·w₁₁⁽¹⁾ + b⁽¹⁾", "z _1^{\\text{(1)}}=x _1 \\cdot w _{11}^{\\text{(1)}}+b ^{\\text{(1)}}"),
            ("∂J/∂w₁₁⁽²⁾", "\\frac{\\partial J }{\\partial w _{11}^{\\text{(2)}}}"),
            ("1/(1 + e^(−z₁⁽¹⁾))", "1/(1+e ^{-z _1^{\\text{(1)}}})"),
            ("½·(y₁ − t₁)²", "\\tfrac12  \\cdot (y _1-t _1)^2"),
            ("4.355·10⁻⁶", "4.355 \\cdot 10^{-6}"),
            ("z₁ (as z > 0)", "z _1\\quad\\text{(as z > 0)}"),
            ("f′(z₁)", "f '(z _1)"),
            ("√(v₁ + ε)", "\\sqrt{v _1+ε }"),
        ] {
            let found = tex(text).unwrap_or_else(|| panic!("{text} is no formula"));
            assert_eq!(found, expected, "{text}");
            assert_eq!(error(&found), None, "{text}: {found}");
        }
    }

    #[test]
    fn words_and_plain_numbers_are_left_alone() {
        for text in [
            "from 1",
            "0.3775",
            "✓ (004 l.78)",
            "−0.5",
            "derivative of the sigmoid",
            "z₁ of the first",
            ") = z₁",
            "(x₁ = ",
        ] {
            assert_eq!(tex(text), None, "{text}");
        }
    }

    #[test]
    fn parentheses_have_a_bound() {
        let nested = |depth: usize| format!("{}z₁{}", "(".repeat(depth), ")".repeat(depth));
        assert!(tex(&nested(20)).is_some());
        assert_eq!(tex(&nested(100_000)), None);
        assert_eq!(tex(&format!("{}z₁", "√".repeat(100_000))), None);
    }
}

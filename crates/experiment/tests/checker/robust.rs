//! No text brings the checker down: it answers broken files with errors that point into them.

use experiment::check;
use experiment::diagnostic::Diagnostics;

use crate::small::{BASE, Config, rules};

const REST: &str = "[sweep]\n\"network.activation\" = [\"relu\", 'tanh']\n[initial]\n\"größe\" = [[1.0],\n  [-2e3]]\n";

fn errors(source: &str) -> Option<Diagnostics> {
    check::parse::<Config>("a.toml", source, &[], rules).err()
}

fn is_answered(errors: &Diagnostics) -> bool {
    !errors.list().is_empty() && errors.to_string().ends_with("in a.toml, nothing was run\n")
}

#[test]
fn a_file_may_end_anywhere() {
    let whole = format!("{BASE}{REST}");
    assert!(errors(&whole).is_none());
    for (end, _) in whole.char_indices() {
        assert!(errors(&whole[..end]).is_none_or(|errors| is_answered(&errors)), "{}", &whole[..end]);
    }
}

#[test]
fn any_character_may_be_replaced_by_a_bracket_a_quote_or_a_line_end() {
    let whole = format!("{BASE}{REST}");
    for (at, character) in whole.char_indices() {
        for other in ["[", "}", "\"", "\n", "ä", ""] {
            let broken = format!("{}{other}{}", &whole[..at], &whole[at + character.len_utf8()..]);
            assert!(errors(&broken).is_none_or(|errors| is_answered(&errors)), "{broken}");
        }
    }
}

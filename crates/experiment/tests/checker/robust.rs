//! No text brings the checker down: it answers broken files with faults that point into them.

use experiment::check;
use experiment::diagnostic::Diagnostics;

use crate::small::{BASE, Config, rules};

const REST: &str = "[sweep]\n\"network.activation\" = [\"relu\", 'tanh']\n[initial]\n\"größe\" = [[1.0],\n  [-2e3]]\n";

fn faults(source: &str) -> Option<Diagnostics> {
    check::parse::<Config>("a.toml", source, &[], rules).err()
}

fn is_answered(faults: &Diagnostics) -> bool {
    !faults.list().is_empty() && faults.to_string().ends_with("in a.toml, nothing was run\n")
}

#[test]
fn a_file_may_end_anywhere() {
    let whole = format!("{BASE}{REST}");
    assert!(faults(&whole).is_none());
    for (end, _) in whole.char_indices() {
        assert!(faults(&whole[..end]).is_none_or(|faults| is_answered(&faults)), "{}", &whole[..end]);
    }
}

#[test]
fn any_character_may_be_replaced_by_a_bracket_a_quote_or_a_line_end() {
    let whole = format!("{BASE}{REST}");
    for (at, character) in whole.char_indices() {
        for other in ["[", "}", "\"", "\n", "ä", ""] {
            let broken = format!("{}{other}{}", &whole[..at], &whole[at + character.len_utf8()..]);
            assert!(faults(&broken).is_none_or(|faults| is_answered(&faults)), "{broken}");
        }
    }
}

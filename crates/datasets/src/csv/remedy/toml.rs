//! Keys of `[dataset]` as TOML, to be pasted into a config.

use std::collections::BTreeMap;

use experiment::spec::{ColumnKind, Decimal, EVERY_OTHER, Missing, Thousands, WhenMissing};
use experiment::words::is_unseen;

use crate::csv::request::Request;
use crate::csv::signs::NumberSeparators;

/// `decimal = ","`, `thousands = "."`: the keys of the signs that are not the usual ones.
pub fn number_separator_keys((decimal, thousands): NumberSeparators) -> Vec<String> {
    let decimal = match decimal {
        Decimal::Point => None,
        Decimal::Comma => Some("decimal = \",\"".to_owned()),
    };
    let thousands = thousands.map(|thousands| match thousands {
        Thousands::Comma => ",",
        Thousands::Point => ".",
        Thousands::Blank => " ",
        Thousands::Apostrophe => "'",
        Thousands::Underscore => "_",
    });
    decimal.into_iter().chain(thousands.map(|sign| format!("thousands = {sign:?}"))).collect()
}

/// `kind = { day = "date" }`.
pub fn kinds<'a>(kinds: impl Iterator<Item = (&'a String, &'a ColumnKind)>) -> String {
    let word = |kind: &ColumnKind| match kind {
        ColumnKind::Date => "date",
        ColumnKind::Percent => "percent",
        ColumnKind::Currency => "currency",
        ColumnKind::Boolean => "boolean",
    };
    let entries: Vec<String> = kinds.map(|(name, kind)| format!("{} = {:?}", key(name), word(kind))).collect();
    format!("kind = {{ {} }}", entries.join(", "))
}

/// `missing_words = ["", "NA", "?", "unknown"]`: those of the config, else the usual ones, and more.
pub fn missing_words(request: &Request, more: &[String]) -> String {
    let usual = ["", "NA", "?"].map(String::from);
    let known = request.format.missing_words.as_deref().unwrap_or(&usual);
    format!("missing_words = {}", strings(known.iter().chain(more)))
}

/// `missing = "drop"`, or a table of the answers of the config and of `more`.
pub fn missing(given: Option<&Missing>, more: &BTreeMap<String, WhenMissing>) -> String {
    let mut answers = BTreeMap::new();
    match given {
        None => {}
        Some(Missing::Everywhere(answer)) => _ = answers.insert(EVERY_OTHER.to_owned(), *answer),
        Some(Missing::PerColumn(given)) => answers.clone_from(given),
    }
    answers.extend(more.iter().map(|(name, answer)| (name.clone(), *answer)));
    let mut kinds = answers.values();
    let first = kinds.next().copied();
    match first {
        Some(answer) if kinds.all(|other| *other == answer) => format!("missing = {:?}", answer.as_str()),
        _ => {
            let entry = |(name, answer): (&String, &WhenMissing)| format!("{} = {:?}", key(name), answer.as_str());
            format!("missing = {{ {} }}", answers.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
    }
}

/// The table of answers with one more, as TOML.
pub fn missing_with(given: Option<&Missing>, name: &str, answer: WhenMissing) -> String {
    missing(given, &BTreeMap::from([(name.to_owned(), answer)]))
}

/// A list of strings in TOML.
pub fn strings<'a>(names: impl Iterator<Item = &'a String>) -> String {
    format!("[{}]", names.map(|name| quoted(name)).collect::<Vec<_>>().join(", "))
}

/// A key of TOML, in quotes where it needs them.
fn key(name: &str) -> String {
    let bare = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    if bare { name.to_owned() } else { quoted(name) }
}

/// A string of TOML, whose escapes are not those of Rust.
pub fn quoted(text: &str) -> String {
    let letter = |letter: char| match letter {
        '"' => "\\\"".to_owned(),
        '\\' => "\\\\".to_owned(),
        unseen if is_unseen(unseen) => format!("\\u{:04X}", unseen as u32),
        other => other.to_string(),
    };
    format!("\"{}\"", text.chars().map(letter).collect::<String>())
}

//! Whether the first line of a file names its columns, and the names to give where it does not.
//!
//! A line of names has words above the numbers. It is a row if it has numbers above the numbers, and none of the words
//! above them; if there are no numbers at all, if most of its words occur again below them. Numbers that count on from
//! column to column, as years do, are names.

use std::collections::BTreeSet;

use super::profile::Profile;
use super::reading::Readers;
use crate::csv::missing_words::says_nothing;

/// What the first line is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Names {
    /// The names of the columns.
    OfFile,
    /// A row like the others; these are names to give.
    Missing(Vec<String>),
    /// Names that repeat; these are to take their place.
    Repeated(Vec<String>),
}

/// What the first line is, judged by the cells below it.
///
/// first: the cells of the first line  below: the profiles of all other lines
pub fn names(first: &[String], below: &[Profile], readers: &Readers) -> Names {
    if is_row(first, below, readers) {
        return Names::Missing((1..=first.len()).map(|column| format!("c{column}")).collect());
    }
    let named = first.iter().filter(|name| !name.is_empty());
    let distinct: BTreeSet<&String> = named.clone().collect();
    // The config can replace names that stand over numbers.
    match distinct.len() < named.count() && below.iter().any(Profile::is_numeric) {
        true => Names::Repeated(repeated(first)),
        false => Names::OfFile,
    }
}

fn is_row(first: &[String], below: &[Profile], readers: &Readers) -> bool {
    let over_numbers: Vec<(&String, &Profile)> = first.iter().zip(below).filter(|(_, c)| c.is_numeric()).collect();
    let again = first.iter().zip(below).filter(|(text, column)| !column.is_numeric() && occurs(text, column)).count();
    if over_numbers.is_empty() {
        return first.len() > 1 && 2 * again > first.len();
    }
    if over_numbers.iter().any(|(text, column)| is_word(text, column, readers)) {
        return false;
    }
    let numbers: Vec<f64> = over_numbers.iter().filter_map(|(text, _)| text.parse().ok()).collect();
    let counted = numbers.len() > 1 && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1.0);
    !counted || again > 0
}

/// Whether a text is no number the way the column is read.
fn is_word(text: &str, column: &Profile, readers: &Readers) -> bool {
    let reading = column.reading().cloned();
    reading.is_some_and(|mut reading| {
        let before = reading.numbers;
        !(readers.is_missing(text) || says_nothing(text) || reading.cell(text, readers) && reading.numbers > before)
    })
}

fn occurs(text: &str, column: &Profile) -> bool {
    column.values.contains_key(text)
}

/// The names of the file, those that repeat with a number behind them, and a number for those that are empty.
fn repeated(first: &[String]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (place, name) in first.iter().enumerate() {
        let wanted = if name.is_empty() { format!("c{}", place + 1) } else { name.clone() };
        let numbered = (2..).map(|number| format!("{wanted}_{number}"));
        let free = [wanted.clone()].into_iter().chain(numbered).find(|name| !names.contains(name));
        names.extend(free);
    }
    names
}

//! The column to predict: the one that was asked for, else a guess.
//!
//! A guess is never a column that is mostly missing, has one value or numbers the rows: such a column may be meant, but
//! only who knows the table can say so.

use experiment::spec::ColumnKind;
use experiment::suggest::{did_you_mean, nearest};

use super::layout::FileLayout;
use super::profile::Profile;
use super::roles::{is_class, useless, with_reasons};
use crate::data_error::{DataError, list};

/// Names that say a column is the one to predict, in lower case.
const TARGETS: [&str; 12] = [
    "target",
    "label",
    "y",
    "outcome",
    "response",
    "survived",
    "diagnosis",
    "churn",
    "default",
    "price",
    "quality",
    "medv",
];
/// Names that do so of the first or the last column.
const TARGETS_AT_AN_END: [&str; 6] = ["class", "species", "income", "salary", "charges", "result"];

/// A table has at most so many classes, and so many rows of each.
const MOST_CLASSES: usize = 1000;
const ROWS_OF_A_CLASS: usize = 5;

/// The place of the column to predict, and why it is that one.
///
/// # Errors
/// If there is no column of that name, or none that can be guessed.
pub fn target(
    columns: &[Profile],
    asked: Option<&str>,
    layout: &FileLayout,
) -> Result<(usize, &'static str), DataError> {
    match (asked, &layout.header) {
        (Some(name), _) => Ok((named(columns, name)?, "as it was asked for")),
        (None, None) => guess(columns),
        (None, Some(_)) => guess_without_names(columns),
    }
}

fn named(columns: &[Profile], name: &str) -> Result<usize, DataError> {
    columns.iter().position(|column| column.name == name).ok_or_else(|| {
        let names: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
        let error = DataError::new("", format!("there is no column {name:?}"));
        let error = match nearest(name, names.iter().map(String::as_str)) {
            Some(meant) => error.help(did_you_mean(meant)),
            None => error,
        };
        error.help(format!("columns: {}", list(&names)))
    })
}

/// Without names it is the last column or, if that is no class and the first is one, the first, as many collections
/// have it.
fn guess_without_names(columns: &[Profile]) -> Result<(usize, &'static str), DataError> {
    let (last, reason) = guess(columns)?;
    let class = |place: usize| is_class(&columns[place]) && unfit(&columns[place]).is_none();
    Ok(if !class(last) && class(0) { (0, "it is the first column, and holds classes") } else { (last, reason) })
}

/// A column with a name that targets often have, else the last one that is of any use.
fn guess(columns: &[Profile]) -> Result<(usize, &'static str), DataError> {
    let is = |place: &usize, names: &[&str]| names.contains(&columns[*place].name.to_lowercase().as_str());
    let fit: Vec<usize> = (0..columns.len()).filter(|place| unfit(&columns[*place]).is_none()).collect();
    let ends = [fit.first(), fit.last()];
    let at_an_end = ends.into_iter().flatten().find(|place| is(place, &TARGETS_AT_AN_END));
    let all: Vec<usize> = (0..columns.len()).collect();
    let by_name =
        all.iter().find(|place| is(place, &TARGETS) && (fit.contains(place) || has_many_classes(&columns[**place])));
    match (by_name.or(at_an_end), fit.last()) {
        (Some(place), _) => Ok((*place, "its name is a usual one for what is predicted")),
        (None, Some(last)) => Ok((*last, "it is the last column")),
        (None, None) => {
            let reasons: Vec<_> =
                columns.iter().filter_map(|column| Some((column.name.clone(), unfit(column)?))).collect();
            let error = DataError::new("", "no column can be predicted").help("name one with --target");
            Err(with_reasons(error, &reasons))
        }
    }
}

/// Whether words are too many for an input, and classes all the same: each occurs some times.
fn has_many_classes(column: &Profile) -> bool {
    !column.is_numeric()
        && column.values.len() <= MOST_CLASSES
        && ROWS_OF_A_CLASS * column.values.len() <= column.known()
}

/// Why nobody would guess that a column is the target; none if one may.
fn unfit(column: &Profile) -> Option<String> {
    match useless(column) {
        Some(reason) => Some(reason),
        None if column.is_counting() => Some("it numbers the rows".into()),
        None if column.kind() == Some(ColumnKind::Date) => Some("it is a date".into()),
        None if column.values.len() < 2 => Some("all its known cells say the same".into()),
        None if 2 * column.known() < column.rows => Some("most of its cells are missing".into()),
        None => None,
    }
}

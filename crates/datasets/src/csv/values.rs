//! The numbers of a row: what a cell of an input, of a weight or of a numeric target says, or its fault.

use super::cell::{Cell, missing, number};
use super::rows::Rows;
use super::{Wanted, complaint};
use crate::data_error::DataError;

/// A number to predict from; NaN if it is missing and may be.
pub fn input(rows: &Rows, column: usize, wanted: &Wanted) -> Result<f64, DataError> {
    let text = rows.cell(column);
    match number(text) {
        Cell::Number(value) => Ok(value),
        Cell::Missing if wanted.missing.is_some() => Ok(f64::NAN),
        Cell::Missing => Err(complaint::missing(rows, column)),
        Cell::Infinite => Err(complaint::infinite(rows, column, text)),
        Cell::Text => Err(complaint::text(rows, column, text, wanted)),
    }
}

/// The number that `index` gives to a category; NaN if it is missing and may be.
pub fn category(
    rows: &Rows,
    column: usize,
    wanted: &Wanted,
    index: impl FnOnce(&str) -> Result<usize, DataError>,
) -> Result<f64, DataError> {
    let text = rows.cell(column);
    match (missing(text), wanted.missing) {
        (true, Some(_)) => Ok(f64::NAN),
        (true, None) => Err(complaint::missing(rows, column)),
        (false, _) => index(text).map(|index| index as f64),
    }
}

/// The weight of a sample.
pub fn weight(rows: &Rows, column: usize) -> Result<f64, DataError> {
    let text = rows.cell(column);
    match number(text) {
        Cell::Number(value) if value >= 0.0 => Ok(value),
        Cell::Number(_) => {
            Err(rows.fault(column, format!("the weight {text} is negative"), "").help("weights are 0 or more"))
        }
        Cell::Missing => Err(complaint::missing_answer(rows, column, "weight")),
        Cell::Infinite => Err(complaint::infinite(rows, column, text)),
        Cell::Text => Err(rows.fault(column, format!("{text:?} is not a number"), "").help("weights are numbers")),
    }
}

/// A target that is there, whatever it is.
pub fn target(rows: &Rows, column: usize) -> Result<&str, DataError> {
    let text = rows.cell(column);
    if missing(text) { Err(complaint::missing_answer(rows, column, "target")) } else { Ok(text) }
}

/// A number to predict.
pub fn answer(rows: &Rows, column: usize) -> Result<f64, DataError> {
    let text = target(rows, column)?;
    match number(text) {
        Cell::Number(value) => Ok(value),
        Cell::Infinite => Err(complaint::infinite(rows, column, text)),
        Cell::Missing | Cell::Text => Err(complaint::worded(rows, column, text)),
    }
}

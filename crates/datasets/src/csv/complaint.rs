//! What is said about a cell that does not do, and what to write instead.

use super::Wanted;
use super::categories::MOST;
use super::cell::{Cell, number};
use super::rows::Rows;
use crate::data_error::DataError;

const DROP: &str = "write missing = \"drop\" in [dataset] to leave out rows with missing cells";
const MEAN: &str = "write missing = \"mean\" in [dataset] to put the mean of the training part";

/// A column that holds numbers in so many rows holds no categories.
const MANY: u64 = 10;

/// For a cell that begins with a quote after a blank, where a quote means nothing.
pub const QUOTE: &str = "a quote around a cell stands right behind the delimiter, without a blank";

/// A missing input.
pub fn missing(rows: &Rows, column: usize) -> DataError {
    rows.fault(column, format!("a cell of {:?} is missing", rows.header[column]), "").help(MEAN).help(DROP)
}

/// A missing target or weight: a mean would make no sense.
pub fn missing_answer(rows: &Rows, column: usize, what: &str) -> DataError {
    rows.fault(column, format!("the {what} {:?} is missing", rows.header[column]), "").help(DROP)
}

/// A word in a column of numbers.
pub fn text(rows: &Rows, column: usize, text: &str, wanted: &Wanted) -> DataError {
    let fault = rows.fault(column, format!("{text:?} is not a number"), "");
    let parses = |text: String| text.parse::<f64>().is_ok();
    if text.rfind(',') > text.rfind('.') && parses(text.replace('.', "").replacen(',', ".", 1)) {
        return fault.help("write numbers with a decimal point, 3.5");
    }
    if parses(text.replace(',', "")) {
        return fault.help("write numbers without separators of thousands, 1234.5");
    }
    if text.starts_with('"') {
        return fault.help(QUOTE);
    }
    let name = &rows.header[column];
    if rows.number() > MANY {
        return fault.help(format!("if {text:?} means that nothing is known, leave the cell empty")).help(DROP);
    }
    let all: Vec<String> = wanted.categorical.iter().chain([name]).map(|name| format!("{name:?}")).collect();
    fault
        .help(format!("if {name:?} holds categories, write categorical = [{}] in [dataset]", all.join(", ")))
        .help(format!("if it only names the rows, write {}", ignored(name, wanted)))
}

/// The key that leaves a column out, besides those that are left out already.
fn ignored(name: &String, wanted: &Wanted) -> String {
    let all: Vec<String> = wanted.ignore.iter().chain([name]).map(|name| format!("{name:?}")).collect();
    format!("ignore = [{}] in [dataset]", all.join(", "))
}

/// A number beyond f64.
pub fn infinite(rows: &Rows, column: usize, text: &str) -> DataError {
    rows.fault(column, format!("{text:?} is not finite"), "").help("a cell holds a number below 1.8e308, or nothing")
}

/// A word where a regression has its target.
pub fn worded(rows: &Rows, column: usize, text: &str) -> DataError {
    rows.target_fault(column, format!("{text:?} is not a number, and the target of a regression is"))
        .help("to predict classes, write task = \"classification\" in [dataset]")
}

/// More classes than anyone could mean.
pub fn many_classes(rows: &Rows, column: usize, text: &str) -> DataError {
    let message = format!("the target {:?} has more than {MOST} different values", rows.header[column]);
    let fault = rows.target_fault(column, message);
    match number(text) {
        Cell::Number(_) => fault.help("to predict it as a number, write task = \"regression\" in [dataset]"),
        Cell::Missing | Cell::Infinite | Cell::Text => fault.help("a target of classes has a few values"),
    }
}

/// More categories than columns are made for.
pub fn many_categories(rows: &Rows, column: usize, wanted: &Wanted) -> DataError {
    let name = &rows.header[column];
    rows.fault(column, format!("{name:?} has more than {MOST} different values, too many for categories"), "")
        .help(format!("take it out of categorical; if it only names the rows, write {}", ignored(name, wanted)))
}

/// No row left.
pub fn nothing(rows: &Rows, dropped: usize) -> DataError {
    match dropped {
        0 => rows.file_fault(|name| format!("{name} has a header but no rows")).help("one line for each sample"),
        _ => rows
            .file_fault(|name| format!("every row of {name} has a missing cell, so none is left"))
            .help("write missing = \"mean\" in [dataset], or fill the cells"),
    }
}

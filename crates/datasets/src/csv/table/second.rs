//! A second file, whose rows go behind those of the table.
//!
//! It has the same columns in any order; a category or a class that the first one does not have is a problem, for the
//! network has no input or output for it.

use std::collections::BTreeSet;

use experiment::spec::RowRange;

use super::{answer, check};
use crate::column::Column;
use crate::csv::Source;
use crate::csv::categories::Lookup;
use crate::csv::column::{ColumnReader, Contents, Role};
use crate::csv::reader::{Dropped, TableReader};
use crate::csv::request::Request;
use crate::csv::rows::Rows;
use crate::csv::wording::FileRole;
use crate::data_error::{DataError, DataErrors};
use crate::table::{RawTable, Target};

const SAME_COLUMNS: &str = "both files have the same columns, in any order";

/// Appends the rows of a source, and gives their number.
///
/// # Errors
/// Every problem of its cells, or the first of the file itself.
pub fn append(source: &Source, request: &Request, table: &mut RawTable) -> Result<usize, DataErrors> {
    let names = table.columns.iter().map(|column| column.name.as_str());
    let mut rows = Rows::open_like(source, &request.format, names)?;
    rows.check_header(|name| !request.ignore.iter().any(|ignored| ignored == name))?;
    let mut reader = second_reader(&rows, request, table)?;
    let mut read = reader.read(&mut rows, RowRange::ALL);
    let known = |place: usize| words(&reader, table, place);
    check(&rows, request, &reader, &mut read, FileRole::TestFile, &known)?;
    let before = table.rows + table.left_out.len();
    table.rows += read.count;
    table.inputs.extend(read.inputs);
    table.left_out.extend(read.left_out.iter().map(|row| before + row));
    table.incomplete += read.incomplete.len();
    match &mut table.target {
        Target::Numbers { values, .. } => values.extend(read.targets),
        Target::Classes { labels, .. } => labels.extend(read.targets.into_iter().map(|label| label as usize)),
        Target::Coded { .. } => unreachable!("the targets of a file are classes or numbers"),
    }
    table.weights.iter_mut().for_each(|weights| weights.extend(&read.weights));
    Ok(read.count)
}

/// Readers of a second file, which knows the words of the table.
fn second_reader(rows: &Rows, request: &Request, table: &RawTable) -> Result<TableReader, DataError> {
    let names = table.columns.iter().map(|column| &column.name).chain(request.targets).chain(request.ignore);
    let known: BTreeSet<&str> = names.map(String::as_str).chain(request.weights).collect();
    if let Some(column) = rows.header.iter().position(|name| !known.contains(name.as_str())) {
        let message = format!("the file of path has no column {:?}", rows.header[column]);
        return Err(rows.error_in_header(column, message).help(SAME_COLUMNS));
    }
    let place = |name: &str| rows.header.iter().position(|known| known == name).ok_or_else(|| lacks(rows, name));
    let input = |column: &Column| Ok(ColumnReader::like(column, place(&column.name)?).unknown(request.unknown));
    let numbers = |name: &str, role: Role| {
        let contents = Contents::Numbers(request.kinds.get(name).copied());
        Ok::<_, DataError>(ColumnReader::new(place(name)?, role, contents).missing(answer(request, role, name)))
    };
    let target = |name: &String| {
        let reader = numbers(name, Role::Target)?;
        Ok(match table.target.classes() {
            [] => reader,
            classes => ColumnReader { contents: Contents::KnownWords(Lookup::new(classes)), ..reader },
        })
    };
    Ok(TableReader::new(
        table.columns.iter().map(input).collect::<Result<_, DataError>>()?,
        request.targets.iter().map(target).collect::<Result<_, DataError>>()?,
        request.weights.map(|name| numbers(name, Role::Weight)).transpose()?,
        &request.format,
        Dropped::LeftOut,
    ))
}

fn lacks(rows: &Rows, name: &str) -> DataError {
    rows.header_error(format!("the column {name:?} is missing, which the file of path has")).help(SAME_COLUMNS)
}

/// The words of the column at a place of a second file.
fn words(reader: &TableReader, table: &RawTable, place: usize) -> Vec<String> {
    let input = reader.inputs.iter().position(|column| column.place == place);
    match input {
        Some(input) => table.columns[input].categories.clone().unwrap_or_default(),
        None => table.target.classes().to_vec(),
    }
}

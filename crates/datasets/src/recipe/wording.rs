//! How problems of new data are told: one error for each column and problem, with what the run knows.

use super::Recipe;
use crate::csv::column::{Problem, Role};
use crate::csv::problems::{Cells, Problems};
use crate::csv::reader::TableReader;
use crate::csv::rows::Rows;
use crate::data_error::{DataError, list};

/// Every problem of the cells of a new file.
pub fn errors(rows: &Rows, recipe: &Recipe, reader: &TableReader, problems: &Problems) -> Vec<DataError> {
    let groups = problems.grouped().into_iter();
    let cells = groups.flat_map(|(problem, columns)| columns.into_iter().map(move |column| (problem, column)));
    cells.map(|(problem, (place, cells))| error(rows, recipe, reader, problem, place, cells)).collect()
}

fn error(
    rows: &Rows,
    recipe: &Recipe,
    reader: &TableReader,
    problem: Problem,
    place: usize,
    cells: &Cells,
) -> DataError {
    let name = &rows.header[place];
    let text = cells.texts.first().map_or("", String::as_str);
    let at = |message: String| rows.error_at(cells.first, message);
    let is_target = reader.targets.iter().any(|column| column.place == place && column.role == Role::Target);
    match problem {
        Problem::Missing | Problem::MissingOtherwise(_) => at(format!("a cell of {name:?} is missing"))
            .help("fill it; the run was trained without missing cells there"),
        Problem::NoNumber | Problem::Infinite | Problem::Negative if is_target => {
            at(format!("{text:?} is not a finite number")).help(format!(
                "{name:?} is the target, a number: correct the cell, or leave it empty, and the row does not count"
            ))
        }
        Problem::NoNumber | Problem::Infinite | Problem::Negative => {
            at(format!("{text:?} is not a finite number")).help(format!("the run was trained with numbers in {name:?}"))
        }
        Problem::OtherCurrency => at(format!("{text:?} is in another currency"))
            .help(format!("convert the amounts of {name:?} into the currency that the run was trained with")),
        Problem::Unseen | Problem::TooManyWords => {
            let texts: Vec<String> = cells.texts.iter().map(|text| format!("{text:?}")).collect();
            let error = at(format!("the run never saw {name:?} as {}", list(&texts)));
            let error = error.help(format!("it knows: {}", list(known(recipe, reader, place))));
            match is_target {
                true => error,
                false => error.help(UNKNOWN),
            }
        }
    }
}

const UNKNOWN: &str =
    "--unknown zero goes on with 0 in all inputs of the category; so does [dataset] unknown = \"zero\"";

/// The words of the column at a place of the new file.
fn known<'a>(recipe: &'a Recipe, reader: &TableReader, place: usize) -> &'a [String] {
    match reader.inputs.iter().position(|column| column.place == place) {
        Some(input) => recipe.columns[input].categories.as_deref().unwrap_or_default(),
        None => recipe.targets.classes(),
    }
}

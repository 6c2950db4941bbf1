//! How problems of new data are told: one error for each column and problem, with what the run knows.

use experiment::spec::ColumnKind;

use super::Recipe;
use crate::csv::column::{Contents, Problem, Role};
use crate::csv::problems::{ProblemCells, Problems};
use crate::csv::reader::TableReader;
use crate::csv::rows::Rows;
use crate::data_error::{DataError, list};

/// Every problem of the cells of a new file.
pub fn errors(rows: &Rows, recipe: &Recipe, reader: &TableReader, problems: &Problems) -> Vec<DataError> {
    let groups = problems.by_problem().into_iter();
    let cells = groups.flat_map(|(problem, columns)| columns.into_iter().map(move |column| (problem, column)));
    cells.map(|(problem, (place, cells))| error(rows, recipe, reader, problem, place, cells)).collect()
}

fn error(
    rows: &Rows,
    recipe: &Recipe,
    reader: &TableReader,
    problem: Problem,
    place: usize,
    cells: &ProblemCells,
) -> DataError {
    let name = &rows.header[place];
    let text = cells.texts.first().map_or("", String::as_str);
    let at = |message: String| rows.error_at(cells.first, message);
    let is_target = reader.targets.iter().any(|column| column.place == place && column.role == Role::Target);
    match problem {
        Problem::Missing | Problem::MissingOtherwise(_) => at(format!("a cell of {name:?} is missing"))
            .help("fill it; the run was trained without missing cells there"),
        Problem::NoNumber | Problem::Infinite | Problem::Negative => {
            let Form { one, many, example } = form(reader, place);
            at(format!("{text:?} is not {one}")).help(match is_target {
                true => format!(
                    "{name:?} is the target, {one}{example}: correct the cell, or leave it empty, and the row does not \
                     count"
                ),
                false => format!("the run was trained with {many} in {name:?}{example}"),
            })
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

/// What the cells of a column are, in words.
struct Form {
    one: &'static str,
    many: &'static str,
    /// `, such as 5%`; empty of plain numbers.
    example: String,
}

/// What the cells of the column at a place are.
fn form(reader: &TableReader, place: usize) -> Form {
    let column = reader.columns().find(|column| column.place == place);
    let kind = column.and_then(|column| match column.contents {
        Contents::Numbers(kind) => kind,
        Contents::NewWords(_) | Contents::KnownWords(_) => None,
    });
    let currency = column.and_then(|column| column.currency.as_deref()).unwrap_or("$");
    let of = |one, many, example: &str| Form { one, many, example: format!(", such as {example}") };
    match kind {
        None => Form { one: "a finite number", many: "numbers", example: String::new() },
        Some(ColumnKind::Date) => of("a date", "dates", "2024-02-29"),
        Some(ColumnKind::Percent) => of("a percentage", "percentages", "5%"),
        Some(ColumnKind::Currency) => of("an amount of money", "amounts of money", &format!("{currency} 5")),
        Some(ColumnKind::Boolean) => of("yes or no", "yes and no", "true or no"),
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

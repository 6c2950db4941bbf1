//! New data for an old run: a CSV becomes the inputs of its network, and its answers where the file has them.

use std::path::Path;

use engine::Matrix;

use super::{Recipe, Targets};
use crate::columns::Columns;
use crate::csv::Source;
use crate::csv::categories::Lookup;
use crate::csv::cell::{Cell, missing, number};
use crate::csv::rows::Rows;
use crate::data_error::{DataError, list};
use crate::scale;
use crate::table::Column;

/// New data.
#[derive(Debug, Clone, PartialEq)]
pub struct New {
    /// (n, in): scaled.
    pub inputs: Matrix,
    /// What the file says of the target, if it has that column.
    pub answers: Option<Answers>,
}

/// The right answers of new rows, as far as they are known.
#[derive(Debug, Clone, PartialEq)]
pub enum Answers {
    /// The class of each row. A class that training never saw has the number behind the last.
    Classes(Vec<Option<usize>>),
    /// The number of each row.
    Numbers(Vec<Option<f64>>),
}

impl Recipe {
    /// The inputs of a CSV, and its answers. Its columns may stand in any order; others are ignored.
    ///
    /// # Errors
    /// A fault of the file, a column that is missing, a cell that is no number, a category that training never
    /// saw. Its `at` is empty, as no config is involved. What stands in the column of the target is no fault.
    pub fn read(&self, path: &Path) -> Result<New, DataError> {
        let mut rows = Rows::open(&Source::File { path: path.to_owned(), at: "" })?;
        let places =
            self.columns.iter().map(|column| place(&rows, column, &self.columns)).collect::<Result<Vec<_>, _>>()?;
        let lookups: Vec<Option<Lookup>> =
            self.columns.iter().map(|column| column.categories.as_deref().map(Lookup::new)).collect();
        let mut answers = Reader::new(self, &rows);
        let mut values = Vec::new();
        let mut count = 0;
        while rows.next()? {
            count += 1;
            for ((column, lookup), &place) in self.columns.iter().zip(&lookups).zip(&places) {
                values.push(self.cell(&rows, column, lookup.as_ref(), place)?);
            }
            answers.iter_mut().for_each(|answers| answers.read(&rows));
        }
        let made = Columns::new(&self.columns, self.features.as_deref())?;
        made.apply(&mut values).map_err(|fault| DataError {
            at: String::new(),
            help: vec![COMPUTED.into()],
            ..fault
        })?;
        scale::apply(&mut values, self.fill.as_ref().unwrap_or(&vec![0.0; self.inputs.len()]), &self.scaling());
        let inputs = Matrix::new(count, self.inputs.len(), values);
        Ok(New { inputs, answers: answers.map(|reader| reader.answers) })
    }

    fn cell(&self, rows: &Rows, column: &Column, lookup: Option<&Lookup>, place: usize) -> Result<f64, DataError> {
        let text = rows.cell(place);
        let name = &column.name;
        if missing(text) {
            return match self.fill {
                Some(_) => Ok(f64::NAN),
                None => Err(rows
                    .fault(place, format!("a cell of {name:?} is missing"), "")
                    .help("fill it; only a run trained with missing = \"mean\" can do without")),
            };
        }
        match (lookup, number(text)) {
            (None, Cell::Number(value)) => Ok(value),
            (None, Cell::Missing | Cell::Infinite | Cell::Text) => Err(rows
                .fault(place, format!("{text:?} is not a finite number"), "")
                .help(format!("the run was trained with numbers in {name:?}"))),
            (Some(lookup), _) => lookup.find(text).map(|index| index as f64).ok_or_else(|| {
                rows.fault(place, format!("the run never saw {name:?} as {text:?}"), "")
                    .help(format!("it knows: {}", list(column.categories.as_deref().unwrap_or_default())))
            }),
        }
    }
}

/// Reads the column of the target.
struct Reader {
    place: usize,
    classes: Lookup,
    unseen: usize,
    answers: Answers,
}

impl Reader {
    /// None if the file lacks that column, or the targets were several.
    fn new(recipe: &Recipe, rows: &Rows) -> Option<Reader> {
        let answers = match &recipe.targets {
            Targets::Pair { .. } | Targets::OneHot { .. } => Answers::Classes(Vec::new()),
            Targets::Numeric { names, .. } if names.len() == 1 => Answers::Numbers(Vec::new()),
            Targets::Numeric { .. } => return None,
        };
        let place = rows.header.iter().position(|name| *name == recipe.target)?;
        let classes = recipe.targets.classes();
        Some(Reader { place, classes: Lookup::new(classes), unseen: classes.len(), answers })
    }

    fn read(&mut self, rows: &Rows) {
        let text = rows.cell(self.place);
        match &mut self.answers {
            Answers::Classes(labels) => {
                labels.push((!missing(text)).then(|| self.classes.find(text).unwrap_or(self.unseen)));
            }
            Answers::Numbers(values) => values.push(match number(text) {
                Cell::Number(value) => Some(value),
                Cell::Missing | Cell::Infinite | Cell::Text => None,
            }),
        }
    }
}

const COMPUTED: &str = "the run computes this input from the columns of the row: correct them, or leave the row out";

/// Where a column of training stands in the new file. A misspelled name is one that the run does not use.
fn place(rows: &Rows, column: &Column, used: &[Column]) -> Result<usize, DataError> {
    rows.header.iter().position(|name| *name == column.name).ok_or_else(|| {
        let message = format!("the column {:?} is missing, which the run was trained with", column.name);
        let unused = |name: &&String| used.iter().all(|column| column.name != **name);
        let free: Vec<String> = rows.header.iter().filter(unused).cloned().collect();
        match free.is_empty() {
            true => rows.header_fault(message).help("every other column of this file is used already"),
            false => rows.unknown_column(message, &column.name, "columns that the run does not use", &free),
        }
    })
}

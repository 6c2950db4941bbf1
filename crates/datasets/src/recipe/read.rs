//! New data for an old run: a CSV becomes the inputs of its network, and its targets where the file has them.

use engine::Matrix;
use experiment::spec::{RowRange, WhenMissing};

use super::out_of_range::{OutOfRange, out_of_range};
use super::wording::errors;
use super::{Recipe, Targets};
use crate::column::Column;
use crate::columns::Columns;
use crate::csv::categories::Lookup;
use crate::csv::column::{ColumnReader, Contents, Role};
use crate::csv::reader::{Dropped, ReadRows, TableReader};
use crate::csv::rows::Rows;
use crate::data_error::{DataError, DataErrors};
use crate::files::NewFile;
use crate::scale;

/// The rows of a new file.
#[derive(Debug, Clone, PartialEq)]
pub struct NewRows {
    /// The names of the columns of the file.
    pub header: Vec<String>,
    /// The cells of the file as they are.
    pub cells: Vec<Vec<String>>,
    /// (n, in): scaled.
    pub inputs: Matrix,
    /// What the file says of the targets, if it has their columns.
    pub known_targets: Option<KnownTargets>,
    /// The rows, ascending, with a missing cell that training would have dropped: nothing can be predicted for them.
    pub incomplete: Vec<usize>,
    /// The inputs that lie far outside of their training ranges.
    pub outside: Vec<OutOfRange>,
}

/// The targets of new rows, as far as they are known.
#[derive(Debug, Clone, PartialEq)]
pub enum KnownTargets {
    /// The class of each row.
    Classes(Vec<Option<usize>>),
    /// The numbers of each row in their own units, one for each target, if all are known.
    Numbers(Vec<Option<Vec<f64>>>),
}

impl Recipe {
    /// The inputs of a CSV, and its targets. Its columns may stand in any order; others are not looked at.
    ///
    /// # Errors
    /// Every problem of its cells: no number, a category or a class that training never saw, a missing cell that
    /// nothing stands for; else the first problem of the file itself. No config is involved, so their `at` is empty.
    pub fn read(&self, file: impl Into<NewFile>) -> Result<NewRows, DataErrors> {
        let names = self.columns.iter().map(|column| column.name.as_str());
        let mut rows = Rows::open_like(&file.into().source(), &self.file, names)?;
        rows.check_header(|name| self.columns.iter().any(|column| column.name == name))?;
        let mut reader = self.reader(&rows)?;
        let mut read = reader.read(&mut rows, RowRange::ALL);
        let broken = read.broken.take();
        DataErrors::of(errors(&rows, self, &reader, &read.problems).into_iter().chain(broken).collect())?;
        let known_targets = (!reader.targets.is_empty()).then(|| self.known_targets(&read));
        let mut values = std::mem::take(&mut read.inputs);
        self.count_from_earliest(&mut values);
        let made = Columns::new(&self.columns, self.features.as_deref())?;
        let told = |error| DataError { at: String::new(), help: vec![COMPUTED.into()], ..error };
        made.apply(&mut values).map_err(told)?;
        let outside = out_of_range(&self.inputs, &self.input_ranges, &values);
        scale::apply(&mut values, &self.fills(), &self.scaling());
        let (inputs, incomplete) = (Matrix::new(read.count, self.inputs.len(), values), read.incomplete);
        Ok(NewRows { header: rows.header, cells: read.cells, inputs, known_targets, incomplete, outside })
    }

    /// Readers of all columns, or an error for each that the file lacks.
    fn reader(&self, rows: &Rows) -> Result<TableReader, DataErrors> {
        let reader = |column: &Column, place| ColumnReader::like(column, place).unknown(self.unknown);
        let (mut inputs, mut lacking) = (Vec::new(), Vec::new());
        for column in &self.columns {
            match place(rows, column, &self.columns) {
                Ok(place) => inputs.push(reader(column, place)),
                Err(error) => lacking.push(error),
            }
        }
        DataErrors::of(lacking)?;
        Ok(TableReader::new(inputs, self.target_readers(rows), None, &self.file, Dropped::Kept).keeping_cells())
    }

    /// Readers of the targets; none if the file lacks one of them.
    fn target_readers(&self, rows: &Rows) -> Vec<ColumnReader> {
        let place = |name: &String| rows.header.iter().position(|known| known == name);
        let places: Option<Vec<usize>> = self.target.names().iter().map(place).collect();
        let contents = || match &self.targets {
            Targets::Pair { classes, .. } | Targets::OneHot { classes, .. } => {
                Contents::KnownWords(Lookup::new(classes))
            }
            Targets::Numeric { .. } => Contents::Numbers(self.target_kind),
        };
        // Whatever the answer, a missing target is no problem here: it is what is asked for.
        let reader = |place| ColumnReader::new(place, Role::Target, contents()).missing(Some(WhenMissing::Mean));
        places.unwrap_or_default().into_iter().map(reader).collect()
    }

    fn known_targets(&self, read: &ReadRows) -> KnownTargets {
        let rows = read.targets.chunks_exact(self.target.names().len());
        match &self.targets {
            Targets::Pair { .. } | Targets::OneHot { .. } => {
                let label = |value: f64| (!value.is_nan()).then_some(value as usize);
                KnownTargets::Classes(rows.map(|row| label(row[0])).collect())
            }
            Targets::Numeric { .. } => {
                let numbers = |row: &[f64]| row.iter().all(|value| !value.is_nan()).then(|| row.to_vec());
                KnownTargets::Numbers(rows.map(numbers).collect())
            }
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
            true => rows.header_error(message).help("every other column of this file is used already"),
            false => rows.unknown_column(message, &column.name, "columns that the run does not use", &free),
        }
    })
}

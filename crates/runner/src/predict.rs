//! What finished runs predict for new data: each with its own columns, scaling, class names and parameters.
//!
//! The rows of the data come back with the predictions beside them. Several runs of an arm make an ensemble: its
//! prediction is the mean of theirs, with the smallest and the largest of them.

mod baseline;
mod columns;
mod network;
mod parts;
mod score;
mod stored;

use std::path::{Path, PathBuf};

use datasets::{DataError, DataErrors, NewFile, NewRows, OutOfRange};
use engine::{Dataset, Matrix};
use experiment::spec::{Part, WhenUnknown};

use crate::BuildEngine;
use columns::PredictedColumns;
use stored::StoredRun;

pub use score::{ClassScore, Score, ScoredRows};

/// What is to be predicted, and by what.
pub struct PredictRequest<'a> {
    /// The folders of finished runs, at least one.
    pub runs: &'a [PathBuf],
    /// The network of the runs, or a simple model of the data of the first.
    pub model: Model<'a>,
    /// A CSV with the columns that the runs were trained on.
    pub data: &'a NewFile,
    /// The folder of the runs' config, where a test file of theirs lies.
    pub folder: &'a Path,
    /// What becomes of a category that training never saw, where the runs themselves do not say.
    pub unknown: Option<WhenUnknown>,
}

/// The networks of the runs, or one of their simple baselines.
#[derive(Clone, Copy)]
pub enum Model<'a> {
    /// The trained network of each run.
    Networks,
    /// The baseline of that name, fitted on the training part of these data.
    Baseline(&'a str, &'a Dataset),
}

/// Why nothing was predicted.
#[derive(Debug)]
pub enum PredictError {
    /// A folder holds no run that predicts, or the runs do not go together.
    Run(String),
    /// A run is damaged, or of another version.
    Unreadable(String),
    /// The data do not fit the run.
    Data(DataErrors),
}

/// Predictions, one row for each row of the data.
#[derive(Debug, Clone, PartialEq)]
pub struct Predictions {
    /// The names of the columns of the data.
    pub input_header: Vec<String>,
    /// The cells of the data as they are.
    pub input_rows: Vec<Vec<String>>,
    /// The names of the columns that are added: `part` if these are the data of the run; `predicted`;
    /// `probability:` and a class, or `output:` and a name; of several runs `low:` and `high:`.
    pub header: Vec<String>,
    /// The cells of these columns.
    pub rows: Vec<Vec<String>>,
    /// How right they are, where the data hold the targets: of the data of the run for each part, then for all rows.
    pub scores: Vec<Score>,
    /// The inputs that lie far outside of their training ranges, where predictions say little.
    pub outside: Vec<OutOfRange>,
}

/// Predicts for every row of the data.
///
/// # Errors
/// If a folder holds no finished run or a damaged one, or the data do not fit it: a column is missing, a category is
/// unknown, a column has a name that is added.
pub fn predict(request: &PredictRequest, build: BuildEngine) -> Result<Predictions, PredictError> {
    let read = |folder: &PathBuf| {
        let mut stored = stored::read(folder)?;
        stored.recipe.unknown = stored.recipe.unknown.or(request.unknown);
        Ok(stored)
    };
    let runs = request.runs.iter().map(read).collect::<Result<Vec<_>, PredictError>>()?;
    let mut members = Vec::new();
    let mut first = None;
    for stored in &runs {
        let (rows, outputs) = rows_and_outputs(stored, request, build)?;
        members.push(outputs);
        first.get_or_insert(rows);
    }
    let (run, rows) = (&runs[0], first.expect("there is at least one run"));
    if runs.iter().any(|other| other.recipe.targets.classes() != run.recipe.targets.classes()) {
        return Err(PredictError::Run("its runs know different classes, so they make no ensemble".into()));
    }
    let schema = run.recipe.schema();
    let columns = PredictedColumns::new(&run.run.spec, &schema, members);
    let parts = parts::parts(&runs, request, rows.cells.len());
    let scores = score::scores(&run.run.spec, &run.recipe, &columns.outputs, &rows, parts.as_deref());
    let added = Added { parts, columns: &columns };
    free_names(&rows.header, &added.header()).map_err(|error| PredictError::Data(error.into()))?;
    Ok(Predictions {
        header: added.header(),
        rows: (0..rows.cells.len()).map(|row| added.cells(row)).collect(),
        scores,
        outside: rows.outside,
        input_header: rows.header,
        input_rows: rows.cells,
    })
}

/// The rows of the data as a run reads them, and what is predicted for them in the target's own unit: (n, out). The
/// outputs of a row that is incomplete are NaN.
fn rows_and_outputs(
    stored: &StoredRun,
    request: &PredictRequest,
    build: BuildEngine,
) -> Result<(NewRows, Matrix), PredictError> {
    let rows = stored.recipe.read(request.data.clone()).map_err(PredictError::Data)?;
    let outputs = match request.model {
        Model::Networks => network::outputs(stored, &rows.inputs, build),
        Model::Baseline(name, dataset) => baseline::outputs(name, dataset, &rows.inputs),
    };
    let mut outputs = outputs?;
    rows.incomplete.iter().for_each(|&row| outputs.row_mut(row).fill(f64::NAN));
    Ok((rows, outputs))
}

/// The columns that are added.
struct Added<'a> {
    parts: Option<Vec<Option<Part>>>,
    columns: &'a PredictedColumns<'a>,
}

impl Added<'_> {
    fn header(&self) -> Vec<String> {
        self.parts.iter().map(|_| "part".to_owned()).chain(self.columns.header()).collect()
    }

    fn cells(&self, row: usize) -> Vec<String> {
        let part = |parts: &Vec<Option<Part>>| parts[row].map_or("", Part::as_str).to_owned();
        self.parts.iter().map(part).chain(self.columns.cells(row)).collect()
    }
}

/// No column of the data may have a name that is added.
fn free_names(header: &[String], added: &[String]) -> Result<(), DataError> {
    match header.iter().find(|name| added.contains(name)) {
        None => Ok(()),
        Some(name) => Err(DataError::new("", format!("the data have a column {name:?}, which predictions add"))
            .help("give it another name, or leave it out")),
    }
}

/// Whether a text is a table of predictions, by the names of its columns.
pub fn are_predictions(text: &str) -> bool {
    let mut names = text.lines().next().unwrap_or_default().split(',').map(|name| name.trim_matches('"'));
    names.any(|name| name == "predicted" || name.starts_with("predicted:"))
}

impl Predictions {
    /// The data with the predictions beside them as CSV, with cells in quotes where they must be.
    pub fn csv(&self) -> String {
        let mut csv = csv::Writer::from_writer(Vec::new());
        let rows = [(&self.input_header, &self.header)].into_iter().chain(self.input_rows.iter().zip(&self.rows));
        for (given, added) in rows {
            csv.write_record(given.iter().chain(added)).expect("memory takes all bytes, and rows are of one length");
        }
        String::from_utf8(csv.into_inner().expect("memory takes all bytes")).expect("cells are text")
    }
}

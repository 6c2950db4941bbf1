//! What a finished run says of new data: the run's own columns, scaling and class names, its own parameters.

mod score;
mod stored;

use std::path::Path;
use std::sync::Arc;

use datasets::{DataErrors, NewRows, Recipe, Targets};
use engine::dataset::{Encoding, Scaling};
use engine::{Dataset, Layout, Matrix, Snapshot};
use experiment::Spec;
use experiment::spec::{Precision, Task};

use crate::Build;
use crate::store::{of_outputs, shortest};
use crate::tensors::Matrices;
use crate::unit::own_unit;

pub use score::Score;

/// Why nothing was predicted.
#[derive(Debug)]
pub enum Refusal {
    /// The folder holds no finished run.
    Run(String),
    /// The data do not fit the run.
    Data(DataErrors),
}

/// Predictions, one row for each row of the data.
#[derive(Debug, Clone, PartialEq)]
pub struct Predictions {
    /// `predicted` for classes; then `output:` and a name for each output.
    pub header: Vec<String>,
    /// The cells.
    pub rows: Vec<Vec<String>>,
    /// How good they are, where the data hold the right answers.
    pub score: Option<Score>,
}

/// Predicts from the rows of a CSV with the run in `folder`.
///
/// # Errors
/// If the folder holds no finished run, or the data do not fit it: a column is missing, a category is unknown.
pub fn predict(folder: &Path, data: &Path, build: Build) -> Result<Predictions, Refusal> {
    let (run, recipe, matrices) = stored::read(folder).map_err(Refusal::Run)?;
    let NewRows { inputs, known_targets, incomplete } = recipe.read(data).map_err(Refusal::Data)?;
    let mut outputs = outputs(&run.spec, &recipe, &matrices, &inputs, build).map_err(Refusal::Run)?;
    let frame = frame(&recipe, outputs.columns());
    own_unit(&mut outputs, &frame);
    incomplete.iter().for_each(|&row| outputs.row_mut(row).fill(f64::NAN));
    Ok(Predictions {
        header: header(&frame),
        rows: (0..outputs.rows()).map(|row| cells(&frame, outputs.row(row), run.spec.precision)).collect(),
        score: known_targets.and_then(|known| score::score(&recipe.target, &outputs, known, &incomplete, frame)),
    })
}

impl Predictions {
    /// As CSV, with cells in quotes where they must be.
    pub fn csv(&self) -> String {
        let mut csv = csv::Writer::from_writer(Vec::new());
        for cells in [&self.header].into_iter().chain(&self.rows) {
            csv.write_record(cells).expect("memory takes all bytes, and rows are as long as the header");
        }
        String::from_utf8(csv.into_inner().expect("memory takes all bytes")).expect("cells are text")
    }
}

/// (n, out): what the run's first engine answers.
fn outputs(spec: &Spec, recipe: &Recipe, matrices: &Matrices, inputs: &Matrix, build: Build) -> Result<Matrix, String> {
    let last = spec.network.hidden.len();
    let weight = matrices.get(&format!("layers.{last}.weight")).and_then(|rows| rows.first());
    let columns = weight.ok_or_else(|| stored::broken("parameters.csv has no output layer".into()))?.len();
    let layout = Layout::of(spec, inputs.columns(), columns);
    let mut snapshot = Snapshot::start(Vec::new(), &layout);
    for tensor in &layout.tensors {
        snapshot.parameters.extend(stored::tensor(matrices, &tensor.name, [tensor.rows, tensor.columns])?);
    }
    snapshot.statistics.clear();
    for statistic in &layout.statistics {
        snapshot.statistics.extend(stored::tensor(matrices, &statistic.name, [1, statistic.range.len()])?);
    }
    let mut engine = build(spec.engines[0], spec, Arc::new(frame(recipe, columns)), &snapshot.parameters);
    engine.restore(&snapshot);
    Ok(engine.predict(inputs))
}

/// The run's data without their rows: encodings, scalings and names.
fn frame(recipe: &Recipe, columns: usize) -> Dataset {
    let targets = &recipe.targets;
    let encoding = targets.encoding();
    let classes = targets.classes().to_vec();
    let target_names = match targets {
        Targets::OneHot { classes, .. } => classes.clone(),
        Targets::Pair { .. } => recipe.target.names().to_vec(),
        Targets::Numeric { names, .. } => names.clone(),
    };
    let mut target_scaling = targets.scaling();
    target_scaling.resize(columns, Scaling::NONE);
    Dataset {
        task: if encoding == Encoding::Numeric { Task::Regression } else { Task::Classification },
        inputs: Matrix::zeros(1, recipe.inputs.len()),
        targets: Matrix::zeros(1, columns),
        labels: if encoding == Encoding::Numeric { Vec::new() } else { vec![0] },
        weights: None,
        input_names: recipe.inputs.clone(),
        target_names,
        classes,
        encoding,
        input_scaling: recipe.scaling(),
        target_scaling,
        train: vec![0],
        validation: Vec::new(),
        test: Vec::new(),
    }
}

fn header(frame: &Dataset) -> Vec<String> {
    let predicted = (frame.task == Task::Classification).then(|| "predicted".to_string());
    predicted.into_iter().chain(frame.target_names.iter().map(|name| format!("output:{name}"))).collect()
}

/// Outputs that are not numbers stand for no class.
fn cells(frame: &Dataset, outputs: &[f64], precision: Precision) -> Vec<String> {
    let class = || match outputs.iter().any(|output| output.is_nan()) {
        true => String::new(),
        false => frame.classes[frame.class_of(outputs)].clone(),
    };
    let class = (frame.task == Task::Classification).then(class);
    let precision = of_outputs(frame, precision);
    let number = |output: &f64| if output.is_nan() { String::new() } else { shortest(*output, precision) };
    class.into_iter().chain(outputs.iter().map(number)).collect()
}

//! What a finished run says of new data: the run's own columns, scaling and class names, its own parameters.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use datasets::{Fault, Recipe, Targets};
use engine::dataset::{Encoding, Scaling};
use engine::{Dataset, Layout, Matrix, Snapshot};
use experiment::Spec;
use experiment::record::Run;
use experiment::spec::Task;

use crate::Build;
use crate::initial::{self, Matrices};

/// Why nothing was predicted.
#[derive(Debug)]
pub enum Refusal {
    /// The folder holds no finished run.
    Run(String),
    /// The data do not fit the run.
    Data(Box<Fault>),
}

/// Predictions, one row for each row of the data.
#[derive(Debug, Clone, PartialEq)]
pub struct Predictions {
    /// `predicted` for classes; then `output:` and a name for each output.
    pub header: Vec<String>,
    /// The cells.
    pub rows: Vec<Vec<String>>,
}

/// Predicts from the rows of a CSV with the run in `folder`.
///
/// # Errors
/// If the folder holds no finished run, or the data do not fit it: a column is missing, a category is unknown.
pub fn predict(folder: &Path, data: &Path, build: Build) -> Result<Predictions, Refusal> {
    let (run, recipe, matrices) = read(folder).map_err(Refusal::Run)?;
    let inputs = recipe.read(data).map_err(|fault| Refusal::Data(Box::new(fault)))?;
    let outputs = outputs(&run.spec, &recipe, &matrices, &inputs, build).map_err(Refusal::Run)?;
    let frame = frame(&recipe, outputs.columns());
    Ok(Predictions {
        header: header(&frame),
        rows: (0..outputs.rows()).map(|row| cells(&frame, outputs.row(row))).collect(),
    })
}

fn read(folder: &Path) -> Result<(Run, Recipe, Matrices), String> {
    let text = |name: &str| {
        fs::read_to_string(folder.join(name)).map_err(|error| format!("{}: {error}", folder.join(name).display()))
    };
    let run = Run::from_toml(&text("run.toml")?)?;
    let recipe = serde_json::from_str(&text("recipe.json")?).map_err(|error| format!("recipe.json: {error}"))?;
    let matrices = initial::read(&folder.join("parameters.csv")).map_err(|what| format!("parameters.csv {what}"))?;
    Ok((run, recipe, matrices))
}

/// (n, out): what the run's first engine answers.
fn outputs(spec: &Spec, recipe: &Recipe, matrices: &Matrices, inputs: &Matrix, build: Build) -> Result<Matrix, String> {
    let last = spec.network.hidden.len();
    let weight = matrices.get(&format!("layers.{last}.weight")).and_then(|rows| rows.first());
    let columns = weight.ok_or("parameters.csv has no output layer")?.len();
    let layout = Layout::of(spec, inputs.columns(), columns);
    let flat = |name: &str| matrices.get(name).map(|rows| rows.concat()).ok_or(format!("parameters.csv has no {name}"));
    let parameters: Vec<f64> =
        layout.tensors.iter().map(|tensor| flat(&tensor.name)).collect::<Result<Vec<_>, _>>()?.concat();
    let mut snapshot = Snapshot::start(parameters, &layout);
    let statistics = layout.tensors.iter().filter(|tensor| tensor.role == engine::Role::Gamma);
    let statistics = statistics
        .flat_map(|gamma| ["mean", "var"].map(|what| flat(&format!("layers.{}.running_{what}", gamma.layer))));
    snapshot.statistics = statistics.collect::<Result<Vec<_>, _>>()?.concat();
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
        Targets::Pair { classes, .. } => vec![classes[1].clone()],
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

fn cells(frame: &Dataset, outputs: &[f64]) -> Vec<String> {
    let class = (frame.task == Task::Classification).then(|| frame.classes[frame.class_of(outputs)].clone());
    let numbers =
        outputs.iter().zip(&frame.target_scaling).map(|(output, scaling)| scaling.invert(*output).to_string());
    class.into_iter().chain(numbers).collect()
}

//! Writing a finished run: everything into a temporary folder beside its place, which `publish` puts there.

use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::Path;

use csv::Writer;
use datasets::Recipe;
use engine::{Dataset, Matrix, Schema};
use experiment::record::{Agreement, LabeledTable, Metrics, Run};
use experiment::spec::{EngineName, Part, Precision, Task};

use super::publish::{ExistingRun, publish};
use super::{UNFINISHED, manifest, output_precision, shortest};
use crate::original_scale::to_original_scale;
use crate::tensors::{NamedTensor, safetensors};
use crate::trained::Trained;

/// A finished run, and what is written of it.
pub struct FinishedRun<'a> {
    /// Its record.
    pub run: &'a Run,
    /// What training left.
    pub trained: &'a Trained,
    /// The data that it was trained on.
    pub dataset: &'a Dataset,
    /// How new data are prepared like those.
    pub recipe: &'a Recipe,
    /// Which rows of the data file the data set leaves out, ascending.
    pub left_out: &'a [usize],
}

/// Writes a finished run under `runs`.
///
/// # Errors
/// Those of the file system. Then nothing of this run stays, and an existing run of that id is untouched.
pub fn write(runs: &Path, finished: &FinishedRun, existing: ExistingRun) -> io::Result<()> {
    let FinishedRun { run, trained, .. } = finished;
    fs::create_dir_all(runs)?;
    let folder = tempfile::Builder::new().prefix(UNFINISHED).tempdir_in(runs)?;
    // A temporary folder is its owner's alone; a run is for everybody who may see the others.
    fs::set_permissions(folder.path(), fs::metadata(runs)?.permissions())?;
    let path = folder.path();
    fs::write(path.join("metrics.csv"), metrics_csv(&trained.metrics))?;
    agreement(&path.join("agreement.csv"), &trained.agreement)?;
    let tensors: Vec<_> = trained.engines.iter().map(|engine| (engine.name, engine.tensors(&trained.layout))).collect();
    fs::write(path.join("parameters.csv"), parameters_csv(&tensors, run.spec.precision))?;
    fs::write(
        path.join("parameters.safetensors"),
        safetensors(&trained.engines[0].tensors(&trained.layout), &run.spec),
    )?;
    predictions(&path.join("predictions.csv"), finished)?;
    fs::create_dir(path.join("tables"))?;
    for (name, content) in &trained.tables {
        table(&path.join("tables").join(format!("{name}.csv")), content)?;
    }
    fs::write(path.join("recipe.json"), finished.recipe.to_json())?;
    fs::write(path.join("run.toml"), run.to_toml())?;
    manifest::write(path, &run.id)?;
    publish(folder, &super::folder(runs, &run.id), existing)
}

fn writer(path: &Path) -> io::Result<Writer<BufWriter<File>>> {
    Ok(Writer::from_writer(BufWriter::new(File::create(path)?)))
}

/// With an exponent where that is shorter: a difference of engines is seventeen zeros otherwise.
fn exact(value: &f64) -> String {
    shortest(*value, Precision::F64)
}

/// The text of `metrics.csv`.
pub fn metrics_csv(metrics: &Metrics) -> Vec<u8> {
    let header = ["engine", "epoch", "rate"].map(String::from).into_iter();
    let header = header.chain(metrics.columns.iter().map(ToString::to_string)).collect();
    let rows = metrics.rows.iter().map(|row| {
        let start = [row.engine.as_str().to_string(), row.epoch.to_string(), row.rate.to_string()];
        start.into_iter().chain(row.values.iter().map(exact)).collect()
    });
    text(std::iter::once(header).chain(rows))
}

/// The text of `parameters.csv`: the tensors of each engine.
pub fn parameters_csv(engines: &[(EngineName, Vec<NamedTensor>)], precision: Precision) -> Vec<u8> {
    let header = ["engine", "parameter", "row", "column", "value"].map(String::from).to_vec();
    let elements = engines.iter().flat_map(|(engine, tensors)| {
        tensors.iter().flat_map(move |tensor| {
            tensor.values.iter().enumerate().map(move |(at, value)| {
                let (row, column) = ((at / tensor.columns).to_string(), (at % tensor.columns).to_string());
                vec![engine.as_str().to_string(), tensor.name.clone(), row, column, shortest(*value, precision)]
            })
        })
    });
    text(std::iter::once(header).chain(elements))
}

/// Rows as the text of a CSV.
fn text(rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut csv = Writer::from_writer(Vec::new());
    rows.for_each(|row| csv.write_record(row).expect("memory takes everything"));
    csv.into_inner().expect("memory takes everything")
}

fn agreement(path: &Path, rows: &[Agreement]) -> io::Result<()> {
    let mut csv = writer(path)?;
    csv.write_record(["epoch", "outputs", "gradients", "worst", "step", "agree", "trajectory", "shadow"])?;
    for row in rows {
        let numbers =
            [row.outputs, row.gradients, row.step, row.trajectory, row.shadow_trajectory].map(|value| exact(&value));
        let [outputs, gradients, step, trajectory, shadow_trajectory] = numbers;
        let (epoch, agree) = (row.epoch.to_string(), row.agree.to_string());
        csv.write_record([epoch, outputs, gradients, row.worst.clone(), step, agree, trajectory, shadow_trajectory])?;
    }
    csv.flush()
}

/// One row per engine and sample: targets and outputs in their own unit, class names in classification. A row has its
/// number in the file, counted from 0; those of a test file go on from there.
fn predictions(path: &Path, finished: &FinishedRun) -> io::Result<()> {
    let dataset = finished.dataset;
    let precision = output_precision(&dataset.schema, finished.run.spec.precision);
    let mut csv = writer(path)?;
    csv.write_record(predictions_header(&dataset.schema))?;
    let numbers_in_file = numbers_in_file(dataset.inputs.rows(), finished.left_out);
    let parts = parts(dataset);
    let targets = in_original_scale(&dataset.targets, &dataset.schema);
    for engine in &finished.trained.engines {
        let outputs = in_original_scale(&engine.outputs, &dataset.schema);
        for (row, part) in parts.iter().enumerate().filter_map(|(row, part)| part.map(|part| (row, part))) {
            let mut cells =
                vec![engine.name.as_str().to_string(), numbers_in_file[row].to_string(), part.as_str().to_string()];
            if dataset.schema.task == Task::Classification {
                let predicted = dataset.schema.class_of(engine.outputs.row(row));
                cells.extend([dataset.labels[row], predicted].map(|class| dataset.schema.classes[class].clone()));
            }
            cells.extend(targets.row(row).iter().map(|target| shortest(*target, Precision::F64)));
            cells.extend(outputs.row(row).iter().map(|output| shortest(*output, precision)));
            csv.write_record(&cells)?;
        }
    }
    csv.flush()
}

fn predictions_header(schema: &Schema) -> Vec<String> {
    let mut header: Vec<String> = ["engine", "row", "part"].map(String::from).to_vec();
    if schema.task == Task::Classification {
        header.extend(["class", "predicted"].map(String::from));
    }
    header.extend(schema.target_names.iter().map(|name| format!("target:{name}")));
    header.extend(schema.target_names.iter().map(|name| format!("output:{name}")));
    header
}

fn in_original_scale(values: &Matrix, schema: &Schema) -> Matrix {
    let mut values = values.clone();
    to_original_scale(&mut values, schema);
    values
}

/// The number in the file of each of so many rows that are not left out.
fn numbers_in_file(rows: usize, left_out: &[usize]) -> Vec<usize> {
    let mut missing = left_out.iter().peekable();
    (0..rows + left_out.len()).filter(|row| missing.next_if_eq(&row).is_none()).collect()
}

/// The part of each row; none for a row that was left out.
fn parts(dataset: &Dataset) -> Vec<Option<Part>> {
    let mut parts = vec![None; dataset.inputs.rows()];
    for part in Part::ALL {
        dataset.part(part).iter().for_each(|&row| parts[row] = Some(part));
    }
    parts
}

fn table(path: &Path, table: &LabeledTable) -> io::Result<()> {
    let mut csv = writer(path)?;
    csv.write_record(&table.columns)?;
    for (label, values) in &table.rows {
        csv.write_record([label.clone()].into_iter().chain(values.iter().map(exact)))?;
    }
    csv.flush()
}

//! From the name of a set to its table.

use std::collections::BTreeMap;

use engine::random::{Purpose, Stream, stream};
use experiment::Spec;
use experiment::spec::{Dataset, DatasetName, RowRange, TargetColumns, Task};

use crate::builtin::{BREAST_CANCER, BuiltIn, DIABETES, DIGITS, IRIS, WINE};
use crate::csv::{FileFormat, Request};
use crate::data_error::{DataError, DataErrors};
use crate::files::Files;
use crate::shapes::{PointGenerator, blobs, circles, gauss, moons, quadrants, spirals};
use crate::table::{RawTable, Target};
use crate::{csv, curves, idx, inline, logic};

/// Samples of a generated set unless the config says another number.
const SAMPLES: usize = 200;
/// Bits of `parity` unless the config says another number.
const BITS: usize = 3;
/// Classes of `blobs`, unless the config says another number; `spirals` has 2.
const BLOBS: usize = 3;
/// The coefficients of `polynomial` unless the config says others: 4x³ − 3x.
const POLYNOMIAL: [f64; 4] = [0.0, -3.0, 0.0, 4.0];

/// The config key that says what the targets are.
pub(crate) fn target_key(name: DatasetName) -> &'static str {
    match name {
        DatasetName::Csv => "dataset.target",
        DatasetName::Idx => "dataset.labels",
        DatasetName::Inline => "dataset.targets",
        _ => "dataset.name",
    }
}

/// Reads or draws the set of a run; and how many rows at its end are a test part by their own file.
pub(crate) fn table(spec: &Spec, files: &Files) -> Result<(RawTable, usize), DataErrors> {
    let mut table = whole(spec, files)?;
    let held_out = match &spec.dataset.test_path {
        None => 0,
        Some(_) if spec.dataset.name == DatasetName::Idx => idx::append(&spec.dataset, files, &mut table)?,
        Some(path) => csv::append(&files.source(path, "dataset.test_path"), &request(spec), &mut table)?,
    };
    Ok((table, held_out))
}

fn whole(spec: &Spec, files: &Files) -> Result<RawTable, DataErrors> {
    use DatasetName::*;
    let dataset = &spec.dataset;
    let truth = |bits, function: fn(&[bool]) -> bool| Ok(logic::truth_table(bits, function));
    match dataset.name {
        And => truth(2, |x| x[0] && x[1]),
        Or => truth(2, |x| x[0] || x[1]),
        Not => truth(1, |x| !x[0]),
        Nand => truth(2, |x| !(x[0] && x[1])),
        Xor => truth(2, |x| x[0] != x[1]),
        Parity => truth(dataset.bits.unwrap_or(BITS), logic::parity),
        Circles => Ok(shape(spec, &circles())),
        Moons => Ok(shape(spec, &moons())),
        Blobs => Ok(shape(spec, &blobs(dataset.classes.unwrap_or(BLOBS)))),
        Spirals => Ok(shape(spec, &spirals(dataset.classes.unwrap_or(2)))),
        Gauss => Ok(shape(spec, &gauss())),
        Quadrants => Ok(shape(spec, &quadrants())),
        Plane => Ok(square(spec, curves::plane)),
        Hills => Ok(square(spec, curves::hills)),
        Sine => Ok(line(spec, curves::SINE_END, curves::sine)),
        Step => Ok(line(spec, 1.0, curves::step)),
        Polynomial => Ok(line(spec, 1.0, |x| curves::polynomial(coefficients(dataset), x))),
        Iris => built_in(dataset, &IRIS, Task::Classification),
        Wine => built_in(dataset, &WINE, Task::Classification),
        BreastCancer => built_in(dataset, &BREAST_CANCER, Task::Classification),
        Diabetes => built_in(dataset, &DIABETES, Task::Regression),
        Digits => built_in(dataset, &DIGITS, Task::Classification),
        Csv => csv(spec, files),
        Idx => Ok(idx::read(dataset, files)?),
        Inline => Ok(inline::read(dataset, task(spec), spec.output())?),
    }
}

/// The y of a set drawn over a line, before noise is added; none of any other set.
pub fn without_noise(dataset: &Dataset, x: f64) -> Option<f64> {
    match dataset.name {
        DatasetName::Sine => Some(curves::sine(x)),
        DatasetName::Step => Some(curves::step(x)),
        DatasetName::Polynomial => Some(curves::polynomial(coefficients(dataset), x)),
        _ => None,
    }
}

fn coefficients(dataset: &Dataset) -> &[f64] {
    dataset.coefficients.as_deref().unwrap_or(&POLYNOMIAL)
}

fn csv(spec: &Spec, files: &Files) -> Result<RawTable, DataErrors> {
    let path = spec.dataset.path.as_deref().unwrap_or_default();
    let table = csv::read(&files.source(path, "dataset.path"), &request(spec))?;
    match &table.target {
        Target::Numbers { values, names } if table.rows > 1 => {
            differ(values, names).map(|()| table).map_err(Into::into)
        }
        Target::Numbers { .. } | Target::Classes { .. } | Target::Coded { .. } => Ok(table),
    }
}

/// Whether no column of targets says the same in every row: nothing could be learnt from it.
///
/// values: (rows, targets)
fn differ(values: &[f64], names: &[String]) -> Result<(), DataError> {
    let is_same = |column: &usize| values.iter().skip(*column).step_by(names.len()).all(|y| *y == values[*column]);
    match (0..names.len()).find(is_same) {
        Some(column) => {
            Err(DataError::new("dataset.target", format!("{:?} is {} in every row", names[column], values[column]))
                .help("a regression needs targets that differ"))
        }
        None => Ok(()),
    }
}

/// What a set of unknown contents is for. A spec has a loss, which says it where nothing else does.
fn task(spec: &Spec) -> Task {
    spec.task().unwrap_or(Task::Regression)
}

fn request(spec: &Spec) -> Request<'_> {
    let dataset = &spec.dataset;
    Request {
        targets: dataset.target.as_ref().map_or(&[], TargetColumns::names),
        weights: dataset.weights.as_deref(),
        categorical: &dataset.categorical,
        kinds: &dataset.kind,
        missing: dataset.missing.as_ref(),
        unknown: dataset.unknown,
        ignore: &dataset.ignore,
        task: task(spec),
        format: FileFormat::of(dataset),
        rows: dataset.rows.unwrap_or(RowRange::ALL),
    }
}

fn built_in(dataset: &Dataset, set: &BuiltIn, task: Task) -> Result<RawTable, DataErrors> {
    let targets = [set.target.to_owned()];
    let request = Request {
        targets: &targets,
        weights: None,
        categorical: &[],
        kinds: &BTreeMap::new(),
        missing: None,
        unknown: None,
        ignore: &[],
        task: dataset.task.unwrap_or(task),
        format: FileFormat::default(),
        rows: RowRange::ALL,
    };
    csv::read(&set.source, &request)
}

fn shape(spec: &Spec, shape: &PointGenerator) -> RawTable {
    let samples = spec.dataset.samples.unwrap_or(SAMPLES);
    crate::shapes::draw(shape, samples, spec.dataset.noise.unwrap_or(shape.noise), &mut data_stream(spec))
}

fn line(spec: &Spec, end: f64, y: impl Fn(f64) -> f64) -> RawTable {
    let (n, noise) = (spec.dataset.samples.unwrap_or(SAMPLES), spec.dataset.noise.unwrap_or(0.0));
    curves::line(n, end, noise, &mut data_stream(spec), y)
}

fn square(spec: &Spec, y: impl Fn([f64; 2]) -> f64) -> RawTable {
    let (n, noise) = (spec.dataset.samples.unwrap_or(SAMPLES), spec.dataset.noise.unwrap_or(0.0));
    curves::square(n, noise, &mut data_stream(spec), y)
}

/// The seed of everything that the data depend on: that of the set, else that of the run.
pub(crate) fn seed(spec: &Spec) -> u64 {
    spec.dataset.seed.unwrap_or(spec.seed)
}

fn data_stream(spec: &Spec) -> Stream {
    stream(seed(spec), Purpose::Data, 0, 0)
}

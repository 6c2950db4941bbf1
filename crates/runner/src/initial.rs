//! `[initial] file = "..."`: the tensors of an earlier run, read from its `parameters.csv` or
//! `parameters.safetensors`. Batch normalization's running statistics are among them: they are no parameters, so an
//! engine [`begin`]s with them.

use std::fs;
use std::path::Path;

use csv::Reader;
use datasets::memory;
use engine::{Engine, Layout, Moment, Snapshot, explicit};
use experiment::Spec;
use experiment::spec::{Initial, RuleViolation};

use crate::tensors::{self, Matrices};

/// Replaces `file` in `[initial]` by the matrices that it holds, whose names it gives; explicit values beside it win.
///
/// # Errors
/// If the file cannot be read, or holds no parameters.
pub fn read_file(spec: &mut Spec, folder: &Path) -> Result<Vec<String>, Box<RuleViolation>> {
    let Some(Initial::File(name)) = spec.initial.remove("file") else { return Ok(Vec::new()) };
    let fault = |what: String| Box::new(RuleViolation::new("initial.file", format!("{name} {what}")).help(HELP));
    let mut matrices = read(&folder.join(&name)).map_err(fault)?;
    matrices.retain(|parameter, _| !spec.initial.contains_key(parameter));
    let names = matrices.keys().cloned().collect();
    spec.initial.extend(matrices.into_iter().map(|(parameter, matrix)| (parameter, Initial::Rows(matrix))));
    Ok(names)
}

/// What in `[initial]` and `frozen` does not fit the network, statistics included.
pub fn violations(spec: &Spec, layout: &Layout) -> Vec<RuleViolation> {
    let (mut rest, mut violations) = (spec.clone(), Vec::new());
    for statistic in &layout.statistics {
        let (name, columns) = (&statistic.name, statistic.range.len());
        let Some(value) = rest.initial.remove(name) else { continue };
        let problem = match row(&value) {
            Some(row) if row.len() == columns => {
                let wrong = row.iter().find(|value| !is_possible(**value, statistic.moment));
                wrong.map(|value| (format!("{name} holds {value}"), possible(statistic.moment)))
            }
            _ => Some((format!("{name} is 1 x {columns}, this value is not"), "one number for each unit")),
        };
        violations.extend(
            problem.map(|(message, help)| RuleViolation::new(format!("initial.\"{name}\""), message).help(help)),
        );
    }
    violations.extend(explicit::violations(&rest, layout));
    violations
}

/// Whether a statistic may be this number.
fn is_possible(value: f64, moment: Moment) -> bool {
    match moment {
        Moment::Mean => value.is_finite(),
        Moment::Variance => value.is_finite() && value >= 0.0,
    }
}

fn possible(moment: Moment) -> &'static str {
    match moment {
        Moment::Mean => "a running mean is any finite number",
        Moment::Variance => "a running variance is a finite number of 0 or more",
    }
}

fn row(value: &Initial) -> Option<&[f64]> {
    match value {
        Initial::Row(row) => Some(row),
        Initial::Rows(rows) => (rows.len() == 1).then(|| rows[0].as_slice()),
        Initial::File(_) => None,
    }
}

/// Gives a new engine the running statistics that `[initial]` names.
pub fn begin(engine: &mut dyn Engine, spec: &Spec, layout: &Layout) {
    if layout.statistics.iter().any(|statistic| spec.initial.contains_key(&statistic.name)) {
        engine.restore(&with_statistics(engine.snapshot(), spec, layout));
    }
}

/// A snapshot before training with the running statistics that `[initial]` names; the others stay as they are.
pub fn with_statistics(mut snapshot: Snapshot, spec: &Spec, layout: &Layout) -> Snapshot {
    for statistic in &layout.statistics {
        if let Some(row) = spec.initial.get(&statistic.name).and_then(row) {
            snapshot.statistics[statistic.range.clone()].copy_from_slice(row);
        }
    }
    snapshot
}

/// The same violations, at the key that names the file where they concern tensors of the file.
pub fn at_file(mut violations: Vec<RuleViolation>, names: &[String]) -> Vec<RuleViolation> {
    for fault in &mut violations {
        if names.iter().any(|name| fault.at == format!("initial.\"{name}\"")) {
            fault.at = "initial.file".into();
        }
    }
    violations
}

const HELP: &str = "name a parameters.csv or parameters.safetensors of an earlier run, relative to this file";

/// The tensors of a `parameters.csv` (those of its first engine) or a `.safetensors`.
///
/// # Errors
/// In words that go on from the name of the file.
pub fn read(path: &Path) -> Result<Matrices, String> {
    let bytes = bytes(path)?;
    match path.extension().is_some_and(|ending| ending == "safetensors") {
        true => tensors::read(&bytes),
        false => matrices(&bytes),
    }
}

/// A pipe or a device might never end.
fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    let unreadable = |error| format!("cannot be read: {error}");
    let about = fs::metadata(path).map_err(unreadable)?;
    if !about.is_file() {
        return Err("is no file".into());
    }
    // Each number takes 8 bytes and about 20 characters, and the text is held besides.
    match memory::available().filter(|free| *free < about.len().saturating_mul(2)) {
        Some(free) => {
            let (size, free) = (memory::in_words(about.len()), memory::in_words(free));
            Err(format!("has {size}, which do not fit into the {free} of memory that are free"))
        }
        None => fs::read(path).map_err(unreadable),
    }
}

fn matrices(bytes: &[u8]) -> Result<Matrices, String> {
    let mut reader = Reader::from_reader(bytes);
    let header = reader.headers().map_err(|error| format!("is not CSV: {error}"))?;
    if header.iter().ne(["engine", "parameter", "row", "column", "value"]) {
        return Err("has no header engine,parameter,row,column,value".into());
    }
    let mut matrices = Matrices::new();
    let mut first: Option<String> = None;
    for record in reader.records() {
        let record = record.map_err(|error| format!("is not CSV: {error}"))?;
        if first.get_or_insert_with(|| record[0].to_string()).as_str() == &record[0] {
            let line = record.position().map_or(0, csv::Position::line);
            let placed =
                element(&record).filter(|&(row, column, value)| place(&mut matrices, &record[1], row, column, value));
            placed.ok_or_else(|| format!("does not go on with the next element of a matrix in line {line}"))?;
        }
    }
    Ok(matrices)
}

fn element(record: &csv::StringRecord) -> Option<(usize, usize, f64)> {
    Some((record[2].parse().ok()?, record[3].parse().ok()?, record[4].parse().ok()?))
}

/// Puts an element where it belongs; elements come row by row, as they were written.
fn place(matrices: &mut Matrices, name: &str, row: usize, column: usize, value: f64) -> bool {
    let rows = matrices.entry(name.to_string()).or_default();
    if column == 0 && row == rows.len() {
        rows.push(Vec::new());
    }
    let fits = row + 1 == rows.len() && rows[row].len() == column;
    if fits {
        rows[row].push(value);
    }
    fits
}

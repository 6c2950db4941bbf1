//! Reading a finished run back as a record.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use csv::{Reader, StringRecord};
use experiment::record::{Agreement, MetricRow, Metrics, Record, Run, Table};
use experiment::spec::{EngineName, Metric};

/// A run that cannot be read.
#[derive(Debug)]
pub struct ReadError {
    /// Which file.
    pub file: PathBuf,
    /// What is wrong with it.
    pub message: String,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}: {}", self.file.display(), self.message)
    }
}

impl std::error::Error for ReadError {}

/// The record of a finished run in `folder`: what reports are made of, so neither its tensors nor its predictions.
///
/// # Errors
/// If a file is missing or not what this program writes.
pub fn read(folder: &Path) -> Result<Record, ReadError> {
    let path = folder.join("run.toml");
    let text = fs::read_to_string(&path).map_err(|error| fault(&path, error))?;
    let run = Run::from_toml(&text).map_err(|error| fault(&path, error))?;
    let mut tables = BTreeMap::new();
    let files: Vec<PathBuf> = fs::read_dir(folder.join("tables"))
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    for file in files {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        tables.insert(name, rows(&file, table)?);
    }
    let metrics = rows(&folder.join("metrics.csv"), metrics)?;
    let agreement = rows(&folder.join("agreement.csv"), agreement)?;
    Ok(Record { run, metrics, agreement, tables })
}

fn fault(file: &Path, error: impl fmt::Display) -> ReadError {
    ReadError { file: file.to_path_buf(), message: error.to_string() }
}

type Rows = Vec<StringRecord>;

/// Reads a CSV and makes something of its header and rows.
fn rows<T>(path: &Path, make: fn(&StringRecord, &Rows) -> Option<T>) -> Result<T, ReadError> {
    let mut reader = Reader::from_path(path).map_err(|error| fault(path, error))?;
    let header = reader.headers().map_err(|error| fault(path, error))?.clone();
    let rows = reader.records().collect::<Result<Rows, _>>().map_err(|error| fault(path, error))?;
    make(&header, &rows).ok_or_else(|| fault(path, "this is not a table that Longhand wrote"))
}

fn metrics(header: &StringRecord, rows: &Rows) -> Option<Metrics> {
    let columns = header.iter().skip(3).map(Metric::parse).collect::<Option<Vec<_>>>()?;
    let row = |row: &StringRecord| {
        let values = row.iter().skip(3).map(|cell| cell.parse().ok()).collect::<Option<Vec<f64>>>()?;
        Some(MetricRow { engine: engine(&row[0])?, epoch: row[1].parse().ok()?, rate: row[2].parse().ok()?, values })
    };
    Some(Metrics { columns, rows: rows.iter().map(row).collect::<Option<_>>()? })
}

fn engine(name: &str) -> Option<EngineName> {
    [EngineName::FromScratch, EngineName::Burn].into_iter().find(|engine| engine.as_str() == name)
}

fn agreement(_: &StringRecord, rows: &Rows) -> Option<Vec<Agreement>> {
    let row = |row: &StringRecord| {
        Some(Agreement {
            epoch: row[0].parse().ok()?,
            outputs: row[1].parse().ok()?,
            gradients: row[2].parse().ok()?,
            worst: row[3].to_string(),
            step: row[4].parse().ok()?,
            agree: row[5].parse().ok()?,
            trajectory: row[6].parse().ok()?,
            shadow: row[7].parse().ok()?,
        })
    };
    rows.iter().map(row).collect()
}

/// Cells that are no numbers (part, class) are read as labels: they join the first column, split by `|`.
fn table(header: &StringRecord, rows: &Rows) -> Option<Table> {
    let numeric: Vec<bool> =
        (0..header.len()).map(|at| at > 0 && rows.iter().all(|row| row[at].parse::<f64>().is_ok())).collect();
    let columns =
        |numbers: bool| header.iter().zip(&numeric).filter(move |(_, n)| **n == numbers).map(|(name, _)| name);
    let label = columns(false).collect::<Vec<_>>().join("|");
    let row = |row: &StringRecord| {
        let label = row.iter().zip(&numeric).filter(|(_, n)| !**n).map(|(cell, _)| cell).collect::<Vec<_>>().join("|");
        let values = row.iter().zip(&numeric).filter(|(_, n)| **n).map(|(cell, _)| cell.parse().ok());
        values.collect::<Option<Vec<f64>>>().map(|values| (label, values))
    };
    let columns = [label].into_iter().chain(columns(true).map(String::from)).collect();
    Some(Table { columns, rows: rows.iter().map(row).collect::<Option<_>>()? })
}

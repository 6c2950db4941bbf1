//! Reading a finished run back as a record.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use csv::{Reader, StringRecord};
use experiment::record::{Agreement, LabeledTable, MetricRow, Metrics, Record, Run};
use experiment::spec::{EngineName, Metric};

use super::error::{ReadProblem, StoreError};
use super::manifest::Manifest;

/// The record of a finished run in `folder`: what reports are made of, so neither its tensors nor its predictions.
///
/// # Errors
/// If a file cannot be read, or is not what the run wrote.
pub fn read(folder: &Path) -> Result<Record, StoreError> {
    let files = Manifest::read(folder)?.in_its_place(folder)?;
    let run = files.bytes(folder, "run.toml")?;
    let run = Run::from_toml(&String::from_utf8_lossy(&run)).map_err(|error| damaged(folder, "run.toml", error))?;
    let mut tables = BTreeMap::new();
    for file in files.below("tables/") {
        let name = file.trim_start_matches("tables/").trim_end_matches(".csv").to_owned();
        tables.insert(name, rows(&files, folder, file, table)?);
    }
    let metrics = rows(&files, folder, "metrics.csv", metrics)?;
    let agreement = rows(&files, folder, "agreement.csv", agreement)?;
    Ok(Record { run, metrics, agreement, tables })
}

/// The metrics of a finished run alone.
///
/// # Errors
/// If the file cannot be read, or is not what the run wrote.
pub fn read_metrics(folder: &Path) -> Result<Metrics, StoreError> {
    rows(&Manifest::read(folder)?.in_its_place(folder)?, folder, "metrics.csv", metrics)
}

fn damaged(folder: &Path, name: &str, what: impl fmt::Display) -> StoreError {
    StoreError { file: folder.join(name), problem: ReadProblem::Damaged(what.to_string()) }
}

type Rows = Vec<StringRecord>;

/// Reads a CSV and makes something of its header and rows.
fn rows<T>(
    files: &Manifest,
    folder: &Path,
    name: &str,
    make: fn(&StringRecord, &Rows) -> Option<T>,
) -> Result<T, StoreError> {
    let bytes = files.bytes(folder, name)?;
    let mut reader = Reader::from_reader(bytes.as_slice());
    let header = reader.headers().map_err(|error| damaged(folder, name, error))?.clone();
    let rows = reader.records().collect::<Result<Rows, _>>().map_err(|error| damaged(folder, name, error))?;
    make(&header, &rows).ok_or_else(|| damaged(folder, name, "it is not a table that Longhand wrote"))
}

fn metrics(header: &StringRecord, rows: &Rows) -> Option<Metrics> {
    let columns = header.iter().skip(3).map(Metric::parse).collect::<Option<Vec<_>>>()?;
    let row = |row: &StringRecord| {
        let (engine, epoch, rate, values): (EngineName, usize, f64, Vec<f64>) = row.deserialize(None).ok()?;
        Some(MetricRow { engine, epoch, rate, values })
    };
    Some(Metrics { columns, rows: rows.iter().map(row).collect::<Option<_>>()? })
}

fn agreement(header: &StringRecord, rows: &Rows) -> Option<Vec<Agreement>> {
    rows.iter().map(|row| row.deserialize(Some(header)).ok()).collect()
}

/// Cells that are no numbers (part, class) are read as labels: they join the first column, split by `|`.
fn table(header: &StringRecord, rows: &Rows) -> Option<LabeledTable> {
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
    Some(LabeledTable { columns, rows: rows.iter().map(row).collect::<Option<_>>()? })
}

//! What changed since a report was written: settings and final metrics, before and now.
//!
//! A report says of itself what it was made from (`digests.toml`) and what came out (`results.csv`); both are compared
//! with those of today. Leaves out what `verify` tells: single runs, and digits that no table shows.

use std::collections::BTreeMap;

use experiment::record::Record;

use crate::arms::{self, Arm};
use crate::evaluation;
use crate::results_csv;
use crate::terminal::cut;
use crate::words::number;

/// What a report says of itself.
#[derive(Debug, Clone, PartialEq)]
pub struct PreviousReport {
    /// Every key of its first run with its value as JSON.
    pub spec: BTreeMap<String, String>,
    /// Its `results.csv`.
    pub results: String,
}

/// So many lines of each kind are shown.
const LINES: usize = 6;
/// The widest value that is shown whole.
const WIDE: usize = 24;

/// What is not as before, one line each: settings, then the metric that judges, arm by arm. `spec` has the keys of the
/// first run of today.
pub fn changes(before: &PreviousReport, spec: &BTreeMap<String, String>, records: &[Record]) -> Vec<String> {
    [shortened(settings(&before.spec, spec), "settings"), shortened(metrics(&before.results, records), "arms")].concat()
}

fn shortened(mut lines: Vec<String>, what: &str) -> Vec<String> {
    let more = lines.len().saturating_sub(LINES);
    lines.truncate(LINES);
    lines.extend((more > 0).then(|| format!("{more} more {what}")));
    lines
}

fn settings(before: &BTreeMap<String, String>, now: &BTreeMap<String, String>) -> Vec<String> {
    let gone = before.keys().filter(|key| !now.contains_key(*key));
    let value = |spec: &BTreeMap<String, String>, key: &String| {
        spec.get(key).map_or_else(|| ABSENT.to_owned(), |value| cut(value, WIDE))
    };
    let differs = |key: &&String| before.get(*key) != now.get(*key);
    let keys = now.keys().chain(gone).filter(differs);
    keys.map(|key| format!("{key}: {} → {}", value(before, key), value(now, key))).collect()
}

/// What stands in the place of a value that is not there.
const ABSENT: &str = "–";

fn metrics(before: &str, records: &[Record]) -> Vec<String> {
    let (Some(metric), Some(table)) = (evaluation::metric(records), EarlierResults::read(before)) else {
        return Vec::new();
    };
    let Some(column) = table.column(&metric.to_string()) else { return Vec::new() };
    let line = |arm: &Arm| {
        let value = |mean: Option<f64>| mean.map_or_else(|| ABSENT.to_owned(), number);
        let (old, new) = (value(table.mean(arm, column)), value(arm.result(metric).map(|result| result.mean)));
        let name = if arm.label.is_empty() { String::new() } else { format!("{}: ", arm.label) };
        (old != new).then(|| format!("{name}{} {old} → {new}", evaluation::name(metric)))
    };
    arms::arms(records).iter().filter_map(line).collect()
}

/// A `results.csv` of earlier.
struct EarlierResults {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl EarlierResults {
    fn read(text: &str) -> Option<EarlierResults> {
        let mut rows = results_csv::read(text)?;
        let header = rows.remove(0);
        Some(EarlierResults { header, rows })
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|known| known == name)
    }

    /// The mean of a column over the runs of an arm, by the engine that is reported; none where there was no such arm.
    fn mean(&self, arm: &Arm, column: usize) -> Option<f64> {
        let engine = arm.reported_engine().as_str();
        let settings = &arm.first_run().run.arm;
        let is_cell = |row: &[String], name: &str, value: &str| self.column(name).is_some_and(|at| row[at] == value);
        let rows = self.rows.iter().filter(|row| {
            is_cell(row, "engine", engine) && settings.iter().all(|(key, value)| is_cell(row, key, value))
        });
        let values: Vec<f64> = rows.filter_map(|row| row[column].parse().ok()).collect();
        (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
    }
}

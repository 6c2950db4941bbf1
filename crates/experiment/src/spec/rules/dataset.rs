//! Rules of the `[dataset]` table: which keys each set takes.

mod file;

use super::RuleViolation;
use crate::spec::{Dataset, DatasetName, Decimal, Experiment, NetworkKind};
use crate::words;

pub(super) fn check(experiment: &Experiment, violations: &mut Vec<RuleViolation>) {
    let dataset = &experiment.dataset;
    shares(dataset, violations);
    for (key, given, takers) in keys(dataset) {
        let name = dataset.name.as_str();
        if given && !takers.contains(&dataset.name) {
            let list: Vec<&str> = takers.iter().map(|taker| taker.as_str()).collect();
            let message = format!("the data set {name:?} takes no {key}");
            violations.push(
                RuleViolation::new(format!("dataset.{key}"), message)
                    .also("dataset.name", "here")
                    .help(format!("{key} goes with: {}", list.join(", "))),
            );
        }
    }
    for (key, given) in needed(dataset) {
        if !given {
            let message = format!("the data set {:?} needs {key}", dataset.name.as_str());
            let violation = RuleViolation::new("dataset.name", message).without(format!("dataset.{key}"));
            violations.push(violation.help(example(key)));
        }
    }
    inline(dataset, violations);
    file::check(experiment, violations);
    purpose(experiment, violations);
}

fn shares(dataset: &Dataset, violations: &mut Vec<RuleViolation>) {
    let held_out = dataset.test + dataset.validation;
    if held_out >= 1.0 {
        violations.push(
            RuleViolation::new("dataset.test", format!("test + validation = {held_out} leaves nothing to train on"))
                .also("dataset.validation", "here")
                .help("test + validation must be below 1"),
        );
    }
    if dataset.folds.is_some() && dataset.test > 0.0 {
        violations.push(
            RuleViolation::new("dataset.folds", "each fold is the test part once, so test is not needed")
                .also("dataset.test", "here")
                .help("leave out test"),
        );
    }
    let others = [("test", dataset.test > 0.0), ("folds", dataset.folds.is_some())];
    for (key, _) in others.into_iter().filter(|(_, given)| *given && dataset.test_path.is_some()) {
        let message = format!("the rows of test_path are the test part, so {key} is not needed");
        violations.push(
            RuleViolation::new("dataset.test_path", message)
                .also(format!("dataset.{key}"), "here")
                .help(format!("leave out {key}, or test_path")),
        );
    }
}

/// The optional keys: whether each is given, and the sets that take it.
fn keys(d: &Dataset) -> [(&'static str, bool, &'static [DatasetName]); 26] {
    use DatasetName::*;
    const MADE: &[DatasetName] =
        &[Circles, Moons, Blobs, Spirals, Gauss, Quadrants, Plane, Hills, Sine, Step, Polynomial];
    [
        ("samples", d.samples.is_some(), MADE),
        ("noise", d.noise.is_some(), MADE),
        ("classes", d.classes.is_some(), &[Blobs, Spirals]),
        ("bits", d.bits.is_some(), &[Parity]),
        ("coefficients", d.coefficients.is_some(), &[Polynomial]),
        ("path", d.path.is_some(), &[Csv, Idx]),
        ("labels", d.labels.is_some(), &[Idx]),
        ("test_path", d.test_path.is_some(), &[Csv, Idx]),
        ("test_labels", d.test_labels.is_some(), &[Idx]),
        ("target", d.target.is_some(), &[Csv]),
        ("inputs", d.inputs.is_some(), &[Inline]),
        ("targets", d.targets.is_some(), &[Inline]),
        ("categorical", !d.categorical.is_empty(), &[Csv]),
        ("ignore", !d.ignore.is_empty(), &[Csv]),
        ("missing", d.missing.is_some(), &[Csv]),
        ("unknown", d.unknown.is_some(), &[Csv]),
        ("missing_words", d.missing_words.is_some(), &[Csv]),
        ("weights", d.weights.is_some(), &[Csv]),
        ("delimiter", d.delimiter.is_some(), &[Csv]),
        ("decimal", d.decimal != Decimal::Point, &[Csv]),
        ("thousands", d.thousands.is_some(), &[Csv]),
        ("header", d.header.is_some(), &[Csv]),
        ("comment", d.comment.is_some(), &[Csv]),
        ("encoding", d.encoding.is_some(), &[Csv]),
        ("rows", d.rows.is_some(), &[Csv]),
        ("kind", !d.kind.is_empty(), &[Csv]),
    ]
}

fn needed(d: &Dataset) -> Vec<(&'static str, bool)> {
    match d.name {
        DatasetName::Csv => vec![("path", d.path.is_some()), ("target", d.target.is_some())],
        DatasetName::Idx => vec![
            ("path", d.path.is_some()),
            ("labels", d.labels.is_some()),
            ("test_path", d.test_path.is_some() || d.test_labels.is_none()),
            ("test_labels", d.test_labels.is_some() || d.test_path.is_none()),
        ],
        DatasetName::Inline => vec![("inputs", d.inputs.is_some()), ("targets", d.targets.is_some())],
        _ => Vec::new(),
    }
}

fn example(key: &str) -> &'static str {
    match key {
        "path" => "write path = \"data/mine.csv\", relative to this file",
        "target" => "write target = \"the column to predict\"",
        "labels" => "write labels = \"data/labels.idx\", relative to this file",
        "test_path" => "write test_path = \"data/test-images.idx\", or leave out test_labels",
        "test_labels" => "write test_labels = \"data/test-labels.idx\", or leave out test_path",
        "inputs" => "write inputs = [[0.0, 1.0], ...], one list per sample",
        _ => "write targets = [[1.0], ...], one list per sample",
    }
}

/// Inline rows are of one length, and as many inputs as targets.
fn inline(dataset: &Dataset, violations: &mut Vec<RuleViolation>) {
    let (Some(inputs), Some(targets)) = (&dataset.inputs, &dataset.targets) else { return };
    for (key, rows) in [("inputs", inputs), ("targets", targets)] {
        for (index, row) in rows.iter().enumerate().filter(|(_, row)| row.len() != rows[0].len() || row.is_empty()) {
            let message = format!(
                "row {} of {key} has {}, the first has {}",
                index + 1,
                words::count(row.len(), "value"),
                rows[0].len()
            );
            violations.push(
                RuleViolation::new(format!("dataset.{key}[{index}]"), message)
                    .help("all rows have the same number of values, at least one"),
            );
        }
    }
    if inputs.len() != targets.len() {
        let rows = |rows: &[Vec<f64>]| words::count(rows.len(), "row");
        let message = format!("{} of targets for {} of inputs", rows(targets), rows(inputs));
        violations.push(
            RuleViolation::new("dataset.targets", message)
                .also("dataset.inputs", "here")
                .help("one row for each sample"),
        );
    }
}

/// A file may hold classes or numbers, so the config has to name the task.
fn purpose(experiment: &Experiment, violations: &mut Vec<RuleViolation>) {
    let (dataset, network) = (&experiment.dataset, &experiment.network);
    let named = dataset.task.is_some() || dataset.name.task().is_some();
    let known = named || network.output.is_some() || experiment.training.loss.is_some();
    if !known && network.kind == NetworkKind::Mlp {
        let message = "this data set may hold classes or numbers, and the config does not say which";
        let violation = RuleViolation::new("dataset.name", message)
            .without("dataset.task")
            .without("network.output")
            .without("training.loss")
            .help("write task = \"classification\" or task = \"regression\"");
        violations.push(match &dataset.path {
            Some(path) if dataset.name == DatasetName::Csv => {
                violation.help(format!("{} new {} writes a config that fits the table", words::program(), path))
            }
            Some(_) | None => violation,
        });
    }
}

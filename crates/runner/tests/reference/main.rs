//! Metrics, baselines, scaling, splits, schedules, early stopping and predictions against values that were computed
//! elsewhere: by scikit-learn, numpy and PyTorch, in `values.py`, which wrote `values.json`. Draws have values of
//! their own.
//!
//! All of these exist once in Longhand, so no second engine watches over them.

#[path = "../common/mod.rs"]
mod common;
mod draws;
mod over_epochs;

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use datasets::{NewFile, load};
use engine::Dataset;
use experiment::check::parse;
use experiment::spec::{self, Metric};
use experiment::{Experiment, Spec};
use runner::metrics::baselines;
use runner::predict::{Model, PredictRequest, predict};
use serde_json::Value;
use tempfile::TempDir;

/// The values of `values.json` under a key.
fn reference(key: &str) -> Value {
    let values: Value = serde_json::from_str(include_str!("values.json")).expect("the values are JSON");
    values[key].clone()
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().expect("a list").iter().map(|number| number.as_f64().expect("a number")).collect()
}

/// The cases of `values.json`, each with its files in a folder of its own.
fn cases() -> Vec<(String, Value, TempDir)> {
    let cases = reference("cases").as_object().expect("cases by name").clone();
    let unpacked = cases.into_iter().map(|(name, case)| {
        let folder = TempDir::new().expect("there is room for temporary files");
        for (file, text) in case["files"].as_object().expect("files by name") {
            fs::write(folder.path().join(file), text.as_str().expect("text")).expect("there is room");
        }
        (name, case, folder)
    });
    unpacked.collect()
}

fn text<'a>(case: &'a Value, key: &str) -> &'a str {
    case[key].as_str().expect("text")
}

/// The first run of a config.
fn spec(config: &str) -> Spec {
    let parsed = parse::<Experiment>("case.toml", config, &[], spec::check);
    parsed.unwrap_or_else(|errors| panic!("{errors}")).base.first_spec()
}

fn loaded(case: &Value, folder: &Path) -> (Spec, Arc<Dataset>) {
    let spec = spec(text(case, "config"));
    let dataset = load(&spec, folder).unwrap_or_else(|errors| panic!("{errors}")).dataset;
    (spec, Arc::new(dataset))
}

/// Sums of some dozen terms, taken in another order: some ten units in the last place.
const SUMS: f64 = 1e-13;

fn assert_near(name: &str, found: f64, right: f64, tolerance: f64) {
    assert!((found - right).abs() <= tolerance * right.abs().max(1.0), "{name}: {found}, not {right}");
}

/// Every value of `right`, a metric by its name, among those found.
fn assert_metrics(name: &str, found: &[(Metric, f64)], right: &Value, tolerance: f64) {
    for (metric, value) in right.as_object().expect("metrics by name") {
        let found = found.iter().find(|(known, _)| known.to_string() == *metric);
        let (_, found) = found.unwrap_or_else(|| panic!("{name} lacks {metric}"));
        assert_near(&format!("{name}, {metric}"), *found, value.as_f64().expect("a number"), tolerance);
    }
}

/// Scaling, filling and encoding: what a network sees of each row. The whole file of a regression lies on both sides.
#[test]
fn inputs_are_those_of_scikit_learn() {
    for (name, case, folder) in cases() {
        let (_, dataset) = loaded(&case, folder.path());
        let rows = case["inputs"].as_array().expect("rows");
        assert_eq!(rows.len(), dataset.inputs.rows(), "{name}");
        for (row, right) in rows.iter().enumerate() {
            let right = numbers(right);
            assert_eq!(right.len(), dataset.inputs.columns(), "{name}");
            for (column, right) in right.into_iter().enumerate() {
                assert_near(&format!("{name}, row {row}, {column}"), dataset.inputs.at(row, column), right, SUMS);
            }
        }
    }
}

/// A network with given weights, measured as it is.
#[test]
fn metrics_are_those_of_scikit_learn() {
    for (name, case, folder) in cases().into_iter().filter(|(_, case, _)| !case["metrics"].is_null()) {
        let (spec, dataset) = loaded(&case, folder.path());
        let trained = runner::run::train_unrecorded(&spec, &dataset, common::build, &AtomicBool::new(false), |_, _| {});
        let trained = trained.expect("nobody interrupts");
        assert_metrics(&name, &trained.engines[0].last.values, &case["metrics"], SUMS);
    }
}

/// A linear regression has a ridge of 1e-10 here, which moves a fit by as much. A logistic regression ends where no
/// gradient is above 1e-7 of the rows' weight; with a curvature of a tenth its probabilities are right to some 1e-6.
#[test]
fn baselines_are_those_of_scikit_learn() {
    for (name, case, folder) in cases().into_iter().filter(|(_, case, _)| !case["baselines"].is_null()) {
        let (spec, dataset) = loaded(&case, folder.path());
        let found = baselines(&spec, &dataset);
        for (model, right) in case["baselines"].as_object().expect("baselines by name") {
            let known = found.iter().find(|baseline| baseline.name == *model);
            let known = known.unwrap_or_else(|| panic!("{name} lacks {model}"));
            let tolerance = match model.as_str() {
                "linear regression" => 1e-9,
                "logistic regression" => 2e-6,
                _ => SUMS,
            };
            assert_metrics(&format!("{name}, {model}"), &known.values, right, tolerance);
        }
    }
}

/// A finished run on new rows: cells are missing, columns stand in another order.
#[test]
fn predictions_are_those_of_a_pipeline() {
    for (name, case, folder) in cases().into_iter().filter(|(_, case, _)| !case["predictions"].is_null()) {
        let run = common::train(text(&case, "config"), folder.path()).unwrap_or_else(|_| panic!("{name} does not run"));
        let (runs, data) = ([run], folder.path().join("new.csv"));
        let request = PredictRequest {
            runs: &runs,
            model: Model::Networks,
            data: &NewFile::from(&data),
            folder: Path::new(""),
            unknown: None,
        };
        let predicted = predict(&request, common::build).unwrap_or_else(|_| panic!("{name} predicts nothing"));
        let column = predicted.header.iter().position(|name| name == "predicted").expect("a prediction");
        let right = numbers(&case["predictions"]);
        assert_eq!(predicted.rows.len(), right.len(), "{name}");
        for (row, (cells, right)) in predicted.rows.iter().zip(right).enumerate() {
            let found = cells[column].parse().expect("a number");
            assert_near(&format!("{name}, row {row}"), found, right, SUMS);
        }
    }
}

/// How many rows of each class the parts of a stratified split and of a cross-validation hold.
#[test]
fn splits_have_the_sizes_of_scikit_learn() {
    let counts = |dataset: &Dataset| {
        let of = |class: usize| dataset.test.iter().filter(|&&row| dataset.labels[row] == class).count();
        (0..dataset.schema.classes.len()).map(of).collect::<Vec<usize>>()
    };
    let split = |keys: &str, fold: Option<usize>| {
        let text = format!("title = \"t\"\n[dataset]\n{keys}\n[network]\n[training]\n");
        let spec = Spec { fold, ..spec(&text) };
        counts(&load(&spec, Path::new("")).unwrap_or_else(|errors| panic!("{errors}")).dataset)
    };
    for case in reference("splits").as_array().expect("splits") {
        let name = text(case, "name");
        let quarter = split(&format!("name = {name:?}\ntest = 0.25"), None);
        assert_eq!(serde_json::json!(quarter), case["quarter"], "{name}");
        let folds: Vec<Vec<usize>> =
            (0..7).map(|fold| split(&format!("name = {name:?}\nfolds = 7"), Some(fold))).collect();
        for (class, right) in case["folds"].as_array().expect("classes").iter().enumerate() {
            let mut found: Vec<usize> = folds.iter().map(|counts| counts[class]).collect();
            found.sort_unstable();
            assert_eq!(serde_json::json!(found), *right, "{name}, class {class}");
        }
    }
}

//! What the seeds draw against `draws.json`, which `draws.py` wrote with numpy's generator: to the bit the rows of
//! every part of a split, the order of the samples in an epoch, dropout masks, and uniform initial parameters; normal
//! numbers, generated sets, and what a column in another order does to a metric.

use std::path::Path;

use engine::batch::{SampleOrder, order_rows};
use engine::random::{Purpose, stream};
use engine::{Layout, initializer, masks};
use experiment::Spec;
use runner::store;
use serde_json::{Value, json};

use crate::{assert_near, common, numbers, spec, text};

/// The boxes of `rand_distr` agree with 40 digits to 7e-11 of 1 or less, and a draw is at most as large as its box.
const NORMAL: f64 = 1e-10;

/// The cases of `draws.json` under a key.
fn drawn(key: &str) -> Vec<Value> {
    let values: Value = serde_json::from_str(include_str!("draws.json")).expect("the values are JSON");
    values[key].as_array().expect("cases").clone()
}

fn whole(case: &Value, key: &str) -> u64 {
    case[key].as_u64().expect("a whole number")
}

/// The rows themselves: stratified and not, with folds and without, of shares and of seeds of their own.
#[test]
fn splits_draw_the_rows_that_numpy_draws() {
    for case in drawn("splits") {
        let config = format!("title = \"t\"\n[dataset]\n{}\n[network]\n[training]\n", text(&case, "dataset"));
        let fold = case["fold"].as_u64().map(|fold| fold as usize);
        let spec = Spec { seed: whole(&case, "seed"), fold, ..spec(&config) };
        let dataset = datasets::load(&spec, Path::new("")).unwrap_or_else(|errors| panic!("{errors}")).dataset;
        let parts = json!({ "train": dataset.train, "validation": dataset.validation, "test": dataset.test });
        assert_eq!(parts, case["parts"], "{config}");
    }
}

#[test]
fn epochs_have_the_order_that_numpy_draws() {
    for case in drawn("orders") {
        let (rows, mut found) = ((0..10).collect::<Vec<usize>>(), Vec::new());
        order_rows(whole(&case, "seed"), whole(&case, "epoch") as usize, &rows, SampleOrder::Shuffled, &mut found);
        assert_eq!(json!(found), case["order"], "{case}");
    }
}

#[test]
fn dropout_drops_the_units_that_numpy_draws() {
    for case in drawn("masks") {
        let (epoch, step) = (whole(&case, "epoch") as usize, whole(&case, "step") as usize);
        let mut found = Vec::new();
        masks::draw(whole(&case, "seed"), epoch, step, 3, &[(4, 0.25), (2, 0.5)], &mut found);
        assert_eq!(json!(found), case["masks"], "{case}");
    }
}

/// Roots are rounded correctly on both sides, so these parameters are the same bits.
#[test]
fn uniform_initial_parameters_are_those_that_numpy_draws() {
    for case in drawn("initials") {
        let initializer = text(&case, "initializer");
        let config = format!(
            "title = \"t\"\n[dataset]\nname = \"xor\"\n[network]\nhidden = [3]\noutput = \"sigmoid\"\n\
             initializer = {initializer}\n[training]\n"
        );
        let spec = Spec { seed: whole(&case, "seed"), ..spec(&config) };
        let found = initializer::initial(&spec, &Layout::of(&spec, 2, 1));
        assert_eq!(found, numbers(&case["parameters"]), "{case}");
    }
}

/// All ways that a ziggurat has: within a box, at its edge, in the tail.
#[test]
fn normal_numbers_are_those_of_a_ziggurat() {
    let cases = drawn("normals");
    let mut draws = stream(whole(&cases[0], "seed"), Purpose::Initial, whole(&cases[0], "layer"), 0);
    let found: Vec<f64> = (0..20_000).map(|_| draws.normal()).collect();
    for case in &cases {
        let right = case["value"].as_f64().expect("a number");
        assert_near(&case.to_string(), found[whole(case, "at") as usize], right, NORMAL);
    }
    for way in ["box", "edge", "tail"] {
        assert!(cases.iter().any(|case| text(case, "way") == way), "no draw went by the {way}");
    }
}

/// The inputs of each row, and behind them its class or its target.
#[test]
fn generated_sets_are_those_of_their_formulas() {
    for case in drawn("sets") {
        let config = format!("title = \"t\"\n[dataset]\n{}\n[network]\n[training]\n", text(&case, "dataset"));
        let spec = Spec { seed: whole(&case, "seed"), ..spec(&config) };
        let dataset = datasets::load(&spec, Path::new("")).unwrap_or_else(|errors| panic!("{errors}")).dataset;
        for (row, right) in case["rows"].as_array().expect("rows").iter().enumerate() {
            let last = dataset.labels.get(row).map_or_else(|| dataset.targets.at(row, 0), |class| *class as f64);
            let found = [dataset.inputs.row(row), &[last]].concat();
            let right = numbers(right);
            assert_eq!(found.len(), right.len(), "{config}");
            for (found, right) in found.into_iter().zip(right) {
                assert_near(&format!("row {row} of {config}"), found, right, NORMAL);
            }
        }
    }
}

/// The table of a run keeps six digits; R² here lies within 1, and so does the noise of the rows.
#[test]
fn importance_is_that_of_scikit_learns_metrics() {
    for case in drawn("importances") {
        let config = format!(
            "title = \"t\"\nengines = [\"from-scratch\"]\nseed = {}\n[dataset]\n{}\n[network]\nhidden = []\n\
             [training]\nepochs = 0\n[initial]\n\"layers.0.weight\" = {}\n\"layers.0.bias\" = {}\n\
             [[figure]]\nkind = \"permutation-importance\"\n",
            case["seed"],
            text(&case, "dataset"),
            case["weight"],
            case["bias"]
        );
        let folder = tempfile::tempdir().expect("there is room for temporary files");
        let run = common::train(&config, folder.path()).unwrap_or_else(|error| panic!("{error:?}"));
        let table = &store::read(&run).expect("the run was written").tables["permutation-importance"];
        let right = numbers(&case["importance"]);
        assert_eq!(table.rows.len(), right.len(), "{config}");
        for ((column, values), right) in table.rows.iter().zip(right) {
            assert_near(&format!("{column}, {values:?}"), values[1], right, 1e-6);
        }
    }
}

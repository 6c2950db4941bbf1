//! What the seeds draw, to the bit, against `draws.json`, which `draws.py` wrote with numpy's generator: the rows of
//! every part of a split, the order of the samples in an epoch, dropout masks, and uniform initial parameters.

use std::path::Path;

use engine::batch::{SampleOrder, order};
use engine::{Layout, initializer, masks};
use experiment::Spec;
use serde_json::{Value, json};

use crate::{numbers, spec, text};

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
        order(whole(&case, "seed"), whole(&case, "epoch") as usize, &rows, SampleOrder::Shuffled, &mut found);
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

//! How classes and numbers are written for each kind of network.

use std::path::Path;

use crate::common::spec_with;
use datasets::load;
use engine::Dataset;
use engine::schema::TargetEncoding;

const PAIR: TargetEncoding = TargetEncoding::Pair { low: 0.0, high: 1.0 };
const SIGNED: TargetEncoding = TargetEncoding::Pair { low: -1.0, high: 1.0 };
const ONE_HOT: TargetEncoding = TargetEncoding::OneHot { low: 0.0, high: 1.0 };
const SIGNED_HOT: TargetEncoding = TargetEncoding::OneHot { low: -1.0, high: 1.0 };

fn dataset(set: &str, network: &str, training: &str) -> Dataset {
    match load(&spec_with(set, network, training), Path::new(".")) {
        Ok(loaded) => loaded.dataset,
        Err(error) => panic!("{set}: {error}"),
    }
}

#[test]
fn two_classes_take_one_column_unless_a_softmax_asks_for_two() {
    let xor = |set: &str, network: &str, training: &str| {
        let dataset = dataset(&format!("name = \"xor\"\n{set}"), network, training);
        (dataset.schema.encoding, dataset.targets.values().to_vec())
    };
    let zero_one = vec![0.0, 1.0, 1.0, 0.0];
    let plus_minus = vec![-1.0, 1.0, 1.0, -1.0];
    assert_eq!(xor("", "", ""), (ONE_HOT, vec![1.0, 0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0]));
    assert_eq!(xor("", "output = \"sigmoid\"", ""), (PAIR, zero_one.clone()));
    assert_eq!(xor("", "output = \"identity\"", ""), (PAIR, zero_one.clone()));
    assert_eq!(xor("", "output = \"tanh\"", ""), (SIGNED, plus_minus.clone()));
    assert_eq!(xor("", "", "loss = \"hinge\""), (SIGNED, plus_minus.clone()));
    assert_eq!(xor("", "kind = \"perceptron\"", ""), (PAIR, zero_one.clone()));
    assert_eq!(xor("coding = \"±1\"", "kind = \"perceptron\"", ""), (SIGNED, plus_minus));
    assert_eq!(xor("coding = \"0/1\"", "output = \"tanh\"", ""), (PAIR, zero_one));
}

#[test]
fn more_classes_take_a_column_each() {
    let rows = |network: &str, training: &str| {
        let set = dataset("name = \"iris\"", network, training);
        assert_eq!(set.schema.target_names, ["setosa", "versicolor", "virginica"]);
        (set.schema.encoding, set.targets.row(10).to_vec(), set.targets.row(60).to_vec())
    };
    let zero_one = (ONE_HOT, vec![1.0, 0.0, 0.0], vec![0.0, 1.0, 0.0]);
    let plus_minus = (SIGNED_HOT, vec![1.0, -1.0, -1.0], vec![-1.0, 1.0, -1.0]);
    assert_eq!(rows("", ""), zero_one);
    assert_eq!(rows("output = \"sigmoid\"", ""), zero_one);
    assert_eq!(rows("output = \"tanh\"", ""), plus_minus);
    assert_eq!(rows("", "loss = \"hinge\""), plus_minus);
}

fn inline(targets: &str, keys: &str, network: &str, training: &str) -> Dataset {
    let inputs = vec!["[0.0]"; targets.matches('[').count() - 1].join(", ");
    dataset(&format!("name = \"inline\"\ninputs = [{inputs}]\ntargets = {targets}\n{keys}"), network, training)
}

#[test]
fn inline_numbers_stay_numbers() {
    let set = inline("[[0.01, 0.99], [3, -2]]", "", "output = \"sigmoid\"", "loss = \"squared-error\"");
    assert_eq!((set.schema.encoding, set.targets.values()), (TargetEncoding::Numeric, &[0.01, 0.99, 3.0, -2.0][..]));
    assert_eq!(set.schema.target_names, ["y1", "y2"]);
}

#[test]
fn inline_classes_behind_a_softmax() {
    let set = inline("[[1, 0], [0.25, 0.75]]", "", "output = \"softmax\"", "");
    assert_eq!((set.targets.values(), set.labels.as_slice()), (&[1.0, 0.0, 0.25, 0.75][..], &[0, 1][..]));
    let set = inline("[[10], [2], [10], [7]]", "", "output = \"softmax\"", "");
    assert_eq!((set.schema.classes.join(" "), set.labels), ("2 7 10".into(), vec![2, 0, 2, 1]));
    assert_eq!(set.targets.row(1), [1.0, 0.0, 0.0]);
}

#[test]
fn inline_classes_in_one_column() {
    let set = inline("[[0], [1], [0.75]]", "", "output = \"sigmoid\"", "");
    assert_eq!((set.schema.encoding, set.labels, set.targets.values()), (PAIR, vec![0, 1, 1], &[0.0, 1.0, 0.75][..]));
    let set = inline("[[-1], [1]]", "", "kind = \"perceptron\"", "");
    assert_eq!((set.schema.encoding, set.schema.classes.join(" "), set.labels), (SIGNED, "-1 1".into(), vec![0, 1]));
    let set = inline("[[0], [1]]", "", "", "loss = \"hinge\"");
    assert_eq!((set.schema.encoding, set.targets.values()), (SIGNED, &[-1.0, 1.0][..]));
    let set = inline("[[-1], [1], [0]]", "", "output = \"sigmoid\"", "");
    assert_eq!((set.schema.encoding, set.targets.values()), (PAIR, &[0.0, 1.0, 0.5][..]));
}

/// Two tests of two perceptrons at once: each column is its own unit.
#[test]
fn inline_targets_of_several_units_stay_as_written() {
    let set = inline("[[1, 1], [0, 1]]", "", "kind = \"perceptron\"", "");
    assert_eq!((set.schema.encoding, set.targets.values()), (ONE_HOT, &[1.0, 1.0, 0.0, 1.0][..]));
    assert_eq!(set.labels, [0, 1]);
}

#[test]
fn a_class_is_read_back_from_its_target() {
    for (set, network) in [("iris", ""), ("digits", "output = \"tanh\""), ("breast-cancer", "output = \"sigmoid\"")] {
        let set = dataset(&format!("name = {set:?}"), network, "");
        for (row, &label) in set.labels.iter().enumerate() {
            assert_eq!(set.schema.class_of(set.targets.row(row)), label);
        }
    }
}

//! Probes of networks so small that what they record is known by hand.

use super::*;

/// The corners of 0..2 by 0..4 have means 1 and 2 and deviations 1 and 2, so the network with weights 2 and −1 and
/// bias ½ is z = 2(x₁ − 1) − (x₂ − 2)/2 + ½ at every place; outputs are kept to six digits. Of two classes −1 and 1 the
/// share of the second is kept, which is ½ where the sides meet: (tanh z + 1)/2.
#[test]
fn regions_hold_the_outputs_at_their_places() {
    let config = r#"
title = "A plane"
engines = ["from-scratch"]
network = { hidden = [] }
training = { epochs = 0 }
[dataset]
name = "inline"
task = "regression"
inputs = [[0, 0], [2, 0], [0, 4], [2, 4]]
targets = [[0], [1], [1], [2]]
scale = "standard"
[initial]
"layers.0.weight" = [[2], [-1]]
"layers.0.bias" = [0.5]
"#;
    let still = "[[figure]]\nkind = \"decision-regions\"\n";
    let table_of = |config: String| record(&(config + still)).tables["decision-regions"].clone();
    let table = table_of(config.to_owned());
    assert_eq!(table.rows.len(), 3600);
    for (_, row) in &table.rows {
        let value = 2.0 * (row[0] - 1.0) - (row[1] - 2.0) / 2.0 + 0.5;
        assert!((row[2] - value).abs() <= 5e-6 * value.abs().max(1e-6), "{row:?} is not {value}");
    }
    let classes =
        config.replace("regression", "classification").replace("[[0], [1], [1], [2]]", "[[-1], [1], [1], [1]]");
    let shares = table_of(classes.replace("hidden = []", "hidden = [], output = \"tanh\"")).rows;
    for ((_, row), (_, line)) in shares.iter().zip(&table.rows) {
        let share = (libm::tanh(line[2]) + 1.0) / 2.0;
        // z has six digits, and its error of 5e-6·|z| is multiplied by a slope of ½/cosh² z: |z|/cosh² z is below ½.
        assert!((row[2] - share).abs() <= 5e-6 * share + 1.25e-6, "{row:?} is not {share}");
    }
    let [xs, ys] = [0, 1].map(|axis| table.rows.iter().map(move |(_, row)| row[axis]));
    let ends = |values: &mut dyn Iterator<Item = f64>| {
        values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)))
    };
    let near = |(low, high): (f64, f64), (from, to): (f64, f64)| (low - from).abs() + (high - to).abs() < 1e-14;
    assert!(near(ends(&mut { xs }), (-0.2, 2.2)) && near(ends(&mut { ys }), (-0.4, 4.4)));
}

/// relu(x − 2) + relu(x − 9) at x = 1 and 3 is 0 and 1, of ½ y² in the mean y/2 comes back: 0 and ½. The first unit is
/// off for one sample, the second for both. dw₂ = ½·1, db₂ = ½, dw₁ = ½·3 = 1.5, db₁ = ½.
#[test]
fn layers_are_as_healthy_as_by_hand() {
    let config = r#"
title = "One unit of two"
engines = ["from-scratch"]
network = { hidden = [2], activation = "relu" }
[training]
epochs = 1
batch_size = "full"
loss = "squared-error"
optimizer = { rule = "gradient-descent", learning_rate = 0.1 }
[dataset]
name = "inline"
task = "regression"
inputs = [[1], [3]]
targets = [[0], [0]]
[initial]
"layers.0.weight" = [[1, 1]]
"layers.0.bias" = [-2, -9]
"layers.1.weight" = [[1], [1]]
"layers.1.bias" = [0]
"#;
    let tables = record(&(config.to_owned() + &figures(&["gradient-norms", "layer-health"]))).tables;
    let start = |name: &str, layer: usize| -> Vec<f64> {
        let rows = tables[name].rows.iter();
        let found = rows.filter(|(of, row)| *of == format!("layers.{layer}") && row[0] == 0.0);
        found.flat_map(|(_, row)| row[1..].to_vec()).collect()
    };
    let near = |found: Vec<f64>, by_hand: &[f64]| {
        let off = |(found, by_hand): (&f64, &f64)| (found - by_hand).abs() <= 1e-14 * by_hand.abs();
        assert!(found.len() == by_hand.len() && found.iter().zip(by_hand).all(off), "{found:?} is not {by_hand:?}");
    };
    near(start("gradient-norms", 0), &[2.5f64.sqrt()]);
    near(start("gradient-norms", 1), &[0.5f64.sqrt()]);
    // ‖Δw‖/‖w‖, and the shares of pairs and of units that are flat; the output has no such shares.
    near(start("layer-health", 0), &[0.15 / 2f64.sqrt(), 0.75, 0.5]);
    near(start("layer-health", 1)[..1].to_vec(), &[0.05 / 2f64.sqrt()]);
}

/// By hand, lecture 000's or: what 0/1 targets, zero weights, rate 1 and step(0) = 1 give in table order.
///
/// (0,0) is taken for 1: b = −1. (0,1): z = −1, taken for 0: w₂ = 1, b = 0. (1,0): z = 0 is right; so is (1,1).
/// Second epoch: (0,0) has z = 0, taken for 1: b = −1. (0,1): z = 0 is right. (1,0): z = −1: w₁ = 1, b = 0.
/// Third epoch: (0,0): b = −1; (0,1), (1,0) have z = 0, right. The fourth is clean.
#[test]
fn corrections_are_those_made_by_hand() {
    let config = r#"
title = "or"
engines = ["from-scratch"]
[dataset]
name = "or"
[network]
kind = "perceptron"
initializer = "zeros"
[training]
epochs = 10
batch_size = 1
shuffle = false
optimizer = { rule = "gradient-descent", learning_rate = 1 }
"#;
    let record = record(&(config.to_string() + &figures(&["corrections"])));
    let table = &record.tables["corrections"];
    assert_eq!(
        table.columns[..5],
        ["correction", "epoch", "layers.0.weight[0,0]", "layers.0.weight[1,0]", "layers.0.bias[0,0]"]
    );
    let found: Vec<&[f64]> = table.rows.iter().map(|(_, row)| &row[..4]).collect();
    let expected = [
        [0.0, 0.0, 0.0, 0.0],
        [1.0, 0.0, 0.0, -1.0],
        [1.0, 0.0, 1.0, 0.0],
        [2.0, 0.0, 1.0, -1.0],
        [2.0, 1.0, 1.0, 0.0],
        [3.0, 1.0, 1.0, -1.0],
    ];
    assert_eq!(found, expected);
}

/// The derivative that backward gives is that of the function: 1 − tanh² z, to the six digits that are kept.
#[test]
fn slopes_are_derivatives() {
    let config = r#"
title = "tanh"
engines = ["from-scratch"]
[dataset]
name = "inline"
inputs = [[-2.0], [-0.5], [0.0], [1.5]]
targets = [[10.0], [10.0], [10.0], [10.0]]
[network]
hidden = [1]
activation = "tanh"
[training]
epochs = 0
loss = "squared-error"
[initial]
"layers.0.weight" = [[0.5]]
"layers.0.bias" = [0.25]
"layers.1.weight" = [[-3.0]]
"#;
    let record = record(&(config.to_string() + &figures(&["functions"])));
    for ((_, row), x) in record.tables["functions"].rows.iter().zip([-2.0, -0.5, 0.0, 1.5]) {
        let a = libm::tanh(0.5 * x + 0.25);
        for (found, expected) in row.iter().zip([0.5 * x + 0.25, a, 1.0 - a * a]) {
            assert!((found - expected).abs() <= 1e-5 * expected.abs(), "{found} is not {expected} at {x}");
        }
    }
}

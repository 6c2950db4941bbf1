//! Derivatives along single paths and of single numbers are written out, and come to what the engine has.
//!
//! A page shows the working of a number only where its formula comes to the computed value, to 1e-12.

mod common;

use blackboard::page::{Printed, page};
use blackboard::writing::BoardRequest;
use common::{Case, mazur};
use engine::Matrix;
use experiment::judged::PrintedMark;
use experiment::spec::Task;

fn asked(case: &Case, quantity: &str) -> Printed {
    Printed {
        term: quantity.parse().ok(),
        quantity: quantity.into(),
        printed: None,
        source: "001 l.1".into(),
        computed: Some(case.ask(quantity)),
        mark: PrintedMark::Shown,
        right: None,
        why: None,
        given: Vec::new(),
        scaling: None,
    }
}

/// What stands in the column of the working.
fn worked(case: &Case, quantity: &str) -> String {
    let (spec, dataset, followed) = (&case.spec, &case.dataset, &case.followed);
    let request = BoardRequest { title: "", spec, dataset, followed, steps: 1, samples: &[] };
    let page = page(&request, &[asked(case, quantity)], 1, &mut Vec::new());
    let table = page.split_once("\n| number | goes on from |").map(|(_, table)| table);
    // Below the head and its rule.
    let row = table.and_then(|table| table.lines().nth(2)).unwrap_or_else(|| panic!("no {quantity} in\n{page}"));
    row.split(" | ").nth(2).unwrap_or_else(|| panic!("{row}")).trim().to_owned()
}

/// A 2-3-2-2 network on two rows.
fn deep(loss: &str, output: &str, optimizer: &str, network: &str) -> Case {
    shaped("hidden = [3, 2]\nactivation = \"tanh\"", loss, output, optimizer, network)
}

/// A network of some layers on two rows.
fn shaped(hidden: &str, loss: &str, output: &str, optimizer: &str, network: &str) -> Case {
    let config = format!(
        r#"
title = "Three layers"
engines = ["from-scratch"]
[network]
{hidden}
output = "{output}"
initializer = {{ kind = "uniform", low = -0.8, high = 0.9 }}
{network}
[training]
loss = "{loss}"
batch_size = 2
optimizer = {{ {optimizer} }}
"#
    );
    let (x, t) = (Matrix::from_rows(&[[0.3, -0.7], [0.9, 0.4]]), Matrix::from_rows(&[[0.2, 0.8], [0.6, 0.1]]));
    let of_classes = output == "softmax" || loss == "binary-cross-entropy";
    let task = if of_classes { Task::Classification } else { Task::Regression };
    Case::new(&config, task, x, t, &[0, 1], 3)
}

const DESCENT: &str = r#"rule = "gradient-descent", learning_rate = 0.3"#;

/// The chain rule of lecture 004, multiplied out by hand.
#[test]
fn factors_stand_in_the_order_of_the_way() {
    let case = mazur("simultaneous", 3);
    let along = [
        ("dlayers.1.weight[0,0] of layers.1.z[0]", "∂z₁⁽²⁾/∂w₁₁⁽²⁾ = a₁⁽¹⁾"),
        ("dlayers.0.weight[0,0] of layers.1.z[1]", "∂z₂⁽²⁾/∂w₁₁⁽¹⁾ = x₁·f′(z₁⁽¹⁾)·w₁₂⁽²⁾ = 0.05·0.2413007086·0.5"),
        (
            "dlayers.0.weight[0,0] via unit 0",
            "∂J/∂w₁₁⁽¹⁾ = x₁·f′(z₁⁽¹⁾)·w₁₁⁽²⁾·δ₁⁽²⁾ = 0.05·0.2413007086·0.4·0.1384985616",
        ),
        (
            "layers.0.weight[0,0] via unit 0 @ 1",
            "w₁₁⁽¹⁾⁺ = w₁₁⁽¹⁾ − η·x₁·f′(z₁⁽¹⁾)·w₁₁⁽²⁾·δ₁⁽²⁾ = 0.15 − 0.5·0.05·0.2413007086·0.4·0.1384985616",
        ),
    ];
    for (quantity, line) in along {
        assert_eq!(worked(&case, quantity), line, "{quantity}");
    }
}

/// The same of networks that no lecture has, for everything that can be differentiated.
#[test]
fn every_way_is_written() {
    let cases = [
        deep("squared-error", "sigmoid", DESCENT, ""),
        deep("mean-squared-error", "identity", r#"rule = "momentum", learning_rate = 0.1"#, ""),
        deep("huber", "tanh", DESCENT, "dropout = 0.4"),
    ];
    for case in &cases {
        for quantity in [
            "dlayers.0.weight[1,2] via unit 1",
            "dlayers.0.bias[0] via unit 0",
            "dlayers.1.weight[2,1] via unit 1 sample 1",
            "dx[0] via unit 2",
            "dlayers.0.z[1] via unit 0 sample 1",
            "dlayers.0.weight[1,2] of output output 1",
            "dlayers.0.weight[1,2] of layers.2.z[1] sample 1",
            "dx[1] of layers.1.a[0] sample 1",
            "dx[1] of loss output 1",
            "dlayers.1.bias[1] of loss output 0 sample 1",
            "dlayers.1.z[1] output 1 sample 1",
            "layers.0.weight[1,2] via unit 1 @ 1",
            "layers.0.weight[1,2] via unit 1 @ 2",
        ] {
            let line = worked(case, quantity);
            assert!(line.contains(" = "), "{quantity}: {line:?}");
        }
    }
}

/// The same through batch normalization, around blocks, through maxout, and through softmax.
#[test]
fn every_kind_of_layer_is_gone_through() {
    let softmax = |network: &str| deep("cross-entropy", "softmax", DESCENT, network);
    let squares = |hidden: &str, network: &str| shaped(hidden, "squared-error", "sigmoid", DESCENT, network);
    for case in [
        deep("squared-error", "sigmoid", DESCENT, "batch_norm = {}"),
        deep("squared-error", "sigmoid", DESCENT, "residual = true"),
        deep("huber", "tanh", DESCENT, "residual = true\ndropout = 0.4"),
        deep("mean-squared-error", "identity", DESCENT, "batch_norm = {}\nresidual = true"),
        squares("hidden = [2, 2]\nactivation = \"softplus\"", "residual = true"),
        squares("hidden = [2, 2]\nactivation = { kind = \"maxout\", pieces = 2 }", ""),
        softmax(""),
        softmax("residual = true"),
        deep("mean-squared-error", "softmax", DESCENT, ""),
        deep("binary-cross-entropy", "sigmoid", DESCENT, ""),
    ] {
        for quantity in [
            "dlayers.0.weight[1,1] of output output 1",
            "dlayers.0.bias[1] of output output 0 sample 1",
            "dlayers.0.weight[1,0] of layers.1.z[1] sample 1",
            "dlayers.1.weight[1,1] of layers.1.a[1] sample 1",
            "dx[1] of output output 1 sample 1",
            "dlayers.0.a[1] of output output 1",
            "dlayers.0.h[1] of loss output 1",
            "dlayers.1.affine[0] of output output 0",
            "layers.0.delta[1] of layers.2.z[1] sample 1",
            "dlayers.0.weight[1,1] via unit 1",
            "dlayers.1.weight[1,1] of loss output 1",
            "dlayers.2.weight[1,1] of loss output 0",
            "layers.0.weight[1,1] via unit 1 @ 2",
        ] {
            let line = worked(&case, quantity);
            assert!(line.contains(" = "), "{quantity} of {:?}: {line:?}", case.spec.network);
        }
    }
    for (case, quantity) in [
        (deep("squared-error", "sigmoid", DESCENT, "batch_norm = {}"), "dlayers.0.gamma[0,1] of output output 1"),
        (deep("squared-error", "sigmoid", DESCENT, "batch_norm = {}"), "dlayers.0.beta[0,1] via unit 1"),
        (deep("squared-error", "sigmoid", DESCENT, "residual = true"), "dlayers.0.projection[1,2] of output output 1"),
        (deep("squared-error", "sigmoid", DESCENT, "bias = \"shared\""), "dlayers.0.bias of output output 1"),
    ] {
        assert!(worked(&case, quantity).contains(" = "), "{quantity}: {:?}", worked(&case, quantity));
    }
}

/// Where no product says a way, the page says so.
#[test]
fn what_is_not_written_out_is_said() {
    let case = shaped("hidden = [2]\nactivation = \"prelu\"", "squared-error", "sigmoid", DESCENT, "");
    let line = worked(&case, "dlayers.0.slope of output output 1");
    assert!(line.starts_with("every unit below 0 has a part in it"), "{line:?}");
}

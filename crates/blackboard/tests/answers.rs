//! Numbers by their names: against printed ones, central differences, and sums by hand.

mod common;

use common::{Case, mazur, near};
use engine::{Layout, Matrix};
use experiment::spec::Task;

/// Lecture 004 prints nine digits; half a unit of the ninth is 5e-10, of numbers down to 0.03 some 2e-8 of them.
#[test]
fn lecture_004_to_its_digits() {
    let case = mazur("simultaneous", 1);
    for (term, printed) in [
        ("layers.0.z[0]", 0.3775),
        ("layers.0.a[0]", 0.593269992),
        ("layers.0.a[1]", 0.596884378),
        ("layers.1.z[0]", 1.105905967),
        ("output[0]", 0.75136507),
        ("output output 1", 0.772928465),
        ("loss output 0", 0.274811083),
        ("loss output 1", 0.023560026),
        ("loss", 0.298371109),
        ("doutput[0]", 0.74136507),
        ("layers.1.derivative[0]", 0.186815602),
        ("layers.1.delta[0]", 0.138498562),
        ("dlayers.1.weight[0,0]", 0.082167041),
        ("layers.1.weight[0,0] @ 1", 0.35891648),
        ("layers.1.weight[1,0] @ 1", 0.408666186),
        ("layers.1.weight[0,1] @ 1", 0.511301270),
        ("layers.1.weight[1,1] @ 1", 0.561370121),
        ("dlayers.0.a[0] of loss output 0", 0.055399425),
        ("dlayers.0.a[0] via unit 0", 0.055399425),
        ("dlayers.0.a[0] of loss output 1", -0.019049119),
        ("dlayers.0.a[0]", 0.036350306),
        ("dlayers.0.weight[0,0]", 0.000438568),
        ("layers.0.weight[0,0] @ 1", 0.149780716),
        ("layers.0.weight[1,0] @ 1", 0.19956143),
        ("layers.0.weight[0,1] @ 1", 0.24975114),
        ("layers.0.weight[1,1] @ 1", 0.29950229),
    ] {
        let found = case.ask(term);
        assert!((found - printed).abs() <= 5.1e-9, "{term}: {found} is not {printed}");
    }
}

/// Layer by layer from the output, the hidden gradients go through the new output weights.
#[test]
fn a_sequential_update_goes_through_the_new_weights() {
    let case = mazur("sequential", 1);
    let delta = |j: usize| case.ask(&format!("layers.1.delta[{j}]"));
    let new = |j: usize| case.ask(&format!("layers.1.weight[0,{j}] @ 1"));
    let through = new(0) * delta(0) + new(1) * delta(1);
    let wanted = 0.15 - 0.5 * through * case.ask("layers.0.derivative[0]") * 0.05;
    near(case.ask("layers.0.weight[0,0] @ 1"), wanted, 1e-15);
}

/// Everything at once: three hidden layers' worth of parts on four rows.
fn everything() -> Case {
    let config = r#"
title = "Everything at once"
[network]
hidden = [3, 3]
activation = "tanh"
output = "softmax"
batch_norm = {}
dropout = 0.25
residual = true
[training]
loss = "cross-entropy"
batch_size = "full"
penalty = { l1 = 0.01, l2 = 0.02 }
optimizer = { rule = "adam", learning_rate = 0.1 }
"#;
    let x = Matrix::from_rows(&[[0.5, -1.0], [1.5, 0.25], [-0.75, 2.0], [0.1, 0.3]]);
    let t = Matrix::from_rows(&[[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.0, 1.0]]);
    Case::new(config, Task::Classification, x, t, &[0, 1, 2, 3], 2)
}

/// Central differences of steps h have an error of h²·J‴/6 + ε·J/h; at h = 1e-5 that is below 1e-9 here.
#[test]
fn every_gradient_is_a_central_difference() {
    let case = everything();
    let layout = Layout::of(&case.spec, 2, 2);
    let h = 1e-5;
    for index in 0..layout.len() {
        let difference = (case.objective(index, h) - case.objective(index, -h)) / (2.0 * h);
        let found = case.ask(&format!("d{}", layout.element_name(index)));
        assert!((found - difference).abs() < 1e-8, "d{}: {found} is not {difference}", layout.element_name(index));
    }
}

/// The gradient is what the engine says, to the bit; so are z and a.
#[test]
fn the_working_is_the_engines() {
    let case = everything();
    let update = &case.followed.updates[&1];
    let mut engine = from_scratch::engine(&case.spec, case.dataset.clone(), &update.before.parameters);
    engine.restore(&update.before);
    let working = blackboard::working::Working::of(&case.spec, &case.dataset, update);
    assert_eq!(working.gradients, engine.gradients(&update.batch()));
    near(working.loss + working.penalty, engine.objective(&update.batch()), 1e-15);
    for trace in engine.trace(&update.batch()) {
        for s in 0..4 {
            for j in 0..trace.values.columns() {
                let name = trace.name.replace("slope", "derivative");
                assert_eq!(case.ask(&format!("{name}[{j}] sample {s} @ 1")), trace.values.at(s, j), "{name}");
            }
        }
    }
}

/// Through batch statistics the own loss of a row depends on all of them; the mean of the own gradients is that of the
/// loss. Sums of four terms of size 1 lose a few units in the last place.
#[test]
fn own_losses_add_up() {
    let case = everything();
    for name in ["layers.0.weight[1,2]", "layers.1.gamma[0,1]", "layers.2.bias[0,0]"] {
        let own: f64 = (0..4).map(|s| case.ask(&format!("d{name} sample {s}"))).sum();
        let found = case.ask(&format!("d{name} of loss"));
        assert!((own / 4.0 - found).abs() < 1e-15, "{name}: {own} / 4 is not {found}");
    }
    let own: f64 = (0..4).map(|s| case.ask(&format!("loss sample {s}"))).sum();
    near(own / 4.0, case.ask("loss"), 1e-15);
    let parts: f64 = (0..2).map(|o| case.ask(&format!("dlayers.0.weight[0,0] of loss sample 1 output {o}"))).sum();
    let whole = case.ask("dlayers.0.weight[0,0] sample 1");
    assert!((parts - whole).abs() < 1e-15, "{parts} is not {whole}");
}

/// The paths through all units of the next layer are all paths.
#[test]
fn paths_add_up() {
    let case = everything();
    for name in ["x[0] sample 2", "layers.0.a[1] sample 2", "layers.1.h[2] sample 1"] {
        let units = if name.starts_with("layers.1") { 2 } else { 3 };
        let sum: f64 = (0..units).map(|u| case.ask(&format!("d{name} via unit {u}"))).sum();
        let whole = case.ask(&format!("d{name}"));
        assert!((sum - whole).abs() < 1e-15, "{name}: {sum} is not {whole}");
    }
}

/// A step along one path: w − η·(the gradient along it).
#[test]
fn a_step_along_a_path() {
    let case = mazur("simultaneous", 1);
    let wanted = 0.15 - 0.5 * case.ask("dlayers.0.weight[0,0] via unit 1");
    near(case.ask("layers.0.weight[0,0] via unit 1 @ 1"), wanted, 1e-15);
    assert_ne!(case.ask("layers.0.weight[0,0] @ 1"), wanted);
}

/// dy₁/dw of the output layer is y(1 − y)·a; of z it is a.
#[test]
fn outputs_and_sums_are_differentiated() {
    let case = mazur("simultaneous", 1);
    let (y, a) = (case.ask("output[1]"), case.ask("layers.0.a[0]"));
    near(case.ask("dlayers.1.weight[0,1] of output output 1"), y * (1.0 - y) * a, 1e-15);
    assert_eq!(case.ask("dlayers.1.weight[0,0] of output output 1"), 0.0);
    assert_eq!(case.ask("dlayers.1.weight[0,1] of layers.1.z[1]"), a);
    let slope = case.ask("layers.0.derivative[0]");
    assert_eq!(case.ask("dlayers.0.weight[1,0] of layers.0.a[0]"), slope * 0.10);
}

/// Everything behind a given number goes on from it: with y₁ = 0.75, δ₁ = 0.74·0.75·0.25.
#[test]
fn given_numbers_take_the_place_of_computed_ones() {
    let case = mazur("simultaneous", 1);
    let ask = |term: &str, given: &[(&str, f64)]| case.ask_given(term, given).expect(term);
    let output = [("output[0]", 0.75)];
    assert_eq!(ask("layers.1.delta[0]", &output), (0.75 - 0.01) * (0.75 * (1.0 - 0.75)));
    assert_eq!(ask("loss output 0", &output), 0.5 * 0.74 * 0.74);
    assert_eq!(ask("layers.1.delta[1]", &output), case.ask("layers.1.delta[1]"));
    assert_eq!(ask("dlayers.1.weight[0,0]", &[("layers.0.a[0]", 0.6), ("layers.1.delta[0]", 0.5)]), 0.3);
    assert_eq!(ask("layers.1.weight[0,0] @ 1", &[("dlayers.1.weight[0,0]", 0.25)]), 0.4 - 0.5 * 0.25);
    assert_eq!(ask("layers.0.z[0]", &[("layers.0.weight[0,0]", 0.0), ("x[1]", 1.0)]), 0.35 + 0.2);
    // What is given after the update changes nothing before it.
    assert_eq!(ask("layers.0.z[0]", &[("layers.0.weight[0,0] @ 1", 0.0)]), case.ask("layers.0.z[0]"));
    let moved = ask("layers.0.z[0] @ 1", &[("layers.0.weight[0,0] @ 1", 0.0)]);
    near(moved, 0.35 + 0.1 * case.ask("layers.0.weight[1,0] @ 1"), 1e-15);
}

#[test]
fn refusals_say_what_is_there() {
    let case = mazur("simultaneous", 1);
    let refusal = |term: &str| case.ask_given(term, &[]).expect_err(term);
    assert_eq!(refusal("layers.0.z"), "has 2 elements: name one, as in layers.0.z[0]");
    assert_eq!(refusal("layers.0.z[2]"), "has no element 2: there are 2, counted from 0");
    assert_eq!(refusal("layers.2.z[0]"), "is of layer 2, and the network has 2, counted from 0");
    assert_eq!(refusal("layers.0.weight[2,0]"), "is 2 x 2, counted from 0: there is no [2,0]");
    assert_eq!(refusal("layers.0.mean[0]"), "is not there: the layer has no batch normalization");
    assert_eq!(refusal("layers.0.z[0] sample 1"), "is of sample 1, and the training part has 1");
    assert_eq!(refusal("layers.0.z[0] @ 2"), "is asked after 2 updates, and training ends before");
    assert_eq!(refusal("dlayers.1.a[0] via unit 0"), "goes via a unit of the layer after it, and there is none");
    assert_eq!(refusal("dlayers.0.a[0] via unit 2"), "goes via unit 2, and layer 1 has 2");
    assert_eq!(
        refusal("layers.0.gamma[0]"),
        "is not a parameter of this network: it has layers.0.weight, layers.0.bias, layers.1.weight, layers.1.bias"
    );
}

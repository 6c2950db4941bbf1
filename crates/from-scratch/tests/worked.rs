//! Examples that the lectures work out by hand, step by step.

mod common;

use std::sync::Arc;

use common::{spec, with};
use engine::schema::TargetEncoding;
use engine::{Batch, Engine, Matrix};

/// Lecture 004 (after M. Mazur, "A step by step backpropagation example"): two inputs, two hidden and two output
/// units, sigmoids, ½ of the squared error, one bias for each layer that is not trained, η = ½.
fn mazur(update: &str) -> Box<dyn Engine> {
    let training = format!(
        "loss = \"squared-error\"\nfrozen = [\"layers.0.bias\", \"layers.1.bias\"]\nupdate = \"{update}\"\n\
         optimizer = {{ rule = \"gradient-descent\", learning_rate = 0.5 }}"
    );
    let network = "hidden = [2]\nactivation = \"sigmoid\"\noutput = \"sigmoid\"\nbias = \"shared\"";
    let (inputs, targets) = (Matrix::new(1, 2, vec![0.05, 0.10]), Matrix::new(1, 2, vec![0.01, 0.99]));
    let dataset = Arc::new(with(inputs, targets, TargetEncoding::Numeric));
    let parameters = [0.15, 0.25, 0.20, 0.30, 0.35, 0.40, 0.50, 0.45, 0.55, 0.60];
    from_scratch::engine(&spec(network, &training), dataset, &parameters)
}

/// The printed digits are the tolerance: half a unit of the last, or a whole one where the lecture cuts off.
fn printed(value: f64, digits: f64, unit: f64, line: u32) {
    assert!((value - digits).abs() <= unit, "line {line} prints {digits}, this is {value}");
}

fn trained(update: &str, rounds: usize) -> Box<dyn Engine> {
    let mut engine = mazur(update);
    for _ in 0..rounds {
        engine.step(&Batch::of(&[0]), 0.5);
    }
    engine
}

#[test]
fn the_forward_pass_of_lecture_004() {
    let mut engine = mazur("simultaneous");
    let trace = engine.trace(&Batch::of(&[0]));
    let at = |name: &str, column: usize| {
        trace.iter().find(|trace| trace.name == name).expect("every layer is traced").values.at(0, column)
    };
    printed(at("layers.0.z", 0), 0.3775, 5e-15, 44);
    printed(at("layers.0.a", 0), 0.593269992, 5e-10, 45);
    printed(at("layers.0.a", 1), 0.596884378, 5e-10, 46);
    printed(at("layers.1.z", 0), 1.1059, 5e-5, 60);
    printed(at("layers.1.a", 0), 0.7513, 1e-4, 61);
    printed(at("layers.1.a", 1), 0.7729, 1e-4, 62);
    printed(engine.objective(&Batch::of(&[0])), 0.298371109, 5e-10, 207);
}

/// dE/dw5 = −(0.01 − out)·out·(1 − out)·out_h1, computed here from the printed inputs alone.
#[test]
fn the_gradients_of_lecture_004() {
    let sigmoid = |z: f64| 1.0 / (1.0 + libm::exp(-z));
    let h1 = sigmoid(0.15 * 0.05 + 0.20 * 0.10 + 0.35);
    let h2 = sigmoid(0.25 * 0.05 + 0.30 * 0.10 + 0.35);
    let o1 = sigmoid(0.40 * h1 + 0.45 * h2 + 0.60);
    let o2 = sigmoid(0.50 * h1 + 0.55 * h2 + 0.60);
    let (d1, d2) = ((o1 - 0.01) * o1 * (1.0 - o1), (o2 - 0.99) * o2 * (1.0 - o2));
    let dh1 = (d1 * 0.40 + d2 * 0.50) * h1 * (1.0 - h1);
    let dh2 = (d1 * 0.45 + d2 * 0.55) * h2 * (1.0 - h2);
    let gradients = mazur("simultaneous").gradients(&Batch::of(&[0]));
    let of_outputs = [(5, d1 * h1), (6, d2 * h1), (7, d1 * h2), (8, d2 * h2)];
    let of_hidden = [(0, dh1 * 0.05), (1, dh2 * 0.05), (2, dh1 * 0.10), (3, dh2 * 0.10)];
    for (index, expected) in of_outputs.into_iter().chain(of_hidden) {
        assert!((gradients[index] / expected - 1.0).abs() < 1e-14, "element {index}: {} {expected}", gradients[index]);
    }
    printed(gradients[5], 0.0821, 1e-4, 118);
    printed(gradients[0], 0.000438, 1e-6, 199);
    // One bias for both units: its gradient is the sum of both.
    assert!((gradients[9] / (d1 + d2) - 1.0).abs() < 1e-14);
    assert!((gradients[4] / (dh1 + dh2) - 1.0).abs() < 1e-14);
}

/// All gradients come from the point before the update: through the new output weights those of w₁ would lead to
/// 0.149817, which the printed digits do not tell from 0.149781.
#[test]
fn the_first_update_of_lecture_004() {
    let engine = trained("simultaneous", 1);
    let theta = engine.snapshot().parameters;
    let mut start = mazur("simultaneous");
    let gradients = start.gradients(&Batch::of(&[0]));
    for (index, before) in start.snapshot().parameters.into_iter().enumerate().filter(|(index, _)| index % 5 != 4) {
        assert_eq!(theta[index], before - 0.5 * gradients[index], "element {index}");
    }
    printed(theta[5], 0.3589, 5e-5, 122);
    printed(theta[7], 0.4086, 1e-4, 127);
    printed(theta[6], 0.51130, 5e-6, 127);
    printed(theta[8], 0.5613, 1e-4, 127);
    printed(theta[0], 0.1497, 1e-4, 199);
    printed(theta[2], 0.1995, 1e-4, 202);
    printed(theta[1], 0.2497, 1e-4, 203);
    printed(theta[3], 0.2995, 1e-4, 203);
    assert_eq!((theta[4], theta[9]), (0.35, 0.60), "the biases are frozen");
}

/// The errors and outputs that it prints afterwards are those of updating the output layer first.
#[test]
fn the_printed_rounds_of_lecture_004_are_sequential() {
    printed(trained("sequential", 1).objective(&Batch::of(&[0])), 0.291027924, 5e-10, 208);
    let outputs = trained("sequential", 10_000).evaluate(&[0]).outputs;
    printed(outputs.at(0, 0), 0.015912196, 5e-10, 211);
    printed(outputs.at(0, 1), 0.984065734, 5e-10, 212);
    // Line 209 prints the error of the other program, one round short.
    printed(trained("simultaneous", 9_999).objective(&Batch::of(&[0])), 0.0000351085, 5e-11, 209);
}

/// Lecture 000's general network with three hidden layers: Aⱼ = tanh(bⱼ + Σᵢ wᵢⱼAᵢ), each layer from the one before it
/// by the same formula, and outputs that are their own sums. All widths are 3, where a wrong layer would fit.
#[test]
fn each_layer_computes_from_the_one_before() {
    let parameters: Vec<f64> = (0..48).map(|at| f64::from(at * 7 % 11 - 5) / 4.0).collect();
    let (inputs, targets) = (Matrix::new(1, 3, vec![0.5, -1.0, 0.25]), Matrix::new(1, 3, vec![0.0; 3]));
    let dataset = with(inputs, targets, TargetEncoding::Numeric);
    let spec = spec("hidden = [3, 3, 3]\nactivation = \"tanh\"\noutput = \"identity\"", "loss = \"squared-error\"");
    let found = from_scratch::engine(&spec, Arc::new(dataset), &parameters).evaluate(&[0]).outputs;
    let mut a = vec![0.5, -1.0, 0.25];
    for (layer, of_layer) in parameters.chunks(12).enumerate() {
        let sum = |j: usize| of_layer[9 + j] + (0..3).map(|i| of_layer[3 * i + j] * a[i]).sum::<f64>();
        let z: Vec<f64> = (0..3).map(sum).collect();
        a = if layer < 3 { z.into_iter().map(libm::tanh).collect() } else { z };
    }
    // Four products of numbers up to 1.25 in a row multiply the last digits of the first by less than 100.
    assert!((0..3).all(|j| (found.at(0, j) - a[j]).abs() < 1e-13), "{found:?} is not {a:?}");
    assert!(a.iter().any(|output| output.abs() > 1.0), "an output beyond ±1 shows that nothing bends it: {a:?}");
}

/// Rosenblatt's perceptron, one sample at a time in the order of the table: epochs until one is clean, and w. Then its
/// step answers with the targets themselves.
fn perceptron(targets: &[f64], low: f64, rate: f64) -> (usize, Vec<f64>) {
    let inputs = Matrix::new(4, 2, vec![0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 1.0, 1.0]);
    let dataset = with(inputs, Matrix::new(4, 1, targets.to_vec()), TargetEncoding::Pair { low, high: 1.0 });
    let spec = spec("kind = \"perceptron\"", "optimizer = { rule = \"gradient-descent\", learning_rate = 1.0 }");
    let mut engine = from_scratch::engine(&spec, Arc::new(dataset), &[0.0; 3]);
    for epoch in 1..=100 {
        let mistakes: usize = (0..4).map(|row| engine.step(&Batch::of(&[row]), rate).mistakes).sum();
        if mistakes == 0 {
            assert_eq!(engine.evaluate(&[0, 1, 2, 3]).outputs.values(), targets);
            return (epoch, engine.snapshot().parameters);
        }
    }
    (usize::MAX, engine.snapshot().parameters)
}

/// Lecture 000's rule w ← w + t·x for each mistake, written out without any network.
fn by_hand(signs: &[f64]) -> (usize, Vec<f64>) {
    let (mut w, x) = ([0.0; 3], [[0.0, 0.0, 1.0], [0.0, 1.0, 1.0], [1.0, 0.0, 1.0], [1.0, 1.0, 1.0]]);
    for epoch in 1.. {
        let mut clean = true;
        for (x, &t) in x.iter().zip(signs) {
            let z: f64 = w.iter().zip(x).map(|(w, x)| w * x).sum();
            if (z >= 0.0) != (t > 0.0) {
                clean = false;
                w.iter_mut().zip(x).for_each(|(w, x)| *w += t * x);
            }
        }
        if clean {
            return (epoch, w.to_vec());
        }
    }
    unreachable!("epochs are without end")
}

/// AND from w = 0 takes 6 epochs, the clean one included, and ends at w = (2, 1), b = −3, in either coding.
#[test]
fn a_perceptron_learns_and() {
    let signs = [-1.0, -1.0, -1.0, 1.0];
    assert_eq!(perceptron(&signs, -1.0, 1.0), (6, vec![2.0, 1.0, -3.0]));
    assert_eq!(perceptron(&[0.0, 0.0, 0.0, 1.0], 0.0, 1.0), by_hand(&signs));
}

/// OR from w = 0: 4 epochs, w = (1, 1), b = −1, in either coding; a quarter of the rate makes a quarter of it.
#[test]
fn a_perceptron_learns_or() {
    let signs = [-1.0, 1.0, 1.0, 1.0];
    assert_eq!(perceptron(&signs, -1.0, 1.0), (4, vec![1.0, 1.0, -1.0]));
    assert_eq!(perceptron(&[0.0, 1.0, 1.0, 1.0], 0.0, 1.0), (4, vec![1.0, 1.0, -1.0]));
    assert_eq!(perceptron(&signs, -1.0, 0.25), (4, vec![0.25, 0.25, -0.25]));
    assert_eq!(by_hand(&signs), (4, vec![1.0, 1.0, -1.0]));
}

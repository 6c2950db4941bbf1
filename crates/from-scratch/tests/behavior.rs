//! What an engine does beyond the laws: inference, statistics, bounds, frozen tensors, input gradients.

mod common;

use std::sync::Arc;

use common::{CASES, Rows, case, dataset, spec, with};
use engine::schema::TargetEncoding;
use engine::{Batch, Dataset, Matrix, differences};
use experiment::spec::Precision;

/// predict and evaluate are one function; the loss of a regression is recomputed here.
#[test]
fn evaluation_is_prediction_and_its_loss() {
    let case = case("hidden = [4]\nbatch_norm = {}", "loss = \"squared-error\"");
    let data = case.weighted_dataset();
    let mut engine = case.engine(Precision::F64, &data);
    engine.step(&Batch::of(&[0, 1, 2, 3]), 0.1);
    let (rows, weights) = ([5, 2, 8], data.weights.as_ref().expect("the data are weighted"));
    let evaluation = engine.evaluate(&rows);
    assert_eq!(evaluation.outputs, engine.predict(&data.inputs.select(&rows)));
    let squares = |row: usize, s: usize| -> f64 {
        (0..2).map(|j| (evaluation.outputs.at(s, j) - data.targets.at(row, j)).powi_two()).sum()
    };
    let sum: f64 = rows.iter().enumerate().map(|(s, &row)| weights[row] * 0.5 * squares(row, s)).sum();
    let total: f64 = rows.iter().map(|&row| weights[row]).sum();
    assert!((evaluation.loss - sum / total).abs() <= 1e-15 * evaluation.loss);
}

trait Square {
    fn powi_two(self) -> f64;
}

impl Square for f64 {
    fn powi_two(self) -> f64 {
        self * self
    }
}

/// A data set in pieces gives the same bits as in one: rows of inference do not see each other, and a product adds in
/// one order whatever its size.
#[test]
fn large_data_go_in_pieces() {
    let case = case("hidden = [3]\nbatch_norm = {}", "");
    let data = Arc::new(dataset(9000, 3, case.targets, 2));
    let mut engine = case.engine(Precision::F64, &data);
    let all: Vec<usize> = (0..9000).collect();
    let whole = engine.evaluate(&all);
    for row in [0, 4095, 4096, 8999] {
        assert_eq!(engine.evaluate(&[row]).outputs.row(0), whole.outputs.row(row), "row {row}");
    }
}

/// After settling on the whole set, inference is what training computes on that set with nothing dropped.
#[test]
fn settled_statistics_are_those_of_the_whole_set() {
    let case = case("hidden = [4, 3]\nbatch_norm = {}\ndropout = 0.5", "loss = \"squared-error\"");
    let data = case.dataset();
    let mut engine = case.engine(Precision::F64, &data);
    let rows: Vec<usize> = (0..9).collect();
    let before = engine.snapshot().statistics;
    assert_eq!(before, [[0.0; 4].as_slice(), &[1.0; 4], &[0.0; 3], &[1.0; 3]].concat());
    engine.recompute_batch_norm_statistics(&rows);
    let (inference, training) = (engine.evaluate(&rows).loss, engine.objective(&Batch::of(&rows)));
    assert!((inference - training).abs() <= 1e-14 * training, "{inference} {training}");
}

/// ½·λ·Σw² over the weights of all layers; a bias, a scale or a shift costs nothing.
#[test]
fn the_penalty_counts_weights_alone() {
    let case = case("hidden = [4, 3]\nbatch_norm = {}", "penalty = { l2 = 0.5 }");
    let mut engine = case.engine(Precision::F64, &case.dataset());
    let parameters = engine.snapshot().parameters;
    let weights = engine.layout().tensors.iter().filter(|tensor| tensor.name.ends_with(".weight"));
    let squares: f64 = weights.flat_map(|tensor| &parameters[tensor.range()]).map(|weight| weight * weight).sum();
    assert!((engine.penalty() / (0.25 * squares) - 1.0).abs() < 1e-14, "{} {squares}", engine.penalty());
}

/// running ← (1 − m)·running + m·batch: after one step with m = ¼ a quarter of the way from (0, 1).
#[test]
fn running_statistics_follow_the_batches() {
    let case = case("hidden = [2]\nbatch_norm = { momentum = 0.25 }", "");
    let data = case.dataset();
    let mut engine = case.engine(Precision::F64, &data);
    let rows = [0, 1, 2];
    let theta = engine.snapshot().parameters;
    let z = |row: usize, j: usize| -> f64 {
        (0..3).map(|i| data.inputs.at(row, i) * theta[2 * i + j]).sum::<f64>() + theta[6 + j]
    };
    let mean = |j: usize| rows.iter().map(|&row| z(row, j)).sum::<f64>() / 3.0;
    let variance = |j: usize| rows.iter().map(|&row| (z(row, j) - mean(j)).powi_two()).sum::<f64>() / 3.0;
    engine.step(&Batch::of(&rows), 0.1);
    let expected = [0.25 * mean(0), 0.25 * mean(1), 0.75 + 0.25 * variance(0), 0.75 + 0.25 * variance(1)];
    for (value, expected) in engine.snapshot().statistics.into_iter().zip(expected) {
        assert!((value - expected).abs() < 1e-15, "{value} {expected}");
    }
}

/// A step moves everything but what is frozen, and no column of a weight is longer than max_norm afterwards.
#[test]
fn frozen_tensors_stay_and_long_weights_are_shortened() {
    let case = case("hidden = [4]", "frozen = [\"layers.0.weight\"]\nmax_norm = 0.2");
    let data = case.dataset();
    let mut engine = case.engine(Precision::F64, &data);
    let before = engine.snapshot().parameters;
    engine.step(&Batch::of(&[0, 1, 2]), 0.1);
    let after = engine.snapshot().parameters;
    assert_eq!(before[..12], after[..12], "layers.0.weight is frozen");
    assert!(before[12..].iter().zip(&after[12..]).all(|(before, after)| before != after), "the rest moves");
    for column in 0..2 {
        let norm = after[16..24].iter().skip(column).step_by(2).map(|w| w * w).sum::<f64>().sqrt();
        assert!(norm <= 0.2 * (1.0 + 1e-15), "column {column} has norm {norm}");
    }
}

/// The gradient of the inputs, by moving one input at a time.
#[test]
fn input_gradients_are_differences_of_the_objective() {
    for case in CASES {
        let (data, spec) = (case.weighted_dataset(), case.spec());
        let (rows, parameters) = (Rows::of(&spec), case.parameters(&data));
        let gradients = case.engine(Precision::F64, &data).input_gradients(&rows.batch());
        // Row 2 is there twice, so its input moves two samples.
        let samples: Vec<(usize, usize)> =
            rows.batch().rows.iter().copied().enumerate().filter(|(_, row)| *row != 2).collect();
        let difference = |row: usize| {
            let moved = |by: f64| {
                let mut moved = Dataset::clone(&data);
                moved.inputs.row_mut(row)[1] += by;
                from_scratch::engine(&spec, Arc::new(moved), &parameters).objective(&rows.batch())
            };
            differences::derivative(moved, 0.1)
        };
        let differences: Vec<_> = samples.iter().map(|&(_, row)| difference(row)).collect();
        // Over both, so that gradients of nothing but zeros are not excused.
        let values = gradients.values().iter().copied().chain(differences.iter().map(|difference| difference.value));
        let scale = values.fold(0.0f64, |scale, value| scale.max(value.abs()));
        let mut checked = 0;
        for (&(s, _), difference) in samples.iter().zip(&differences) {
            let allowed = 10.0 * difference.error + 1e-11 * scale;
            let kinked = scale > 0.0 && difference.error > 1e-5 * scale;
            let off = (gradients.at(s, 1) - difference.value).abs();
            assert!(kinked || off <= allowed, "{}: sample {s} is off by {off}: {difference:?}", case.network);
            checked += usize::from(!kinked);
        }
        assert!(2 * checked >= samples.len(), "{}: kinks lie at all but {checked} samples", case.network);
    }
}

/// Logits of ±1000: losses are the exact distances, gradients finite and exact.
#[test]
fn logits_of_a_thousand_are_exact() {
    let rows = [0, 1];
    let data = |targets: Vec<f64>, columns| {
        let encoding = TargetEncoding::OneHot { low: 0.0, high: 1.0 };
        Arc::new(with(Matrix::new(2, 1, vec![1000.0, -1000.0]), Matrix::new(2, columns, targets), encoding))
    };
    let sigmoid = spec("hidden = []", "loss = \"binary-cross-entropy\"");
    let mut wrong = from_scratch::engine(&sigmoid, data(vec![0.0, 1.0], 1), &[1.0, 0.0]);
    assert_eq!(wrong.objective(&Batch::of(&rows)), 1000.0);
    // dz = (1, −1)/2 on inputs ±1000.
    assert_eq!(wrong.gradients(&Batch::of(&rows)), [1000.0, 0.0]);
    let softmax = spec("hidden = []", "loss = \"cross-entropy\"");
    let mut wrong = from_scratch::engine(&softmax, data(vec![0.0, 1.0, 1.0, 0.0], 2), &[1.0, -1.0, 0.0, 0.0]);
    assert_eq!(wrong.objective(&Batch::of(&rows)), 2000.0);
    assert_eq!(wrong.gradients(&Batch::of(&rows)), [1000.0, -1000.0, 0.0, 0.0]);
    let mut right = from_scratch::engine(&softmax, data(vec![1.0, 0.0, 0.0, 1.0], 2), &[1.0, -1.0, 0.0, 0.0]);
    assert_eq!((right.objective(&Batch::of(&rows)), right.gradients(&Batch::of(&rows))), (0.0, vec![0.0; 4]));
}

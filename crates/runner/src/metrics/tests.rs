//! The scores of classes by hand and by scikit-learn 1.9, which computes these values from the same rows:
//!
//! ```python
//! import numpy as np
//! from sklearn.metrics import *
//! t = np.array([0, 0, 0, 0, 1, 1, 2, 2])
//! p = np.array([[8, 1, 1], [6, 3, 1], [3, 6, 1], [4, 3, 3], [2, 7, 1], [5, 4, 1], [1, 3, 6], [3, 5, 2]]) / 10
//! y, one_hot = p.argmax(axis=1), np.eye(3)[t]
//! for score in (recall_score, precision_score, f1_score):
//!     print(score(t, y, average="macro"), score(t, y, average=None)[1])
//! print(balanced_accuracy_score(t, y))
//! print(roc_auc_score(t, p, multi_class="ovr"), roc_auc_score(t == 1, p[:, 1]))
//! print(average_precision_score(one_hot, p), average_precision_score(t == 1, p[:, 1]))
//! print(brier_score_loss(t, p), brier_score_loss(t == 1, p[:, 1]))
//! ```

use engine::schema::TargetEncoding;
use engine::{Dataset, Matrix, Schema};
use experiment::spec::{Quantity, Task};

use super::judge;

const CLASSES: [usize; 8] = [0, 0, 0, 0, 1, 1, 2, 2];
const TENTHS: [[f64; 3]; 8] = [
    [8.0, 1.0, 1.0],
    [6.0, 3.0, 1.0],
    [3.0, 6.0, 1.0],
    [4.0, 3.0, 3.0],
    [2.0, 7.0, 1.0],
    [5.0, 4.0, 1.0],
    [1.0, 3.0, 6.0],
    [3.0, 5.0, 2.0],
];

/// Data whose rows are of these classes.
fn dataset(labels: &[usize], classes: usize, encoding: TargetEncoding) -> Dataset {
    let zeros = || Matrix::new(labels.len(), 1, vec![0.0; labels.len()]);
    let classes = (0..classes).map(|class| class.to_string()).collect();
    let numbers = Dataset::new(zeros(), zeros());
    let schema = Schema { task: Task::Classification, classes, encoding, ..numbers.schema };
    Dataset { schema, labels: labels.to_vec(), ..numbers }
}

/// A quantity over all classes, and of the class 1. Sums of 24 terms err by a few units in the last place.
fn near(quantity: Quantity, over_all: f64, of_class: f64) {
    let dataset = dataset(&CLASSES, 3, TargetEncoding::OneHot { low: 0.0, high: 1.0 });
    let outputs = Matrix::from_rows(&TENTHS.map(|row| row.map(|tenths| tenths / 10.0)));
    let rows: Vec<usize> = (0..8).collect();
    for (class, expected) in [(None, over_all), (Some(1), of_class)] {
        let value = judge(quantity, &outputs, &rows, &dataset, class);
        assert!((value - expected).abs() <= 1e-15 * 4.0, "{} {class:?}: {value}, not {expected}", quantity.as_str());
    }
}

/// Rows of the classes: 4, 2, 2. Predicted as them: 4, 3, 1. Right: 3, 1, 1.
#[test]
fn shares_of_three_classes() {
    near(Quantity::BalancedAccuracy, 7.0 / 12.0, 7.0 / 12.0);
    near(Quantity::Recall, (3.0 / 4.0 + 1.0 / 2.0 + 1.0 / 2.0) / 3.0, 1.0 / 2.0);
    near(Quantity::Precision, (3.0 / 4.0 + 1.0 / 3.0 + 1.0) / 3.0, 1.0 / 3.0);
    near(Quantity::F1, (6.0 / 8.0 + 2.0 / 5.0 + 2.0 / 3.0) / 3.0, 2.0 / 5.0);
}

/// Outputs of class 1, the largest first, its own rows marked: 7*, 6, 5, 4*, 3, 3, 3, 1. Of 12 pairs the first row is
/// right in 6 and the second in 4; the precision is 1/1 and 2/4 where they are found. Of class 0: 8*, 6*, 5, 4*, 3*, 3,
/// 2, 1 are 4 + 4 + 3 + 2½ of 16 pairs. Of class 2: 6*, 3, 2*, and five of 1 are 6 + 5 of 12.
#[test]
fn areas_of_three_classes() {
    near(Quantity::Auc, (13.5 / 16.0 + 10.0 / 12.0 + 11.0 / 12.0) / 3.0, 10.0 / 12.0);
    let of_class_0 = (1.0 + 1.0 + 3.0 / 4.0 + 4.0 / 6.0) / 4.0;
    let of_class_2 = (1.0 + 2.0 / 3.0) / 2.0;
    near(Quantity::AveragePrecision, (of_class_0 + 3.0 / 4.0 + of_class_2) / 3.0, 3.0 / 4.0);
}

/// The Brier scores are scikit-learn's. The largest probabilities by bins: 0.4 (true), 0.5 and 0.5 (false), 0.6, 0.6
/// and 0.6 (two true), 0.7 (true), 0.8 (true): |0.4 − 1| + 1 + |1.8 − 2| + 0.3 + 0.2 = 2.3, of 8 rows. Those of class
/// 1: 0.1 once, 0.3 three times, 0.4 (true), 0.5, 0.6, 0.7 (true): 0.1 + 0.9 + 0.6 + 0.5 + 0.6 + 0.3 = 3.
#[test]
fn probabilities_of_three_classes() {
    near(Quantity::BrierScore, 0.465, 0.1675);
    near(Quantity::CalibrationError, 2.3 / 8.0, 3.0 / 8.0);
}

/// One output for two classes says the same as two outputs: it is the probability of the second.
#[test]
fn one_output_is_two_classes() {
    let labels = [0, 1, 1, 0, 1];
    let p = [0.125, 0.75, 0.375, 0.625, 0.875];
    let rows: Vec<usize> = (0..5).collect();
    let single = dataset(&labels, 2, TargetEncoding::Pair { low: 0.0, high: 1.0 });
    let both = dataset(&labels, 2, TargetEncoding::OneHot { low: 0.0, high: 1.0 });
    let one = Matrix::from_rows(&p.map(|p| [p]));
    let two = Matrix::from_rows(&p.map(|p| [1.0 - p, p]));
    for quantity in Quantity::ALL.into_iter().filter(|quantity| quantity.measured_on().is_of_classes()) {
        for class in [None, Some(0), Some(1)] {
            let values = [(&one, &single), (&two, &both)].map(|(y, data)| judge(quantity, y, &rows, data, class));
            assert_eq!(values[0], values[1], "{} {class:?}", quantity.as_str());
        }
    }
}

/// A part with a single class has an accuracy, and neither an AUC nor the recall of the other class.
#[test]
fn a_part_with_one_class() {
    let dataset = dataset(&[1, 1], 2, TargetEncoding::Pair { low: 0.0, high: 1.0 });
    let outputs = Matrix::from_rows(&[[0.75], [0.25]]);
    let value = |quantity, class| judge(quantity, &outputs, &[0, 1], &dataset, class);
    assert_eq!(value(Quantity::BalancedAccuracy, None), 0.5);
    assert_eq!(value(Quantity::Recall, Some(1)), 0.5);
    assert!(
        [Quantity::Recall, Quantity::Auc, Quantity::AveragePrecision]
            .map(|q| value(q, None))
            .iter()
            .all(|v| v.is_nan())
    );
}

/// Nothing is known of a network whose outputs are not numbers.
#[test]
fn outputs_that_are_not_numbers() {
    let dataset = dataset(&[0, 1], 2, TargetEncoding::Pair { low: 0.0, high: 1.0 });
    let outputs = Matrix::from_rows(&[[f64::NAN], [0.25]]);
    for quantity in Quantity::ALL.into_iter().filter(|quantity| quantity.measured_on().is_of_classes()) {
        assert!(judge(quantity, &outputs, &[0, 1], &dataset, None).is_nan(), "{}", quantity.as_str());
    }
}

/// One row, and three times 0.1, whose mean is off in its last digit: R² is no number, however far off the outputs are.
#[test]
fn the_r2_of_equal_targets_is_no_number() {
    for targets in [vec![0.1], vec![0.1; 3]] {
        let rows: Vec<usize> = (0..targets.len()).collect();
        let column = |values: &[f64]| Matrix::new(values.len(), 1, values.to_vec());
        let dataset = Dataset::new(column(&targets), column(&targets));
        for outputs in [column(&targets), column(&vec![0.7; targets.len()])] {
            assert!(judge(Quantity::R2, &outputs, &rows, &dataset, None).is_nan(), "{targets:?}, {outputs:?}");
        }
    }
}

/// 0.1 twice with weights, whose mean of Σwt/Σw is off in its last digit, and a 5 without one: still no number.
#[test]
fn the_r2_of_equal_targets_that_have_weights_is_no_number() {
    let targets = Matrix::new(3, 1, vec![0.1, 5.0, 0.1]);
    let dataset = Dataset { weights: Some(vec![0.7, 0.0, 0.6]), ..Dataset::new(targets.clone(), targets) };
    assert_ne!((0.7 * 0.1 + 0.6 * 0.1) / (0.7 + 0.6), 0.1, "these weights show it");
    let outputs = Matrix::new(3, 1, vec![0.7; 3]);
    assert!(judge(Quantity::R2, &outputs, &[0, 1, 2], &dataset, None).is_nan());
}

/// Targets 1, 2, 4 and outputs 1, 3, 3 have the errors 0, 1, 1: R² = 1 − 2/(42/9) and RMSE = √(2/3). In units of which
/// no square is a number, powers of two, the digits are the same.
#[test]
fn squares_neither_overflow_nor_underflow() {
    let judged = |quantity, unit: f64| {
        let column = |values: [f64; 3]| Matrix::new(3, 1, values.map(|value| unit * value).to_vec());
        let dataset = Dataset::new(Matrix::zeros(3, 1), column([1.0, 2.0, 4.0]));
        judge(quantity, &column([1.0, 3.0, 3.0]), &[0, 1, 2], &dataset, None)
    };
    // Sums of three terms.
    assert!((judged(Quantity::R2, 1.0) - 4.0 / 7.0).abs() <= 4.0 * f64::EPSILON);
    // 2¹⁰⁰⁰ and 2⁻⁷⁰⁰.
    for unit in [1023 + 1000, 1023 - 700].map(|exponent: u64| f64::from_bits(exponent << 52)) {
        assert_eq!(judged(Quantity::R2, unit), judged(Quantity::R2, 1.0));
        assert_eq!(judged(Quantity::Rmse, unit), unit * judged(Quantity::Rmse, 1.0));
    }
}

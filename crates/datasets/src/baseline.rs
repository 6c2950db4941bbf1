//! The simplest models of the same data, for a result to be compared with.
//!
//! | task | baselines |
//! |---|---|
//! | classification | majority class (the shares of the classes), logistic regression |
//! | regression | mean, linear regression |
//!
//! All are fitted on the training part and all but the majority class with its weights. They answer in the units of
//! `Dataset::targets`, so they are judged by the code that judges a network.

mod linear;
mod logistic;
mod standard;

use engine::schema::Encoding;
use engine::{Dataset, Matrix};
use experiment::spec::Task;

/// A fitted baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct Baseline {
    /// Its name in reports.
    pub name: &'static str,
    /// (n, out): what it predicts for every row, as a network would.
    pub outputs: Matrix,
}

/// The baselines of a data set, the simplest first. A regression is left out where it would take long.
pub fn baselines(dataset: &Dataset) -> Vec<Baseline> {
    let (simplest, outputs) = match dataset.schema.task {
        Task::Classification => ("majority class", logistic::fit(dataset).map(|p| encoded(dataset, &p))),
        Task::Regression => ("mean", linear::fit(dataset)),
    };
    let model = match dataset.schema.task {
        Task::Classification => "logistic regression",
        Task::Regression => "linear regression",
    };
    let shares = match (dataset.schema.task, dataset.schema.encoding) {
        (Task::Regression, _) | (Task::Classification, Encoding::Numeric) => constant(dataset),
        (Task::Classification, Encoding::Pair { .. } | Encoding::OneHot { .. }) => {
            encoded(dataset, &class_shares(dataset))
        }
    };
    let mut list = vec![Baseline { name: simplest, outputs: shares }];
    list.extend(outputs.map(|outputs| Baseline { name: model, outputs }));
    list
}

/// The share of each class in the training part, for every row: (n, k). Rows are counted and not weighed: weights that
/// balance the classes would leave no majority.
fn class_shares(dataset: &Dataset) -> Matrix {
    let mut counts = vec![0u32; dataset.schema.classes.len()];
    dataset.train.iter().for_each(|&row| counts[dataset.labels[row]] += 1);
    let shares: Vec<f64> = counts.iter().map(|&count| f64::from(count) / dataset.train.len() as f64).collect();
    Matrix::from_rows(&vec![shares; dataset.targets.rows()])
}

/// The mean target of the training part for every row.
fn constant(dataset: &Dataset) -> Matrix {
    let mut mean = vec![0.0; dataset.targets.columns()];
    let total: f64 = dataset.train.iter().map(|&row| weight(dataset, row)).sum();
    for &row in &dataset.train {
        for (mean, target) in mean.iter_mut().zip(dataset.targets.row(row)) {
            *mean += weight(dataset, row) * target / total;
        }
    }
    Matrix::from_rows(&vec![mean; dataset.targets.rows()])
}

/// probabilities: (n, k)  ->  (n, out): low + p·(high − low).
fn encoded(dataset: &Dataset, probabilities: &Matrix) -> Matrix {
    let (low, high, first) = match dataset.schema.encoding {
        Encoding::Pair { low, high } => (low, high, 1),
        Encoding::OneHot { low, high } => (low, high, 0),
        Encoding::Numeric => (0.0, 1.0, 0),
    };
    let rows = probabilities.rows();
    let values: Vec<f64> =
        (0..rows).flat_map(|row| probabilities.row(row)[first..].iter().map(move |p| low + p * (high - low))).collect();
    Matrix::new(rows, dataset.targets.columns(), values)
}

/// The weight of a row in the fit.
fn weight(dataset: &Dataset, row: usize) -> f64 {
    dataset.weights.as_ref().map_or(1.0, |weights| weights[row])
}

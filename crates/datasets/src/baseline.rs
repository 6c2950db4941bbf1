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

use engine::schema::TargetEncoding;
use engine::{Dataset, Matrix};
use experiment::spec::Task;

use linear::LinearRegression;
use logistic::LogisticRegression;

/// A fitted baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct Baseline {
    /// Its name in reports.
    pub name: &'static str,
    model: Model,
}

#[derive(Debug, Clone, PartialEq)]
enum Model {
    /// The same outputs for every row.
    Constant(Vec<f64>),
    LinearRegression(LinearRegression),
    /// The probabilities of the classes, which are encoded as the targets are.
    LogisticRegression(LogisticRegression, TargetEncoding),
}

impl Baseline {
    /// inputs: (n, in), scaled as those of the data set  ->  (n, out), as a network would answer.
    pub fn predict(&self, inputs: &Matrix) -> Matrix {
        match &self.model {
            Model::Constant(row) => Matrix::new(inputs.rows(), row.len(), row.repeat(inputs.rows())),
            Model::LinearRegression(linear) => linear.predict(inputs),
            Model::LogisticRegression(logistic, encoding) => {
                let probabilities = logistic.predict(inputs);
                let values = (0..inputs.rows()).flat_map(|row| encoded(*encoding, probabilities.row(row))).collect();
                Matrix::new(inputs.rows(), targets(*encoding, probabilities.columns()), values)
            }
        }
    }
}

/// The baselines of a data set, the simplest first. A regression is left out where it would take long.
pub fn baselines(dataset: &Dataset) -> Vec<Baseline> {
    let encoding = dataset.schema.encoding;
    let (simplest, regression) = match dataset.schema.task {
        Task::Classification => {
            let logistic = logistic::fit(dataset).map(|model| Model::LogisticRegression(model, encoding));
            (("majority class", encoded(encoding, &class_shares(dataset))), ("logistic regression", logistic))
        }
        Task::Regression => {
            (("mean", mean_targets(dataset)), ("linear regression", linear::fit(dataset).map(Model::LinearRegression)))
        }
    };
    let (name, model) = regression;
    let regression = model.map(|model| Baseline { name, model });
    let (name, row) = simplest;
    [Baseline { name, model: Model::Constant(row) }].into_iter().chain(regression).collect()
}

/// The share of each class in the training part: k of them. Rows are counted and not weighed: weights that balance the
/// classes would leave no majority.
fn class_shares(dataset: &Dataset) -> Vec<f64> {
    let mut counts = vec![0u32; dataset.schema.classes.len()];
    dataset.train.iter().for_each(|&row| counts[dataset.labels[row]] += 1);
    counts.iter().map(|&count| f64::from(count) / dataset.train.len() as f64).collect()
}

/// The mean of each target in the training part.
fn mean_targets(dataset: &Dataset) -> Vec<f64> {
    let mut mean = vec![0.0; dataset.targets.columns()];
    let total: f64 = dataset.train.iter().map(|&row| dataset.weight(row)).sum();
    for &row in &dataset.train {
        for (mean, target) in mean.iter_mut().zip(dataset.targets.row(row)) {
            *mean += dataset.weight(row) * target / total;
        }
    }
    mean
}

/// How many columns of targets k classes have.
fn targets(encoding: TargetEncoding, k: usize) -> usize {
    if matches!(encoding, TargetEncoding::Pair { .. }) { 1 } else { k }
}

/// k probabilities of a row  ->  out values: low + p·(high − low).
fn encoded(encoding: TargetEncoding, probabilities: &[f64]) -> Vec<f64> {
    let (low, high, probabilities) = match encoding {
        TargetEncoding::Pair { low, high } => (low, high, &probabilities[1..]),
        TargetEncoding::OneHot { low, high } => (low, high, probabilities),
        TargetEncoding::Numeric => unreachable!("classes are written in one column or in several"),
    };
    probabilities.iter().map(|p| low + p * (high - low)).collect()
}

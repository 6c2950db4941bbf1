//! By what the doctor judges a network: the accuracy of classes, with weighted classes the mean over them; of numbers
//! R², and behind a loss that is no square the share of the loss that it saves.
//!
//! S = 1 − Σ w·ℓ(y − t) / Σ w·ℓ(c − t), c the constant of each output for which the sum below is least
//!
//! Of squares that is R², whose constant is the mean. Of pinballs it is the R¹ of R. Koenker, J. A. F. Machado
//! ("Goodness of fit and related inference processes for quantile regression", 1999): who seeks a quantile, or pays
//! little heed to outliers, is held against what that loss asks for.

use engine::{Dataset, Engine, Matrix};
use experiment::spec::{Compares, Quantity, Task};

use super::Case;
use crate::metrics;

/// Steps of a search by the golden section, each of which leaves 0.618 of the range: 60 leave 3e-13.
const STEPS: usize = 60;

/// What a network is judged by.
#[derive(Clone, Copy)]
pub(super) enum Score<'a> {
    Quantity(Quantity),
    /// The share of the loss of the best constant that is saved; the engine knows its loss.
    Saved(&'a dyn Engine),
}

impl<'a> Score<'a> {
    pub(super) fn of(case: &Case<'a>) -> Score<'a> {
        let loss = case.spec.loss();
        match case.dataset.schema.task {
            Task::Classification if case.weighs_classes() => Score::Quantity(Quantity::BalancedAccuracy),
            Task::Classification => Score::Quantity(Quantity::Accuracy),
            Task::Regression if loss.compares() == Compares::Numbers && !loss.is_square() => Score::Saved(case.engine),
            Task::Regression => Score::Quantity(Quantity::R2),
        }
    }

    /// outputs: (rows, out)
    pub(super) fn value(self, outputs: &Matrix, rows: &[usize], dataset: &Dataset) -> f64 {
        match self {
            Score::Quantity(quantity) => metrics::judge(quantity, outputs, rows, dataset, None),
            Score::Saved(engine) => {
                let losses = |of: &dyn Fn(usize) -> Vec<Error>| total(engine, dataset, of);
                let reached = losses(&|column| errors(outputs, rows, dataset, column));
                1.0 - reached / losses(&|column| centered(engine, errors(&nothing(outputs), rows, dataset, column)))
            }
        }
    }

    /// The same of a witness that was fitted by squares: a constant for this loss is added to its answers.
    pub(super) fn of_witness(self, outputs: &Matrix, rows: &[usize], dataset: &Dataset) -> f64 {
        match self {
            Score::Quantity(_) => self.value(outputs, rows, dataset),
            Score::Saved(engine) => {
                let losses = |outputs: &Matrix| {
                    total(engine, dataset, &|column| centered(engine, errors(outputs, rows, dataset, column)))
                };
                1.0 - losses(outputs) / losses(&nothing(outputs))
            }
        }
    }

    /// Its name in a sentence.
    pub(super) fn in_words(self) -> String {
        match self {
            Score::Quantity(quantity) => quantity.in_words().to_owned(),
            Score::Saved(_) => "share of the best constant's loss that is saved".to_owned(),
        }
    }

    /// How far chance alone moves it on these rows. Of a share, with two rows of each kind added so that none is
    /// certain (A. Agresti, B. A. Coull, 1998); of R² in large samples, 2·R·(1 − R²)/√n, which the share of another
    /// loss is held to as well; a mean over the classes rests on the rows of the rarest.
    pub(super) fn standard_error(self, score: f64, rows: &[usize], dataset: &Dataset) -> f64 {
        let count = match self {
            Score::Quantity(Quantity::BalancedAccuracy) => rarest(rows, dataset),
            _ => rows.len(),
        } as f64;
        match self {
            Score::Quantity(Quantity::R2) | Score::Saved(_) => {
                2.0 * score.max(0.0).sqrt() * (1.0 - score) / count.sqrt()
            }
            Score::Quantity(_) => {
                let share = (score * count + 2.0) / (count + 4.0);
                (share * (1.0 - share) / (count + 4.0)).sqrt()
            }
        }
    }
}

fn rarest(rows: &[usize], dataset: &Dataset) -> usize {
    let of = |class: usize| rows.iter().filter(|&&row| dataset.labels[row] == class).count();
    (0..dataset.schema.classes.len()).map(of).min().unwrap_or(0)
}

/// w and y − t of a row.
type Error = (f64, f64);

fn errors(outputs: &Matrix, rows: &[usize], dataset: &Dataset, column: usize) -> Vec<Error> {
    let error = |(at, &row): (usize, &usize)| outputs.at(at, column) - dataset.targets.at(row, column);
    rows.iter().enumerate().map(|pair| (dataset.weight(*pair.1), error(pair))).collect()
}

/// Answers of 0: what is left of them by the best constant is the loss of that constant.
fn nothing(outputs: &Matrix) -> Matrix {
    Matrix::zeros(outputs.rows(), outputs.columns())
}

/// Σ w·ℓ over the columns of the targets.
fn total(engine: &dyn Engine, dataset: &Dataset, of: &dyn Fn(usize) -> Vec<Error>) -> f64 {
    (0..dataset.targets.columns()).map(|column| sum(engine, &of(column), 0.0)).sum()
}

fn sum(engine: &dyn Engine, errors: &[Error], constant: f64) -> f64 {
    let moved: Vec<f64> = errors.iter().map(|(_, error)| error + constant).collect();
    let losses = engine.losses_of_errors(&moved).expect("the loss compares numbers");
    errors.iter().zip(losses).map(|((weight, _), loss)| weight * loss).sum()
}

/// The errors with the constant added for which their loss is least: by the golden section, as all ℓ are convex.
fn centered(engine: &dyn Engine, errors: Vec<Error>) -> Vec<Error> {
    let ends = errors.iter().map(|(_, error)| -error);
    let (mut low, mut high) = ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), c| (low.min(c), high.max(c)));
    for _ in 0..STEPS {
        let part = 0.381_966_011_250_105 * (high - low);
        match sum(engine, &errors, low + part) <= sum(engine, &errors, high - part) {
            true => high -= part,
            false => low += part,
        }
    }
    let constant = 0.5 * (low + high);
    errors.into_iter().map(|(weight, error)| (weight, error + constant)).collect()
}

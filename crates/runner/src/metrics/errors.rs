//! How far predicted numbers are from their targets.
//!
//! R² = 1 − Σ(y − t)²/Σ(t − t̄)², MAE = mean |y − t|, RMSE = √mean (y − t)², in the target's own unit and over all
//! outputs; with t̄ the mean of each output column of the part. With weights of samples, sums and means are weighted as
//! the loss is. R² of one row, or of equal targets, is no number, whatever was predicted.

use std::ops::Range;

use engine::{Dataset, Matrix};
use experiment::spec::Quantity;

/// A quantity of a single one of several targets.
pub(crate) fn judge_target(
    quantity: Quantity,
    outputs: &Matrix,
    rows: &[usize],
    dataset: &Dataset,
    target: usize,
) -> f64 {
    judge_targets(quantity, outputs, rows, dataset, target..target + 1)
}

/// A quantity of these targets together. outputs: (rows, out).
pub(super) fn judge_targets(
    quantity: Quantity,
    outputs: &Matrix,
    rows: &[usize],
    dataset: &Dataset,
    targets: Range<usize>,
) -> f64 {
    let count = rows.iter().map(|&row| dataset.weight(row)).sum::<f64>() * targets.len() as f64;
    let errors = || errors(outputs, rows, dataset, targets.clone());
    match quantity {
        Quantity::R2 => {
            let unit = unit(targets.clone().flat_map(|target| deviations(rows, dataset, target)));
            let spread: f64 = targets.clone().map(|target| squares(deviations(rows, dataset, target), unit)).sum();
            if spread == 0.0 { f64::NAN } else { 1.0 - squares(errors(), unit) / spread }
        }
        Quantity::Mae => errors().fold(0.0, |sum, (weight, error)| sum + weight * error.abs()) / count,
        Quantity::Rmse => {
            let unit = unit(errors());
            unit * (squares(errors(), unit) / count).sqrt()
        }
        quantity => unreachable!("{} is no error of numbers", quantity.as_str()),
    }
}

/// w and y − t of every row and output, in the target's own unit.
fn errors(
    outputs: &Matrix,
    rows: &[usize],
    dataset: &Dataset,
    targets: Range<usize>,
) -> impl Iterator<Item = (f64, f64)> {
    rows.iter().enumerate().flat_map(move |(at, &row)| {
        targets.clone().map(move |target| {
            let own = |value| dataset.schema.target_scaling[target].invert(value);
            (dataset.weight(row), own(outputs.at(at, target)) - own(dataset.targets.at(row, target)))
        })
    })
}

/// w and t − t̄ of every row of a target that has a weight, in its own unit; 0 of equal targets, whose mean may be off
/// in its last digit.
fn deviations(rows: &[usize], dataset: &Dataset, target: usize) -> impl Iterator<Item = (f64, f64)> {
    let scaling = dataset.schema.target_scaling[target];
    let values = move || {
        let rows = rows.iter().filter(|row| dataset.weight(**row) > 0.0);
        rows.map(move |&row| (dataset.weight(row), scaling.invert(dataset.targets.at(row, target))))
    };
    let weights: f64 = values().map(|(weight, _)| weight).sum();
    let first = values().next().map_or(0.0, |(_, value)| value);
    let mean = match values().all(|(_, value)| value == first) {
        true => first,
        false => values().map(|(weight, value)| weight * value).sum::<f64>() / weights,
    };
    values().map(move |(weight, value)| (weight, value - mean))
}

/// Σw·(d/unit)².
fn squares(weighted: impl Iterator<Item = (f64, f64)>, unit: f64) -> f64 {
    weighted.fold(0.0, |sum, (weight, difference)| sum + weight * ((difference / unit) * (difference / unit)))
}

/// The power of two below the largest difference: divided by it no difference loses a digit, and no square is too large
/// or too small to be a number.
fn unit(weighted: impl Iterator<Item = (f64, f64)>) -> f64 {
    let largest = weighted.fold(0.0_f64, |largest, (_, difference)| largest.max(difference.abs()));
    let power = f64::from_bits(largest.to_bits() & f64::INFINITY.to_bits());
    if largest > 0.0 && largest.is_finite() { power.max(f64::MIN_POSITIVE) } else { 1.0 }
}

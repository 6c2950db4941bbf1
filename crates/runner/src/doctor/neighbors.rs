//! The nearest neighbor as a witness of what the data allow: each row is predicted by the row closest to it.
//!
//! T. M. Cover, P. E. Hart, "Nearest neighbor pattern classification", 1967: with many rows its error is at most twice
//! the least that any classifier can reach. So where it is right, the inputs do tell the class; where it errs, they may
//! still. It has nothing to train and no rate, and it is never asked of a network that describes its rows.

use engine::Dataset;

use super::score::Score;
use crate::probe;

/// The most products that a search takes: a few milliseconds.
const PRODUCTS: usize = 4_000_000;
/// The fewest rows that can witness anything.
const FEWEST: usize = 10;

/// The score on the training part of predicting each row by its nearest other row; `None` of too few rows.
pub(super) fn score(dataset: &Dataset, score: Score) -> Option<f64> {
    let columns = dataset.inputs.columns().max(1);
    let most = ((PRODUCTS / columns) as f64).sqrt() as usize;
    let rows = probe::sample_training_rows(dataset, most.clamp(32, 256));
    if rows.len() < FEWEST {
        return None;
    }
    let nearest: Vec<usize> = rows.iter().map(|&row| nearest(dataset, row, &rows)).collect();
    let answers = dataset.targets.select(&nearest);
    Some(score.of_witness(&answers, &rows, dataset)).filter(|score| score.is_finite())
}

/// The row closest to this one, the first of equals.
fn nearest(dataset: &Dataset, row: usize, rows: &[usize]) -> usize {
    let here = dataset.inputs.row(row);
    let distance = |other: usize| -> f64 {
        here.iter().zip(dataset.inputs.row(other)).map(|(x, other)| (x - other) * (x - other)).sum()
    };
    let others = rows.iter().filter(|&&other| other != row).map(|&other| (distance(other), other));
    others.min_by(|(one, _), (other, _)| one.total_cmp(other)).map_or(row, |(_, other)| other)
}

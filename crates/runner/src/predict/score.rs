//! How good predictions are, on the rows whose answer the file holds.

use std::fmt;

use datasets::KnownTargets;
use engine::dataset::Scaling;
use engine::{Dataset, Matrix};
use experiment::spec::{Quantity, TargetColumns};

use crate::metrics::judge;

/// The accuracy of classes, R² of numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// Which of the two.
    pub quantity: Quantity,
    /// How good.
    pub value: f64,
    /// On how many rows.
    pub rows: usize,
    /// The columns that hold the answers.
    pub target: String,
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Score { quantity, value, rows, target } = self;
        let (noun, have) = if *rows == 1 { ("row", "has") } else { ("rows", "have") };
        let name = match quantity {
            Quantity::R2 => "R²",
            Quantity::Accuracy => "accuracy",
            Quantity::Objective | Quantity::Loss | Quantity::LogLoss | Quantity::Mae | Quantity::Rmse => {
                unreachable!("it is one of the two")
            }
        };
        write!(f, "{name} {value:.4} on the {rows} {noun} that {have} {target:?}")
    }
}

/// Compares outputs in the target's own unit, (n, out), with the answers; `frame` is the run's data without rows. None
/// where nothing is known. Nothing is predicted for rows that are `incomplete`.
pub fn score(
    target: &TargetColumns,
    outputs: &Matrix,
    known: KnownTargets,
    incomplete: &[usize],
    mut frame: Dataset,
) -> Option<Score> {
    let columns = outputs.columns();
    let numbers = |row: &Option<Vec<f64>>| row.clone().unwrap_or_else(|| vec![0.0; columns]);
    let mut known: Vec<usize> = match known {
        KnownTargets::Classes(labels) => {
            frame.labels = labels.iter().map(|label| label.unwrap_or_default()).collect();
            (0..labels.len()).filter(|&row| labels[row].is_some()).collect()
        }
        KnownTargets::Numbers(values) => {
            frame.targets = Matrix::new(values.len(), columns, values.iter().flat_map(numbers).collect());
            (0..values.len()).filter(|&row| values[row].is_some()).collect()
        }
    };
    known.retain(|row| incomplete.binary_search(row).is_err());
    // Both sides are in the target's own unit already.
    frame.target_scaling.fill(Scaling::NONE);
    let quantity = if frame.classes.is_empty() { Quantity::R2 } else { Quantity::Accuracy };
    let value = |rows: &[usize]| judge(quantity, &outputs.select(rows), rows, &frame);
    (!known.is_empty()).then(|| Score {
        quantity,
        value: value(&known),
        rows: known.len(),
        target: target.names().join(", "),
    })
}

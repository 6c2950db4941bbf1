//! How good predictions are, on the rows whose answer the file holds.

use std::fmt;

use datasets::Answers;
use engine::dataset::Scaling;
use engine::{Dataset, Matrix};
use experiment::spec::Quantity;

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
    /// The column that holds the answers.
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
/// where nothing is known.
pub fn score(target: &str, outputs: &Matrix, answers: Answers, mut frame: Dataset) -> Option<Score> {
    let known: Vec<usize> = match answers {
        Answers::Classes(labels) => {
            frame.labels = labels.iter().map(|label| label.unwrap_or_default()).collect();
            (0..labels.len()).filter(|&row| labels[row].is_some()).collect()
        }
        Answers::Numbers(values) => {
            frame.targets =
                Matrix::new(values.len(), 1, values.iter().map(|value| value.unwrap_or_default()).collect());
            (0..values.len()).filter(|&row| values[row].is_some()).collect()
        }
    };
    // Both sides are in the target's own unit already.
    frame.target_scaling.fill(Scaling::NONE);
    let quantity = if frame.classes.is_empty() { Quantity::R2 } else { Quantity::Accuracy };
    let value = |rows: &[usize]| judge(quantity, &outputs.select(rows), rows, &frame);
    (!known.is_empty()).then(|| Score { quantity, value: value(&known), rows: known.len(), target: target.into() })
}

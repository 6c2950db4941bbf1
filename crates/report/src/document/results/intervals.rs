//! What the intervals of the table mean, which depends on the rows that the runs share.

use experiment::spec::Resampling;

use crate::arms::Arm;
use crate::words::{count, number};

/// A sentence or two about the intervals of an arm of several runs.
pub fn note(arm: &Arm) -> String {
    let mean =
        format!("Mean ± half of the 95 % interval (Student's t) over {}.", count(arm.runs.len(), arm.repetition()));
    let rows = match arm.first().run.spec.dataset.resampling() {
        Resampling::Folds => "Folds share training rows.",
        Resampling::NewSplits => "Each seed splits the same rows anew, so runs share rows.",
        Resampling::NewSamples => "Each seed draws new samples, so runs are independent.",
        Resampling::SameRows => {
            "Every run is evaluated on the same rows, so intervals show how results vary with the random choices of \
             training, not with the rows."
        }
    };
    match arm.overlap() {
        0.0 => format!("{mean} {rows}"),
        overlap => format!(
            "{mean} {rows} The variance of a mean of n runs is therefore s²·(1/n + r), where r = {} is the ratio of \
             evaluated rows to training rows (Nadeau and Bengio).",
            number(overlap)
        ),
    }
}

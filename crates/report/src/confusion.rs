//! The confusion matrix of an arm: counts\[true class\]\[predicted class\], summed over its runs.

use experiment::spec::Part;

use crate::arms::Arm;

/// The table that runs record. The label of a row is its part; its values are the index of the true class, the index of
/// the predicted class, and the number of samples.
pub const TABLE: &str = "confusion-matrix";

/// The counts of one part; none where a run recorded no such table.
pub fn counts(arm: &Arm, part: Part) -> Option<Vec<Vec<usize>>> {
    let classes = arm.first_run().run.data.classes.len();
    let mut counts = vec![vec![0; classes]; classes];
    for record in &arm.runs {
        let table = record.tables.get(TABLE)?;
        for (_, values) in table.rows.iter().filter(|(label, _)| label == part.as_str()) {
            let [truth, predicted, samples] = values[..] else { return None };
            *counts.get_mut(truth as usize)?.get_mut(predicted as usize)? += samples as usize;
        }
    }
    Some(counts)
}

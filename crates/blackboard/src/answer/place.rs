//! Where a sample is in a batch.

use engine::{Dataset, Update};

use super::{Refusal, Situation};

/// The place of a training row in a batch; without a row the first of the batch. `None` if the batch has others.
pub(super) fn position(dataset: &Dataset, rows: &[usize], sample: Option<usize>) -> Result<Option<usize>, Refusal> {
    let Some(sample) = sample else { return Ok(Some(0)) };
    match dataset.train.get(sample) {
        Some(row) => Ok(rows.iter().position(|known| known == row)),
        None => Err(format!("is of sample {sample}, and the training part has {}", dataset.train.len())),
    }
}

/// The batch that a sample is asked in: the update's own, or, where it is of another, the sample alone.
pub(crate) fn batch(situation: &Situation, update: &Update, sample: Option<usize>) -> Result<Update, Refusal> {
    if position(situation.dataset, &update.rows, sample)?.is_some() {
        return Ok(update.clone());
    }
    if situation.spec.network.batch_norm.is_some() {
        return Err("is of a sample that is not in the batch, whose statistics it would be normalized by".into());
    }
    let row = sample.map_or(0, |sample| situation.dataset.train[sample]);
    Ok(Update { rows: vec![row], masks: Vec::new(), ..update.clone() })
}

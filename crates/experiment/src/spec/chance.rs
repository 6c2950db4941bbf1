//! What of a run depends on its seed, so that another seed gives other numbers.

use super::{BatchSize, DatasetName, Initializer, Resampling, Spec};

impl Spec {
    /// Whether anything in a run depends on its seed: its rows, its initial parameters, the order of its samples, or
    /// dropout. `rows` is the number of training rows; where it is not known, batches count as parts of them.
    pub fn depends_on_seed(&self, rows: Option<usize>) -> bool {
        let drawn_rows = match self.dataset.resampling() {
            Resampling::NewSamples | Resampling::NewSplits => true,
            Resampling::Folds => self.dataset.seed.is_none(),
            Resampling::SameRows => false,
        };
        let dropout = self.training.epochs > 0 && self.dropouts().iter().any(|share| *share > 0.0);
        drawn_rows || self.draws_parameters() || self.draws_batches(rows.or(self.known_rows())) || dropout
    }

    /// Whether some weights are drawn. Biases start at zero.
    fn draws_parameters(&self) -> bool {
        let given = |layer: usize| {
            let has = |role: &str| self.initial.contains_key(&format!("layers.{layer}.{role}"));
            has("weight") && (!self.network.residual || layer == self.network.hidden.len() || has("projection"))
        };
        let all_given = self.initial.contains_key("file") || (0..=self.network.hidden.len()).all(given);
        self.network.initializer.0 != Initializer::Zeros && !all_given
    }

    /// Whether the order of the samples is drawn and there is more than one batch in an epoch.
    fn draws_batches(&self, rows: Option<usize>) -> bool {
        let several = match self.training.batch_size {
            BatchSize::Full(_) => false,
            BatchSize::Count(size) => rows.is_none_or(|rows| size < rows),
        };
        self.training.shuffle && several && self.training.epochs > 0
    }

    /// The number of rows of sets whose rows the config alone tells, all of which train.
    fn known_rows(&self) -> Option<usize> {
        match self.dataset.name {
            DatasetName::Inline => self.dataset.inputs.as_ref().map(Vec::len),
            DatasetName::Not => Some(2),
            DatasetName::And | DatasetName::Or | DatasetName::Nand | DatasetName::Xor => Some(4),
            _ => None,
        }
    }
}

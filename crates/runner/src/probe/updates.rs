//! The loss after every update of the first epochs, always on the same training rows: what it does within an epoch.
//!
//! Leaves the table `updates`: the epochs gone by, a third after the first of three updates, and the data loss.

use engine::Engine;
use experiment::record::LabeledTable;

use super::{Probe, ProbeContext, ROWS, sample_training_rows, six_digits, table};
use crate::archive::Archive;

/// Later epochs look like these, and a picture has no room for them.
const EPOCHS: usize = 3;

pub(super) struct Updates {
    rows: Vec<usize>,
    /// The losses after the updates of the epoch under way.
    losses: Vec<f64>,
    found: Vec<(String, Vec<f64>)>,
}

impl Updates {
    pub(super) fn new(context: &ProbeContext) -> Updates {
        Updates { rows: sample_training_rows(context.dataset, ROWS), losses: Vec::new(), found: Vec::new() }
    }

    /// How many epochs are written down.
    fn epochs(&self) -> f64 {
        self.found.last().map_or(0.0, |(_, values)| values[0])
    }

    fn push(&mut self, epochs: f64, loss: f64) {
        self.found.push(("update".to_owned(), vec![six_digits(epochs), six_digits(loss)]));
    }
}

impl Probe for Updates {
    fn after_epoch(&mut self, epoch: usize, engine: &mut dyn Engine) {
        if epoch == 0 {
            let loss = engine.evaluate(&self.rows).loss;
            self.push(0.0, loss);
        }
        let losses = std::mem::take(&mut self.losses);
        for (update, loss) in losses.iter().enumerate() {
            self.push((epoch - 1) as f64 + (update + 1) as f64 / losses.len() as f64, *loss);
        }
    }

    fn after_step(&mut self, engine: &mut dyn Engine) {
        if self.epochs() < EPOCHS as f64 {
            self.losses.push(engine.evaluate(&self.rows).loss);
        }
    }

    fn describe_state(&mut self, archive: &mut Archive) {
        archive.numbers(&mut self.losses);
        archive.rows(&mut self.found);
    }

    fn finish(self: Box<Self>, _: &mut dyn Engine) -> Vec<(String, LabeledTable)> {
        vec![("updates".into(), table(["moment", "epoch", "loss"], self.found))]
    }
}

//! The range test: the loss while the learning rate grows from 1e-5 to 10 by equal factors, over 100 updates.
//!
//! It is made on the network before training, which is then restored, with the batches and the dropout masks of the
//! first epoch, repeated as often as it takes. Leslie N. Smith, "Cyclical learning rates for training neural
//! networks", 2017, <https://arxiv.org/abs/1506.01186>.
//!
//! Leaves the table `range-test`: the learning rate, the objective of the same training rows after its update.

use std::sync::Arc;

use engine::{Batch, Dataset, Engine};
use experiment::Spec;
use experiment::record::LabeledTable;

use crate::batch_sampler::BatchSampler;

use super::{Probe, ProbeContext, ROWS, sample_training_rows, six_digits, table};
use crate::archive::Archive;

const UPDATES: usize = 100;
const SLOWEST: f64 = 1e-5;
const FASTEST: f64 = 10.0;

pub(super) struct RangeTest {
    spec: Spec,
    dataset: Arc<Dataset>,
    rows: Vec<(String, Vec<f64>)>,
}

impl RangeTest {
    pub(super) fn new(context: &ProbeContext) -> RangeTest {
        RangeTest { spec: context.spec.clone(), dataset: context.dataset.clone(), rows: Vec::new() }
    }

    /// One update and the objective after it; nothing more once all are made or the numbers broke down.
    fn update(&mut self, engine: &mut dyn Engine, batch: &Batch, judged: &[usize]) -> Result<(), Ended> {
        let rate = rate(self.rows.len());
        engine.step(batch, rate);
        let objective = engine.objective(&Batch::of(judged));
        if !objective.is_finite() {
            return Err(Ended);
        }
        self.rows.push((self.rows.len().to_string(), [rate, objective].map(six_digits).to_vec()));
        if self.rows.len() == UPDATES { Err(Ended) } else { Ok(()) }
    }
}

/// The test is over.
struct Ended;

/// The learning rate of an update.
fn rate(update: usize) -> f64 {
    SLOWEST * libm::pow(FASTEST / SLOWEST, update as f64 / (UPDATES - 1) as f64)
}

impl Probe for RangeTest {
    fn after_epoch(&mut self, epoch: usize, engine: &mut dyn Engine) {
        if epoch > 0 {
            return;
        }
        let before = engine.snapshot();
        let judged = sample_training_rows(&self.dataset, ROWS);
        let mut sampler = BatchSampler::new(&self.spec, &self.dataset, engine.layout());
        sampler.draw_order(1);
        while sampler.each_batch(1, |batch| self.update(engine, batch, &judged)).is_ok() {}
        engine.restore(&before);
    }

    fn describe_state(&mut self, archive: &mut Archive) {
        archive.rows(&mut self.rows);
    }

    fn finish(self: Box<Self>, _: &mut dyn Engine) -> Vec<(String, LabeledTable)> {
        vec![("range-test".into(), table(["update", "rate", "objective"], self.rows))]
    }
}

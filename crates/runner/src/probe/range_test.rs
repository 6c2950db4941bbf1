//! The range test: the loss while the learning rate grows from 1e-5 to 10 by equal factors, over 100 updates.
//!
//! On the network before training, which then goes back to where it was. Leslie N. Smith, "Cyclical learning
//! rates for training neural networks", 2017, <https://arxiv.org/abs/1506.01186>.
//!
//! Leaves the table `range-test`: the learning rate, the objective of the same training rows after its update.

use std::sync::Arc;

use engine::{Batch, Dataset, Engine, batch};
use experiment::Spec;
use experiment::record::Table;
use experiment::spec::BatchSize;

use super::{Probe, ROWS, Setting, six_digits, some_rows, table};

const UPDATES: usize = 100;
const SLOWEST: f64 = 1e-5;
const FASTEST: f64 = 10.0;

pub(super) struct RangeTest {
    spec: Spec,
    dataset: Arc<Dataset>,
    rows: Vec<(String, Vec<f64>)>,
}

impl RangeTest {
    pub(super) fn begin(setting: &Setting) -> RangeTest {
        RangeTest { spec: setting.spec.clone(), dataset: setting.dataset.clone(), rows: Vec::new() }
    }

    /// The rows of update `update`, going round through the order of the first epoch.
    fn batch(&self, order: &[usize], update: usize) -> Vec<usize> {
        let size = match self.spec.training.batch_size {
            BatchSize::Full(_) => order.len(),
            BatchSize::Count(count) => count.min(order.len()),
        };
        order.iter().copied().cycle().skip(update * size % order.len()).take(size).collect()
    }
}

/// The learning rate of an update.
fn rate(update: usize) -> f64 {
    SLOWEST * libm::pow(FASTEST / SLOWEST, update as f64 / (UPDATES - 1) as f64)
}

impl Probe for RangeTest {
    fn epoch(&mut self, epoch: usize, engine: &mut dyn Engine) {
        if epoch > 0 {
            return;
        }
        let before = engine.snapshot();
        let judged = some_rows(&self.dataset, ROWS);
        let mut order = Vec::new();
        batch::order(self.spec.seed, 1, &self.dataset.train, self.spec.training.shuffle, &mut order);
        for update in 0..UPDATES {
            engine.step(&Batch::of(&self.batch(&order, update)), rate(update));
            let objective = engine.objective(&Batch::of(&judged));
            if !objective.is_finite() {
                break;
            }
            self.rows.push((update.to_string(), [rate(update), objective].map(six_digits).to_vec()));
        }
        engine.restore(&before);
    }

    fn finish(self: Box<Self>, _: &mut dyn Engine) -> Vec<(String, Table)> {
        vec![("range-test".into(), table(["update", "rate", "objective"], self.rows))]
    }
}

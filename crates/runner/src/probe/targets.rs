//! How well each of several targets is predicted, in its own unit, by part.
//!
//! Leaves the table `targets`: the part, the index of the target, its R², MAE and RMSE.

use std::sync::Arc;

use engine::{Dataset, Engine};
use experiment::record::LabeledTable;
use experiment::spec::{Part, Quantity, Task};

use super::{Probe, table};
use crate::metrics::judge_target;

pub(super) struct Targets {
    dataset: Arc<Dataset>,
}

impl Targets {
    /// A single target is measured already.
    pub(super) fn new(dataset: &Arc<Dataset>) -> Option<Targets> {
        let several = dataset.schema.task == Task::Regression && dataset.targets.columns() > 1;
        several.then(|| Targets { dataset: dataset.clone() })
    }
}

impl Probe for Targets {
    fn finish(self: Box<Self>, engine: &mut dyn Engine) -> Vec<(String, LabeledTable)> {
        let mut measured = Vec::new();
        for part in Part::ALL.into_iter().filter(|&part| !self.dataset.part(part).is_empty()) {
            let rows = self.dataset.part(part);
            let outputs = engine.evaluate(rows).outputs;
            for target in 0..outputs.columns() {
                let judged = [Quantity::R2, Quantity::Mae, Quantity::Rmse]
                    .map(|quantity| judge_target(quantity, &outputs, rows, &self.dataset, target));
                let values = [target as f64].into_iter().chain(judged).collect();
                measured.push((part.as_str().to_string(), values));
            }
        }
        vec![("targets".into(), table(["part", "target", "r2", "mae", "rmse"], measured))]
    }
}

//! The confusion matrix: how often each class was taken for each, by part.
//!
//! Leaves the table `confusion-matrix`: the part, the true class, the predicted one, how many samples.

use std::sync::Arc;

use engine::{Dataset, Engine};
use experiment::record::LabeledTable;
use experiment::spec::{Part, Task};

use super::{Probe, ProbeContext, table};

pub(super) struct Confusion {
    dataset: Arc<Dataset>,
}

/// Up to so many classes a report prints the matrix, and with it what accuracy hides of a rare class.
const PRINTED: usize = 12;

impl Confusion {
    /// Whether the counts are worth a table that no figure asks for: where classes are judged on rows held out.
    pub(super) fn reported(dataset: &Dataset) -> bool {
        let held_out = !dataset.part(Part::Validation).is_empty() || !dataset.part(Part::Test).is_empty();
        held_out && dataset.schema.classes.len() <= PRINTED
    }

    pub(super) fn new(context: &ProbeContext) -> Option<Confusion> {
        let classes = context.dataset.schema.task == Task::Classification && !context.dataset.labels.is_empty();
        classes.then(|| Confusion { dataset: context.dataset.clone() })
    }

    /// counts\[truth\]\[predicted\]
    fn counts(&self, part: Part, engine: &mut dyn Engine) -> Vec<Vec<usize>> {
        let classes = self.dataset.schema.classes.len();
        let rows = self.dataset.part(part);
        let outputs = engine.evaluate(rows).outputs;
        let mut counts = vec![vec![0; classes]; classes];
        for (at, &row) in rows.iter().enumerate() {
            counts[self.dataset.labels[row]][self.dataset.schema.class_of(outputs.row(at))] += 1;
        }
        counts
    }
}

impl Probe for Confusion {
    fn finish(self: Box<Self>, engine: &mut dyn Engine) -> Vec<(String, LabeledTable)> {
        let mut rows = Vec::new();
        for part in Part::ALL.into_iter().filter(|&part| !self.dataset.part(part).is_empty()) {
            for (truth, counts) in self.counts(part, engine).into_iter().enumerate() {
                for (predicted, count) in counts.into_iter().enumerate() {
                    rows.push((part.as_str().to_string(), [truth, predicted, count].map(|n| n as f64).to_vec()));
                }
            }
        }
        vec![("confusion-matrix".into(), table(["part", "true", "predicted", "samples"], rows))]
    }
}

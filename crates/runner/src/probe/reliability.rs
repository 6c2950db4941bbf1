//! How often probabilities come true, on the last part that is held out.
//!
//! Leaves the table `reliability-diagram`: the part, the bin, its rows, the sum of their probabilities, how many of
//! them came true. The probabilities are those of the class of the judge, else those of the predicted class.

use std::sync::Arc;

use engine::{Dataset, Engine};
use experiment::record::LabeledTable;
use experiment::spec::Task;

use super::{Probe, ProbeContext, evaluated, table};
use crate::metrics::{Bin, bins, forecasts, judged_class};

pub(super) struct Reliability {
    dataset: Arc<Dataset>,
    class: Option<usize>,
}

impl Reliability {
    pub(super) fn new(context: &ProbeContext) -> Option<Reliability> {
        let dataset = context.dataset;
        let probabilities = dataset.schema.task == Task::Classification && context.spec.gives_probabilities();
        let class = judged_class(context.spec, &dataset.schema);
        probabilities.then(|| Reliability { dataset: dataset.clone(), class })
    }
}

impl Probe for Reliability {
    fn finish(self: Box<Self>, engine: &mut dyn Engine) -> Vec<(String, LabeledTable)> {
        let part = evaluated(&self.dataset);
        let rows = self.dataset.part(part);
        let outputs = engine.evaluate(rows).outputs;
        let row = |(bin, content): (usize, Bin)| {
            let values = vec![bin as f64, content.rows as f64, content.probability, content.happened as f64];
            (part.as_str().to_string(), values)
        };
        let bins = bins(&forecasts(&outputs, rows, &self.dataset, self.class));
        let filled = bins.into_iter().flatten().enumerate().filter(|(_, bin)| bin.rows > 0);
        let columns = ["part", "bin", "rows", "sum of probabilities", "came true"];
        vec![("reliability-diagram".into(), table(columns, filled.map(row).collect()))]
    }
}

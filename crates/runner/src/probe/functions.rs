//! The activation function of a 1-1-1 net and its derivative, over the inputs of the data.
//!
//! z, a(z) and a′(z) are read from the trace of one sample after the other. A maxout unit has several pre-activations:
//! it is shown as a function of x, with the weight of its largest piece as derivative.
//!
//! Leaves the table `functions`: z, a, a′. Needs `hidden = [1]`, one input, one output.

use std::sync::Arc;

use engine::{Batch, Dataset, Engine, Role};
use experiment::record::LabeledTable;

use super::health::of;
use super::{Probe, ProbeContext, six_digits, table};

pub(super) struct Functions {
    dataset: Arc<Dataset>,
}

impl Functions {
    pub(super) fn new(context: &ProbeContext) -> Option<Functions> {
        let (spec, dataset) = (context.spec, context.dataset);
        let single = dataset.inputs.columns() == 1 && dataset.targets.columns() == 1 && spec.network.hidden == [1];
        single.then(|| Functions { dataset: dataset.clone() })
    }
}

/// Place, value and derivative at one row of the data whose input is x.
fn at(engine: &mut dyn Engine, row: usize, x: f64) -> Option<[f64; 3]> {
    let rows = [row];
    let batch = Batch::of(&rows);
    let trace = engine.trace(&batch);
    let (z, value, slope) = (of(&trace, 0, "z")?, of(&trace, 0, "a")?.at(0, 0), of(&trace, 0, "slope")?);
    if z.columns() == 1 {
        return Some([z.at(0, 0), value, slope.at(0, 0)]);
    }
    let weight = engine.layout().find(0, Role::Weight)?.range();
    let weights = engine.snapshot().parameters;
    let derivative = weights[weight].iter().zip(slope.row(0)).map(|(weight, slope)| weight * slope).sum();
    Some([x, value, derivative])
}

impl Probe for Functions {
    fn finish(self: Box<Self>, engine: &mut dyn Engine) -> Vec<(String, LabeledTable)> {
        let mut rows: Vec<Vec<f64>> = Vec::new();
        for row in 0..self.dataset.inputs.rows() {
            let x = self.dataset.inputs.at(row, 0);
            rows.extend(at(engine, row, x).map(|values| values.map(six_digits).to_vec()));
        }
        rows.sort_by(|a, b| a[0].total_cmp(&b[0]));
        let rows = rows.into_iter().map(|row| (String::from("point"), row)).collect();
        vec![("functions".into(), table(["point", "z", "a", "slope"], rows))]
    }
}

//! The activation function of a 1-1-1 net and its derivative, over the inputs of the data.
//!
//! z and a(z) are read from the trace. The derivative comes from the engine's own backward, one sample at a time:
//!
//! ∂L/∂x = ∂L/∂z₁ · w₁ · a′(z) · w₀ and ∂L/∂b₁ = ∂L/∂z₁, so a′(z) = (∂L/∂x) / (w₀ · w₁ · ∂L/∂b₁),
//!
//! with w₀ of the hidden layer, w₁, b₁ and z₁ of the output layer: neither the loss nor the output matters, as long
//! as ∂L/∂b₁ is not 0.
//!
//! Leaves the table `functions`: z, a, a′. Needs `hidden = [1]`, one input, one output, a bias.

use std::sync::Arc;

use engine::{Batch, Dataset, Engine, Role};
use experiment::record::Table;
use experiment::spec::Bias;

use super::health::of;
use super::{Probe, Setting, six_digits, table};

pub(super) struct Functions {
    dataset: Arc<Dataset>,
}

impl Functions {
    pub(super) fn begin(setting: &Setting) -> Option<Functions> {
        let (spec, dataset) = (setting.spec, setting.dataset);
        let single = dataset.inputs.columns() == 1 && dataset.targets.columns() == 1 && spec.network.hidden == [1];
        (single && spec.network.bias != Bias::None).then(|| Functions { dataset: dataset.clone() })
    }
}

/// Place, value and derivative at one row of the data whose input is x.
fn at(engine: &mut dyn Engine, row: usize, x: f64) -> Option<[f64; 3]> {
    let rows = [row];
    let batch = Batch::of(&rows);
    let trace = engine.trace(&batch);
    let (z, value) = (of(&trace, 0, "z")?, of(&trace, 0, "a")?.at(0, 0));
    let inner = engine.layout().find(0, Role::Weight)?.offset;
    // A maxout unit has several pre-activations: it is a function of x.
    let (place, inner) = match z.columns() {
        1 => (z.at(0, 0), engine.snapshot().parameters[inner]),
        _ => (x, 1.0),
    };
    let (weight, bias) = (engine.layout().find(1, Role::Weight)?.offset, engine.layout().find(1, Role::Bias)?.offset);
    let downstream = engine.snapshot().parameters[weight] * engine.gradients(&batch)[bias];
    Some([place, value, engine.input_gradients(&batch).at(0, 0) / (inner * downstream)])
}

impl Probe for Functions {
    fn finish(self: Box<Self>, engine: &mut dyn Engine) -> Vec<(String, Table)> {
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

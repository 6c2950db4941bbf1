//! What every unit of a network makes of inputs, with the statistics of inference and nothing dropped.

use std::sync::Arc;

use engine::schema::TargetEncoding;
use engine::{Dataset, Matrix, Snapshot};
use experiment::Spec;
use from_scratch::evaluator::Evaluator;
use from_scratch::operations::Longhand;

/// How many points are computed at once: their numbers stay in the cache of a processor.
const PIECE: usize = 1024;

/// For each layer, for each unit, its value at each point.
pub type Values = Vec<Vec<Vec<f64>>>;

/// The units of a network.
pub struct Units {
    dataset: Arc<Dataset>,
    evaluator: Evaluator<f64, Longhand>,
}

impl Units {
    /// The units of the network of a spec.
    pub fn new(spec: &Spec, dataset: &Arc<Dataset>) -> Units {
        Units { dataset: Arc::clone(dataset), evaluator: Evaluator::new(spec, Arc::clone(dataset), Longhand) }
    }

    /// The values of all units at these rows of some inputs, as the engine takes them.
    ///
    /// Those of the output layer are in the unit of the target; the one output of two classes is a share, 0 the first
    /// and 1 the second.
    pub fn values(&mut self, snapshot: &Snapshot, inputs: &Matrix, rows: &[usize]) -> Values {
        let widths: Vec<usize> = self.evaluator.model.network.layers.iter().map(|layer| layer.fan_out).collect();
        let room = |width: &usize| vec![Vec::with_capacity(rows.len()); *width];
        let mut values: Values = widths.iter().map(room).collect();
        for rows in rows.chunks(PIECE) {
            self.evaluator.predict(inputs, rows, &snapshot.parameters, &snapshot.statistics);
            let cache = &self.evaluator.cache;
            for (layer, units) in values.iter_mut().enumerate() {
                let is_last = layer + 1 == widths.len();
                let all = if is_last { &cache.outputs } else { cache.layers[layer].handed_on() };
                let count = units.len();
                for (unit, values) in units.iter_mut().enumerate() {
                    values.extend(all.iter().skip(unit).step_by(count));
                }
            }
        }
        let outputs = values.last_mut().expect("a network has an output layer");
        outputs.iter_mut().enumerate().for_each(|(column, values)| in_own_unit(&self.dataset, column, values));
        values
    }
}

fn in_own_unit(dataset: &Dataset, column: usize, values: &mut [f64]) {
    let (schema, scaling) = (&dataset.schema, dataset.schema.target_scaling[column]);
    values.iter_mut().for_each(|value| {
        *value = scaling.invert(*value);
        if let TargetEncoding::Pair { low, high } = schema.encoding {
            *value = (*value - low) / (high - low);
        }
    });
}

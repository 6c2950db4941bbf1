//! The trained network of a run, rebuilt from its files, and what it says of new inputs.

use std::sync::Arc;

use engine::{Dataset, Layout, Matrix, Snapshot};

use super::PredictError;
use super::stored::{self, StoredRun};
use crate::BuildEngine;
use crate::original_scale::to_original_scale;

/// (n, in)  ->  (n, out): what the run's first engine predicts, in the target's own unit.
///
/// # Errors
/// In words, if the parameters are not those of the network.
pub fn outputs(stored: &StoredRun, inputs: &Matrix, build: BuildEngine) -> Result<Matrix, PredictError> {
    let StoredRun { run, recipe, matrices } = stored;
    let spec = &run.spec;
    let schema = recipe.schema();
    let layout = Layout::of(spec, schema.input_names.len(), schema.target_names.len());
    let mut snapshot = Snapshot::start(Vec::new(), &layout);
    for tensor in &layout.tensors {
        snapshot.parameters.extend(stored::tensor(matrices, &tensor.name, [tensor.rows, tensor.columns])?);
    }
    snapshot.statistics.clear();
    for statistic in &layout.statistics {
        snapshot.statistics.extend(stored::tensor(matrices, &statistic.name, [1, statistic.range.len()])?);
    }
    let dataset = Arc::new(Dataset::without_rows(schema));
    let mut engine = build(spec.engines[0], spec, Arc::clone(&dataset), &snapshot.parameters);
    engine.restore(&snapshot);
    let mut outputs = engine.predict(inputs);
    to_original_scale(&mut outputs, &dataset.schema);
    Ok(outputs)
}

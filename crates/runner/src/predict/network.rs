//! The trained network of a run, rebuilt from its files, and what it says of new inputs.

use std::sync::Arc;

use datasets::{Recipe, Targets};
use engine::dataset::{Encoding, Scaling};
use engine::{Dataset, Layout, Matrix, Snapshot};
use experiment::spec::Task;

use super::stored::{self, StoredRun};
use crate::Build;
use crate::unit::own_unit;

/// (n, in)  ->  (n, out): what the run's first engine predicts, in the target's own unit.
///
/// # Errors
/// In words, if the parameters are not those of the network.
pub fn outputs(stored: &StoredRun, inputs: &Matrix, build: Build) -> Result<Matrix, String> {
    let StoredRun { run, recipe, matrices } = stored;
    let spec = &run.spec;
    let last = spec.network.hidden.len();
    let weight = matrices.get(&format!("layers.{last}.weight")).and_then(|rows| rows.first());
    let columns = weight.ok_or_else(|| stored::broken("parameters.csv has no output layer".into()))?.len();
    let layout = Layout::of(spec, inputs.columns(), columns);
    let mut snapshot = Snapshot::start(Vec::new(), &layout);
    for tensor in &layout.tensors {
        snapshot.parameters.extend(stored::tensor(matrices, &tensor.name, [tensor.rows, tensor.columns])?);
    }
    snapshot.statistics.clear();
    for statistic in &layout.statistics {
        snapshot.statistics.extend(stored::tensor(matrices, &statistic.name, [1, statistic.range.len()])?);
    }
    let frame = frame(recipe, columns);
    let mut engine = build(spec.engines[0], spec, Arc::new(frame.clone()), &snapshot.parameters);
    engine.restore(&snapshot);
    let mut outputs = engine.predict(inputs);
    own_unit(&mut outputs, &frame);
    Ok(outputs)
}

/// The run's data without their rows: encodings, scalings and names.
pub fn frame(recipe: &Recipe, columns: usize) -> Dataset {
    let targets = &recipe.targets;
    let encoding = targets.encoding();
    let classes = targets.classes().to_vec();
    let target_names = match targets {
        Targets::OneHot { classes, .. } => classes.clone(),
        Targets::Pair { .. } => recipe.target.names().to_vec(),
        Targets::Numeric { names, .. } => names.clone(),
    };
    let mut target_scaling = targets.scaling();
    target_scaling.resize(columns, Scaling::NONE);
    Dataset {
        task: if encoding == Encoding::Numeric { Task::Regression } else { Task::Classification },
        inputs: Matrix::zeros(1, recipe.inputs.len()),
        targets: Matrix::zeros(1, columns),
        labels: if encoding == Encoding::Numeric { Vec::new() } else { vec![0] },
        weights: None,
        input_names: recipe.inputs.clone(),
        target_names,
        classes,
        encoding,
        input_scaling: recipe.scaling(),
        target_scaling,
        train: vec![0],
        validation: Vec::new(),
        test: Vec::new(),
    }
}

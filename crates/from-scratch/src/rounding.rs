//! How far rounding alone may carry what engines are compared by: outputs, objective, gradients, one step.
//!
//! The passes of a network run once on numbers that carry their errors ([`crate::rounded`]), with the jumps that an
//! error may lie across (`both_sides`). Leaves out L-BFGS, whose searches decide by the values of objectives.

mod both_sides;

use std::sync::Arc;

use engine::agreement::larger;
use engine::{Batch, Dataset, Layout, RoundingErrors, Snapshot};
use experiment::Spec;
use experiment::spec::{Inference, Optimizer, Precision};

use crate::network::backward::Inputs;
use crate::rounded::{Format, Rounded};
use crate::scalar::Scalar;
use crate::trainer::Trainer;
use both_sides::BothSides;

/// The rounding errors of a network of this spec, in its precision, at a snapshot, on a batch, and of one step there.
pub fn rounding(
    spec: &Spec,
    dataset: &Arc<Dataset>,
    snapshot: &Snapshot,
    batch: &Batch,
    rate: Option<f64>,
) -> RoundingErrors {
    match spec.precision {
        Precision::F64 => rounding_in::<f64>(spec, dataset, snapshot, batch, rate),
        Precision::F32 => rounding_in::<f32>(spec, dataset, snapshot, batch, rate),
    }
}

fn rounding_in<F: Format>(
    spec: &Spec,
    dataset: &Arc<Dataset>,
    snapshot: &Snapshot,
    batch: &Batch,
    rate: Option<f64>,
) -> RoundingErrors {
    let data = Arc::clone(dataset);
    let mut trainer = Trainer::<Rounded<F>, BothSides>::new(spec, data, &snapshot.parameters, BothSides);
    engine::Engine::restore(&mut trainer, snapshot);
    if spec.network.batch_norm.is_some_and(|norm| norm.inference == Inference::TrainingSet) {
        trainer.recompute_batch_norm_statistics(&dataset.train);
    }
    let Trainer { evaluator, layout, parameters, statistics, gradients, .. } = &mut trainer;
    let outputs = errors(evaluator.evaluate(batch.rows, Rounded::ONE, parameters, statistics).0);
    let mut objective = evaluator.objective(batch);
    let value = objective.value(parameters);
    objective.gradient(parameters, gradients, Inputs::Skipped);
    let direction_is_known = has_known_direction(&spec.training.optimizer, layout, gradients);
    let gradients = errors(gradients);
    if let Some(rate) = rate {
        trainer.step(batch, rate);
    }
    let mut parameters = errors(&trainer.parameters);
    if !direction_is_known {
        // A step of length η may lead anywhere.
        parameters.iter_mut().for_each(|error| *error = larger(*error, rate.unwrap_or(0.0) / F::UNIT));
    }
    let after = Snapshot {
        parameters,
        statistics: errors(&trainer.statistics),
        state: trainer.state.slots.iter().map(|slot| errors(slot)).collect(),
        steps: trainer.state.steps,
    };
    let found = RoundingErrors { outputs, objective: value.error, gradients, after };
    if found.outputs.iter().all(|error| error.is_finite()) { found } else { unknown(found) }
}

/// Of a network whose outputs overflow: in another order they may be anything, and so may all that comes after them.
fn unknown(errors: RoundingErrors) -> RoundingErrors {
    let infinite = |errors: &Vec<f64>| vec![f64::INFINITY; errors.len()];
    let after = Snapshot {
        parameters: infinite(&errors.after.parameters),
        statistics: infinite(&errors.after.statistics),
        state: errors.after.state.iter().map(infinite).collect(),
        ..errors.after
    };
    let gradients = infinite(&errors.gradients);
    RoundingErrors { objective: f64::INFINITY, gradients, after, ..errors }
}

/// Whether a rule that divides by the norm of the gradient finds one that is more than rounding, as a whole: a single
/// number that is noise and larger than all others leads one engine its way and the other not. One engine may even find
/// exactly 0, which it leaves as it is, and another some last digits, which it makes a step of full length of.
fn has_known_direction<F: Format>(rule: &Optimizer, layout: &Layout, gradients: &[Rounded<F>]) -> bool {
    let Optimizer::NormalisedGradient { .. } = rule else { return true };
    let norm = |size: fn(Rounded<F>) -> f64| {
        let trained = layout.tensors.iter().filter(|tensor| !tensor.frozen);
        trained.flat_map(|tensor| &gradients[tensor.range()]).fold(0.0, |norm, g| libm::hypot(norm, size(*g)))
    };
    let reach = norm(Rounded::error_bound);
    reach == 0.0 || norm(|g| g.value) > reach
}

fn errors<F: Format>(numbers: &[Rounded<F>]) -> Vec<f64> {
    numbers.iter().map(|number| number.error).collect()
}

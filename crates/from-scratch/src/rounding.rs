//! How far rounding alone may carry what engines are compared by: outputs, objective, gradients, one step.
//!
//! The passes of a network run once on numbers that carry their errors ([`crate::rounded`]). Where a number lies on a
//! jump within its error (the slope of relu at 0, the winner of maxout, the sign of y − t), two engines may stand on
//! either side of it. Then the jump itself is the error: both sides are computed, and their difference counts.
//!
//! ```text
//! δ = ±32·u·e(z)     jump = |f(z + δ) − f(z − δ)|     e(f) = jump/u, if the error of z does not explain it
//! ```
//!
//! Leaves out L-BFGS, whose searches decide by the values of objectives.

use std::sync::Arc;

use engine::{Batch, Dataset, Layout, RoundingErrors, Snapshot};
use experiment::Spec;
use experiment::spec::{Activation, Inference, Optimizer, Precision};

use crate::batch_loss::{self, Samples};
use crate::head::{Head, output_forward};
use crate::layers::{activation, maxout, prelu};
use crate::matrix::{MatMut, MatRef};
use crate::network::backward::Inputs;
use crate::operations::Operations;
use crate::rounded::{ERROR_DEVIATIONS, Format, Rounded};
use crate::scalar::Scalar;
use crate::trainer::Trainer;

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
        parameters.iter_mut().for_each(|error| *error = error.max(rate.unwrap_or(0.0) / F::UNIT));
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

/// The formulas, with the jumps that an error may lie across.
#[derive(Debug, Clone, Copy)]
struct BothSides;

impl<F: Format> Operations<Rounded<F>> for BothSides {
    fn activation_forward(&self, f: Activation, z: &[Rounded<F>], a: &mut [Rounded<F>]) {
        let [above, below] = sides(z).map(|z| {
            let mut a = vec![Rounded::ZERO; z.len()];
            activation::activation_forward(f, &z, &mut a);
            a
        });
        activation::activation_forward(f, z, a);
        add_jumps(a, &above, &below);
    }

    fn activation_backward(&self, f: Activation, z: &[Rounded<F>], a: &[Rounded<F>], d: &mut [Rounded<F>]) {
        let [above, below] = sides(z).map(|z| {
            let (mut a, mut d) = (vec![Rounded::ZERO; z.len()], d.to_vec());
            activation::activation_forward(f, &z, &mut a);
            activation::activation_backward(f, &z, &a, &mut d);
            d
        });
        activation::activation_backward(f, z, a, d);
        add_jumps(d, &above, &below);
    }

    fn prelu_backward(&self, z: &[Rounded<F>], slope: Rounded<F>, d: &mut [Rounded<F>]) -> Rounded<F> {
        let [above, below] = sides(z).map(|z| {
            let mut d = d.to_vec();
            (prelu::prelu_backward(&z, slope, &mut d), d)
        });
        let mut dslope = [prelu::prelu_backward(z, slope, d)];
        add_jumps(d, &above.1, &below.1);
        // A z of 0 adds nothing to the slope, and its error does in an engine that finds it a little lower.
        add_jumps(&mut dslope, &[above.0], &[below.0]);
        dslope[0]
    }

    /// Each piece in turn lies above the others.
    fn maxout_backward(&self, z: MatRef<Rounded<F>>, da: MatRef<Rounded<F>>, mut dz: MatMut<Rounded<F>>) {
        maxout::maxout_backward(z, da, dz.by_ref());
        let pieces = z.columns() / da.columns();
        for piece in 0..pieces {
            let shifted = |(at, z): (usize, &Rounded<F>)| shifted(*z, if at % pieces == piece { 1.0 } else { -1.0 });
            let z: Vec<Rounded<F>> = z.values().iter().enumerate().map(shifted).collect();
            let mut other = vec![Rounded::ZERO; z.len()];
            let shape = (da.rows(), z.len() / da.rows());
            maxout::maxout_backward(MatRef::new(&z, shape.0, shape.1), da, MatMut::new(&mut other, shape.0, shape.1));
            let here = dz.values().to_vec();
            add_jumps(dz.values(), &here, &other);
        }
    }

    fn output_forward(&self, head: Head, z: MatRef<Rounded<F>>, mut y: MatMut<Rounded<F>>) {
        let [above, below] = sides(z.values()).map(|z_side| self.outputs(head, z, &z_side));
        output_forward(head, z, y.by_ref());
        add_jumps(y.values(), &above, &below);
    }

    fn loss_backward(
        &self,
        head: Head,
        z: MatRef<Rounded<F>>,
        y: MatRef<Rounded<F>>,
        samples: Samples<Rounded<F>>,
        mut dz: MatMut<Rounded<F>>,
    ) {
        let (rows, columns) = (z.rows(), z.columns());
        let [above, below] = [1.0, -1.0].map(|side| {
            let z: Vec<Rounded<F>> = z.values().iter().map(|z| shifted(*z, side)).collect();
            let y: Vec<Rounded<F>> = y.values().iter().map(|y| shifted(*y, side)).collect();
            let mut d = vec![Rounded::ZERO; z.len()];
            let (z, y) = (MatRef::new(&z, rows, columns), MatRef::new(&y, rows, columns));
            batch_loss::loss_backward(head, z, y, samples, MatMut::new(&mut d, rows, columns));
            d
        });
        batch_loss::loss_backward(head, z, y, samples, dz.by_ref());
        add_jumps(dz.values(), &above, &below);
    }
}

impl BothSides {
    fn outputs<F: Format>(&self, head: Head, shape: MatRef<Rounded<F>>, z: &[Rounded<F>]) -> Vec<Rounded<F>> {
        let mut y = vec![Rounded::ZERO; z.len()];
        let (rows, columns) = (shape.rows(), shape.columns());
        output_forward(head, MatRef::new(z, rows, columns), MatMut::new(&mut y, rows, columns));
        y
    }
}

/// A number at one end of its error.
fn shifted<F: Format>(z: Rounded<F>, side: f64) -> Rounded<F> {
    Rounded::of(z.value + side * z.error_bound(), z.error)
}

/// All numbers above, and all below.
fn sides<F: Format>(z: &[Rounded<F>]) -> [Vec<Rounded<F>>; 2] {
    [1.0, -1.0].map(|side| z.iter().map(|z| shifted(*z, side)).collect())
}

/// Counts a difference between both sides as error where it is more than a smooth function makes of the error.
fn add_jumps<F: Format>(values: &mut [Rounded<F>], above: &[Rounded<F>], below: &[Rounded<F>]) {
    for (value, (above, below)) in values.iter_mut().zip(above.iter().zip(below)) {
        let jump = (above.value - below.value).abs() / F::UNIT;
        // A relu of a number that is 0 or a little more is exact at 0, and as uncertain as the number above.
        value.error = value.error.max(above.error).max(below.error);
        if jump > 4.0 * ERROR_DEVIATIONS * value.error {
            value.error = libm::hypot(value.error, jump);
        }
    }
}

//! The hand-written network as an engine: the contract of `engine::Engine`, answered by a [`Trainer`].
//!
//! Questions about rows go in pieces of some thousand, so that a large data set needs no large cache.

use std::sync::Arc;

use engine::{Batch, Dataset, Engine, Evaluation, Layout, Matrix, RoundingErrors, Snapshot, Step, Trace};
use experiment::Spec;
use experiment::spec::Precision;

use crate::evaluator::Evaluator;
use crate::losses;
use crate::network::LayerActivation;
use crate::network::backward::Inputs;
use crate::operations::{Longhand, Operations};
use crate::rounding;
use crate::scalar::Scalar;
use crate::state::OptimizerState;
use crate::trainer::Trainer;

/// How many rows an inference pass takes at once.
const PIECE: usize = 4096;

/// The hand-written engine of a spec on a data set, in the precision of the spec.
///
/// parameters: in the order of the layout.
pub fn engine(spec: &Spec, dataset: Arc<Dataset>, parameters: &[f64]) -> Box<dyn Engine> {
    match spec.precision {
        Precision::F32 => Box::new(Trainer::<f32>::new(spec, dataset, parameters, Longhand)),
        Precision::F64 => engine_with(spec, dataset, parameters, Longhand),
    }
}

/// The same with other formulas, in `f64`.
pub fn engine_with<O: Operations<f64> + 'static>(
    spec: &Spec,
    dataset: Arc<Dataset>,
    parameters: &[f64],
    operations: O,
) -> Box<dyn Engine> {
    Box::new(Trainer::<f64, O>::new(spec, dataset, parameters, operations))
}

impl<T: Scalar, O: Operations<T>> Engine for Trainer<T, O> {
    fn name(&self) -> &'static str {
        "from-scratch"
    }

    fn layout(&self) -> &Layout {
        &self.layout
    }

    fn predict(&mut self, inputs: &Matrix) -> Matrix {
        let columns = self.evaluator.model.network.outputs();
        let mut outputs = Vec::with_capacity(inputs.rows() * columns);
        let rows: Vec<usize> = (0..inputs.rows()).collect();
        for piece in rows.chunks(PIECE) {
            let y = self.evaluator.predict(inputs, piece, &self.parameters, &self.statistics);
            outputs.extend(y.iter().map(|y| y.to_f64()));
        }
        Matrix::new(inputs.rows(), columns, outputs)
    }

    fn evaluate(&mut self, rows: &[usize]) -> Evaluation {
        let columns = self.evaluator.model.network.outputs();
        let total = T::from_f64(self.evaluator.data.total_weight(rows));
        let (mut outputs, mut loss) = (Vec::with_capacity(rows.len() * columns), T::ZERO);
        for piece in rows.chunks(PIECE) {
            let (y, part) = self.evaluator.evaluate(piece, total, &self.parameters, &self.statistics);
            outputs.extend(y.iter().map(|y| y.to_f64()));
            loss += part;
        }
        Evaluation { outputs: Matrix::new(rows.len(), columns, outputs), loss: loss.to_f64() }
    }

    fn losses_of_errors(&self, errors: &[f64]) -> Option<Vec<f64>> {
        losses::of_errors(self.evaluator.model.network.head, errors)
    }

    fn penalty(&mut self) -> f64 {
        self.evaluator.model.at(&self.parameters).penalty().to_f64()
    }

    fn objective(&mut self, batch: &Batch) -> f64 {
        self.evaluator.objective(batch).value(&self.parameters).to_f64()
    }

    fn gradients(&mut self, batch: &Batch) -> Vec<f64> {
        self.differentiate(batch, Inputs::Skipped);
        self.gradients.iter().map(|g| g.to_f64()).collect()
    }

    fn input_gradients(&mut self, batch: &Batch) -> Matrix {
        self.differentiate(batch, Inputs::Wanted);
        let Evaluator { model, cache, .. } = &self.evaluator;
        let values = cache.deltas.block.iter().map(|g| g.to_f64()).collect();
        Matrix::new(batch.rows.len(), model.network.inputs(), values)
    }

    fn gradient_terms(&mut self, batch: &Batch) -> Option<Vec<f64>> {
        let mut objective = self.evaluator.objective(batch);
        objective.value(&self.parameters);
        objective.gradient_terms(&self.parameters, &mut self.gradients);
        Some(self.gradients.iter().map(|size| size.to_f64()).collect())
    }

    fn rounding(&mut self, batch: &Batch, rate: Option<f64>) -> Option<RoundingErrors> {
        Some(rounding::rounding(&self.spec, self.evaluator.data.dataset(), &Engine::snapshot(self), batch, rate))
    }

    fn trace(&mut self, batch: &Batch) -> Vec<Trace> {
        self.evaluator.objective(batch).value(&self.parameters);
        let Evaluator { model, cache, .. } = &self.evaluator;
        let pass = model.at(&self.parameters);
        let layers = model.network.layers.iter().zip(&cache.layers).enumerate();
        let traces = layers.flat_map(|(index, (layer, of))| {
            let a = if layer.activation == LayerActivation::Output { &cache.outputs } else { &of.activations };
            let slope = pass.slopes(layer, of, cache.rows).map(|slope| named(index, "slope", &slope, cache.rows));
            let known = [named(index, "z", of.pre_activations(), cache.rows), named(index, "a", a, cache.rows)];
            known.into_iter().chain(slope)
        });
        traces.collect()
    }

    fn step(&mut self, batch: &Batch, rate: f64) -> Step {
        Trainer::step(self, batch, rate)
    }

    fn recompute_batch_norm_statistics(&mut self, rows: &[usize]) {
        Trainer::recompute_batch_norm_statistics(self, rows);
    }

    fn snapshot(&self) -> Snapshot {
        let values = |values: &[T]| values.iter().map(|value| value.to_f64()).collect();
        Snapshot {
            parameters: values(&self.parameters),
            statistics: values(&self.statistics),
            state: self.state.values(),
            steps: self.state.steps,
        }
    }

    fn restore(&mut self, snapshot: &Snapshot) {
        copy(&snapshot.parameters, &mut self.parameters);
        copy(&snapshot.statistics, &mut self.statistics);
        self.state = OptimizerState::of(snapshot);
    }
}

impl<T: Scalar, O: Operations<T>> Trainer<T, O> {
    /// Leaves the gradient of a batch in `gradients`.
    fn differentiate(&mut self, batch: &Batch, inputs: Inputs) {
        let mut objective = self.evaluator.objective(batch);
        objective.value(&self.parameters);
        objective.gradient(&self.parameters, &mut self.gradients, inputs);
    }
}

fn named<T: Scalar>(layer: usize, what: &str, values: &[T], rows: usize) -> Trace {
    let columns = values.len() / rows.max(1);
    let values = values.iter().map(|value| value.to_f64()).collect();
    Trace { name: format!("layers.{layer}.{what}"), values: Matrix::new(rows, columns, values) }
}

fn copy<T: Scalar>(from: &[f64], to: &mut [T]) {
    assert_eq!(from.len(), to.len(), "a snapshot of {} values for {}", from.len(), to.len());
    to.iter_mut().zip(from).for_each(|(to, &from)| *to = T::from_f64(from));
}

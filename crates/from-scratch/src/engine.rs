//! The hand-written network as an engine: the contract of `engine::Engine`, answered by a [`Trainer`].
//!
//! Questions about rows go in pieces of some thousand, so that a large data set needs no large cache.

use std::sync::Arc;

use engine::{Batch, Dataset, Engine, Evaluation, Layout, Matrix, Snapshot, Step, Trace};
use experiment::Spec;
use experiment::spec::Precision;

use crate::feed::{select, total_weight};
use crate::loss::Samples;
use crate::magnitudes::{Magnitudes, enlarge};
use crate::matrix::MatRef;
use crate::network::backward::Inputs;
use crate::network::forward::Mode;
use crate::network::{LayerActivation, Pass};
use crate::operations::{Longhand, Operations};
use crate::rule::State;
use crate::scalar::Scalar;
use crate::trainer::Trainer;

/// How many rows an inference pass takes at once.
const PIECE: usize = 4096;

/// The hand-written engine of a spec on a data set, in the precision of the spec.
///
/// parameters: in the order of the layout.
pub fn engine(spec: &Spec, dataset: Arc<Dataset>, parameters: &[f64]) -> Box<dyn Engine> {
    match spec.precision {
        Precision::F32 => Box::new(Trainer::<f32>::new(spec, dataset, parameters, Box::new(Longhand))),
        Precision::F64 => engine_with(spec, dataset, parameters, Box::new(Longhand)),
    }
}

/// The same with other formulas, in `f64`.
pub fn engine_with(
    spec: &Spec,
    dataset: Arc<Dataset>,
    parameters: &[f64],
    operations: Box<dyn Operations<f64>>,
) -> Box<dyn Engine> {
    Box::new(Trainer::<f64>::new(spec, dataset, parameters, operations))
}

impl<T: Scalar> Engine for Trainer<T> {
    fn name(&self) -> &'static str {
        "from-scratch"
    }

    fn layout(&self) -> &Layout {
        &self.layout
    }

    fn predict(&mut self, inputs: &Matrix) -> Matrix {
        let mut outputs = Vec::with_capacity(inputs.rows() * self.network.outputs());
        let mut buffer = Vec::new();
        let rows: Vec<usize> = (0..inputs.rows()).collect();
        for piece in rows.chunks(PIECE) {
            self.infer(select(inputs, piece, &mut buffer));
            outputs.extend(self.cache.outputs.iter().map(|y| y.to_f64()));
        }
        Matrix::new(inputs.rows(), self.network.outputs(), outputs)
    }

    fn evaluate(&mut self, rows: &[usize]) -> Evaluation {
        let dataset = Arc::clone(&self.dataset);
        let mut feed = std::mem::take(&mut self.feed);
        let total = T::from_f64(total_weight(&dataset, rows));
        let (mut outputs, mut loss) = (Vec::with_capacity(rows.len() * self.network.outputs()), T::ZERO);
        for piece in rows.chunks(PIECE) {
            let (x, samples) = feed.batch(&dataset, piece);
            self.infer(x);
            loss += self.pass().loss(Samples { total, ..samples }, &self.cache);
            outputs.extend(self.cache.outputs.iter().map(|y| y.to_f64()));
        }
        self.feed = feed;
        let outputs = Matrix::new(rows.len(), self.network.outputs(), outputs);
        Evaluation { outputs, loss: loss.to_f64() }
    }

    fn penalty(&mut self) -> f64 {
        self.pass().penalty().to_f64()
    }

    fn objective(&mut self, batch: &Batch) -> f64 {
        self.forward(batch).to_f64()
    }

    fn gradients(&mut self, batch: &Batch) -> Vec<f64> {
        self.forward(batch);
        self.backward(batch, Inputs::Skipped);
        self.gradients.iter().map(|g| g.to_f64()).collect()
    }

    fn input_gradients(&mut self, batch: &Batch) -> Matrix {
        self.forward(batch);
        self.backward(batch, Inputs::Wanted);
        let values = self.cache.deltas.block.iter().map(|g| g.to_f64()).collect();
        Matrix::new(batch.rows.len(), self.dataset.inputs.columns(), values)
    }

    fn terms(&mut self, batch: &Batch) -> Option<Vec<f64>> {
        self.forward(batch);
        let (x, samples) = self.feed.batch(&self.dataset, batch.rows);
        let pass = Pass { network: &self.network, operations: &Magnitudes, parameters: &self.parameters };
        enlarge(&pass, x, &mut self.cache);
        pass.backward(x, samples, &mut self.cache, &mut self.gradients, Inputs::Skipped);
        Some(self.gradients.iter().map(|size| size.to_f64()).collect())
    }

    fn trace(&mut self, batch: &Batch) -> Vec<Trace> {
        self.forward(batch);
        let rows = batch.rows.len();
        let layers = self.network.layers.iter().zip(&self.cache.layers).enumerate();
        let traces = layers.flat_map(|(index, (layer, cache))| {
            let a = if layer.transfer == LayerActivation::Output { &self.cache.outputs } else { &cache.activations };
            let slope = self.pass().slopes(layer, cache, rows).map(|slope| named(index, "slope", &slope, rows));
            [named(index, "z", cache.pre_activations(), rows), named(index, "a", a, rows)].into_iter().chain(slope)
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
        self.state = State::of(snapshot);
    }
}

impl<T: Scalar> Trainer<T> {
    fn pass(&self) -> Pass<'_, T> {
        Pass { network: &self.network, operations: &*self.operations, parameters: &self.parameters }
    }

    /// x: (n, in)  ->  the cache of an inference pass
    fn infer(&mut self, x: MatRef<T>) {
        let pass = Pass { network: &self.network, operations: &*self.operations, parameters: &self.parameters };
        pass.forward(x, Mode::Inference(&self.statistics), &mut self.cache);
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

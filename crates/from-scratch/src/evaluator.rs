//! The evaluator: a network on batches of a data set, forward and backward, with the buffers that this takes.
//!
//! For training a batch is an objective, a function of the parameters with a gradient: [`BatchObjective`]. Leaves out
//! the parameters, which belong to the trainer.

use std::sync::Arc;

use engine::{Batch, Dataset, Matrix};
use experiment::Spec;
use experiment::spec::Loss;

use crate::batch_gatherer::BatchGatherer;
use crate::batch_loss::Samples;
use crate::losses::perceptron::Perceptron;
use crate::magnitudes::{Magnitudes, add_sizes};
use crate::matrix::MatRef;
use crate::network::Network;
use crate::network::backward::Inputs;
use crate::network::cache::Cache;
use crate::network::forward::Mode;
use crate::network::pass::Model;
use crate::operations::Operations;
use crate::scalar::Scalar;

/// A network, its data, and what its last pass left.
#[derive(Debug)]
pub struct Evaluator<T, O> {
    /// The network and its formulas.
    pub model: Model<O>,
    /// The data.
    pub data: BatchGatherer<T>,
    /// What the last pass computed.
    pub cache: Cache<T>,
}

/// Loss plus penalty of a batch as training sees it, J(θ), and its gradient.
#[derive(Debug)]
pub struct BatchObjective<'a, T, O> {
    /// The network and its formulas.
    pub model: &'a Model<O>,
    /// x: (n, in).
    pub x: MatRef<'a, T>,
    /// What the outputs are compared with.
    pub samples: Samples<'a, T>,
    /// Dropout's masks, one for each hidden layer, or none.
    pub masks: &'a [Vec<f64>],
    /// What the last pass computed.
    pub cache: &'a mut Cache<T>,
}

impl<T: Scalar, O: Operations<T>> Evaluator<T, O> {
    /// The network of a spec on a data set, computed by these formulas.
    pub fn new(spec: &Spec, dataset: Arc<Dataset>, operations: O) -> Evaluator<T, O> {
        let network = Network::of(spec, &dataset);
        Evaluator { model: Model { network, operations }, data: BatchGatherer::new(dataset), cache: Cache::default() }
    }

    /// The objective of a batch.
    pub fn objective<'a>(&'a mut self, batch: &Batch<'a>) -> BatchObjective<'a, T, O> {
        let (x, samples) = self.data.batch(batch.rows);
        BatchObjective { model: &self.model, x, samples, masks: batch.masks, cache: &mut self.cache }
    }

    /// y: (n, out) of these rows of any inputs, with these statistics and nothing dropped.
    pub fn predict(&mut self, inputs: &Matrix, rows: &[usize], parameters: &[T], statistics: &[T]) -> &[T] {
        let x = self.data.inputs(inputs, rows);
        self.model.at(parameters).forward(x, Mode::Inference(statistics), &mut self.cache);
        &self.cache.outputs
    }

    /// y: (n, out) of these rows of the data set, and their part of a loss that is the mean over `total` weights.
    pub fn evaluate(&mut self, rows: &[usize], total: T, parameters: &[T], statistics: &[T]) -> (&[T], T) {
        let (x, samples) = self.data.batch(rows);
        let pass = self.model.at(parameters);
        pass.forward(x, Mode::Inference(statistics), &mut self.cache);
        let loss = pass.loss(Samples { total, ..samples }, &self.cache);
        (&self.cache.outputs, loss)
    }
}

impl<T: Scalar, O: Operations<T>> BatchObjective<'_, T, O> {
    /// J(θ); leaves the forward pass in the cache.
    pub fn value(&mut self, parameters: &[T]) -> T {
        let pass = self.model.at(parameters);
        pass.forward(self.x, Mode::Training(self.masks), self.cache);
        pass.loss(self.samples, self.cache) + pass.penalty()
    }

    /// J′(θ), in the order of the layout. The cache holds the forward pass at the same θ.
    pub fn gradient(&mut self, parameters: &[T], gradient: &mut [T], inputs: Inputs) {
        self.model.at(parameters).backward(self.x, self.samples, self.cache, gradient, inputs);
    }

    /// The sizes of the terms of J′(θ), see [`crate::magnitudes`]. The cache holds the forward pass at the same θ and
    /// is used up.
    pub fn gradient_terms(&mut self, parameters: &[T], terms: &mut [T]) {
        let pass = self.model.at(parameters).with(&Magnitudes);
        add_sizes(&pass, self.x, self.cache);
        pass.backward(self.x, self.samples, self.cache, terms, Inputs::Skipped);
    }

    /// How many samples a perceptron has wrong in the forward pass of the cache; 0 for any other network.
    pub fn mistakes(&self) -> usize {
        let network = &self.model.network;
        if network.head.loss != Loss::Perceptron {
            return 0;
        }
        Perceptron(network.head).mistakes(self.cache.logits(network), self.samples.targets)
    }
}

//! One network in training: parameters, statistics, the optimizer's state, and the buffers of its passes.
//!
//! A step is forward, backward, update. The update is one of three: the chain of rules on all layers at once,
//! L-BFGS, or lecture 004's program, which goes from the output back and uses each layer's updated weights for the
//! gradient of the layer before. The engine's face to the outside is in `engine`.

use std::sync::Arc;

use engine::{Batch, Dataset, Layout, Step};
use experiment::Spec;
use experiment::spec::Update;

use crate::feed::Feed;
use crate::layers::batch_norm::move_running;
use crate::lbfgs::Lbfgs;
use crate::loss::mistakes;
use crate::max_norm::MaxNorm;
use crate::network::backward::Inputs;
use crate::network::cache::Cache;
use crate::network::forward::Mode;
use crate::network::{Network, Pass};
use crate::operations::Operations;
use crate::rule::{Chain, Method, State};
use crate::scalar::Scalar;

/// A network, its data, and everything that changes while it is trained.
pub struct Trainer<T> {
    pub(crate) layout: Layout,
    pub(crate) network: Network,
    pub(crate) operations: Box<dyn Operations<T>>,
    pub(crate) dataset: Arc<Dataset>,
    pub(crate) parameters: Vec<T>,
    pub(crate) statistics: Vec<T>,
    pub(crate) state: State<T>,
    pub(crate) gradients: Vec<T>,
    pub(crate) cache: Cache<T>,
    pub(crate) feed: Feed<T>,
    method: Arc<Method<T>>,
    update: Update,
    max_norm: Option<MaxNorm<T>>,
}

impl<T: Scalar> Trainer<T> {
    /// A network before its first step, with these parameters and formulas.
    pub fn new(spec: &Spec, dataset: Arc<Dataset>, parameters: &[f64], operations: Box<dyn Operations<T>>) -> Self {
        let layout = Layout::of(spec, dataset.inputs.columns(), dataset.targets.columns());
        assert_eq!(parameters.len(), layout.len(), "{} parameters for a network of {}", parameters.len(), layout.len());
        let network = Network::of(spec, &dataset);
        Trainer {
            operations,
            parameters: parameters.iter().map(|&value| T::from_f64(value)).collect(),
            statistics: layout.initial_statistics().into_iter().map(T::from_f64).collect(),
            state: State { slots: Vec::new(), steps: 0 },
            gradients: vec![T::ZERO; layout.len()],
            cache: Cache::default(),
            feed: Feed::default(),
            method: Arc::new(Method::of(spec, &layout)),
            update: spec.training.update,
            max_norm: spec.training.max_norm.map(|bound| MaxNorm::new(bound, &layout)),
            layout,
            network,
            dataset,
        }
    }

    /// Loss plus penalty of a batch as training sees it; leaves the forward pass in the cache.
    pub(crate) fn forward(&mut self, batch: &Batch) -> T {
        let (x, samples) = self.feed.batch(&self.dataset, batch.rows);
        let pass = Pass { network: &self.network, operations: &*self.operations, parameters: &self.parameters };
        pass.forward(x, Mode::Training(batch.masks), &mut self.cache);
        pass.loss(samples, &self.cache) + pass.penalty()
    }

    /// Its gradient by these formulas, from the cache of [`Trainer::forward`] on the same batch.
    pub(crate) fn backward(&mut self, batch: &Batch, inputs: Inputs) {
        let (x, samples) = self.feed.batch(&self.dataset, batch.rows);
        let pass = Pass { network: &self.network, operations: &*self.operations, parameters: &self.parameters };
        pass.backward(x, samples, &mut self.cache, &mut self.gradients, inputs);
    }

    /// One update; gives what the batch looked like before it.
    pub fn step(&mut self, batch: &Batch, rate: f64) -> Step {
        let method = Arc::clone(&self.method);
        let at_once = matches!((&*method, self.update), (Method::Chain(_), Update::Simultaneous));
        let step = self.look(batch, at_once);
        self.move_statistics();
        let rate = T::from_f64(rate);
        match (&*method, self.update) {
            (Method::Chain(chain), Update::Simultaneous) => {
                chain.apply(&mut self.state, &mut self.parameters, &mut self.gradients, rate);
            }
            (Method::Chain(chain), Update::Sequential) => self.descend_in_turn(chain, batch, rate),
            (Method::Lbfgs(lbfgs), _) => self.search(lbfgs, batch, rate),
        }
        if let Some(max_norm) = &mut self.max_norm {
            max_norm.apply(&mut self.parameters);
        }
        step
    }

    /// What the batch looks like before the update, and with `gradients` its gradient too: one gathering of its rows.
    fn look(&mut self, batch: &Batch, gradients: bool) -> Step {
        let (x, samples) = self.feed.batch(&self.dataset, batch.rows);
        let pass = Pass { network: &self.network, operations: &*self.operations, parameters: &self.parameters };
        pass.forward(x, Mode::Training(batch.masks), &mut self.cache);
        let objective = (pass.loss(samples, &self.cache) + pass.penalty()).to_f64();
        let mistakes = mistakes(self.network.head, self.cache.logits(&self.network), samples.targets);
        if gradients {
            pass.backward(x, samples, &mut self.cache, &mut self.gradients, Inputs::Skipped);
        }
        Step { objective, mistakes }
    }

    /// From the output layer back: a layer is updated before its gradient is handed to the layer before, which
    /// therefore goes through the updated weights. A clip by norm sees one layer at a time.
    fn descend_in_turn(&mut self, chain: &Chain<T>, batch: &Batch, rate: T) {
        let steps = self.state.steps;
        let (x, samples) = self.feed.batch(&self.dataset, batch.rows);
        let pass = Pass { network: &self.network, operations: &*self.operations, parameters: &self.parameters };
        pass.start_backward(samples, &mut self.cache);
        for index in (0..self.network.layers.len()).rev() {
            let pass = Pass { network: &self.network, operations: &*self.operations, parameters: &self.parameters };
            self.gradients.fill(T::ZERO);
            pass.layer_parameters(index, x, &mut self.cache, &mut self.gradients);
            self.network.penalized_of(index).for_each(|range| pass.penalize(range, &mut self.gradients));
            chain.apply(&mut self.state, &mut self.parameters, &mut self.gradients, rate);
            let updated = Pass { network: &self.network, operations: &*self.operations, parameters: &self.parameters };
            if index > 0 {
                updated.layer_input(index, &mut self.cache);
            }
        }
        self.state.steps = steps + 1;
    }

    /// L-BFGS, which asks for the objective at points of its own choice.
    fn search(&mut self, lbfgs: &Lbfgs, batch: &Batch, rate: T) {
        let (x, samples) = self.feed.batch(&self.dataset, batch.rows);
        let (network, operations, cache) = (&self.network, &*self.operations, &mut self.cache);
        lbfgs.step(&mut self.state, &mut self.parameters, rate, |parameters, gradients| {
            let pass = Pass { network, operations, parameters };
            pass.forward(x, Mode::Training(batch.masks), cache);
            pass.backward(x, samples, cache, gradients, Inputs::Skipped);
            (pass.loss(samples, cache) + pass.penalty()).to_f64()
        });
    }

    /// The running statistics follow the batch whose forward pass lies in the cache.
    fn move_statistics(&mut self) {
        for (layer, cache) in self.network.layers.iter().zip(&self.cache.layers) {
            if let Some(of) = &layer.batch_norm {
                let momentum = T::from_f64(of.momentum);
                move_running(&mut self.statistics[of.mean.clone()], &cache.mean, momentum);
                move_running(&mut self.statistics[of.variance.clone()], &cache.variance, momentum);
            }
        }
    }

    /// The statistics of inference become those of all these rows together, as one batch with nothing dropped.
    pub fn recompute_batch_norm_statistics(&mut self, rows: &[usize]) {
        if self.statistics.is_empty() {
            return;
        }
        self.forward(&Batch::of(rows));
        for (layer, cache) in self.network.layers.iter().zip(&self.cache.layers) {
            if let Some(of) = &layer.batch_norm {
                self.statistics[of.mean.clone()].copy_from_slice(&cache.mean);
                self.statistics[of.variance.clone()].copy_from_slice(&cache.variance);
            }
        }
    }
}

//! One network in training: its parameters, its statistics, and its optimizer.
//!
//! A step is forward, backward, update. The update is one of three: the chain of clip and rule on all layers at once,
//! L-BFGS, or lecture 004's program, which goes from the output back and uses each layer's updated weights for the
//! gradient of the layer before. The answers to the questions of `engine::Engine` are in `engine`.

use std::sync::Arc;

use engine::{Batch, Dataset, Layout, Step};
use experiment::Spec;
use experiment::spec::Update;

use crate::buffer::Buffer;
use crate::evaluator::{BatchObjective, Evaluator};
use crate::layers::batch_norm::update_running_statistics;
use crate::max_norm::MaxNorm;
use crate::network::backward::Inputs;
use crate::operations::{Longhand, Operations};
use crate::optimizer::{Chain, UpdateMethod};
use crate::scalar::Scalar;
use crate::state::OptimizerState;

/// A network, its data, and everything that changes while it is trained.
#[derive(Debug)]
pub struct Trainer<T, O = Longhand> {
    pub(crate) spec: Spec,
    pub(crate) layout: Layout,
    pub(crate) evaluator: Evaluator<T, O>,
    pub(crate) parameters: Buffer<T>,
    pub(crate) statistics: Vec<T>,
    pub(crate) gradients: Buffer<T>,
    pub(crate) state: OptimizerState<T>,
    method: UpdateMethod<T>,
    update: Update,
    max_norm: Option<MaxNorm<T>>,
}

impl<T: Scalar, O: Operations<T>> Trainer<T, O> {
    /// A network before its first step, with these parameters and formulas.
    pub fn new(spec: &Spec, dataset: Arc<Dataset>, parameters: &[f64], operations: O) -> Self {
        let layout = Layout::of(spec, dataset.inputs.columns(), dataset.targets.columns());
        assert_eq!(parameters.len(), layout.len(), "{} parameters for a network of {}", parameters.len(), layout.len());
        let evaluator = Evaluator::new(spec, dataset, operations);
        Trainer {
            spec: spec.clone(),
            parameters: parameters.iter().map(|&value| T::from_f64(value)).collect(),
            statistics: layout.initial_statistics().into_iter().map(T::from_f64).collect(),
            gradients: Buffer::zeros(layout.len()),
            state: OptimizerState { slots: Vec::new(), steps: 0 },
            method: UpdateMethod::of(spec, &layout),
            update: spec.training.update,
            max_norm: spec.training.max_norm.map(|bound| MaxNorm::new(bound, &layout)),
            layout,
            evaluator,
        }
    }

    /// One update; gives what the batch looked like before it.
    pub fn step(&mut self, batch: &Batch, rate: f64) -> Step {
        let rate = T::from_f64(rate);
        let (state, parameters, gradients) = (&mut self.state, &mut self.parameters[..], &mut self.gradients[..]);
        let mut objective = self.evaluator.objective(batch);
        let value = objective.value(parameters).to_f64();
        let step = Step { objective: value, mistakes: objective.mistakes() };
        move_statistics(&objective, &mut self.statistics);
        match (&self.method, self.update) {
            (UpdateMethod::Chain(chain), Update::Simultaneous) => {
                objective.gradient(parameters, gradients, Inputs::Skipped);
                chain.apply(state, parameters, gradients, rate);
            }
            (UpdateMethod::Chain(chain), Update::Sequential) => {
                update_layer_by_layer(&mut objective, chain, state, parameters, gradients, rate);
            }
            (UpdateMethod::Lbfgs(lbfgs), _) => {
                lbfgs.step(state, parameters, rate, |parameters, gradients| {
                    let value = objective.value(parameters);
                    objective.gradient(parameters, gradients, Inputs::Skipped);
                    value.to_f64()
                });
            }
        }
        if let Some(max_norm) = &mut self.max_norm {
            max_norm.apply(parameters);
        }
        step
    }

    /// The statistics of inference become those of all these rows together, as one batch with nothing dropped.
    pub fn recompute_batch_norm_statistics(&mut self, rows: &[usize]) {
        if self.statistics.is_empty() {
            return;
        }
        let mut objective = self.evaluator.objective(&Batch::of(rows));
        objective.value(&self.parameters);
        for (layer, cache) in objective.model.network.layers.iter().zip(&objective.cache.layers) {
            if let Some(of) = &layer.batch_norm {
                self.statistics[of.mean.clone()].copy_from_slice(&cache.mean);
                self.statistics[of.variance.clone()].copy_from_slice(&cache.variance);
            }
        }
    }
}

/// The running statistics follow the batch whose forward pass lies in the cache.
fn move_statistics<T: Scalar, O>(objective: &BatchObjective<T, O>, statistics: &mut [T]) {
    for (layer, cache) in objective.model.network.layers.iter().zip(&objective.cache.layers) {
        if let Some(of) = &layer.batch_norm {
            let momentum = T::from_f64(of.momentum);
            update_running_statistics(&mut statistics[of.mean.clone()], &cache.mean, momentum);
            update_running_statistics(&mut statistics[of.variance.clone()], &cache.variance, momentum);
        }
    }
}

/// From the output layer back: a layer is updated before its gradient is handed to the layer before, which
/// therefore goes through the updated weights. A clip by norm sees one layer at a time.
fn update_layer_by_layer<T: Scalar, O: Operations<T>>(
    objective: &mut BatchObjective<T, O>,
    chain: &Chain<T>,
    state: &mut OptimizerState<T>,
    parameters: &mut [T],
    gradients: &mut [T],
    rate: T,
) {
    let BatchObjective { model, x, samples, cache, .. } = objective;
    let steps = state.steps;
    model.at(parameters).start_backward(*samples, cache);
    for index in (0..model.network.layers.len()).rev() {
        gradients.fill(T::ZERO);
        let pass = model.at(parameters);
        pass.layer_parameters(index, *x, cache, gradients);
        model.network.penalized_of(index).for_each(|range| pass.penalize(range, gradients));
        // Every layer is one part of the same step.
        state.steps = steps;
        chain.apply(state, parameters, gradients, rate);
        if index > 0 {
            model.at(parameters).layer_input(index, cache);
        }
    }
}

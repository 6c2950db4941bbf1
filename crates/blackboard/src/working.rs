//! The working of one batch: forward, loss, backward, with every number on the way.
//!
//! What stands in a [`Working`] is what the hand-written engine computes on this batch. With `update = "sequential"`
//! the layers are updated on the way back, as in training.

mod batch;

use std::sync::Arc;

use engine::{Dataset, Layout, Matrix, Snapshot, Update};
use experiment::Spec;
use from_scratch::layers::batch_norm::update_running_statistics;
use from_scratch::max_norm::MaxNorm;
use from_scratch::network::Network;
use from_scratch::optimizer::UpdateMethod;
use from_scratch::state::OptimizerState;

use crate::differentiated::{Differentiated, Path};
use crate::given::Replacements;
use crate::numbers::Numbers;
use batch::Batch;

/// All numbers of one batch.
#[derive(Debug, Clone, PartialEq)]
pub struct Working {
    /// The parameters by name.
    pub layout: Layout,
    /// The chain of layers.
    pub network: Network,
    /// The rows of the data set that are its samples.
    pub rows: Vec<usize>,
    /// x: (n, in).
    pub inputs: Matrix,
    /// t: (n, out).
    pub targets: Matrix,
    /// θ before the update, in the order of the layout.
    pub parameters: Vec<f64>,
    /// Everything of the passes.
    pub numbers: Numbers,
    /// The loss, output by output, before weights and means: (n, out).
    pub parts: Matrix,
    /// What the own loss of each sample is multiplied by in that of the batch.
    pub shares: Vec<f64>,
    /// The data loss of the batch.
    pub loss: f64,
    /// The penalty term of the objective, 0 without one.
    pub penalty: f64,
    /// The derivative with respect to every parameter, in the order of the layout.
    pub gradients: Vec<f64>,
    /// The parameters that each layer's gradient was handed on through: those before the update, unless layers are
    /// updated on the way back.
    pub handed_through: Vec<f64>,
}

/// What is worked out.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Calculation {
    /// What is differentiated.
    pub differentiated: Differentiated,
    /// The unit that paths are held to.
    pub path: Option<Path>,
    /// What is given.
    pub given: Replacements,
}

/// The objective, all paths, nothing given.
pub(crate) const PLAIN: Calculation =
    Calculation { differentiated: Differentiated::Objective, path: None, given: Replacements(Vec::new()) };

impl Working {
    /// The working of an update, as training makes it.
    pub fn of(spec: &Spec, dataset: &Arc<Dataset>, update: &Update) -> Working {
        step(spec, dataset, update, &PLAIN).0
    }
}

/// The working of a calculation: gradients are taken at one point.
pub(crate) fn work(spec: &Spec, dataset: &Arc<Dataset>, update: &Update, calculation: &Calculation) -> Working {
    Batch::new(spec, dataset, update, calculation).backward(|_, _, _| {})
}

/// The working of an update, and the network after it.
pub(crate) fn step(
    spec: &Spec,
    dataset: &Arc<Dataset>,
    update: &Update,
    calculation: &Calculation,
) -> (Working, Option<Snapshot>) {
    use experiment::spec::Update::{Sequential, Simultaneous};
    let batch = Batch::new(spec, dataset, update, calculation);
    let layout = batch.layout.clone();
    let UpdateMethod::Chain(chain) = UpdateMethod::<f64>::of(spec, &layout) else {
        return (batch.backward(|_, _, _| {}), None);
    };
    let (mut state, mut after) = (OptimizerState::of(&update.before), batch.parameters.clone());
    let steps = state.steps;
    let working = match spec.training.update {
        Simultaneous => {
            let working = batch.backward(|_, _, _| {});
            chain.apply(&mut state, &mut after, &mut working.gradients.clone(), update.rate);
            working
        }
        Sequential => batch.backward(|_, parameters, gradients| {
            state.steps = steps;
            chain.apply(&mut state, parameters, gradients, update.rate);
            after.copy_from_slice(parameters);
        }),
    };
    if let Some(bound) = spec.training.max_norm {
        MaxNorm::new(bound, &layout).apply(&mut after);
    }
    let statistics = moved(&working, &update.before.statistics);
    (working, Some(Snapshot { parameters: after, statistics, state: state.values(), steps: state.steps }))
}

/// The running statistics after this batch.
fn moved(working: &Working, statistics: &[f64]) -> Vec<f64> {
    let mut statistics = statistics.to_vec();
    for (layer, of) in working.network.layers.iter().zip(&working.numbers.layers) {
        if let Some(norm) = &layer.batch_norm {
            update_running_statistics(&mut statistics[norm.mean.clone()], of.mean.values(), norm.momentum);
            update_running_statistics(&mut statistics[norm.variance.clone()], of.variance.values(), norm.momentum);
        }
    }
    statistics
}

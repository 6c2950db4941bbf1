//! The working of one batch: forward, loss, backward, with every number on the way.
//!
//! What stands in a [`Working`] is what the hand-written engine computes on this batch. With `update = "sequential"`
//! the layers are updated on the way back, as in training.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use engine::{Dataset, Layout, Matrix, Snapshot, Update};
use experiment::Spec;
use experiment::term::Symbol;
use from_scratch::batch_loss::Samples;
use from_scratch::layers::batch_norm::update_running;
use from_scratch::max_norm::MaxNorm;
use from_scratch::network::Network;
use from_scratch::network::cache::Cache;
use from_scratch::network::forward::Mode;
use from_scratch::network::pass::{Model, Pass};
use from_scratch::operations::Longhand;
use from_scratch::optimizer::UpdateMethod;
use from_scratch::state::State;

use crate::differentiated::{Differentiated, Path};
use crate::given::Replacements;
use crate::numbers::{Numbers, view};
use crate::parts::loss_parts;
use crate::recorder::Recorder;

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
    let (mut state, mut after) = (State::of(&update.before), batch.parameters.clone());
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
            update_running(&mut statistics[norm.mean.clone()], of.mean.values(), norm.momentum);
            update_running(&mut statistics[norm.variance.clone()], of.variance.values(), norm.momentum);
        }
    }
    statistics
}

/// A batch before its passes.
struct Batch<'a> {
    calculation: &'a Calculation,
    update: &'a Update,
    layout: Layout,
    network: Network,
    inputs: Matrix,
    targets: Matrix,
    weights: Vec<f64>,
    parameters: Vec<f64>,
}

impl<'a> Batch<'a> {
    fn new(spec: &Spec, dataset: &Arc<Dataset>, update: &'a Update, calculation: &'a Calculation) -> Self {
        let layout = Layout::of(spec, dataset.inputs.columns(), dataset.targets.columns());
        let (mut inputs, mut targets) = (dataset.inputs.select(&update.rows), dataset.targets.select(&update.rows));
        let mut parameters = update.before.parameters.clone();
        let fix = |symbol, matrix: &mut Matrix| {
            let columns = matrix.columns();
            calculation.given.fix(symbol, false, columns, matrix.values_mut(), &[]);
        };
        fix(Symbol::X, &mut inputs);
        fix(Symbol::T, &mut targets);
        calculation.given.fix_parameters(&layout, None, false, &mut parameters);
        let weight = |row: &usize| dataset.weights.as_ref().map_or(1.0, |weights| weights[*row]);
        Batch {
            weights: update.rows.iter().map(weight).collect(),
            network: Network::of(spec, dataset),
            calculation,
            update,
            layout,
            inputs,
            targets,
            parameters,
        }
    }

    fn samples(&self) -> Samples<'_, f64> {
        let total = self.weights.iter().sum();
        Samples { targets: view(&self.targets), weights: Some(&self.weights), total }
    }

    /// What the own loss of each sample counts in that of the batch.
    fn shares(&self) -> Vec<f64> {
        let m = self.targets.columns();
        let alone = Samples { targets: view(&self.targets), weights: None, total: 1.0 };
        let samples = self.samples();
        let own = |s| alone.scale(self.network.head, s, m);
        (0..self.weights.len()).map(|s| samples.scale(self.network.head, s, m) / own(s)).collect()
    }

    fn recorder(&self) -> Recorder<'_> {
        let Calculation { differentiated, path, given } = self.calculation;
        Recorder {
            network: &self.network,
            differentiated: *differentiated,
            path: *path,
            given,
            shares: match differentiated {
                Differentiated::Objective | Differentiated::Loss { sample: None, .. } => self.shares(),
                Differentiated::Loss { sample: Some(_), .. } => vec![1.0; self.weights.len()],
                Differentiated::Output { .. } | Differentiated::Z { .. } | Differentiated::A { .. } => Vec::new(),
            },
            masked: !self.update.masks.is_empty(),
            numbers: RefCell::new(Numbers::default()),
            at: Cell::new(0),
        }
    }

    /// Both passes. `after_layer` sees the index, the parameters and the gradients of each layer, from the last on,
    /// before its derivatives are handed to the layer before; what it does to the parameters counts from there on.
    fn backward(self, mut after_layer: impl FnMut(usize, &mut [f64], &mut [f64])) -> Working {
        let model = Model { network: self.network.clone(), operations: self.recorder() };
        let mut cache = Cache::default();
        let x = view(&self.inputs);
        model.at(&self.parameters).forward(x, Mode::Training(&self.update.masks), &mut cache);
        let (parts, loss) = self.loss(&model.operations);
        let penalty = Pass { network: &self.network, operations: &Longhand, parameters: &self.parameters }.penalty();
        let mut parameters = self.parameters.clone();
        let (mut gradients, mut all) = (vec![0.0; parameters.len()], vec![0.0; parameters.len()]);
        model.at(&parameters).start_backward(self.samples(), &mut cache);
        for index in (0..self.network.layers.len()).rev() {
            model.operations.at.set(index);
            gradients.fill(0.0);
            let pass = model.at(&parameters);
            pass.layer_parameters(index, x, &mut cache, &mut gradients);
            if !self.network.penalized.is_empty() {
                self.network.penalized_of(index).for_each(|range| pass.penalize(range, &mut gradients));
            }
            let given = &self.calculation.given;
            if !model.operations.shares.is_empty() {
                given.fix_parameters(&self.layout, Some(index), true, &mut gradients);
            }
            all.iter_mut().zip(&gradients).for_each(|(all, d)| *all += d);
            after_layer(index, &mut parameters, &mut gradients);
            model.at(&parameters).layer_input(index, &mut cache);
        }
        let shares = self.shares();
        let numbers = model.operations.numbers.take();
        drop(model);
        Working {
            layout: self.layout,
            rows: self.update.rows.clone(),
            inputs: self.inputs,
            targets: self.targets,
            parameters: self.parameters,
            network: self.network,
            handed_through: parameters,
            gradients: all,
            numbers,
            parts,
            shares,
            loss,
            penalty,
        }
    }

    /// The parts of the loss, and their sum over the batch.
    fn loss(&self, recorder: &Recorder) -> (Matrix, f64) {
        let numbers = recorder.numbers.borrow();
        let last = numbers.layers.last().expect("a network has an output layer");
        let (z, y) = (view(&last.z), view(&numbers.outputs));
        let (head, samples) = (self.network.head, self.samples());
        let parts = loss_parts(head, recorder.source(), z, y, samples.targets);
        let own = |s: usize| samples.scale(head, s, parts.columns()) * parts.row(s).iter().sum::<f64>();
        let loss = (0..parts.rows()).map(own).sum();
        (parts, loss)
    }
}

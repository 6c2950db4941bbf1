//! A batch and its passes: the hand-written network with a recorder around its operations.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use engine::{Dataset, Layout, Matrix, Update};
use experiment::Spec;
use experiment::term::Symbol;
use from_scratch::batch_loss::Samples;
use from_scratch::network::Network;
use from_scratch::network::cache::Cache;
use from_scratch::network::forward::Mode;
use from_scratch::network::pass::{Model, Pass};
use from_scratch::operations::Longhand;

use super::{Calculation, Working};
use crate::differentiated::Differentiated;
use crate::numbers::{Numbers, view};
use crate::parts::loss_parts;
use crate::recorder::Recorder;

/// A batch before its passes.
pub(super) struct Batch<'a> {
    calculation: &'a Calculation,
    update: &'a Update,
    pub(super) layout: Layout,
    network: Network,
    inputs: Matrix,
    targets: Matrix,
    weights: Vec<f64>,
    pub(super) parameters: Vec<f64>,
}

impl<'a> Batch<'a> {
    /// The batch of an update, with what is given in the place of its own numbers.
    pub(super) fn new(spec: &Spec, dataset: &Arc<Dataset>, update: &'a Update, calculation: &'a Calculation) -> Self {
        let layout = Layout::of(spec, dataset.inputs.columns(), dataset.targets.columns());
        let (mut inputs, mut targets) = (dataset.inputs.select(&update.rows), dataset.targets.select(&update.rows));
        let mut parameters = update.before.parameters.clone();
        let fix = |symbol, matrix: &mut Matrix| {
            let columns = matrix.columns();
            calculation.given.fix(symbol, columns, matrix.values_mut());
        };
        fix(Symbol::X, &mut inputs);
        fix(Symbol::T, &mut targets);
        calculation.given.fix_parameters(&layout, &mut parameters);
        let weight = |row: &usize| dataset.weight(*row);
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

    /// Both passes; `after_layer` as in [`Batch::way_back`].
    pub(super) fn backward(self, after_layer: impl FnMut(usize, &mut [f64], &mut [f64])) -> Working {
        let model = Model { network: self.network.clone(), operations: self.recorder() };
        let mut cache = Cache::default();
        model.at(&self.parameters).forward(view(&self.inputs), Mode::Training(&self.update.masks), &mut cache);
        let (parts, loss) = self.loss(&model.operations);
        let penalty = Pass { network: &self.network, operations: &Longhand, parameters: &self.parameters }.penalty();
        let (gradients, handed_through) = self.way_back(&model, &mut cache, after_layer);
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
            handed_through,
            gradients,
            numbers,
            parts,
            shares,
            loss,
            penalty,
        }
    }

    /// The gradient, and the parameters that it was handed on through. `after_layer` sees the index, the parameters and
    /// the gradients of each layer, from the last on, before its derivatives are handed to the layer before; what it
    /// does to the parameters counts from there on.
    fn way_back(
        &self,
        model: &Model<Recorder>,
        cache: &mut Cache<f64>,
        mut after_layer: impl FnMut(usize, &mut [f64], &mut [f64]),
    ) -> (Vec<f64>, Vec<f64>) {
        let mut parameters = self.parameters.clone();
        let (mut gradients, mut all) = (vec![0.0; parameters.len()], vec![0.0; parameters.len()]);
        model.at(&parameters).start_backward(self.samples(), cache);
        for index in (0..self.network.layers.len()).rev() {
            model.operations.at.set(index);
            gradients.fill(0.0);
            let pass = model.at(&parameters);
            pass.layer_parameters(index, view(&self.inputs), cache, &mut gradients);
            if !self.network.penalized.is_empty() {
                self.network.penalized_of(index).for_each(|range| pass.penalize(range, &mut gradients));
            }
            if !model.operations.shares.is_empty() {
                self.calculation.given.fix_gradients(&self.layout, index, &mut gradients);
            }
            all.iter_mut().zip(&gradients).for_each(|(all, d)| *all += d);
            after_layer(index, &mut parameters, &mut gradients);
            model.at(&parameters).layer_input(index, cache);
        }
        (all, parameters)
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

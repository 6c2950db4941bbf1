//! What a training can be asked while it is under way. Nothing here moves it.

use engine::{Engine, Layout, Update};
use experiment::finding::Finding;
use experiment::record::{Baseline, Metrics, Outcome};
use experiment::spec::{Metric, Part, Quantity};

use super::{Position, Training};
use crate::doctor::{self, Case};
use crate::engine_run::EngineRun;

impl Training {
    /// How far it is.
    pub fn position(&self) -> Position {
        self.position
    }

    /// How many updates an engine makes in an epoch.
    pub fn batches(&self) -> usize {
        self.sampler.batches()
    }

    /// What was measured so far.
    pub fn metrics(&self) -> &Metrics {
        &self.metrics
    }

    /// The tensors of the network.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// The first engine, to be asked; who changes it changes the training.
    pub fn first(&mut self) -> &mut dyn Engine {
        self.engine_runs[0].engine.as_mut()
    }

    /// What the doctor sees in the first engine as it stands, among simple models that reach this on the same data.
    /// Of the end of a training nothing is said before it is there.
    pub fn findings(&mut self, baselines: &[Baseline]) -> Vec<Finding> {
        let epoch = self.metrics.rows.last().map_or(0, |row| row.epoch);
        let rows: Vec<usize> = (0..self.dataset.inputs.rows()).collect();
        let EngineRun { name, engine, outcome, .. } = &mut self.engine_runs[0];
        let finished = (self.position.epoch > self.spec.training.epochs).then_some(&Outcome::Finished);
        let outputs = engine.evaluate(&rows).outputs;
        let examinations = self.probes.examinations(epoch, engine.as_mut());
        doctor::findings(&Case {
            spec: &self.spec,
            dataset: &self.dataset,
            engine_name: *name,
            engine: engine.as_ref(),
            metrics: &self.metrics,
            epoch,
            outcome: outcome.as_ref().or(finished),
            outputs: &outputs,
            baselines,
            examinations: &examinations,
        })
    }

    /// The update that comes next, as a value; behind the end the one that would have come.
    pub fn next_update(&mut self) -> Update {
        let Position { epoch, engine, step } = self.position;
        let engine_run = &self.engine_runs[engine.min(self.engine_runs.len() - 1)];
        let rate = engine_run.learning_rate(&self.spec, epoch);
        let update = self.sampler.batch(epoch, step, |batch| {
            let (rows, masks) = (batch.rows.to_vec(), batch.masks.to_vec());
            Update { epoch, rate, rows, masks, before: engine_run.engine.snapshot() }
        });
        update.expect("an epoch has a batch, and a step behind the last is never where a training stands")
    }

    /// The loss of the first engine on the training part at the end of the latest epoch.
    pub(crate) fn loss(&self) -> f64 {
        let loss = Metric { part: Part::Train, quantity: Quantity::Loss };
        self.metrics.last(self.engine_runs[0].name, loss).unwrap_or(f64::NAN)
    }
}

//! THE loop: every network of this workspace is trained here.
//!
//! Batch ("full"), mini-batch and stochastic (1) gradient descent are one path: they differ in how many rows
//! a batch has (lecture 001 l.618-623). All engines of a run go through it side by side, epoch by epoch, with
//! the same order of samples and the same dropout masks.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use engine::{Dataset, Layout, initializer};
use experiment::Spec;
use experiment::record::{Agreement, Final, MetricRow, Metrics, Outcome, Table};
use experiment::spec::{EngineName, Metric, Part, Quantity};

use crate::agreement::AgreementMonitor;
use crate::draws::Draws;
use crate::engine_run::EngineRun;
use crate::probe::Probes;
use crate::tensors::{self, Named};
use crate::{Build, initial, metrics};

/// Everything that training leaves behind.
pub struct Trained {
    /// How it ended, by engine.
    pub outcomes: Vec<(EngineName, Outcome)>,
    /// What was measured.
    pub metrics: Metrics,
    /// The metrics of the network each engine leaves.
    pub finals: Vec<Final>,
    /// How far the engines were apart.
    pub agreement: Vec<Agreement>,
    /// The network each engine leaves, by tensor.
    pub parameters: Vec<(EngineName, Vec<f64>)>,
    /// The statistics of inference that batch normalization leaves.
    pub statistics: Vec<(EngineName, Vec<f64>)>,
    /// The outputs of each engine for every row of the data set.
    pub outputs: Vec<(EngineName, engine::Matrix)>,
    /// What the probes recorded.
    pub tables: Vec<(String, Table)>,
    /// The tensors of the network.
    pub layout: Layout,
}

impl Trained {
    /// The tensors that each engine leaves: its parameters, then batch normalization's statistics of inference.
    pub fn tensors(&self) -> Vec<(EngineName, Vec<Named>)> {
        let engines = self.parameters.iter().zip(&self.statistics);
        engines
            .map(|((name, values), (_, statistics))| (*name, tensors::all(&self.layout, values, statistics)))
            .collect()
    }
}

/// Whether a run leaves a network: one that diverged leaves rubbish, unless it went back to better parameters.
pub(crate) fn is_sound(outcome: &Outcome, last: &Final) -> bool {
    match outcome {
        Outcome::Diverged { epoch } => last.epoch < *epoch,
        Outcome::Finished | Outcome::Stopped { .. } | Outcome::Clean { .. } | Outcome::Cycle { .. } => true,
    }
}

/// Somebody asked to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interrupted;

/// Trains one run without recording anything for figures. `epoch_done` hears (epoch, loss on the training part), from epoch 0 on, which is before training.
pub fn run(
    spec: &Spec,
    dataset: &Arc<Dataset>,
    build: Build,
    stop: &AtomicBool,
    epoch_done: impl FnMut(usize, f64),
) -> Result<Trained, Interrupted> {
    watched(spec, dataset, Probes::none(spec), build, stop, epoch_done)
}

/// Trains one run under the eyes of `probes`.
pub(crate) fn watched(
    spec: &Spec,
    dataset: &Arc<Dataset>,
    probes: Probes,
    build: Build,
    stop: &AtomicBool,
    mut epoch_done: impl FnMut(usize, f64),
) -> Result<Trained, Interrupted> {
    let mut training_run = TrainingRun::begin(spec, dataset, probes, build, stop)?;
    epoch_done(0, training_run.last_loss());
    for epoch in 1..=spec.training.epochs {
        training_run.train(epoch)?;
        training_run.look(epoch)?;
        epoch_done(epoch, training_run.last_loss());
        if training_run.engine_runs.iter().all(|engine_run| engine_run.outcome.is_some()) {
            break;
        }
    }
    Ok(training_run.finish())
}

/// A run under way: its engines, and everybody who watches them.
struct TrainingRun<'a> {
    spec: &'a Spec,
    dataset: &'a Dataset,
    stop: &'a AtomicBool,
    layout: Layout,
    engine_runs: Vec<EngineRun>,
    judge: Option<AgreementMonitor>,
    probes: Probes,
    draws: Draws,
    metrics: Metrics,
    agreement: Vec<Agreement>,
}

impl<'a> TrainingRun<'a> {
    /// Before the first update.
    fn begin(
        spec: &'a Spec,
        dataset: &'a Arc<Dataset>,
        probes: Probes,
        build: Build,
        stop: &'a AtomicBool,
    ) -> Result<TrainingRun<'a>, Interrupted> {
        let layout = Layout::of(spec, dataset.inputs.columns(), dataset.targets.columns());
        let parameters = initializer::initial(spec, &layout);
        let engine_run = |&name| {
            let mut engine = build(name, spec, dataset.clone(), &parameters);
            initial::begin(engine.as_mut(), spec, &layout);
            EngineRun::new(name, engine, spec)
        };
        let mut training_run = TrainingRun {
            engine_runs: spec.engines.iter().map(engine_run).collect(),
            judge: AgreementMonitor::new(spec, dataset, build, &parameters, &layout),
            draws: Draws::new(spec, dataset, &layout),
            metrics: Metrics { columns: metrics::columns(spec, dataset), rows: Vec::new() },
            agreement: Vec::new(),
            spec,
            dataset,
            stop,
            layout,
            probes,
        };
        (0..training_run.engine_runs.len()).for_each(|number| training_run.measure(number, 0));
        training_run.look(0)?;
        Ok(training_run)
    }

    /// Every engine that has not ended goes through an epoch, with the same order of samples and the same masks.
    fn train(&mut self, epoch: usize) -> Result<(), Interrupted> {
        self.draws.order(epoch);
        for number in 0..self.engine_runs.len() {
            let engine_run = &mut self.engine_runs[number];
            if engine_run.outcome.is_some() {
                continue;
            }
            let rate = engine_run.learning_rate(self.spec, epoch);
            self.draws.each_batch(epoch, |batch| {
                engine_run.step(batch, rate);
                self.probes.step(engine_run.name, engine_run.engine.as_mut());
                if self.stop.load(Ordering::Relaxed) { Err(Interrupted) } else { Ok(()) }
            })?;
            self.measure(number, epoch);
        }
        Ok(())
    }

    /// Measures an engine at the end of an epoch and lets it decide whether to go on.
    fn measure(&mut self, number: usize, epoch: usize) {
        let (spec, engine_run) = (self.spec, &mut self.engine_runs[number]);
        engine_run.recompute_batch_norm_statistics(spec, &self.dataset.train);
        let values = metrics::measure(engine_run.engine.as_mut(), spec, self.dataset);
        let rate = engine_run.learning_rate(spec, epoch);
        let columns = &self.metrics.columns;
        engine_run.on_epoch_end(spec, epoch, |metric| {
            columns.iter().position(|known| *known == metric).map_or(f64::NAN, |column| values[column])
        });
        self.metrics.rows.push(MetricRow { engine: engine_run.name, epoch, rate, values });
    }

    /// AgreementMonitor and probes look at the engines.
    fn look(&mut self, epoch: usize) -> Result<(), Interrupted> {
        if let Some(judge) = &mut self.judge {
            self.agreement.extend(judge.epoch(epoch, &mut self.engine_runs, &mut self.draws, self.stop)?);
        }
        self.probes.epoch(epoch, self.engine_runs[0].engine.as_mut());
        Ok(())
    }

    fn last_loss(&self) -> f64 {
        let loss = Metric { part: Part::Train, quantity: Quantity::Loss };
        self.metrics.last(self.engine_runs[0].name, loss).unwrap_or(f64::NAN)
    }

    /// Takes stock of the networks that training leaves.
    fn finish(mut self) -> Trained {
        let rows: Vec<usize> = (0..self.dataset.inputs.rows()).collect();
        let (mut finals, mut outputs) = (Vec::new(), Vec::new());
        for engine_run in &mut self.engine_runs {
            let epoch = engine_run.finish(self.spec.training.epochs);
            let values = metrics::measure(engine_run.engine.as_mut(), self.spec, self.dataset);
            let values = self.metrics.columns.iter().copied().zip(values).collect();
            finals.push(Final { engine: engine_run.name, epoch, values });
            outputs.push((engine_run.name, engine_run.engine.evaluate(&rows).outputs));
        }
        let tables = self.probes.finish(self.engine_runs[0].engine.as_mut());
        let snapshots: Vec<_> =
            self.engine_runs.iter().map(|engine_run| (engine_run.name, engine_run.engine.snapshot())).collect();
        let ended = self.engine_runs.into_iter().map(|t| (t.name, t.outcome.unwrap_or(Outcome::Finished)));
        Trained {
            outcomes: ended.collect(),
            metrics: self.metrics,
            finals,
            agreement: self.agreement,
            parameters: snapshots.iter().map(|(name, snapshot)| (*name, snapshot.parameters.clone())).collect(),
            statistics: snapshots.into_iter().map(|(name, snapshot)| (name, snapshot.statistics)).collect(),
            outputs,
            tables,
            layout: self.layout,
        }
    }
}

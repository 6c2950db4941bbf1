//! Training as a value that goes on batch by batch.
//!
//! ```text
//! for each epoch
//!     draw the order of the samples
//!     for each engine that has not ended
//!         for each batch: one step
//!         measure the network; end on divergence, or when early stopping says so
//!     compare the engines, and let the probes record what figures need
//! ```
//!
//! Batch ("full"), mini-batch and stochastic (1) gradient descent are one path: they differ in how many rows
//! a batch has (lecture 001 l.618-623). All engines of a run go through it side by side, epoch by epoch, with
//! the same order of samples and the same dropout masks.
//!
//! Leaves out how a step is computed (an engine), how engines are compared ([`agreement`](crate::agreement)), and
//! how often somebody wants a checkpoint or looks at the network in between ([`run`](crate::run)).

mod questions;
mod recorded;
mod settings;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use engine::{Dataset, Layout, initializer};
use experiment::Spec;
use experiment::record::{Agreement, FinalMetrics, MetricRow, Metrics, Outcome};
use experiment::spec::{Frequency, Metric, Part, Quantity};

use crate::agreement::AgreementMonitor;
use crate::archive::{self, Archive};
use crate::batch_sampler::BatchSampler;
use crate::engine_run::EngineRun;
use crate::interrupt::Interrupted;
use crate::probe::Probes;
use crate::trained::{Trained, TrainedEngine};
use crate::{BuildEngine, initial, metrics};

/// How far a training is: so many steps of this engine in this epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The epoch, from 1; behind the last when training has gone through all of them.
    pub epoch: usize,
    /// The engine whose turn it is, by its place in the spec.
    pub engine: usize,
    /// How many steps it has made in this epoch.
    pub step: usize,
}

/// A training under way: its engines, what they are given, and what is recorded of them.
pub struct Training {
    spec: Spec,
    dataset: Arc<Dataset>,
    layout: Layout,
    engine_runs: Vec<EngineRun>,
    sampler: BatchSampler,
    agreement_monitor: Option<AgreementMonitor>,
    probes: Probes,
    metrics: Metrics,
    agreement: Vec<Agreement>,
    position: Position,
}

/// Nobody interrupts.
static NEVER: AtomicBool = AtomicBool::new(false);

impl Training {
    /// Before the first update, measured there: all engines with the same initial parameters.
    pub fn new(spec: &Spec, dataset: &Arc<Dataset>, build: BuildEngine) -> Self {
        let mut training = Training::with_probes(spec, dataset, Probes::of_vitals(spec, dataset), build);
        training.measure_initial(&NEVER).expect("nobody interrupts");
        training
    }

    /// Before the first update; nothing is measured yet.
    pub(crate) fn with_probes(spec: &Spec, dataset: &Arc<Dataset>, probes: Probes, build: BuildEngine) -> Self {
        let layout = Layout::of(spec, dataset.inputs.columns(), dataset.targets.columns());
        let parameters = initializer::initial(spec, &layout);
        let engine_run = |&name| {
            let mut engine = build(name, spec, dataset.clone(), &parameters);
            initial::begin(engine.as_mut(), spec, &layout);
            EngineRun::new(name, engine, spec)
        };
        Training {
            engine_runs: spec.engines.iter().map(engine_run).collect(),
            sampler: BatchSampler::new(spec, dataset, &layout),
            agreement_monitor: AgreementMonitor::new(spec, dataset, build, &parameters, &layout),
            metrics: Metrics { columns: metrics::columns(spec, dataset, Frequency::EveryEpoch), rows: Vec::new() },
            agreement: Vec::new(),
            position: Position { epoch: 1, engine: 0, step: 0 },
            spec: spec.clone(),
            dataset: dataset.clone(),
            layout,
            probes,
        }
    }

    /// Measures the engines before the first update.
    pub(crate) fn measure_initial(&mut self, stop: &AtomicBool) -> Result<(), Interrupted> {
        (0..self.engine_runs.len()).for_each(|number| self.measure(number, 0));
        self.observe(0, stop)?;
        self.sampler.draw_order(1);
        Ok(())
    }

    /// One update, and what follows the last one of an epoch. Returns the epoch, if it is over now.
    ///
    /// Where training has ended, nothing happens.
    pub fn advance(&mut self) -> Option<usize> {
        if self.has_ended() {
            return None;
        }
        self.step();
        self.end_epoch_if_over(&NEVER).expect("nobody interrupts")
    }

    /// One step of the engine whose turn it is; none behind the last batch of its epoch.
    pub(crate) fn step(&mut self) {
        let Position { epoch, engine, step } = self.position;
        let (engine_run, probes) = (&mut self.engine_runs[engine], &mut self.probes);
        if step == 0 {
            engine_run.begin_epoch(&self.spec, epoch);
        }
        let rate = engine_run.rate_of_epoch;
        let made = self.sampler.batch(epoch, step, |batch| {
            engine_run.step(batch, rate);
            probes.after_step(engine_run.name, engine_run.engine.as_mut());
        });
        self.position.step += usize::from(made.is_some());
    }

    /// After the last batch of an engine's epoch: measures the engine, and ends the epoch if that was the last engine.
    /// Returns the epoch, if it is over now.
    pub(crate) fn end_epoch_if_over(&mut self, stop: &AtomicBool) -> Result<Option<usize>, Interrupted> {
        let Position { epoch, engine, step } = self.position;
        if step < self.sampler.batches() {
            return Ok(None);
        }
        self.measure(engine, epoch);
        self.go_to(epoch, engine + 1);
        if self.position.engine < self.engine_runs.len() {
            return Ok(None);
        }
        self.observe(epoch, stop)?;
        self.sampler.draw_order(epoch + 1);
        self.go_to(epoch + 1, 0);
        Ok(Some(epoch))
    }

    /// Goes to the next engine, from this one on, that has not ended.
    fn go_to(&mut self, epoch: usize, from: usize) {
        let goes_on = |engine_run: &EngineRun| engine_run.outcome.is_none();
        let next = self.engine_runs.iter().skip(from).position(goes_on);
        let engine = next.map_or(self.engine_runs.len(), |next| from + next);
        self.position = Position { epoch, engine, step: 0 };
    }

    /// Whether all epochs are done, or every engine has ended before.
    pub fn has_ended(&self) -> bool {
        self.position.epoch > self.spec.training.epochs || self.position.engine == self.engine_runs.len()
    }

    /// Everything that changes from step to step, as bytes.
    pub(crate) fn save(&mut self) -> Vec<u8> {
        archive::saved(|archive| self.describe_state(archive))
    }

    /// Goes on where the training was saved. The order of the samples and the dropout masks follow from the position.
    pub(crate) fn load(&mut self, state: Vec<u8>) {
        archive::load(state, |archive| self.describe_state(archive));
        self.sampler.draw_order(self.position.epoch);
    }

    fn describe_state(&mut self, archive: &mut Archive) {
        let Position { epoch, engine, step } = &mut self.position;
        [epoch, engine, step].into_iter().for_each(|count| archive.count(count));
        self.engine_runs.iter_mut().for_each(|engine_run| engine_run.describe_state(archive));
        self.agreement_monitor.iter_mut().for_each(|monitor| monitor.describe_state(archive));
        self.probes.describe_state(archive);
        recorded::metrics(archive, &mut self.metrics.rows, &self.spec);
        recorded::agreement(archive, &mut self.agreement);
    }

    /// Measures an engine at the end of an epoch, and lets it decide whether it has ended.
    fn measure(&mut self, number: usize, epoch: usize) {
        let (spec, engine_run) = (&self.spec, &mut self.engine_runs[number]);
        engine_run.recompute_batch_norm_statistics(spec, &self.dataset.train);
        let columns = &self.metrics.columns;
        let values = metrics::measure(engine_run.engine.as_mut(), spec, &self.dataset, columns);
        let rate = engine_run.learning_rate(spec, epoch);
        engine_run.on_epoch_end(spec, epoch, |metric| {
            columns.iter().position(|known| *known == metric).map_or(f64::NAN, |column| values[column])
        });
        self.metrics.rows.push(MetricRow { engine: engine_run.name, epoch, rate, values });
    }

    /// Compares the engines and asks the probes, which change nothing.
    fn observe(&mut self, epoch: usize, stop: &AtomicBool) -> Result<(), Interrupted> {
        if let Some(monitor) = &mut self.agreement_monitor {
            self.agreement.extend(monitor.after_epoch(epoch, &mut self.engine_runs, &mut self.sampler, stop)?);
        }
        self.probes.after_epoch(epoch, self.engine_runs[0].engine.as_mut());
        Ok(())
    }

    /// The trained networks, measured: those of the last epoch, or the earlier ones that early stopping has kept. To be
    /// called once, after the end.
    pub fn trained_engines(&mut self) -> Vec<TrainedEngine> {
        let rows: Vec<usize> = (0..self.dataset.inputs.rows()).collect();
        let (spec, dataset, measured) = (&self.spec, &self.dataset, &self.metrics);
        let columns = metrics::columns(spec, dataset, Frequency::AtTheEnd);
        let loss = Metric { part: Part::Train, quantity: Quantity::Loss };
        let losses = |engine| measured.series(engine, loss).into_iter().map(|(_, loss)| loss).collect::<Vec<f64>>();
        let trained = |engine_run: &mut EngineRun| {
            let epoch = engine_run.finish(spec.training.epochs, &losses(engine_run.name));
            let values = metrics::measure(engine_run.engine.as_mut(), spec, dataset, &columns);
            TrainedEngine {
                name: engine_run.name,
                outcome: engine_run.outcome.clone().unwrap_or(Outcome::Finished),
                last: FinalMetrics {
                    engine: engine_run.name,
                    epoch,
                    values: columns.iter().copied().zip(values).collect(),
                },
                outputs: engine_run.engine.evaluate(&rows).outputs,
                snapshot: engine_run.engine.snapshot(),
            }
        };
        self.engine_runs.iter_mut().map(trained).collect()
    }

    /// Everything that training leaves behind.
    pub(crate) fn finish(mut self) -> Trained {
        let engines = self.trained_engines();
        let mut first = self.engine_runs.swap_remove(0).engine;
        let (tables, examinations) = self.probes.finish(engines[0].last.epoch, first.as_mut());
        let unsettled = self.agreement_monitor.map_or(Vec::new(), AgreementMonitor::into_unsettled);
        let (metrics, agreement, layout) = (self.metrics, self.agreement, self.layout);
        Trained { engines, first, metrics, agreement, unsettled, tables, examinations, layout }
    }
}

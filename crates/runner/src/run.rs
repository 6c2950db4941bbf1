//! The training loop: every network of this workspace is trained by [`Training`], one batch after another.
//!
//! Here it goes to the end in one go, leaves checkpoints on the way, and can be interrupted. Where records go is said
//! in [`store`](crate::store).

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use engine::Dataset;
use experiment::Spec;

use crate::Build;
use crate::checkpoint::{Checkpoints, NoCheckpoints};
use crate::interrupt::{self, Interrupted};
use crate::probe::Probes;
use crate::tape::Tape;
use crate::trained::Trained;
use crate::training::Training;

/// Trains one run without recording anything for figures.
///
/// `on_epoch_end` is called with the epoch and the loss of the first engine on the training part, from epoch 0 on,
/// which is before the first update.
///
/// # Errors
/// [`Interrupted`], if `stop` is raised before the end.
pub fn run(
    spec: &Spec,
    dataset: &Arc<Dataset>,
    build: Build,
    stop: &AtomicBool,
    on_epoch_end: impl FnMut(usize, f64),
) -> Result<Trained, Interrupted> {
    run_with_probes(spec, dataset, Probes::none(spec), build, stop, &mut NoCheckpoints, on_epoch_end)
}

/// Trains one run, and lets `probes` record what its figures need. It goes on from a checkpoint, if there is one.
pub(crate) fn run_with_probes(
    spec: &Spec,
    dataset: &Arc<Dataset>,
    probes: Probes,
    build: Build,
    stop: &AtomicBool,
    checkpoints: &mut dyn Checkpoints,
    mut on_epoch_end: impl FnMut(usize, f64),
) -> Result<Trained, Interrupted> {
    let mut training = Training::with_probes(spec, dataset, probes, build);
    match checkpoints.load() {
        Some(bytes) => training.state(&mut Tape::Loading(bytes, 0)),
        None => {
            training.begin(stop)?;
            on_epoch_end(0, training.loss());
        }
    }
    while !training.has_ended() {
        training.step();
        keep(&mut training, checkpoints, stop)?;
        if let Some(epoch) = training.close(stop)? {
            on_epoch_end(epoch, training.loss());
        }
    }
    Ok(training.finish())
}

<<<<<<< HEAD
/// Leaves a checkpoint when it is time for one, and when the run is interrupted.
fn keep(training: &mut Training, checkpoints: &mut dyn Checkpoints, stop: &AtomicBool) -> Result<(), Interrupted> {
    let interrupted = interrupt::poll(stop);
    if checkpoints.is_due() || interrupted.is_err() {
        let mut tape = Tape::Saving(Vec::new());
        training.state(&mut tape);
        checkpoints.save(tape.into_bytes());
=======
/// Lets a follower take notes of the training of the first engine of a spec.
pub(crate) fn follow(
    spec: &Spec,
    dataset: &Arc<Dataset>,
    build: Build,
    stop: &AtomicBool,
    follower: Follower,
) -> Course {
    let spec = Spec { engines: spec.engines[..1].to_vec(), ..spec.clone() };
    let mut training_run = TrainingRun::new(&spec, dataset, Probes::none(&spec), build, stop);
    training_run.follower = Some(follower);
    training_run.measure_all(0);
    let mut epochs = 0;
    match training_run.train_to_the_end(&mut NoCheckpoints, |epoch, _loss| epochs = epoch) {
        Err(Interrupted) => training_run.follower.map_or(Course::default(), |follower| follower.course),
        Ok(()) => training_run.end_course(epochs),
    }
}

/// How far a run is: so many steps of this engine in this epoch.
#[derive(Clone, Copy)]
struct Position {
    epoch: usize,
    engine: usize,
    step: usize,
}

/// A run under way: its engines, what they are given, and what is recorded of them.
struct TrainingRun<'a> {
    spec: &'a Spec,
    dataset: &'a Dataset,
    stop: &'a AtomicBool,
    layout: Layout,
    engine_runs: Vec<EngineRun>,
    draws: Draws,
    agreement_monitor: Option<AgreementMonitor>,
    probes: Probes,
    metrics: Metrics,
    agreement: Vec<Agreement>,
    position: Position,
    follower: Option<Follower>,
}

impl<'a> TrainingRun<'a> {
    /// Before the first update: all engines with the same initial parameters.
    fn new(spec: &'a Spec, dataset: &'a Arc<Dataset>, probes: Probes, build: Build, stop: &'a AtomicBool) -> Self {
        let layout = Layout::of(spec, dataset.inputs.columns(), dataset.targets.columns());
        let parameters = initializer::initial(spec, &layout);
        let engine_run = |&name| {
            let mut engine = build(name, spec, dataset.clone(), &parameters);
            initial::begin(engine.as_mut(), spec, &layout);
            EngineRun::new(name, engine, spec)
        };
        TrainingRun {
            engine_runs: spec.engines.iter().map(engine_run).collect(),
            draws: Draws::new(spec, dataset, &layout),
            agreement_monitor: AgreementMonitor::new(spec, dataset, build, &parameters, &layout),
            metrics: Metrics { columns: metrics::columns(spec, dataset, Frequency::EveryEpoch), rows: Vec::new() },
            agreement: Vec::new(),
            position: Position { epoch: 1, engine: 0, step: 0 },
            follower: None,
            spec,
            dataset,
            stop,
            layout,
            probes,
        }
    }

    /// Epoch after epoch, until all are done or every engine has ended before.
    fn train_to_the_end(
        &mut self,
        checkpoints: &mut dyn Checkpoints,
        mut on_epoch_end: impl FnMut(usize, f64),
    ) -> Result<(), Interrupted> {
        for epoch in self.position.epoch..=self.spec.training.epochs {
            self.train(epoch, checkpoints)?;
            self.observe(epoch)?;
            on_epoch_end(epoch, self.last_loss());
            if self.has_ended() {
                break;
            }
            self.position = Position { epoch: epoch + 1, engine: 0, step: 0 };
        }
        Ok(())
    }

    /// Takes every engine that has not ended through one epoch, and measures it.
    fn train(&mut self, epoch: usize, checkpoints: &mut dyn Checkpoints) -> Result<(), Interrupted> {
        self.draws.order(epoch);
        for number in self.position.engine..self.engine_runs.len() {
            if self.engine_runs[number].outcome.is_none() {
                self.train_engine(number, epoch, checkpoints)?;
                self.measure(number, epoch);
            }
            self.position = Position { epoch, engine: number + 1, step: 0 };
        }
        Ok(())
    }

    /// One step for each batch of the epoch, from the step on at which a checkpoint was left.
    fn train_engine(
        &mut self,
        number: usize,
        epoch: usize,
        checkpoints: &mut dyn Checkpoints,
    ) -> Result<(), Interrupted> {
        let rate = self.engine_runs[number].learning_rate(self.spec, epoch);
        loop {
            let (engine_run, probes) = (&mut self.engine_runs[number], &mut self.probes);
            let follower = &mut self.follower;
            let step = self.draws.batch(epoch, self.position.step, |batch| {
                follower.iter_mut().for_each(|notes| notes.before(epoch, rate, batch, engine_run.engine.as_ref()));
                engine_run.step(batch, rate);
                probes.step(engine_run.name, engine_run.engine.as_mut());
            });
            if step.is_none() {
                return Ok(());
            }
            self.position.step += 1;
            self.keep(checkpoints)?;
        }
    }

    /// Leaves a checkpoint when it is time for one, and when the run is interrupted.
    fn keep(&mut self, checkpoints: &mut dyn Checkpoints) -> Result<(), Interrupted> {
        let interrupted = interrupt::poll(self.stop);
        if checkpoints.is_due() || interrupted.is_err() {
            let mut tape = Tape::Saving(Vec::new());
            self.state(&mut tape);
            checkpoints.save(tape.into_bytes());
        }
        interrupted
    }

    /// What changes from step to step. The order of the samples and the dropout masks follow from the position.
    fn state(&mut self, tape: &mut Tape) {
        let Position { epoch, engine, step } = &mut self.position;
        [epoch, engine, step].into_iter().for_each(|count| tape.count(count));
        self.engine_runs.iter_mut().for_each(|engine_run| engine_run.state(tape));
        self.agreement_monitor.iter_mut().for_each(|monitor| monitor.state(tape));
        self.probes.state(tape);
        recorded::metrics(tape, &mut self.metrics.rows, self.spec);
        recorded::agreement(tape, &mut self.agreement);
    }

    fn measure_all(&mut self, epoch: usize) {
        (0..self.engine_runs.len()).for_each(|number| self.measure(number, epoch));
    }

    /// Measures an engine at the end of an epoch, and lets it decide whether it has ended.
    fn measure(&mut self, number: usize, epoch: usize) {
        let (spec, engine_run) = (self.spec, &mut self.engine_runs[number]);
        engine_run.recompute_batch_norm_statistics(spec, &self.dataset.train);
        let columns = &self.metrics.columns;
        let values = metrics::measure(engine_run.engine.as_mut(), spec, self.dataset, columns);
        let rate = engine_run.learning_rate(spec, epoch);
        engine_run.on_epoch_end(spec, epoch, |metric| {
            columns.iter().position(|known| *known == metric).map_or(f64::NAN, |column| values[column])
        });
        self.metrics.rows.push(MetricRow { engine: engine_run.name, epoch, rate, values });
    }

    /// Compares the engines and asks the probes, which change nothing.
    fn observe(&mut self, epoch: usize) -> Result<(), Interrupted> {
        if let Some(monitor) = &mut self.agreement_monitor {
            self.agreement.extend(monitor.epoch(epoch, &mut self.engine_runs, &mut self.draws, self.stop)?);
        }
        self.probes.epoch(epoch, self.engine_runs[0].engine.as_mut());
        Ok(())
    }

    /// Whether every engine has ended before the last epoch.
    fn has_ended(&self) -> bool {
        self.engine_runs.iter().all(|engine_run| engine_run.outcome.is_some())
    }

    /// Adds what would have come after the last update, and how long training was.
    fn end_course(mut self, epochs: usize) -> Course {
        let Some(mut follower) = self.follower.take() else { return Course::default() };
        let (updates, engine_run) = (follower.made, &self.engine_runs[0]);
        let rate = engine_run.learning_rate(self.spec, epochs + 1);
        self.draws.order(epochs + 1);
        self.draws.batch(epochs + 1, 0, |batch| follower.before(epochs + 1, rate, batch, engine_run.engine.as_ref()));
        Course { end: Some(End { updates, epochs }), ..follower.course }
    }

    /// The loss of the first engine on the training part at the end of the latest epoch.
    fn last_loss(&self) -> f64 {
        let loss = Metric { part: Part::Train, quantity: Quantity::Loss };
        self.metrics.last(self.engine_runs[0].name, loss).unwrap_or(f64::NAN)
    }

    /// Measures the networks that training leaves, which early stopping may have taken from an earlier epoch.
    fn finish(mut self) -> Trained {
        let rows: Vec<usize> = (0..self.dataset.inputs.rows()).collect();
        let (spec, dataset) = (self.spec, self.dataset);
        let columns = metrics::columns(spec, dataset, Frequency::AtTheEnd);
        let leave = |engine_run: &mut EngineRun| {
            let epoch = engine_run.finish(spec.training.epochs);
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
        let engines: Vec<TrainedEngine> = self.engine_runs.iter_mut().map(leave).collect();
        let first = self.engine_runs[0].engine.as_mut();
        let (tables, examinations) = self.probes.finish(engines[0].last.epoch, first);
        let unsettled = self.agreement_monitor.map_or(Vec::new(), AgreementMonitor::into_unsettled);
        let (metrics, agreement, layout) = (self.metrics, self.agreement, self.layout);
        Trained { engines, metrics, agreement, unsettled, tables, examinations, layout }
>>>>>>> 9a9cebb (The doctor: findings on sick runs, data of the record, each with a config that shows it)
    }
    interrupted
}

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

use crate::agreement::Judge;
use crate::draws::Draws;
use crate::probe::Probes;
use crate::tensors::{self, Named};
use crate::trainee::Trainee;
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
    let mut course = Course::begin(spec, dataset, probes, build, stop)?;
    epoch_done(0, course.last_loss());
    for epoch in 1..=spec.training.epochs {
        course.train(epoch)?;
        course.look(epoch)?;
        epoch_done(epoch, course.last_loss());
        if course.trainees.iter().all(|trainee| trainee.outcome.is_some()) {
            break;
        }
    }
    Ok(course.finish())
}

/// A run under way: its engines, and everybody who watches them.
struct Course<'a> {
    spec: &'a Spec,
    dataset: &'a Dataset,
    stop: &'a AtomicBool,
    layout: Layout,
    trainees: Vec<Trainee>,
    judge: Option<Judge>,
    probes: Probes,
    draws: Draws,
    book: Metrics,
    agreement: Vec<Agreement>,
}

impl<'a> Course<'a> {
    /// Before the first update.
    fn begin(
        spec: &'a Spec,
        dataset: &'a Arc<Dataset>,
        probes: Probes,
        build: Build,
        stop: &'a AtomicBool,
    ) -> Result<Course<'a>, Interrupted> {
        let layout = Layout::of(spec, dataset.inputs.columns(), dataset.targets.columns());
        let parameters = initializer::initial(spec, &layout);
        let trainee = |&name| {
            let mut engine = build(name, spec, dataset.clone(), &parameters);
            initial::begin(engine.as_mut(), spec, &layout);
            Trainee::new(name, engine, spec)
        };
        let mut course = Course {
            trainees: spec.engines.iter().map(trainee).collect(),
            judge: Judge::new(spec, dataset, build, &parameters, &layout),
            draws: Draws::new(spec, dataset, &layout),
            book: Metrics { columns: metrics::columns(spec, dataset), rows: Vec::new() },
            agreement: Vec::new(),
            spec,
            dataset,
            stop,
            layout,
            probes,
        };
        (0..course.trainees.len()).for_each(|number| course.measure(number, 0));
        course.look(0)?;
        Ok(course)
    }

    /// Every engine that has not ended goes through an epoch, with the same order of samples and the same masks.
    fn train(&mut self, epoch: usize) -> Result<(), Interrupted> {
        self.draws.order(epoch);
        for number in 0..self.trainees.len() {
            let trainee = &mut self.trainees[number];
            if trainee.outcome.is_some() {
                continue;
            }
            let rate = trainee.learning_rate(self.spec, epoch);
            self.draws.each_batch(epoch, |batch| {
                trainee.step(batch, rate);
                self.probes.step(trainee.name, trainee.engine.as_mut());
                if self.stop.load(Ordering::Relaxed) { Err(Interrupted) } else { Ok(()) }
            })?;
            self.measure(number, epoch);
        }
        Ok(())
    }

    /// Measures an engine at the end of an epoch and lets it decide whether to go on.
    fn measure(&mut self, number: usize, epoch: usize) {
        let (spec, trainee) = (self.spec, &mut self.trainees[number]);
        trainee.settle(spec, &self.dataset.train);
        let values = metrics::measure(trainee.engine.as_mut(), spec, self.dataset);
        let rate = trainee.learning_rate(spec, epoch);
        let columns = &self.book.columns;
        trainee.hear(spec, epoch, |metric| {
            columns.iter().position(|known| *known == metric).map_or(f64::NAN, |column| values[column])
        });
        self.book.rows.push(MetricRow { engine: trainee.name, epoch, rate, values });
    }

    /// Judge and probes look at the engines.
    fn look(&mut self, epoch: usize) -> Result<(), Interrupted> {
        if let Some(judge) = &mut self.judge {
            self.agreement.extend(judge.epoch(epoch, &mut self.trainees, &mut self.draws, self.stop)?);
        }
        self.probes.epoch(epoch, self.trainees[0].engine.as_mut());
        Ok(())
    }

    fn last_loss(&self) -> f64 {
        let loss = Metric { part: Part::Train, quantity: Quantity::Loss };
        self.book.last(self.trainees[0].name, loss).unwrap_or(f64::NAN)
    }

    /// Takes stock of the networks that training leaves.
    fn finish(mut self) -> Trained {
        let rows: Vec<usize> = (0..self.dataset.inputs.rows()).collect();
        let (mut finals, mut outputs) = (Vec::new(), Vec::new());
        for trainee in &mut self.trainees {
            let epoch = trainee.finish(self.spec.training.epochs);
            let values = metrics::measure(trainee.engine.as_mut(), self.spec, self.dataset);
            let values = self.book.columns.iter().copied().zip(values).collect();
            finals.push(Final { engine: trainee.name, epoch, values });
            outputs.push((trainee.name, trainee.engine.evaluate(&rows).outputs));
        }
        let tables = self.probes.finish(self.trainees[0].engine.as_mut());
        let snapshots: Vec<_> = self.trainees.iter().map(|trainee| (trainee.name, trainee.engine.snapshot())).collect();
        let ended = self.trainees.into_iter().map(|t| (t.name, t.outcome.unwrap_or(Outcome::Finished)));
        Trained {
            outcomes: ended.collect(),
            metrics: self.book,
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

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
use crate::{Build, metrics};

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

/// Somebody asked to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interrupted;

/// Trains one run without recording anything for figures. `epoch_done` hears (epoch, loss on the training part).
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
    mut probes: Probes,
    build: Build,
    stop: &AtomicBool,
    mut epoch_done: impl FnMut(usize, f64),
) -> Result<Trained, Interrupted> {
    let layout = Layout::of(spec, dataset.inputs.columns(), dataset.targets.columns());
    let initial = initializer::initial(spec, &layout);
    let trainee = |&name| Trainee::new(name, build(name, spec, dataset.clone(), &initial), spec);
    let mut trainees: Vec<Trainee> = spec.engines.iter().map(trainee).collect();
    let mut judge = Judge::new(spec, dataset, build, &initial);
    let mut book = Metrics { columns: metrics::columns(spec, dataset), rows: Vec::new() };
    let mut agreement = Vec::new();
    let mut draws = Draws::new(spec, dataset, &layout);

    trainees.iter_mut().for_each(|trainee| {
        trainee.settle(spec, &dataset.train);
        measure(trainee, spec, dataset, 0, &mut book);
    });
    agreement.extend(judge.as_mut().and_then(|judge| judge.epoch(0, &mut trainees, &mut draws)));
    probes.epoch(0, trainees[0].engine.as_mut());
    for epoch in 1..=spec.training.epochs {
        draws.order(epoch);
        for trainee in trainees.iter_mut().filter(|trainee| trainee.outcome.is_none()) {
            let rate = trainee.learning_rate(spec, epoch);
            draws.each_batch(epoch, |batch| {
                trainee.step(batch, rate);
                probes.step(trainee.name, trainee.engine.as_mut());
                if stop.load(Ordering::Relaxed) { Err(Interrupted) } else { Ok(()) }
            })?;
            trainee.settle(spec, &dataset.train);
            measure(trainee, spec, dataset, epoch, &mut book);
        }
        agreement.extend(judge.as_mut().and_then(|judge| judge.epoch(epoch, &mut trainees, &mut draws)));
        probes.epoch(epoch, trainees[0].engine.as_mut());
        epoch_done(epoch, last_loss(&book, trainees[0].name));
        if trainees.iter().all(|trainee| trainee.outcome.is_some()) {
            break;
        }
    }
    Ok(finish(spec, dataset, trainees, probes, book, agreement, layout))
}

/// Measures an engine at the end of an epoch and lets it decide whether to go on.
fn measure(trainee: &mut Trainee, spec: &Spec, dataset: &Dataset, epoch: usize, book: &mut Metrics) {
    let values = metrics::measure(trainee.engine.as_mut(), spec, dataset);
    let rate = trainee.learning_rate(spec, epoch);
    trainee.hear(spec, epoch, |metric| {
        book.columns.iter().position(|known| *known == metric).map_or(f64::NAN, |column| values[column])
    });
    book.rows.push(MetricRow { engine: trainee.name, epoch, rate, values });
}

fn last_loss(book: &Metrics, engine: EngineName) -> f64 {
    let loss = Metric { part: Part::Train, quantity: Quantity::Loss };
    book.last(engine, loss).unwrap_or(f64::NAN)
}

/// Takes stock of the networks that training leaves.
fn finish(
    spec: &Spec,
    dataset: &Arc<Dataset>,
    mut trainees: Vec<Trainee>,
    probes: Probes,
    metrics: Metrics,
    agreement: Vec<Agreement>,
    layout: Layout,
) -> Trained {
    let mut finals = Vec::new();
    let mut outputs = Vec::new();
    for trainee in &mut trainees {
        let epoch = trainee.finish(spec.training.epochs);
        let values = metrics::measure(trainee.engine.as_mut(), spec, dataset);
        let values = metrics.columns.iter().copied().zip(values).collect();
        finals.push(Final { engine: trainee.name, epoch, values });
        let rows: Vec<usize> = (0..dataset.inputs.rows()).collect();
        outputs.push((trainee.name, trainee.engine.evaluate(&rows).outputs));
    }
    let tables = probes.finish(trainees[0].engine.as_mut());
    let snapshots: Vec<_> = trainees.iter().map(|trainee| (trainee.name, trainee.engine.snapshot())).collect();
    Trained {
        outcomes: trainees.into_iter().map(|t| (t.name, t.outcome.unwrap_or(Outcome::Finished))).collect(),
        metrics,
        finals,
        agreement,
        parameters: snapshots.iter().map(|(name, snapshot)| (*name, snapshot.parameters.clone())).collect(),
        statistics: snapshots.into_iter().map(|(name, snapshot)| (name, snapshot.statistics)).collect(),
        outputs,
        tables,
        layout,
    }
}

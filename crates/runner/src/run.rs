//! THE loop: every network of this workspace is trained here.
//!
//! Batch ("full"), mini-batch and stochastic (1) gradient descent are one path: they differ in how many rows
//! a batch has (lecture 001 l.618-623). All engines of a run go through it side by side, epoch by epoch, with
//! the same order of samples and the same dropout masks.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use engine::{Batch, Dataset, Layout, batch, initializer, masks};
use experiment::Spec;
use experiment::record::{Agreement, Final, MetricRow, Metrics, Outcome, Table};
use experiment::spec::{BatchSize, EngineName, Quantity};

use crate::agreement::Judge;
use crate::probe::Probes;
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

/// Somebody asked to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interrupted;

/// Trains one run. `epoch_done` hears (epoch, loss on the training part).
pub fn run(
    spec: &Spec,
    dataset: &Arc<Dataset>,
    build: Build,
    stop: &AtomicBool,
    mut epoch_done: impl FnMut(usize, f64),
) -> Result<Trained, Interrupted> {
    let layout = Layout::of(spec, dataset.inputs.columns(), dataset.targets.columns());
    let initial = initializer::initial(spec, &layout);
    let trainee = |&name| Trainee::new(name, build(name, spec, dataset.clone(), &initial), spec);
    let mut trainees: Vec<Trainee> = spec.engines.iter().map(trainee).collect();
    let mut judge = Judge::new(spec, dataset, build, &initial);
    let mut probes = Probes::new(spec, dataset);
    let mut book = Metrics { columns: metrics::columns(dataset), rows: Vec::new() };
    let mut agreement = Vec::new();
    let mut draws = Draws::new(spec, dataset, &layout);

    trainees.iter_mut().for_each(|trainee| measure(trainee, spec, dataset, 0, &mut book));
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
    let values = metrics::measure(trainee.engine.as_mut(), dataset);
    trainee.hear(spec, epoch, |metric| {
        book.columns.iter().position(|known| *known == metric).map_or(f64::NAN, |column| values[column])
    });
    let rate = trainee.learning_rate(spec, epoch);
    book.rows.push(MetricRow { engine: trainee.name, epoch, rate, values });
}

fn last_loss(book: &Metrics, engine: EngineName) -> f64 {
    let loss = experiment::spec::Metric { part: experiment::spec::Part::Train, quantity: Quantity::Loss };
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
        let values = metrics::measure(trainee.engine.as_mut(), dataset);
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

/// The order of samples and the dropout masks of each epoch, in buffers that are reused.
pub(crate) struct Draws {
    seed: u64,
    shuffle: bool,
    size: usize,
    smallest: usize,
    train: Vec<usize>,
    layers: Vec<(usize, f64)>,
    order: Vec<usize>,
    masks: Vec<Vec<f64>>,
}

impl Draws {
    fn new(spec: &Spec, dataset: &Dataset, layout: &Layout) -> Self {
        let size = match spec.training.batch_size {
            BatchSize::Full(_) => dataset.train.len(),
            BatchSize::Count(count) => count.min(dataset.train.len()),
        };
        Draws {
            seed: spec.seed,
            shuffle: spec.training.shuffle,
            size,
            smallest: if spec.network.batch_norm.is_some() { 2 } else { 1 },
            train: dataset.train.clone(),
            layers: layout.widths[1..].iter().copied().zip(spec.dropouts()).collect(),
            order: Vec::new(),
            masks: Vec::new(),
        }
    }

    /// Draws the order of an epoch.
    pub(crate) fn order(&mut self, epoch: usize) {
        batch::order(self.seed, epoch, &self.train, self.shuffle, &mut self.order);
    }

    /// Goes through the batches of an epoch.
    pub(crate) fn each_batch<E>(&mut self, epoch: usize, mut f: impl FnMut(&Batch) -> Result<(), E>) -> Result<(), E> {
        let mut start = 0;
        for step in 0.. {
            let end = self.end(start);
            if start == end {
                break;
            }
            masks::draw(self.seed, epoch, step, end - start, &self.layers, &mut self.masks);
            f(&Batch { rows: &self.order[start..end], masks: &self.masks })?;
            start = end;
        }
        Ok(())
    }

    /// Where the batch from `start` ends: a remainder too small for batch statistics joins the batch before it.
    fn end(&self, start: usize) -> usize {
        let (end, all) = (start + self.size, self.order.len());
        if all < end + self.smallest { all } else { end }
    }

    /// The first batch of an epoch, of at most `most` rows.
    pub(crate) fn first_batch<R>(&mut self, epoch: usize, most: usize, f: impl FnOnce(&Batch) -> R) -> R {
        self.order(epoch);
        let end = self.end(0).min(most);
        masks::draw(self.seed, epoch, 0, end, &self.layers, &mut self.masks);
        f(&Batch { rows: &self.order[..end], masks: &self.masks })
    }
}

//! Vital signs: when the doctor looks at a network, and at which rows: at the start, after a tenth and a half of the
//! epochs, and at the end. What it looks at, `examination` says.
//!
//! The rows are so few that all four looks together cost a twentieth of training at most, behind a loss with kinks 7 %:
//! an examination is two gradients and a trace of them, behind kinks three gradients and a trace, and training sees all
//! rows in every epoch. Two kinds cost a larger share: the shortest trainings, which are looked at on 32 rows
//! nevertheless, and losses that are sums over a batch, which are looked at on as many rows as a batch has.

mod examination;

use std::collections::BTreeSet;
use std::sync::Arc;

use engine::{Dataset, Engine};
use experiment::Spec;
use experiment::spec::{BatchSize, MeanOver, NetworkKind};

use super::{ROWS, sample_training_rows};
use crate::archive::Archive;

use examination::examine;
pub use examination::{Examination, LayerVitals};

/// The fewest rows that an examination looks at, if there are so many.
const FEWEST: usize = 32;
/// An examination looks at one row of so many that training sees in all its epochs. A pass is a gradient, a trace is
/// half of one: four looks of two gradients and a trace each are ten passes, 3.3 % of 300; behind kinks, with three
/// gradients each, fourteen, 4.7 %. What a look costs besides is half as much again in a small network: 5 % and 7 %.
const ONE_OF: usize = 300;

/// The examinations of a run.
pub(crate) struct Vitals {
    spec: Spec,
    dataset: Arc<Dataset>,
    rows: Vec<usize>,
    epochs: BTreeSet<usize>,
    seen: Vec<Examination>,
}

impl Vitals {
    /// `None` of a perceptron, which has no gradients, and where nothing is trained.
    pub(super) fn new(spec: &Spec, dataset: &Arc<Dataset>) -> Option<Vitals> {
        let epochs = spec.training.epochs;
        let examined = spec.network.kind != NetworkKind::Perceptron && epochs > 0;
        examined.then(|| Vitals {
            rows: rows(spec, dataset),
            epochs: [0, epochs.div_ceil(10), epochs.div_ceil(2)].into_iter().filter(|epoch| *epoch < epochs).collect(),
            seen: Vec::new(),
            spec: spec.clone(),
            dataset: dataset.clone(),
        })
    }

    pub(super) fn continue_with(&mut self, spec: &Spec) {
        self.spec = spec.clone();
    }

    pub(super) fn after_epoch(&mut self, epoch: usize, engine: &mut dyn Engine) {
        if self.epochs.contains(&epoch) {
            self.seen.push(examine(epoch, engine, &self.spec, &self.dataset, &self.rows));
        }
    }

    /// The examinations before an epoch, and one of the network that the engine has after it.
    pub(super) fn with_last(&self, epoch: usize, engine: &mut dyn Engine) -> Vec<Examination> {
        let before = self.seen.iter().filter(|seen| seen.epoch < epoch).cloned();
        before.chain([examine(epoch, engine, &self.spec, &self.dataset, &self.rows)]).collect()
    }

    pub(super) fn describe_state(&mut self, archive: &mut Archive) {
        archive.list(&mut self.seen, |archive, seen| {
            archive.count(&mut seen.epoch);
            archive.list(&mut seen.layers, |archive, layer| {
                let LayerVitals { gradient, element, saturated, dead, twins } = layer;
                [gradient, element, saturated, dead].into_iter().for_each(|value| archive.number(value));
                archive.count(twins);
            });
            archive.number(&mut seen.step);
            archive.number(&mut seen.ahead);
            archive.number(&mut seen.descent);
        });
    }
}

/// The rows that an examination looks at. Of a loss that is a sum over the batch so many as a batch has, so that the
/// steps are those of training.
fn rows(spec: &Spec, dataset: &Dataset) -> Vec<usize> {
    let train = dataset.train.len();
    let cheap = (train.saturating_mul(spec.training.epochs) / ONE_OF).clamp(FEWEST, ROWS);
    let is_sum = spec.loss().facts().mean == MeanOver::Nothing;
    sample_training_rows(dataset, if is_sum { batch_size(spec, train) } else { cheap })
}

/// How many of so many rows a batch has.
pub(crate) fn batch_size(spec: &Spec, rows: usize) -> usize {
    match spec.training.batch_size {
        BatchSize::Full(_) => rows,
        BatchSize::Count(count) => count.min(rows),
    }
}

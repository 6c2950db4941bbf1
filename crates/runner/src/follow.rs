//! Single updates of a training, as values that can be looked into: what a blackboard works out by hand.
//!
//! They come out of the one training loop, so their batches, dropout masks and learning rates are those of a run.

use std::collections::BTreeSet;
use std::sync::Arc;

use engine::update::End;
use engine::{Batch, Dataset, FollowedTraining, Layout, Update};
use experiment::Spec;

use crate::BuildEngine;
use crate::batch_sampler::BatchSampler;
use crate::training::Training;

/// How far a training is followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FollowUntil {
    /// Up to the last update that is wanted.
    LastWanted,
    /// To its end, which tells how many epochs it took.
    End,
}

/// Follows the training of the first engine of a spec, and gives the updates that are wanted: each by how many were
/// made before it, with the network as it was then.
///
/// That number behind the last update is the finished network, on the batch that would have come next; a larger one is
/// not there.
pub fn follow(
    spec: &Spec,
    dataset: &Arc<Dataset>,
    build: BuildEngine,
    wanted: &BTreeSet<usize>,
    until: FollowUntil,
) -> FollowedTraining {
    let spec = Spec { engines: spec.engines[..1].to_vec(), ..spec.clone() };
    let mut training = Training::new(&spec, dataset, build);
    let mut followed = FollowedTraining::default();
    for made in 0.. {
        if wanted.contains(&made) {
            followed.updates.insert(made, training.next_update());
        }
        if training.has_ended() {
            followed.end = Some(End { updates: made, epochs: training.position().epoch - 1 });
            break;
        }
        if until == FollowUntil::LastWanted && wanted.last().is_none_or(|last| *last <= made) {
            break;
        }
        training.advance();
    }
    followed
}

/// The same update on the batch that training takes after so many updates: rows and masks follow from that number
/// alone.
pub fn on_the_batch_of(spec: &Spec, dataset: &Dataset, made: usize, update: &Update) -> Update {
    at(spec, dataset, made, |epoch, batch| {
        let (rows, masks) = (batch.rows.to_vec(), batch.masks.to_vec());
        Update { epoch, rows, masks, ..update.clone() }
    })
}

/// How many updates training makes if nothing ends it before its last epoch.
pub fn most_updates(spec: &Spec, dataset: &Dataset) -> usize {
    spec.training.epochs * sampler(spec, dataset).batches()
}

/// The rows of that batch.
pub fn batch_of(spec: &Spec, dataset: &Dataset, made: usize) -> Vec<usize> {
    at(spec, dataset, made, |_, batch| batch.rows.to_vec())
}

/// What a function makes of the epoch and the batch after so many updates.
fn at<R>(spec: &Spec, dataset: &Dataset, made: usize, f: impl FnOnce(usize, &Batch) -> R) -> R {
    let mut sampler = sampler(spec, dataset);
    let (epoch, step) = (made / sampler.batches() + 1, made % sampler.batches());
    sampler.draw_order(epoch);
    sampler.batch(epoch, step, |batch| f(epoch, batch)).expect("a step is below the number of batches")
}

fn sampler(spec: &Spec, dataset: &Dataset) -> BatchSampler {
    BatchSampler::new(spec, dataset, &Layout::of(spec, dataset.inputs.columns(), dataset.targets.columns()))
}

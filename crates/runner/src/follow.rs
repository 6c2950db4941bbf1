//! Single updates of a training, as values that can be looked into: what a blackboard works out by hand.
//!
//! They come out of the one training loop, so their batches, dropout masks and learning rates are those of a run.

use std::collections::BTreeSet;
use std::sync::Arc;

use engine::update::End;
use engine::{Dataset, FollowedTraining};
use experiment::Spec;

use crate::Build;
use crate::training::Training;

/// How far a training is followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// Up to the last update that is wanted.
    UpToTheLast,
    /// To its end, which tells how many epochs it took.
    Whole,
}

/// Follows the training of the first engine of a spec, and gives the updates that are wanted: each by how many were
/// made before it, with the network as it was then.
///
/// That number behind the last update is the finished network, on the batch that would have come next; a larger one is
/// not there.
pub fn follow(
    spec: &Spec,
    dataset: &Arc<Dataset>,
    build: Build,
    wanted: &BTreeSet<usize>,
    length: Length,
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
        if length == Length::UpToTheLast && wanted.last().is_none_or(|last| *last <= made) {
            break;
        }
        training.advance();
    }
    followed
}

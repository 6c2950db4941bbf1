//! Single updates of a training, as values that can be looked into: what a blackboard works out by hand.
//!
//! They come out of the one training loop, so their batches, dropout masks and learning rates are those of a run.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use engine::{Course, Dataset};
use experiment::Spec;

use crate::Build;
use crate::follower::Follower;
use crate::run::follow;

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
pub fn course(spec: &Spec, dataset: &Arc<Dataset>, build: Build, wanted: &BTreeSet<usize>, length: Length) -> Course {
    let stop = Arc::new(AtomicBool::new(false));
    let raised = (length == Length::UpToTheLast).then(|| Arc::clone(&stop));
    follow(spec, dataset, build, &stop, Follower::new(wanted.clone(), raised))
}

//! Single updates of a training, with everything that they depend on, as values.
//!
//! By law L4 a step depends on (snapshot, batch, rate) alone; an [`Update`] is those three, so it can be made again,
//! and looked into, by anybody. Leaves out the numbers of its passes: an engine computes them.

use std::collections::BTreeMap;

use crate::{Batch, Snapshot};

/// What one update depends on.
#[derive(Debug, Clone, PartialEq)]
pub struct Update {
    /// The epoch it belongs to, from 1.
    pub epoch: usize,
    /// The learning rate.
    pub rate: f64,
    /// The rows of its batch, in order.
    pub rows: Vec<usize>,
    /// The dropout masks of its batch, as in [`Batch`].
    pub masks: Vec<Vec<f64>>,
    /// The network before it.
    pub before: Snapshot,
}

/// Some updates of one training.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FollowedTraining {
    /// By how many updates were made before. The one behind the last was never made: it is what training would have
    /// done next.
    pub updates: BTreeMap<usize, Update>,
    /// How training ended, if it was followed to its end.
    pub end: Option<End>,
}

/// How long a training was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    /// How many updates were made.
    pub updates: usize,
    /// The number of epochs that training took.
    pub epochs: usize,
}

impl Update {
    /// The rows and masks of the update, as an engine takes them.
    pub fn batch(&self) -> Batch<'_> {
        Batch { rows: &self.rows, masks: &self.masks }
    }
}

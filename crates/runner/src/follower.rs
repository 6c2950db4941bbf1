//! The notes of somebody who watches a training: single updates, each as it is before it is made.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use engine::{Batch, Course, Engine, Update};

/// Writes down the updates that are wanted, and ends the training behind the last of them.
pub(crate) struct Follower {
    /// Which, by how many were made before.
    wanted: BTreeSet<usize>,
    /// What is raised when no further one is wanted; none to follow the training to its end.
    stop: Option<Arc<AtomicBool>>,
    /// How many were made so far.
    pub(crate) made: usize,
    /// What was written down.
    pub(crate) course: Course,
}

impl Follower {
    /// Before the first update.
    pub(crate) fn new(wanted: BTreeSet<usize>, stop: Option<Arc<AtomicBool>>) -> Self {
        Follower { wanted, stop, made: 0, course: Course::default() }
    }

    /// Before an update.
    pub(crate) fn before(&mut self, epoch: usize, rate: f64, batch: &Batch, engine: &dyn Engine) {
        if self.wanted.contains(&self.made) {
            let (rows, masks) = (batch.rows.to_vec(), batch.masks.to_vec());
            let update = Update { epoch, rate, rows, masks, before: engine.snapshot() };
            self.course.updates.insert(self.made, update);
        }
        if let Some(stop) = &self.stop
            && self.wanted.last().is_none_or(|last| *last <= self.made)
        {
            stop.store(true, Ordering::Relaxed);
        }
        self.made += 1;
    }
}

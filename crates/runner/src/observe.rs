//! Progress of runs, for a terminal: the loop itself prints nothing.

use experiment::record::Outcome;
use experiment::spec::EngineName;

use crate::store::StoreError;

/// Is told how runs go on. Calls come from several threads.
pub trait Observer: Sync {
    /// Run number `run` begins; epochs: the most that it may have.
    fn begin(&self, run: usize, label: &str, epochs: usize);

    /// All engines of a run have finished an epoch; loss: of the first engine on the training part.
    fn epoch(&self, run: usize, epoch: usize, loss: f64);

    /// A run has ended, and its record is on disk.
    fn end(&self, run: usize, outcomes: &[(EngineName, Outcome)]);

    /// Something about a run that has ended should be known before its results.
    fn warn(&self, label: &str, warning: &str);

    /// A run is skipped, because an earlier call finished it.
    fn skip(&self, run: usize, label: &str);

    /// A run had been finished earlier and is damaged, so it is trained again.
    fn damaged(&self, run: usize, label: &str, damage: &StoreError);

    /// A run that did not end left a checkpoint.
    fn resumed(&self, _run: usize, _label: &str, _from: Resumed) {}

    /// Another program trains a run, so this one waits for it.
    fn taken(&self, _run: usize, _label: &str) {}
}

/// What becomes of a checkpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resumed {
    /// The run goes on from there.
    FromCheckpoint,
    /// It is damaged, or of another version, so the run begins anew.
    NotUsable,
}

/// Ignores all progress.
pub struct Silent;

impl Observer for Silent {
    fn begin(&self, _: usize, _: &str, _: usize) {}
    fn epoch(&self, _: usize, _: usize, _: f64) {}
    fn end(&self, _: usize, _: &[(EngineName, Outcome)]) {}
    fn warn(&self, _: &str, _: &str) {}
    fn skip(&self, _: usize, _: &str) {}
    fn damaged(&self, _: usize, _: &str, _: &StoreError) {}
}

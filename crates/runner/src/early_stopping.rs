//! Early stopping and plateaus: has a metric improved, and for how many epochs has it not?

use experiment::spec::Metric;

use crate::archive::Archive;

/// The best value of a metric so far, and when it was reached.
#[derive(Debug, Clone)]
pub struct ImprovementTracker {
    monitor: Metric,
    patience: usize,
    min_delta: f64,
    best: Option<f64>,
    patience_from: usize,
}

/// What the value of an epoch means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// It is the best so far.
    pub improved: bool,
    /// Patience has run out.
    pub ended: bool,
}

impl ImprovementTracker {
    /// No value yet. A value improves on the best if it is better by more than `min_delta`.
    pub fn new(monitor: Metric, patience: usize, min_delta: f64) -> Self {
        ImprovementTracker { monitor, patience, min_delta, best: None, patience_from: 0 }
    }

    /// The metric that is watched, of the training or the validation part.
    pub fn monitor(&self) -> Metric {
        self.monitor
    }

    /// The epoch of the best value, or the one from which patience counts.
    pub fn patience_from(&self) -> usize {
        self.patience_from
    }

    /// Takes in the value at the end of an epoch. A value that is not a number is no improvement.
    pub fn on_epoch_end(&mut self, epoch: usize, value: f64) -> Progress {
        let improved = match self.best {
            None => !value.is_nan(),
            Some(best) if self.monitor.quantity.higher_is_better() => value > best + self.min_delta,
            Some(best) => value < best - self.min_delta,
        };
        if improved {
            (self.best, self.patience_from) = (Some(value), epoch);
        }
        Progress { improved, ended: epoch - self.patience_from > self.patience }
    }

    /// What changes from epoch to epoch.
    pub(crate) fn describe_state(&mut self, archive: &mut Archive) {
        archive.option(&mut self.best, Archive::number);
        archive.count(&mut self.patience_from);
    }

    /// Counts patience anew from this epoch.
    pub fn restart_patience(&mut self, epoch: usize) {
        self.patience_from = epoch;
    }
}

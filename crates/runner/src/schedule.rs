//! The learning rate of each epoch, as a factor of the optimizer's own.
//!
//! e is the number of epochs that are done, 0 in epoch 1, the first.
//!
//! | kind | factor |
//! |---|---|
//! | constant | 1 |
//! | step | factor^⌊e/every⌋ |
//! | exponential | factor^e |
//! | inverse-time | 1/(1 + decay·e) |
//! | cosine | (e + 1)/(warmup + 1) while e < warmup, then floor + (1 − floor)·½(1 + cos πt), t from 0 to 1 |
//! | plateau | multiplied by factor when nothing improved for more than `patience` epochs |

use experiment::spec::Schedule;

use crate::archive::Archive;
use crate::early_stopping::ImprovementTracker;

/// A schedule, with what a plateau has seen so far.
pub struct RateSchedule {
    schedule: Schedule,
    epochs: usize,
    reduced: f64,
    tracker: Option<ImprovementTracker>,
}

impl RateSchedule {
    /// A schedule over this many epochs.
    pub fn new(schedule: Schedule, epochs: usize) -> Self {
        let tracker = match schedule {
            Schedule::Plateau { monitor, patience, .. } => Some(ImprovementTracker::new(monitor, patience, 0.0)),
            Schedule::Constant
            | Schedule::Step { .. }
            | Schedule::Exponential { .. }
            | Schedule::InverseTime { .. }
            | Schedule::Cosine { .. } => None,
        };
        RateSchedule { schedule, epochs, reduced: 1.0, tracker }
    }

    /// The factor after so many epochs.
    pub fn factor(&self, done: usize) -> f64 {
        let e = done as f64;
        match self.schedule {
            Schedule::Constant => 1.0,
            Schedule::Step { every, factor } => libm::pow(factor, (done / every) as f64),
            Schedule::Exponential { factor } => libm::pow(factor, e),
            Schedule::InverseTime { decay } => 1.0 / (1.0 + decay * e),
            Schedule::Cosine { warmup, .. } if done < warmup => (e + 1.0) / (warmup as f64 + 1.0),
            Schedule::Cosine { warmup, floor } => {
                floor + (1.0 - floor) * half_cosine(done - warmup, self.epochs - warmup)
            }
            Schedule::Plateau { .. } => self.reduced,
        }
    }

    /// Goes on over another number of epochs in all.
    pub(crate) fn continue_with(&mut self, epochs: usize) {
        self.epochs = epochs;
    }

    /// What changes from epoch to epoch.
    pub(crate) fn describe_state(&mut self, archive: &mut Archive) {
        archive.number(&mut self.reduced);
        self.tracker.iter_mut().for_each(|tracker| tracker.describe_state(archive));
    }

    /// Takes in the metrics at the end of an epoch; only a plateau depends on them.
    pub fn on_epoch_end(&mut self, epoch: usize, metric: impl Fn(experiment::spec::Metric) -> f64) {
        if let (Schedule::Plateau { factor, .. }, Some(tracker)) = (self.schedule, &mut self.tracker)
            && tracker.on_epoch_end(epoch, metric(tracker.monitor())).ended
        {
            self.reduced *= factor;
            tracker.restart_patience(epoch);
        }
    }
}

/// ½(1 + cos πt) with t from 0 in the first of `count` epochs to 1 in the last.
fn half_cosine(epoch: usize, count: usize) -> f64 {
    let t = epoch as f64 / count.saturating_sub(1).max(1) as f64;
    0.5 * (1.0 + libm::cos(std::f64::consts::PI * t))
}

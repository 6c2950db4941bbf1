//! One engine in training: its learning rate, early stopping, and how it ended.

use engine::{Batch, Engine, Snapshot};
use experiment::Spec;
use experiment::record::{GROWN, Outcome};
use experiment::spec::{EngineName, Inference, Metric, NetworkKind, Optimizer, Part, Quantity, Schedule};

use crate::archive::Archive;
use crate::early_stopping::ImprovementTracker;
use crate::perceptron::{Corrections, EpochUpdates};
use crate::schedule::RateSchedule;

/// One engine in training.
pub(crate) struct EngineRun {
    pub(crate) name: EngineName,
    pub(crate) engine: Box<dyn Engine>,
    pub(crate) outcome: Option<Outcome>,
    rate: RateSchedule,
    tracker: Option<ImprovementTracker>,
    best: Option<(usize, Snapshot)>,
    corrections: Option<Corrections>,
    mistakes: usize,
    finite: bool,
    pub(crate) rate_of_epoch: f64,
}

impl EngineRun {
    pub(crate) fn new(name: EngineName, engine: Box<dyn Engine>, spec: &Spec) -> Self {
        let training = &spec.training;
        let clean = training.until_clean.unwrap_or(spec.network.kind == NetworkKind::Perceptron);
        EngineRun {
            name,
            engine,
            outcome: None,
            rate: RateSchedule::new(training.schedule.0, training.epochs),
            tracker: training
                .early_stopping
                .map(|stop| ImprovementTracker::new(stop.monitor, stop.patience, stop.min_delta)),
            best: None,
            corrections: clean.then(Corrections::default),
            mistakes: 0,
            finite: true,
            rate_of_epoch: training.optimizer.learning_rate(),
        }
    }

    /// The learning rate in an epoch counted from 1.
    pub(crate) fn learning_rate(&self, spec: &Spec, epoch: usize) -> f64 {
        spec.training.optimizer.learning_rate() * self.rate.factor(epoch.saturating_sub(1))
    }

    /// Whether its training has diverged.
    pub(crate) fn diverged(&self) -> bool {
        self.outcome.as_ref().is_some_and(Outcome::diverged)
    }

    /// Its learning rate is one and the same for all updates of an epoch.
    pub(crate) fn begin_epoch(&mut self, spec: &Spec, epoch: usize) {
        self.rate_of_epoch = self.learning_rate(spec, epoch);
    }

    /// One update.
    pub(crate) fn step(&mut self, batch: &Batch, rate: f64) {
        let step = self.engine.step(batch, rate);
        self.mistakes += step.mistakes;
        self.finite &= step.objective.is_finite();
    }

    /// Ends an epoch: statistics of inference as the spec wants them.
    pub(crate) fn recompute_batch_norm_statistics(&mut self, spec: &Spec, rows: &[usize]) {
        if spec.network.batch_norm.is_some_and(|norm| norm.inference == Inference::TrainingSet) {
            self.engine.recompute_batch_norm_statistics(rows);
        }
    }

    /// Takes in the metrics of an epoch (0 is before the first update) and decides whether training has ended.
    pub(crate) fn on_epoch_end(&mut self, spec: &Spec, epoch: usize, metric: impl Fn(Metric) -> f64) {
        if let Some(tracker) = &mut self.tracker {
            let progress = tracker.on_epoch_end(epoch, metric(tracker.monitor()));
            if progress.improved {
                self.best = Some((epoch, self.engine.snapshot()));
            }
            if progress.ended {
                self.outcome = Some(Outcome::Stopped { epoch, best: tracker.patience_from() });
            }
        }
        if epoch == 0 {
            return;
        }
        self.finite &= metric(Metric { part: Part::Train, quantity: Quantity::Loss }).is_finite();
        self.rate.on_epoch_end(epoch, metric);
        if let Some(corrections) = &mut self.corrections {
            let parameters = self.engine.snapshot().parameters;
            self.outcome =
                corrections.on_epoch_end(epoch, self.mistakes, &parameters, epochs(spec)).or(self.outcome.take());
        }
        self.mistakes = 0;
        if !self.finite {
            self.outcome = Some(Outcome::Diverged { epoch });
        }
    }

    /// Goes on to the last epoch of a spec, where it had come to the last one before.
    pub(crate) fn continue_with(&mut self, spec: &Spec) {
        self.outcome = None;
        self.rate.continue_with(spec.training.epochs);
    }

    /// What changes from step to step.
    pub(crate) fn describe_state(&mut self, archive: &mut Archive) {
        archive.engine(self.engine.as_mut());
        archive.outcome(&mut self.outcome);
        self.rate.describe_state(archive);
        self.tracker.iter_mut().for_each(|tracker| tracker.describe_state(archive));
        archive.option(&mut self.best, |archive, (epoch, snapshot)| {
            archive.count(epoch);
            archive.snapshot(snapshot);
        });
        self.corrections.iter_mut().for_each(|corrections| corrections.describe_state(archive));
        archive.count(&mut self.mistakes);
        archive.flag(&mut self.finite);
        archive.number(&mut self.rate_of_epoch);
    }

    /// Ends a run: with the best network, if early stopping kept one, and as diverged, if its loss grew beyond measure.
    /// Returns the epoch that the network is from.
    ///
    /// losses: of the training part, from epoch 0 on
    pub(crate) fn finish(&mut self, epochs: usize, losses: &[f64]) -> usize {
        let from = self.leave_network(epochs);
        let grown = grown_since(losses).filter(|since| *since <= from && self.outcome == Some(Outcome::Finished));
        self.outcome = grown.map(|epoch| Outcome::Diverged { epoch }).or(self.outcome.take());
        from
    }

    /// Goes back to the best network, if there is one. Returns the epoch that the network is from.
    fn leave_network(&mut self, epochs: usize) -> usize {
        let ended = match self.outcome.get_or_insert(Outcome::Finished) {
            Outcome::Finished => epochs,
            Outcome::Stopped { epoch, .. }
            | Outcome::Clean { epoch, .. }
            | Outcome::Cycle { epoch, .. }
            | Outcome::Diverged { epoch } => *epoch,
        };
        match self.best.take() {
            None => ended,
            Some((epoch, snapshot)) => {
                self.engine.restore(&snapshot);
                epoch
            }
        }
    }
}

/// The epoch since which the loss is beyond [`GROWN`] times that of the start, or of 1 where that is more.
fn grown_since(losses: &[f64]) -> Option<usize> {
    let bound = GROWN * losses.first()?.max(1.0);
    let sound = losses.iter().rposition(|loss| *loss <= bound)?;
    (sound + 1 < losses.len()).then_some(sound + 1)
}

/// Whether all epochs of a spec are alike: no new order, no memory, no schedule.
fn epochs(spec: &Spec) -> EpochUpdates {
    let training = &spec.training;
    let plain = matches!(training.optimizer, Optimizer::GradientDescent { .. });
    match !training.shuffle && plain && training.schedule.0 == Schedule::Constant {
        true => EpochUpdates::Identical,
        false => EpochUpdates::Varying,
    }
}

#[cfg(test)]
mod tests {
    use super::grown_since;

    /// Beyond a million times 2, or a million where the start is below 1; what comes back has not diverged.
    #[test]
    fn a_loss_that_stays_beyond_every_measure_has_diverged() {
        assert_eq!(grown_since(&[2.0, 1e7, 1.0, 3e6, 1e9]), Some(3));
        assert_eq!(grown_since(&[2.0, 1e7, 1.9e6]), None);
        assert_eq!(grown_since(&[1e-9, 1.0, 0.9e6]), None);
        assert_eq!(grown_since(&[1e-9, 1.0, 1.1e6]), Some(2));
        assert_eq!((grown_since(&[]), grown_since(&[1e9])), (None, None));
    }
}

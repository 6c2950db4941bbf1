//! Twin training: are the two engines one network?
//!
//! After every epoch both engines are put at the same snapshot, that of the first engine, and asked for outputs,
//! gradients and one step there. What they answer must agree to near the arithmetic's limit. The difference of
//! the two whole trajectories is recorded beside that of a shadow: the first engine once more, started one unit
//! in the last place away. Where the shadow has wandered off, a difference of trajectories says nothing.

use std::sync::Arc;

use engine::{Batch, Dataset, Engine, Snapshot, agreement};
use experiment::Spec;
use experiment::bounds::{self, Bounds, Relative};
use experiment::record::Agreement;
use experiment::spec::{Optimizer, Precision};

use crate::Build;
use crate::draws::Draws;
use crate::trainee::Trainee;

/// How many rows of the first batch are compared: enough to see every unit, few enough to be cheap.
const ROWS: usize = 128;

/// In f32 a gradient below this share of its terms has no digit that two engines share: a thousand roundings of 6e-8.
const SINGLE_NOISE: f64 = 1e-4;

/// Compares two engines as they train.
pub(crate) struct Judge {
    spec: Spec,
    bounds: Bounds,
    shadow: Trainee,
    ended: bool,
    noise: f64,
}

impl Judge {
    /// A judge, if there are two engines to judge.
    pub(crate) fn new(spec: &Spec, dataset: &Arc<Dataset>, build: Build, initial: &[f64]) -> Option<Judge> {
        let [first, _] = spec.engines[..] else { return None };
        let away: Vec<f64> = initial.iter().map(|value| value.next_up()).collect();
        let shadow = Trainee::new(first, build(first, spec, dataset.clone(), &away), spec);
        let noise = match spec.precision {
            Precision::F64 => agreement::ZERO,
            Precision::F32 => SINGLE_NOISE,
        };
        Some(Judge { noise, spec: spec.clone(), bounds: Bounds::of(spec), shadow, ended: false })
    }

    /// Compares after an epoch; nothing more once an engine has ended.
    pub(crate) fn epoch(&mut self, epoch: usize, trainees: &mut [Trainee], draws: &mut Draws) -> Option<Agreement> {
        let [first, second] = trainees else { return None };
        if self.ended || [&*first, &*second].iter().any(|trainee| trainee.diverged()) {
            return None;
        }
        if epoch > 0 {
            self.follow(epoch, first.rate_of_epoch, draws);
        }
        self.ended = first.outcome.is_some() || second.outcome.is_some();
        let rate = first.learning_rate(&self.spec, epoch + 1);
        let (ours, theirs) = (first.engine.snapshot(), second.engine.snapshot());
        let row = draws.first_batch(epoch + 1, ROWS, |batch| {
            self.compare(first.engine.as_mut(), second.engine.as_mut(), batch, rate)
        });
        first.engine.restore(&ours);
        second.engine.restore(&theirs);
        let shadow = self.shadow.engine.snapshot();
        let trajectory = agreement::values(&ours.parameters, &theirs.parameters).error;
        let shadow = agreement::values(&ours.parameters, &shadow.parameters).error;
        Some(Agreement { epoch, trajectory, shadow, ..row })
    }

    /// The shadow goes through the same epoch.
    fn follow(&mut self, epoch: usize, rate: f64, draws: &mut Draws) {
        draws.order(epoch);
        let shadow = &mut self.shadow;
        let walked: Result<(), ()> = draws.each_batch(epoch, |batch| {
            shadow.step(batch, rate);
            Ok(())
        });
        debug_assert!(walked.is_ok(), "nothing interrupts the shadow");
    }

    /// Both engines at the snapshot of the first: outputs, gradients, one step.
    fn compare(&self, first: &mut dyn Engine, second: &mut dyn Engine, batch: &Batch, rate: f64) -> Agreement {
        let shared = shared(first.snapshot(), &self.spec);
        first.restore(&shared);
        second.restore(&shared);
        let outputs = agreement::values(
            first.evaluate(batch.rows).outputs.values(),
            second.evaluate(batch.rows).outputs.values(),
        );
        let (ours, theirs) = (first.gradients(batch), second.gradients(batch));
        let terms = first.terms(batch).or_else(|| second.terms(batch));
        let terms = terms.expect("one of the two engines is the hand-written one, which knows its terms");
        let gradients = agreement::gradients(&ours, &theirs, &terms);
        first.step(batch, rate);
        second.step(batch, rate);
        let noise: Vec<bool> =
            ours.iter().zip(&terms).map(|(gradient, terms)| gradient.abs() <= self.noise * terms).collect();
        let step = step_error(&shared, &first.snapshot(), &second.snapshot(), &noise, &self.spec);
        let bounds = self.bounds;
        Agreement {
            epoch: 0,
            outputs: outputs.error,
            gradients: gradients.error,
            worst: first.layout().element(gradients.index),
            step,
            agree: outputs.error <= bounds.outputs && gradients.error <= bounds.gradients && step <= bounds.step,
            trajectory: 0.0,
            shadow: 0.0,
        }
    }
}

/// What both engines are put at: L-BFGS keeps its memory in a form of each engine's own, so it starts afresh.
fn shared(snapshot: Snapshot, spec: &Spec) -> Snapshot {
    match spec.training.optimizer {
        Optimizer::Lbfgs { .. } => Snapshot { state: Vec::new(), steps: 0, ..snapshot },
        _ => snapshot,
    }
}

/// The largest difference of the parameters after one step: for the descent family relative to the larger of
/// 1 and the parameter, for adaptive rules relative to the largest update.
///
/// Adaptive rules divide a gradient by its own size, so where it is rounding noise (`noise`) the update is, too.
pub fn step_error(from: &Snapshot, ours: &Snapshot, theirs: &Snapshot, noise: &[bool], spec: &Spec) -> f64 {
    let plain = agreement::values(&ours.parameters, &theirs.parameters).error;
    if !plain.is_finite() {
        return f64::INFINITY;
    }
    match bounds::relative(spec.training.optimizer) {
        Relative::ToTheParameter => plain,
        Relative::ToTheUpdate => {
            let largest = largest(&ours.parameters, &from.parameters, noise);
            let apart = self::largest(&ours.parameters, &theirs.parameters, noise);
            if apart == 0.0 { 0.0 } else { apart / largest }
        }
    }
}

/// The largest absolute difference where there is no noise.
fn largest(left: &[f64], right: &[f64], noise: &[bool]) -> f64 {
    let pairs = left.iter().zip(right).zip(noise).filter(|(_, noise)| !**noise);
    pairs.fold(0.0, |most: f64, ((left, right), _)| most.max((left - right).abs()))
}

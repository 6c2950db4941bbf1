//! Twin training: do the two engines compute the same network?
//!
//! After every epoch both engines start from one snapshot, that of the first engine, and compute outputs, gradients and
//! one step there. A step is compared in everything that it moves: parameters, batch normalization's statistics, the
//! optimizer's memory. All of it must agree to near the limit of the arithmetic ([`experiment::bounds`]).
//!
//! The difference of the two whole trajectories is recorded beside that of a shadow: the first engine once more,
//! started one unit in the last place away. Where the shadow has moved away from its engine, training amplifies
//! rounding, and a difference of trajectories says nothing.

mod step;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use engine::{Batch, Dataset, Engine, Layout, Snapshot, agreement};
use experiment::Spec;
use experiment::bounds::Bounds;
use experiment::record::Agreement;
use experiment::spec::{Inference, Optimizer, Precision};

use crate::draws::Draws;
use crate::engine_run::EngineRun;
use crate::interrupt::{self, Interrupted};
use crate::tape::Tape;
use crate::{Build, initial};

use step::StepComparison;

/// How many rows of the first batch are compared: enough to see every unit, few enough to be cheap.
const ROWS: usize = 128;

/// In f32 a gradient below this share of its terms has no digit that two engines share: a thousand roundings of 6e-8.
const SINGLE_NOISE: f64 = 1e-4;

/// Compares two engines as they train.
pub(crate) struct AgreementMonitor {
    spec: Spec,
    dataset: Arc<Dataset>,
    bounds: Bounds,
    shadow: EngineRun,
    ended: bool,
    noise: f64,
}

impl AgreementMonitor {
    /// A monitor; none unless there are two engines to compare.
    pub(crate) fn new(
        spec: &Spec,
        dataset: &Arc<Dataset>,
        build: Build,
        parameters: &[f64],
        layout: &Layout,
    ) -> Option<AgreementMonitor> {
        let [first, _] = spec.engines[..] else { return None };
        let away = one_unit_away(parameters, spec.precision);
        let mut engine = build(first, spec, dataset.clone(), &away);
        initial::begin(engine.as_mut(), spec, layout);
        let shadow = EngineRun::new(first, engine, spec);
        let noise = match spec.precision {
            Precision::F64 => agreement::ZERO,
            Precision::F32 => SINGLE_NOISE,
        };
        let dataset = dataset.clone();
        Some(AgreementMonitor { noise, spec: spec.clone(), dataset, bounds: Bounds::of(spec), shadow, ended: false })
    }

    /// What changes from epoch to epoch.
    pub(crate) fn state(&mut self, tape: &mut Tape) {
        self.shadow.state(tape);
        tape.flag(&mut self.ended);
    }

    /// Compares after an epoch; nothing more once an engine has ended.
    pub(crate) fn epoch(
        &mut self,
        epoch: usize,
        engine_runs: &mut [EngineRun],
        draws: &mut Draws,
        stop: &AtomicBool,
    ) -> Result<Option<Agreement>, Interrupted> {
        let [first, second] = engine_runs else { return Ok(None) };
        if self.ended || first.diverged() || second.diverged() {
            return Ok(None);
        }
        if epoch > 0 {
            self.follow(epoch, first.rate_of_epoch, draws, stop)?;
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
        Ok(Some(Agreement { epoch, trajectory, shadow, ..row }))
    }

    /// The shadow goes through the same epoch.
    fn follow(&mut self, epoch: usize, rate: f64, draws: &mut Draws, stop: &AtomicBool) -> Result<(), Interrupted> {
        draws.order(epoch);
        draws.each_batch(epoch, |batch| {
            self.shadow.step(batch, rate);
            interrupt::poll(stop)
        })
    }

    /// Both engines at the snapshot of the first: outputs, gradients, one step.
    fn compare(&self, first: &mut dyn Engine, second: &mut dyn Engine, batch: &Batch, rate: f64) -> Agreement {
        let shared = shared(first.snapshot(), &self.spec);
        self.put(first, &shared);
        self.put(second, &shared);
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
        let comparison = StepComparison {
            from: &shared,
            ours: &first.snapshot(),
            theirs: &second.snapshot(),
            gradients: &ours,
            terms: &terms,
            noise: self.noise,
        };
        let step = comparison.parameters(&self.spec).max(comparison.memory(&self.spec));
        let epsilon = self.spec.network.batch_norm.map_or(0.0, |norm| norm.epsilon);
        let outputs = outputs.error.max(comparison.statistics(first.layout(), epsilon));
        let bounds = self.bounds;
        Agreement {
            epoch: 0,
            outputs,
            gradients: gradients.error,
            worst: first.layout().element(gradients.index),
            step,
            agree: outputs <= bounds.outputs && gradients.error <= bounds.gradients && step <= bounds.step,
            trajectory: 0.0,
            shadow: 0.0,
        }
    }

    /// Puts an engine at a snapshot, with statistics of its own where inference takes those of the training part.
    fn put(&self, engine: &mut dyn Engine, shared: &Snapshot) {
        engine.restore(shared);
        if self.spec.network.batch_norm.is_some_and(|norm| norm.inference == Inference::TrainingSet) {
            engine.recompute_batch_norm_statistics(&self.dataset.train);
        }
    }
}

/// The next number up in the precision of the engines. For 0, whose neighbor is lost in any sum, a unit in the last
/// place of the largest parameter.
fn one_unit_away(initial: &[f64], precision: Precision) -> Vec<f64> {
    let up = |value: f64| match precision {
        Precision::F64 => value.next_up(),
        Precision::F32 => f64::from((value as f32).next_up()),
    };
    let largest = initial.iter().fold(0.0f64, |largest, value| largest.max(value.abs()));
    let unit = if largest == 0.0 { up(1.0) - 1.0 } else { up(largest) - largest };
    initial.iter().map(|&value| if value == 0.0 { unit } else { up(value) }).collect()
}

/// Where both engines start: each keeps the memory of L-BFGS in a form of its own, so it starts empty.
fn shared(snapshot: Snapshot, spec: &Spec) -> Snapshot {
    match spec.training.optimizer {
        Optimizer::Lbfgs { .. } => Snapshot { state: Vec::new(), steps: 0, ..snapshot },
        _ => snapshot,
    }
}

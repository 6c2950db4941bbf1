//! Agreement: do the two engines compute the same network?
//!
//! Before the first update, which is epoch 0, and after every epoch both engines start from one snapshot, that of the
//! first engine, and compute outputs, gradients and one step there, on the first batch of the next epoch. A step is
//! compared in everything that it moves: parameters, batch normalization's statistics, the optimizer's memory. All of
//! it must agree to near the limit of the arithmetic ([`experiment::bounds`]).
//!
//! The difference of the two whole trajectories is recorded beside that of a shadow: the first engine once more,
//! started one unit in the last place away. Where the shadow has moved away from its engine, training amplifies
//! rounding, and a difference of trajectories says nothing.

mod allowance;
mod comparison;
mod neighbor;
mod rounding;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use engine::{Batch, Dataset, Engine, Layout, Snapshot, agreement};
use experiment::Spec;
use experiment::bounds::Bounds;
use experiment::record::Agreement;
use experiment::spec::{Inference, Optimizer, Precision};

use crate::archive::Archive;
use crate::batch_sampler::BatchSampler;
use crate::engine_run::EngineRun;
use crate::interrupt::{self, Interrupted};
use crate::{BuildEngine, initial};

use allowance::RoundingAllowance;
use comparison::{Comparison, Computed, LargestErrors};

/// How many rows of the first batch are compared: enough to see every unit, few enough to be cheap.
const ROWS: usize = 128;

/// Compares two engines as they train.
pub(crate) struct AgreementMonitor {
    spec: Spec,
    dataset: Arc<Dataset>,
    /// How large each difference may be.
    bounds: Bounds,
    /// The first engine once more, started one unit in the last place away.
    shadow: EngineRun,
    /// Whether one of the two engines has ended: from then on nothing is compared.
    ended: bool,
    /// The epochs whose step was not compared, as a line search was decided by the last digit.
    unsettled: Vec<usize>,
}

impl AgreementMonitor {
    /// A monitor; none unless there are two engines to compare.
    pub(crate) fn new(
        spec: &Spec,
        dataset: &Arc<Dataset>,
        build: BuildEngine,
        parameters: &[f64],
        layout: &Layout,
    ) -> Option<AgreementMonitor> {
        let [first, _] = spec.engines[..] else { return None };
        let away = one_unit_away(parameters, spec.precision);
        let mut engine = build(first, spec, dataset.clone(), &away);
        initial::begin(engine.as_mut(), spec, layout);
        let shadow = EngineRun::new(first, engine, spec);
        let dataset = dataset.clone();
        Some(AgreementMonitor {
            spec: spec.clone(),
            dataset,
            bounds: Bounds::of(spec),
            shadow,
            ended: false,
            unsettled: Vec::new(),
        })
    }

    /// The epochs after which a line search was decided by the last digit, so that its step was not compared.
    pub(crate) fn into_unsettled(self) -> Vec<usize> {
        self.unsettled
    }

    /// What changes from epoch to epoch.
    pub(crate) fn describe_state(&mut self, archive: &mut Archive) {
        self.shadow.describe_state(archive);
        archive.flag(&mut self.ended);
        archive.list(&mut self.unsettled, Archive::count);
    }

    /// Compares after an epoch; nothing more once an engine has ended.
    pub(crate) fn after_epoch(
        &mut self,
        epoch: usize,
        engine_runs: &mut [EngineRun],
        sampler: &mut BatchSampler,
        stop: &AtomicBool,
    ) -> Result<Option<Agreement>, Interrupted> {
        let [first, second] = engine_runs else { return Ok(None) };
        if self.ended || first.diverged() || second.diverged() {
            return Ok(None);
        }
        if epoch > 0 {
            self.advance_shadow(epoch, first.rate_of_epoch, sampler, stop)?;
        }
        self.ended = first.outcome.is_some() || second.outcome.is_some();
        let rate = first.learning_rate(&self.spec, epoch + 1);
        let (ours, theirs) = (first.engine.snapshot(), second.engine.snapshot());
        let row = sampler.first_batch(epoch + 1, ROWS, |batch| {
            self.compare(epoch, [first.engine.as_mut(), second.engine.as_mut()], batch, rate)
        });
        first.engine.restore(&ours);
        second.engine.restore(&theirs);
        let distance = |other: &Snapshot| agreement::compare_values(&ours.parameters, &other.parameters).error;
        let (trajectory, shadow_trajectory) = (distance(&theirs), distance(&self.shadow.engine.snapshot()));
        Ok(Some(Agreement { trajectory, shadow_trajectory, ..row }))
    }

    /// The shadow goes through the same epoch.
    fn advance_shadow(
        &mut self,
        epoch: usize,
        rate: f64,
        sampler: &mut BatchSampler,
        stop: &AtomicBool,
    ) -> Result<(), Interrupted> {
        sampler.draw_order(epoch);
        sampler.each_batch(epoch, |batch| {
            self.shadow.step(batch, rate);
            interrupt::poll(stop)
        })
    }

    /// Both engines at the snapshot of the first: outputs, gradients, one step.
    ///
    /// Where they are farther apart than the bounds allow, the rounding errors are estimated, and what those can
    /// explain is allowed. The distances of the trajectories are left 0.
    fn compare(&mut self, epoch: usize, engines: [&mut dyn Engine; 2], batch: &Batch, rate: f64) -> Agreement {
        let [first, second] = engines;
        let from = shared_start(first.snapshot(), &self.spec);
        let comparison = Comparison {
            gradient_terms: self.gradient_terms([&mut *first, &mut *second], &from, batch),
            computed: [self.compute(first, &from, batch, rate), self.compute(second, &from, batch, rate)],
            from,
            rate,
        };
        let mut errors = comparison.errors(&self.spec, first.layout(), &RoundingAllowance::NONE);
        if !errors.within(self.bounds) {
            let allowance = self.allowance([&mut *first, &mut *second], &comparison, batch, rate);
            errors = comparison.errors(&self.spec, first.layout(), &allowance);
            if comparison.step_is_unsettled(&allowance) {
                self.unsettled.push(epoch);
            }
        }
        let LargestErrors { outputs, gradients, step } = errors;
        Agreement {
            epoch,
            outputs,
            gradients: gradients.error,
            worst: first.layout().element_name(gradients.index),
            step,
            agree: errors.within(self.bounds),
            trajectory: 0.0,
            shadow_trajectory: 0.0,
        }
    }

    /// The sums of the absolute terms of the gradient.
    fn gradient_terms(&self, engines: [&mut dyn Engine; 2], from: &Snapshot, batch: &Batch) -> Vec<f64> {
        let terms = engines.into_iter().find_map(|engine| {
            self.restore_shared(engine, from);
            engine.gradient_terms(batch)
        });
        terms.expect("one of the two engines is the hand-written one, which knows its terms")
    }

    /// What one engine computes.
    fn compute(&self, engine: &mut dyn Engine, from: &Snapshot, batch: &Batch, rate: f64) -> Computed {
        self.restore_shared(engine, from);
        let outputs = engine.evaluate(batch.rows).outputs.values().to_vec();
        let gradients = engine.gradients(batch);
        engine.step(batch, rate);
        Computed { outputs, gradients, after: engine.snapshot() }
    }

    /// Puts an engine at a snapshot, with statistics of its own where inference takes those of the training part.
    fn restore_shared(&self, engine: &mut dyn Engine, shared: &Snapshot) {
        engine.restore(shared);
        if self.spec.network.batch_norm.is_some_and(|norm| norm.inference == Inference::TrainingSet) {
            engine.recompute_batch_norm_statistics(&self.dataset.train);
        }
    }
}

/// Every parameter moved up to the next number of the precision; a 0, whose neighbor is lost in any sum, by a unit in
/// the last place of the largest parameter.
fn one_unit_away(initial: &[f64], precision: Precision) -> Vec<f64> {
    let up = |value: f64| match precision {
        Precision::F64 => value.next_up(),
        Precision::F32 => f64::from((value as f32).next_up()),
    };
    let largest = initial.iter().fold(0.0f64, |largest, value| largest.max(value.abs()));
    let unit = if largest == 0.0 { up(1.0) - 1.0 } else { up(largest) - largest };
    initial.iter().map(|&value| if value == 0.0 { unit } else { up(value) }).collect()
}

/// Where both engines start. The memory of L-BFGS starts empty: each engine keeps it in a form of its own, which the
/// other cannot read.
fn shared_start(snapshot: Snapshot, spec: &Spec) -> Snapshot {
    match spec.training.optimizer {
        Optimizer::Lbfgs { .. } => Snapshot { state: Vec::new(), steps: 0, ..snapshot },
        _ => snapshot,
    }
}

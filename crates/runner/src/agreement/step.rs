//! How far two engines are apart after the same step from the same snapshot.

use engine::{Layout, Snapshot, agreement};
use experiment::Spec;
use experiment::spec::{Memory, Optimizer, Precision, StepError};

/// A step of both engines from one snapshot, and the gradient there.
pub(super) struct StepComparison<'a> {
    pub(super) from: &'a Snapshot,
    pub(super) ours: &'a Snapshot,
    pub(super) theirs: &'a Snapshot,
    pub(super) gradients: &'a [f64],
    /// The sums of its absolute terms.
    pub(super) terms: &'a [f64],
    /// Below this share of its terms a gradient is noise.
    pub(super) noise: f64,
}

/// A square of a gradient is noise a little earlier than the gradient: its error is relative to itself.
const SQUARES: f64 = 100.0;

impl StepComparison<'_> {
    /// The largest difference of the parameters: for the descent family relative to the larger of 1 and the
    /// parameter, for adaptive rules relative to the largest update.
    ///
    /// Adaptive rules divide a gradient by its own size, so where it is rounding noise the update is, too.
    pub(super) fn parameters(&self, spec: &Spec) -> f64 {
        let plain = agreement::values(&self.ours.parameters, &self.theirs.parameters).error;
        if !plain.is_finite() {
            return f64::INFINITY;
        }
        match spec.training.optimizer.facts().step_error {
            StepError::RelativeToParameter => plain,
            StepError::RelativeToUpdate { .. } => self.relative_to_the_update(rounding(spec.precision)),
        }
    }

    fn relative_to_the_update(&self, rounding: f64) -> f64 {
        let above_noise = self.above_noise(1.0);
        // A parameter that is stored anew is off by half a unit in its last place, whatever the update.
        let stored = |left: f64, right: f64| 2.0 * rounding * left.abs().max(right.abs());
        let apart = largest(self.ours, self.theirs, &above_noise, stored);
        let update = largest(self.ours, self.from, &above_noise, |_, _| 0.0);
        if apart == 0.0 { 0.0 } else { apart / update }
    }

    /// Which gradients are larger than `times` their noise.
    fn above_noise(&self, times: f64) -> Vec<bool> {
        let pairs = self.gradients.iter().zip(self.terms);
        pairs.map(|(gradient, terms)| gradient.abs() > times * self.noise * terms).collect()
    }

    /// The largest difference of batch normalization's statistics of inference: of a mean relative to itself and the
    /// deviation, of a variance relative to itself, where ε, which is added to it, counts as variance.
    pub(super) fn statistics(&self, layout: &Layout, epsilon: f64) -> f64 {
        let (ours, theirs) = (&self.ours.statistics, &self.theirs.statistics);
        let mut worst = 0.0f64;
        for (means, variances) in layout.moments() {
            for (mean, variance) in means.zip(variances) {
                let size = ours[variance] + epsilon;
                let center = (ours[mean] - theirs[mean]).abs() / (ours[mean].abs() + size.sqrt());
                let spread = (ours[variance] - theirs[variance]).abs() / size;
                worst = [center, spread].into_iter().fold(worst, larger);
            }
        }
        worst
    }

    /// The largest difference of what the optimizer remembers: of a mean of gradients relative to their terms, of a
    /// mean of squares relative to itself. L-BFGS keeps its memory in a form of each engine's own.
    pub(super) fn memory(&self, spec: &Spec) -> f64 {
        if let Optimizer::Lbfgs { .. } = spec.training.optimizer {
            return 0.0;
        }
        if self.ours.steps != self.theirs.steps || self.ours.state.len() != self.theirs.state.len() {
            return f64::INFINITY;
        }
        let slots = self.ours.state.iter().zip(&self.theirs.state).zip(spec.training.optimizer.memory());
        slots.map(|((ours, theirs), memory)| self.slot(ours, theirs, *memory)).fold(0.0, larger)
    }

    fn slot(&self, ours: &[f64], theirs: &[f64], memory: Memory) -> f64 {
        let above_noise = self.above_noise(SQUARES);
        let each = ours.iter().zip(theirs).zip(self.terms.iter().zip(above_noise));
        let error = each.map(|((ours, theirs), (terms, above_noise))| {
            let apart = (ours - theirs).abs();
            match memory {
                _ if apart == 0.0 => 0.0,
                Memory::Gradients => apart / (ours.abs() + terms),
                Memory::Squares if above_noise => apart / ours.abs(),
                Memory::Squares => 0.0,
            }
        });
        error.fold(0.0, larger)
    }
}

/// A difference that is no number counts as infinite.
fn larger(worst: f64, error: f64) -> f64 {
    if error.is_nan() { f64::INFINITY } else { worst.max(error) }
}

/// The largest difference of parameters whose gradient is above its noise, less what is allowed to each.
fn largest(left: &Snapshot, right: &Snapshot, above_noise: &[bool], allowed: impl Fn(f64, f64) -> f64) -> f64 {
    let pairs = left.parameters.iter().zip(&right.parameters).zip(above_noise).filter(|(_, above_noise)| **above_noise);
    pairs.fold(0.0, |most, ((&left, &right), _)| most.max((left - right).abs() - allowed(left, right)))
}

/// Half a unit in the last place of 1.
fn rounding(precision: Precision) -> f64 {
    match precision {
        Precision::F64 => f64::EPSILON / 2.0,
        Precision::F32 => f64::from(f32::EPSILON) / 2.0,
    }
}

//! How far two engines are apart after the same step from the same snapshot.

use engine::{Snapshot, agreement};
use experiment::Spec;
use experiment::bounds::{self, Relative};
use experiment::spec::{Memory, Optimizer, Precision};

/// A step of both engines from one snapshot.
pub(super) struct Stepped<'a> {
    pub(super) from: &'a Snapshot,
    pub(super) ours: &'a Snapshot,
    pub(super) theirs: &'a Snapshot,
}

impl Stepped<'_> {
    /// The largest difference of the parameters: for the descent family relative to the larger of 1 and the
    /// parameter, for adaptive rules relative to the largest update.
    ///
    /// Adaptive rules divide a gradient by its own size, so where it is rounding noise (`noise`) the update is, too.
    pub(super) fn parameters(&self, noise: &[bool], spec: &Spec) -> f64 {
        let plain = agreement::values(&self.ours.parameters, &self.theirs.parameters).error;
        if !plain.is_finite() {
            return f64::INFINITY;
        }
        match bounds::relative(spec.training.optimizer) {
            Relative::ToTheParameter => plain,
            Relative::ToTheUpdate => self.relative_to_the_update(noise, rounding(spec.precision)),
        }
    }

    fn relative_to_the_update(&self, noise: &[bool], rounding: f64) -> f64 {
        // A parameter that is stored anew is off by half a unit in its last place, whatever the update.
        let stored = |left: f64, right: f64| 2.0 * rounding * left.abs().max(right.abs());
        let apart = largest(self.ours, self.theirs, noise, stored);
        let update = largest(self.ours, self.from, noise, |_, _| 0.0);
        if apart == 0.0 { 0.0 } else { apart / update }
    }

    /// The largest difference of batch normalization's statistics of inference.
    pub(super) fn statistics(&self) -> f64 {
        agreement::values(&self.ours.statistics, &self.theirs.statistics).error
    }

    /// The largest difference of what the optimizer remembers, relative to what it is made of: a mean of gradients to
    /// their terms, a mean of squares to the terms squared. L-BFGS keeps its memory in a form of each engine's own.
    pub(super) fn memory(&self, terms: &[f64], spec: &Spec) -> f64 {
        if let Optimizer::Lbfgs { .. } = spec.training.optimizer {
            return 0.0;
        }
        if self.ours.steps != self.theirs.steps || self.ours.state.len() != self.theirs.state.len() {
            return f64::INFINITY;
        }
        let slots = self.ours.state.iter().zip(&self.theirs.state).zip(spec.training.optimizer.memory());
        slots.map(|((ours, theirs), memory)| slot(ours, theirs, terms, *memory)).fold(0.0, f64::max)
    }
}

/// The largest difference of parameters where there is no noise, less what is allowed to each.
fn largest(left: &Snapshot, right: &Snapshot, noise: &[bool], allowed: impl Fn(f64, f64) -> f64) -> f64 {
    let pairs = left.parameters.iter().zip(&right.parameters).zip(noise).filter(|(_, noise)| !**noise);
    pairs.fold(0.0, |most, ((&left, &right), _)| most.max((left - right).abs() - allowed(left, right)))
}

/// Half a unit in the last place of 1.
fn rounding(precision: Precision) -> f64 {
    match precision {
        Precision::F64 => f64::EPSILON / 2.0,
        Precision::F32 => f64::from(f32::EPSILON) / 2.0,
    }
}

fn slot(ours: &[f64], theirs: &[f64], terms: &[f64], memory: Memory) -> f64 {
    let each = ours.iter().zip(theirs).zip(terms);
    let error = each.map(|((ours, theirs), terms)| {
        let scale = match memory {
            Memory::Gradients => *terms,
            Memory::Squares => terms * terms,
        };
        let apart = (ours - theirs).abs();
        if apart == 0.0 { 0.0 } else { apart / (ours.abs() + scale) }
    });
    // A comparison with something that is not finite is as wrong as can be.
    error.fold(0.0, |worst: f64, error| if error.is_nan() { f64::INFINITY } else { worst.max(error) })
}

//! What two engines computed from one snapshot, and how far it is apart.
//!
//! | compared | relative to |
//! |---|---|
//! | outputs | the larger of 1 and the output |
//! | gradients | the sum of their absolute terms |
//! | parameters after a step of the descent family | the larger of 1 and the parameter |
//! | parameters after a step of another rule | the largest update |
//! | running means | the mean and the deviation; running variances: themselves and ε |
//! | the optimizer's memory | the terms of a mean of gradients; a mean of squares: itself |
//!
//! Where rounding alone may carry a number farther than that, its own rounding error is what it is relative to
//! ([`engine::RoundingErrors`]).

use engine::agreement::{self, LargestError, difference, larger};
use engine::{Layout, Snapshot};
use experiment::Spec;
use experiment::bounds::Bounds;
use experiment::spec::{Memory, Optimizer, Precision, StepError};

use super::allowance::RoundingAllowance;

/// What both engines computed from one snapshot, on one batch.
pub(super) struct Comparison {
    /// Where both started.
    pub(super) from: Snapshot,
    /// The learning rate of the step.
    pub(super) rate: f64,
    /// What each computed, the first engine first.
    pub(super) computed: [Computed; 2],
    /// The sums of the absolute terms of the gradient.
    pub(super) gradient_terms: Vec<f64>,
}

/// What one engine computed.
pub(super) struct Computed {
    pub(super) outputs: Vec<f64>,
    pub(super) gradients: Vec<f64>,
    /// After one step.
    pub(super) after: Snapshot,
}

/// The largest error of each kind.
pub(super) struct LargestErrors {
    pub(super) outputs: f64,
    pub(super) gradients: LargestError,
    pub(super) step: f64,
}

/// In f32 a gradient below this share of its terms has no digit that two engines share: a thousand roundings of 6e-8.
const SINGLE_NOISE: f64 = 1e-4;

/// A square of a gradient is noise a little earlier than the gradient: its error is relative to itself.
const SQUARES: f64 = 100.0;

/// Where so large a share of the update is allowed to rounding, the step is not compared.
const UNSETTLED: f64 = 0.1;

impl LargestErrors {
    pub(super) fn within(&self, bounds: Bounds) -> bool {
        self.outputs <= bounds.outputs && self.gradients.error <= bounds.gradients && self.step <= bounds.step
    }
}

impl Comparison {
    /// The largest errors, with what rounding may do to each number.
    pub(super) fn errors(&self, spec: &Spec, layout: &Layout, allowance: &RoundingAllowance) -> LargestErrors {
        let [ours, theirs] = &self.computed;
        let size = |index| allowance.of(|rounding| &rounding.outputs, index);
        let outputs = agreement::compare_values_of_size(&ours.outputs, &theirs.outputs, size).error;
        let terms = self.gradient_terms.iter().enumerate();
        let terms: Vec<f64> =
            terms.map(|(index, terms)| larger(*terms, allowance.of(|rounding| &rounding.gradients, index))).collect();
        LargestErrors {
            outputs: larger(outputs, self.statistics(spec, layout, allowance)),
            gradients: agreement::gradients_in(spec.precision, &ours.gradients, &theirs.gradients, &terms),
            step: larger(self.parameters(spec, allowance), self.memory(spec, allowance)),
        }
    }

    /// Whether the square of the slope of a search along the gradient overflows, which the cubic through two of its
    /// points takes: then nothing leads it.
    pub(super) fn slopes_overflow(&self) -> bool {
        let slope = |computed: &Computed| computed.gradients.iter().map(|gradient| gradient * gradient).sum::<f64>();
        self.computed.iter().map(slope).any(|slope| !(slope * slope).is_finite())
    }

    /// Whether steps from neighbors end so far apart that a difference of steps says nothing.
    pub(super) fn step_is_unsettled(&self, allowance: &RoundingAllowance) -> bool {
        let update = self.computed[0].after.parameters.iter().zip(&self.from.parameters);
        let update = update.fold(0.0f64, |most, (after, from)| most.max((after - from).abs()));
        allowance.spreads_beyond(UNSETTLED * update)
    }

    /// The sizes of all parameters by which neighbors of the start are told: their own, and where the start is lost in
    /// the rounding of the end, as 0 is, those of the end. Searches are compared in f64 alone.
    pub(super) fn sizes_of_neighbors(&self) -> Vec<Vec<f64>> {
        let size = |parameters: &[f64]| parameters.iter().map(|value| value.abs()).collect::<Vec<f64>>();
        let largest = |sizes: &Vec<f64>| sizes.iter().copied().fold(0.0, larger);
        let start = size(&self.from.parameters);
        let is_lost = |end: &Vec<f64>| largest(end).is_finite() && largest(&start) < f64::EPSILON * largest(end);
        let ends = self.after().map(|after| size(&after.parameters)).into_iter().filter(is_lost);
        ends.chain([start.clone()]).collect()
    }

    fn after(&self) -> [&Snapshot; 2] {
        [&self.computed[0].after, &self.computed[1].after]
    }

    /// The largest difference of the parameters after one step.
    fn parameters(&self, spec: &Spec, allowance: &RoundingAllowance) -> f64 {
        let [ours, theirs] = self.after().map(|after| after.parameters.as_slice());
        let plain = agreement::compare_values_of_size(ours, theirs, |index| {
            larger(allowance.parameter(index), allowance.spread(index))
        })
        .error;
        match spec.training.optimizer.facts().step_error {
            _ if !plain.is_finite() => f64::INFINITY,
            StepError::RelativeToParameter => plain,
            StepError::RelativeToUpdate { .. } => self.relative_to_the_update(spec, allowance),
        }
    }

    /// The largest difference of the parameters, relative to the largest update.
    ///
    /// Adaptive rules divide a gradient by its own size, so where it is rounding noise the update is, too.
    fn relative_to_the_update(&self, spec: &Spec, allowance: &RoundingAllowance) -> f64 {
        let above_noise = self.above_noise(spec.precision, 1.0);
        let [ours, theirs] = self.after().map(|after| after.parameters.as_slice());
        // A parameter that is stored anew is off by half a unit in its last place, whatever the update.
        let stored = |at: usize| 2.0 * unit(spec.precision) * ours[at].abs().max(theirs[at].abs());
        let exact = Bounds::of(spec).outputs;
        let rounding = |at: usize| match spec.training.optimizer {
            // A search goes where values lead it: its spread says how far, its rounding error nothing.
            Optimizer::Lbfgs { .. } => allowance.spread(at),
            _ => exact * allowance.parameter(at),
        };
        let allowed = |at: usize| larger(stored(at), rounding(at));
        let apart = largest(ours, theirs, &above_noise, allowed);
        let update = largest(ours, &self.from.parameters, &above_noise, |_| 0.0).max(self.largest_decay(spec));
        if apart == 0.0 { 0.0 } else { apart / update }
    }

    /// How far weight decay alone moves a parameter: a part of the update, which may cancel against the other.
    fn largest_decay(&self, spec: &Spec) -> f64 {
        let largest = self.from.parameters.iter().fold(0.0, |most, value| value.abs().max(most));
        largest * self.rate * spec.training.optimizer.facts().weight_decay
    }

    /// Which gradients are larger than `times` their noise.
    fn above_noise(&self, precision: Precision, times: f64) -> Vec<bool> {
        let noise = match precision {
            Precision::F64 => agreement::ZERO,
            Precision::F32 => SINGLE_NOISE,
        };
        let pairs = self.computed[0].gradients.iter().zip(&self.gradient_terms);
        pairs.map(|(gradient, terms)| gradient.abs() > times * noise * terms).collect()
    }

    /// The largest difference of batch normalization's statistics of inference. ε, which is added to a variance, counts
    /// as variance.
    fn statistics(&self, spec: &Spec, layout: &Layout, allowance: &RoundingAllowance) -> f64 {
        let epsilon = spec.network.batch_norm.map_or(0.0, |norm| norm.epsilon);
        let [ours, theirs] = self.after().map(|after| after.statistics.as_slice());
        let size = |index| allowance.of(|rounding| &rounding.after.statistics, index);
        let error = |at: usize, own: f64| difference(ours[at], theirs[at], larger(own, size(at))).unwrap_or(0.0);
        let mut worst = 0.0f64;
        for (means, variances) in layout.moments() {
            for (mean, variance) in means.zip(variances) {
                let spread = ours[variance] + epsilon;
                worst = larger(worst, error(mean, ours[mean].abs() + spread.sqrt()));
                worst = larger(worst, error(variance, spread));
            }
        }
        worst
    }

    /// The largest difference of what the optimizer remembers. Each engine keeps the memory of L-BFGS in a form of its
    /// own.
    fn memory(&self, spec: &Spec, allowance: &RoundingAllowance) -> f64 {
        if let Optimizer::Lbfgs { .. } = spec.training.optimizer {
            return 0.0;
        }
        let [ours, theirs] = self.after();
        if ours.steps != theirs.steps || ours.state.len() != theirs.state.len() {
            return f64::INFINITY;
        }
        let slots = ours.state.iter().zip(&theirs.state).zip(spec.training.optimizer.memory()).enumerate();
        let above_noise = self.above_noise(spec.precision, SQUARES);
        let tiny = agreement::tiny(spec.precision);
        // What rounding may do is known to the last digits: it takes no wider bound.
        let exact = Bounds::of(spec).outputs / Bounds::of(spec).step;
        slots.fold(0.0, |worst, (number, ((ours, theirs), memory))| {
            let errors =
                |index| allowance.of(|rounding| rounding.after.state.get(number).map_or(&[], Vec::as_slice), index);
            let size = |index| exact * errors(index);
            let is_zero =
                |at: usize| [ours[at], theirs[at], self.gradient_terms[at]].iter().all(|value| value.abs() <= tiny);
            let error = |at: usize| match memory {
                _ if is_zero(at) => None,
                Memory::Squares if !above_noise[at] => None,
                Memory::Squares => difference(ours[at], theirs[at], larger(ours[at].abs(), size(at))),
                Memory::Gradients | Memory::Largest => {
                    difference(ours[at], theirs[at], larger(ours[at].abs() + self.gradient_terms[at], size(at)))
                }
            };
            (0..ours.len()).filter_map(error).fold(worst, larger)
        })
    }
}

/// The largest difference of parameters whose gradient is above its noise, less what is allowed to each.
fn largest(left: &[f64], right: &[f64], above_noise: &[bool], allowed: impl Fn(usize) -> f64) -> f64 {
    let heard = (0..left.len()).filter(|at| above_noise[*at]);
    heard.fold(0.0, |most, at| most.max((left[at] - right[at]).abs() - allowed(at)))
}

/// Half a unit in the last place of 1.
fn unit(precision: Precision) -> f64 {
    match precision {
        Precision::F64 => f64::EPSILON / 2.0,
        Precision::F32 => f64::from(f32::EPSILON) / 2.0,
    }
}

//! One update of all parameters: the gradient of frozen ones set to 0, the gradient clipped, the rule applied, the
//! norms of weights bounded.

use burn::tensor::Tensor;
use engine::Layout;
use experiment::Spec;
use experiment::spec::Clip;

use crate::bounds;
use crate::device::TensorOptions;
use crate::rule::UpdateMethod;

/// The rule with its memory, the bound on the gradient, and the bound on the weights.
pub(crate) struct Updater {
    method: UpdateMethod,
    clip: Option<Clip>,
    max_norm: Option<f64>,
}

impl Updater {
    /// The updater of a spec.
    pub(crate) fn of(spec: &Spec) -> Updater {
        let training = &spec.training;
        Updater { method: UpdateMethod::of(training.optimizer), clip: training.clip, max_norm: training.max_norm }
    }

    /// The parameters after one update. `evaluate` gives the objective and its gradient, here or elsewhere.
    pub(crate) fn apply(
        &mut self,
        rate: f64,
        layout: &Layout,
        parameters: Tensor<1>,
        mut evaluate: impl FnMut(Tensor<1>) -> (f64, Tensor<1>),
    ) -> Tensor<1> {
        let frozen = bounds::frozen_elements(layout, &parameters);
        let mut evaluate_trained = |parameters: Tensor<1>| match (evaluate(parameters), &frozen) {
            ((objective, gradient), Some(frozen)) => (objective, gradient.mask_fill(frozen.clone(), 0.0)),
            (both, None) => both,
        };
        let clipped = |gradient| match self.clip {
            Some(clip) => bounds::clip(clip, layout, gradient),
            None => gradient,
        };
        let before = parameters.clone();
        let mut after = match &mut self.method {
            UpdateMethod::Rule(rule) => rule.apply(rate, parameters.clone(), clipped(evaluate_trained(parameters).1)),
            UpdateMethod::Normalized(rule) => {
                rule.apply(rate, parameters.clone(), bounds::normalize(clipped(evaluate_trained(parameters).1)))
            }
            UpdateMethod::Lbfgs(lbfgs) => lbfgs.apply(rate, parameters, evaluate_trained),
        };
        if let Some(frozen) = frozen {
            after = after.mask_where(frozen, before);
        }
        match self.max_norm {
            Some(bound) => bounds::max_norm(bound, layout, after),
            None => after,
        }
    }

    /// The memory of the rule, as `engine::Snapshot` orders it.
    pub(crate) fn state(&self) -> Vec<Vec<f64>> {
        match &self.method {
            UpdateMethod::Rule(rule) | UpdateMethod::Normalized(rule) => rule.state(),
            UpdateMethod::Lbfgs(lbfgs) => lbfgs.state(),
        }
    }

    /// Goes back to a state after that many updates.
    pub(crate) fn restore(&mut self, state: &[Vec<f64>], steps: u64, options: &TensorOptions) {
        match &mut self.method {
            UpdateMethod::Rule(rule) | UpdateMethod::Normalized(rule) => rule.restore(state, steps, options),
            UpdateMethod::Lbfgs(lbfgs) => lbfgs.restore(state),
        }
    }
}

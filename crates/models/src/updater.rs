//! One update of all parameters: frozen ones held, the gradient clipped, the rule applied, weights bounded.

use burn::tensor::Tensor;
use engine::Layout;
use experiment::Spec;
use experiment::spec::{Clip, Optimizer};

use crate::bounds;
use crate::device::Place;
use crate::exact::{Momentum, MomentumKind};
use crate::lbfgs::Lbfgs;
use crate::rule::{self, Rule};

/// Everything that one update is made of.
pub(crate) struct Updater {
    method: Method,
    clip: Option<Clip>,
    max_norm: Option<f64>,
}

enum Method {
    /// From the gradient at hand.
    Rule(Box<dyn Rule>),
    /// The same with the gradient's length taken out.
    Normalized(Box<dyn Rule>),
    /// With evaluations of its own.
    Lbfgs(Box<Lbfgs>),
}

impl Updater {
    /// The updater of a spec.
    pub(crate) fn of(spec: &Spec) -> Updater {
        let training = &spec.training;
        Updater { method: method(training.optimizer), clip: training.clip, max_norm: training.max_norm }
    }

    /// The parameters after one update. `evaluate` gives the objective and its gradient, here or elsewhere.
    pub(crate) fn apply(
        &mut self,
        rate: f64,
        layout: &Layout,
        parameters: Tensor<1>,
        mut evaluate: impl FnMut(Tensor<1>) -> (f64, Tensor<1>),
    ) -> Tensor<1> {
        let frozen = bounds::frozen(layout, &parameters);
        let mut held = |parameters: Tensor<1>| match (evaluate(parameters), &frozen) {
            ((objective, gradient), Some(frozen)) => (objective, gradient.mask_fill(frozen.clone(), 0.0)),
            (both, None) => both,
        };
        let clipped = |gradient| match self.clip {
            Some(clip) => bounds::clip(clip, layout, gradient),
            None => gradient,
        };
        let before = parameters.clone();
        let mut after = match &mut self.method {
            Method::Rule(rule) => rule.apply(rate, parameters.clone(), clipped(held(parameters).1)),
            Method::Normalized(rule) => {
                rule.apply(rate, parameters.clone(), bounds::normalize(clipped(held(parameters).1)))
            }
            Method::Lbfgs(lbfgs) => lbfgs.apply(rate, parameters, held),
        };
        if let Some(frozen) = frozen {
            after = after.mask_where(frozen, before);
        }
        match self.max_norm {
            Some(bound) => bounds::max_norm(bound, layout, after),
            None => after,
        }
    }

    /// What the rule remembers.
    pub(crate) fn state(&self) -> Vec<Vec<f64>> {
        match &self.method {
            Method::Rule(rule) | Method::Normalized(rule) => rule.state(),
            Method::Lbfgs(lbfgs) => lbfgs.state(),
        }
    }

    /// Goes back to a state after that many updates.
    pub(crate) fn restore(&mut self, state: &[Vec<f64>], steps: u64, place: &Place) {
        match &mut self.method {
            Method::Rule(rule) | Method::Normalized(rule) => rule.restore(state, steps, place),
            Method::Lbfgs(lbfgs) => lbfgs.restore(state),
        }
    }
}

fn method(optimizer: Optimizer) -> Method {
    let momentum = |momentum, look| Method::Rule(Box::new(Momentum { momentum, look, velocity: None }));
    match optimizer {
        Optimizer::GradientDescent { .. } => Method::Rule(Box::new(rule::descent())),
        Optimizer::Momentum { momentum: mu, .. } => momentum(mu, MomentumKind::Here),
        Optimizer::Nesterov { momentum: mu, .. } => momentum(mu, MomentumKind::Ahead),
        Optimizer::Adagrad { epsilon, .. } => Method::Rule(Box::new(rule::adagrad(epsilon))),
        Optimizer::Rmsprop { decay, epsilon, .. } => Method::Rule(Box::new(rule::rmsprop(decay, epsilon))),
        Optimizer::Adam { beta1, beta2, epsilon, .. } => Method::Rule(Box::new(rule::adam(beta1, beta2, epsilon))),
        Optimizer::Adamw { beta1, beta2, epsilon, weight_decay, .. } => {
            Method::Rule(Box::new(rule::adamw(beta1, beta2, epsilon, weight_decay)))
        }
        Optimizer::Lbfgs { history, iterations, .. } => Method::Lbfgs(Box::new(Lbfgs::new(history, iterations))),
        Optimizer::NormalisedGradient { .. } => Method::Normalized(Box::new(rule::descent())),
    }
}

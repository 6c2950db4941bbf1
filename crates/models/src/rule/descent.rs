//! Rules that take the gradient as it is: burn's plain descent, and two with a velocity.

use burn::optim::{Optimizer, Sgd, SgdConfig};
use burn::tensor::Tensor;

use super::{Formula, Rule};
use crate::device::TensorOptions;

/// θ ← θ − ηg, by burn.
pub(super) struct Descent(Sgd);

impl Descent {
    pub(super) fn new() -> Descent {
        Descent(SgdConfig::new().with_momentum(None).with_weight_decay(None).build())
    }
}

impl Rule for Descent {
    fn apply(&mut self, rate: f64, parameters: Tensor<1>, gradient: Tensor<1>) -> Tensor<1> {
        self.0.step(rate, parameters, gradient, None).0
    }

    fn state(&self) -> Vec<Vec<f64>> {
        Vec::new()
    }

    fn restore(&mut self, _state: &[Vec<f64>], _steps: u64, _options: &TensorOptions) {}
}

/// v ← μv + g, then θ ← θ − ηv or, after Nesterov, θ ← θ − η(g + μv): burn's momentum without dampening.
pub(super) struct Momentum {
    /// μ.
    pub(super) momentum: f64,
    pub(super) kind: MomentumKind,
}

/// The two rules with a velocity.
pub(super) enum MomentumKind {
    /// The update is v.
    Classical,
    /// The update is g + μv (Nesterov).
    Nesterov,
}

impl Formula<1> for Momentum {
    fn apply(&self, [velocity]: [Tensor<1>; 1], gradient: Tensor<1>, _step: u64) -> ([Tensor<1>; 1], Tensor<1>) {
        let velocity = velocity.mul_scalar(self.momentum) + gradient.clone();
        let direction = match self.kind {
            MomentumKind::Classical => velocity.clone(),
            MomentumKind::Nesterov => gradient + velocity.clone().mul_scalar(self.momentum),
        };
        ([velocity], direction)
    }
}

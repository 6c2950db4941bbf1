//! The formulas of the update rules. A new one is its arm in [`UpdateMethod::of`], and a type that implements
//! [`Formula`]. Constants are in f64, whatever the tensors are.
//!
//! | here | instead of burn's | because of burn's |
//! |---|---|---|
//! | [`Momentum`] | `optim::momentum` | μ held in f32: 0.9 becomes 0.89999998, 2.6e-8 of the velocity |
//! | [`AdaGrad`] | `optim::AdaGrad` | ε held in f32 |
//! | [`RmsProp`] | `optim::RmsProp` | ρ held in f32: 1 − 0.999 is off by 1.3e-5 of itself |
//! | [`Adam`] | `optim::{Adam, AdamW}` | β held in f32, the same; from 1 − 3e-8 on it is 1; both corrections in f32 |
//! | [`AmsGrad`] | `optim::Adam`, `amsgrad` | as of [`Adam`] |
//! | [`AdaMax`] | none | |
//!
//! All work element by element. Those that take the gradient as it is come first, then those that divide it by the root
//! of its squares, then those that divide a mean of it by a measure of its size.

use burn::optim::{Optimizer as _, Sgd, SgdConfig};
use burn::tensor::Tensor;
use experiment::spec::Optimizer;

use super::power::one_less_power;
use super::{Formula, Rule, UpdateMethod, remembering};
use crate::device::TensorOptions;
use crate::lbfgs::Lbfgs;

impl UpdateMethod {
    /// The rule of an optimizer, before its first step.
    pub(crate) fn of(optimizer: Optimizer) -> UpdateMethod {
        let momentum = |momentum, kind| remembering(Momentum { momentum, kind });
        match optimizer {
            Optimizer::GradientDescent { .. } => UpdateMethod::Rule(Box::new(Descent::new())),
            Optimizer::Momentum { momentum: mu, .. } => momentum(mu, MomentumKind::Classical),
            Optimizer::Nesterov { momentum: mu, .. } => momentum(mu, MomentumKind::Nesterov),
            Optimizer::Adagrad { epsilon, .. } => remembering(AdaGrad { epsilon }),
            Optimizer::Rmsprop { decay, epsilon, .. } => remembering(RmsProp { decay, epsilon }),
            Optimizer::Adam { beta1, beta2, epsilon, .. } => {
                remembering(Adam { betas: [beta1, beta2], epsilon, weight_decay: 0.0 })
            }
            Optimizer::Adamw { beta1, beta2, epsilon, weight_decay, .. } => {
                remembering(Adam { betas: [beta1, beta2], epsilon, weight_decay })
            }
            Optimizer::Amsgrad { beta1, beta2, epsilon, .. } => {
                remembering(AmsGrad(Adam { betas: [beta1, beta2], epsilon, weight_decay: 0.0 }))
            }
            Optimizer::Adamax { beta1, beta2, epsilon, .. } => remembering(AdaMax { betas: [beta1, beta2], epsilon }),
            Optimizer::Lbfgs { history, iterations, .. } => {
                UpdateMethod::Lbfgs(Box::new(Lbfgs::new(history, iterations)))
            }
            Optimizer::NormalisedGradient { .. } => UpdateMethod::Normalized(Box::new(Descent::new())),
        }
    }
}

/// θ ← θ − ηg, by burn.
struct Descent(Sgd);

impl Descent {
    fn new() -> Descent {
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
struct Momentum {
    /// μ.
    momentum: f64,
    kind: MomentumKind,
}

/// The two rules with a velocity.
enum MomentumKind {
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

/// s ← s + g², θ ← θ − ηg/(√s + ε).
struct AdaGrad {
    epsilon: f64,
}

impl Formula<1> for AdaGrad {
    fn apply(&self, [sum]: [Tensor<1>; 1], gradient: Tensor<1>, _step: u64) -> ([Tensor<1>; 1], Tensor<1>) {
        let sum = sum + gradient.clone().square();
        let direction = gradient / sum.clone().sqrt().add_scalar(self.epsilon);
        ([sum], direction)
    }
}

/// s ← ρs + (1 − ρ)g², θ ← θ − ηg/(√s + ε).
struct RmsProp {
    /// ρ.
    decay: f64,
    epsilon: f64,
}

impl Formula<1> for RmsProp {
    fn apply(&self, [mean]: [Tensor<1>; 1], gradient: Tensor<1>, _step: u64) -> ([Tensor<1>; 1], Tensor<1>) {
        let square = gradient.clone().square();
        let mean = mean.mul_scalar(self.decay) + square.mul_scalar(1.0 - self.decay);
        let direction = gradient / mean.clone().sqrt().add_scalar(self.epsilon);
        ([mean], direction)
    }
}

/// m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², θ ← θ − η·m̂/(√v̂ + ε) with m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ).
struct Adam {
    /// β₁ and β₂.
    betas: [f64; 2],
    epsilon: f64,
    /// λ of AdamW; 0 of Adam.
    weight_decay: f64,
}

impl Adam {
    /// m and v after a gradient.
    fn means(&self, [mean, square]: [Tensor<1>; 2], gradient: Tensor<1>) -> [Tensor<1>; 2] {
        let [beta1, beta2] = self.betas;
        let mean = mean.mul_scalar(beta1) + gradient.clone().mul_scalar(1.0 - beta1);
        let square = square.mul_scalar(beta2) + gradient.square().mul_scalar(1.0 - beta2);
        [mean, square]
    }

    /// m̂/(√v̂ + ε).
    fn direction(&self, mean: Tensor<1>, square: Tensor<1>, step: u64) -> Tensor<1> {
        let [first, second] = self.betas.map(|beta| 1.0 / one_less_power(beta, step));
        mean.mul_scalar(first) / square.sqrt().mul_scalar(second.sqrt()).add_scalar(self.epsilon)
    }
}

impl Formula<2> for Adam {
    fn apply(&self, memory: [Tensor<1>; 2], gradient: Tensor<1>, step: u64) -> ([Tensor<1>; 2], Tensor<1>) {
        let [mean, square] = self.means(memory, gradient);
        let direction = self.direction(mean.clone(), square.clone(), step);
        ([mean, square], direction)
    }

    fn weight_decay(&self) -> f64 {
        self.weight_decay
    }
}

/// m and v as of [`Adam`], u ← max(u, v), θ ← θ − η·m̂/(√û + ε) with û = u/(1 − β₂ᵗ).
struct AmsGrad(Adam);

impl Formula<3> for AmsGrad {
    fn apply(&self, memory: [Tensor<1>; 3], gradient: Tensor<1>, step: u64) -> ([Tensor<1>; 3], Tensor<1>) {
        let [mean, square, largest] = memory;
        let [mean, square] = self.0.means([mean, square], gradient);
        let largest = largest.max_pair(square.clone());
        let direction = self.0.direction(mean.clone(), largest.clone(), step);
        ([mean, square, largest], direction)
    }
}

/// m ← β₁m + (1 − β₁)g, u ← max(β₂u, |g|), θ ← θ − η·m̂/(u + ε) with m̂ = m/(1 − β₁ᵗ).
struct AdaMax {
    /// β₁ and β₂.
    betas: [f64; 2],
    epsilon: f64,
}

impl Formula<2> for AdaMax {
    fn apply(&self, [mean, largest]: [Tensor<1>; 2], gradient: Tensor<1>, step: u64) -> ([Tensor<1>; 2], Tensor<1>) {
        let [beta1, beta2] = self.betas;
        let mean = mean.mul_scalar(beta1) + gradient.clone().mul_scalar(1.0 - beta1);
        let largest = largest.mul_scalar(beta2).max_pair(gradient.abs());
        let corrected = mean.clone().mul_scalar(1.0 / one_less_power(beta1, step));
        let direction = corrected / largest.clone().add_scalar(self.epsilon);
        ([mean, largest], direction)
    }
}

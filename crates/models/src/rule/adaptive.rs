//! Rules that divide the gradient by the root of its squares: their sum, or a moving mean of them.

use burn::tensor::Tensor;

use super::Formula;

/// s ← s + g², θ ← θ − ηg/(√s + ε).
pub(super) struct AdaGrad {
    pub(super) epsilon: f64,
}

impl Formula<1> for AdaGrad {
    fn apply(&self, [sum]: [Tensor<1>; 1], gradient: Tensor<1>, _step: u64) -> ([Tensor<1>; 1], Tensor<1>) {
        let sum = sum + gradient.clone().square();
        let direction = gradient / sum.clone().sqrt().add_scalar(self.epsilon);
        ([sum], direction)
    }
}

/// s ← ρs + (1 − ρ)g², θ ← θ − ηg/(√s + ε).
pub(super) struct RmsProp {
    /// ρ.
    pub(super) decay: f64,
    pub(super) epsilon: f64,
}

impl Formula<1> for RmsProp {
    fn apply(&self, [mean]: [Tensor<1>; 1], gradient: Tensor<1>, _step: u64) -> ([Tensor<1>; 1], Tensor<1>) {
        let square = gradient.clone().square();
        let mean = mean.mul_scalar(self.decay) + square.mul_scalar(1.0 - self.decay);
        let direction = gradient / mean.clone().sqrt().add_scalar(self.epsilon);
        ([mean], direction)
    }
}

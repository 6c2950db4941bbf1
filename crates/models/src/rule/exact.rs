//! The memory of the rules of [`crate::exact`] in a snapshot.

use burn::tensor::Tensor;

use super::Rule;
use crate::device::{TensorOptions, values};
use crate::exact::{AdaMax, Momentum};

impl Rule for Momentum {
    fn apply(&mut self, rate: f64, parameters: Tensor<1>, gradient: Tensor<1>) -> Tensor<1> {
        self.step(rate, parameters, gradient)
    }

    fn state(&self) -> Vec<Vec<f64>> {
        self.velocity.clone().map(values).into_iter().collect()
    }

    fn restore(&mut self, state: &[Vec<f64>], _steps: u64, options: &TensorOptions) {
        self.velocity = state.first().map(|velocity| options.vector(velocity));
    }
}

impl Rule for AdaMax {
    fn apply(&mut self, rate: f64, parameters: Tensor<1>, gradient: Tensor<1>) -> Tensor<1> {
        self.step(rate, parameters, gradient)
    }

    fn state(&self) -> Vec<Vec<f64>> {
        self.memory.iter().flat_map(|(mean, largest)| [values(mean.clone()), values(largest.clone())]).collect()
    }

    fn restore(&mut self, state: &[Vec<f64>], steps: u64, options: &TensorOptions) {
        self.steps = steps;
        self.memory = match state {
            [mean, largest] => Some((options.vector(mean), options.vector(largest))),
            _ => None,
        };
    }
}

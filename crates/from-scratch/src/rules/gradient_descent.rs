//! Gradient descent: a step against the gradient.
//!
//! θ ← θ − η·g
//!
//! It has no constants and remembers nothing.
//!
//! A. Cauchy, "Méthode générale pour la résolution des systèmes d'équations simultanées", 1847. With the gradient of a
//! part of the data it is stochastic: H. Robbins, S. Monro, "A stochastic approximation method", 1951.
//!
//! The same in PyTorch, burn and Keras, where it is called SGD.

use super::Rule;
use crate::buffer::Buffer;
use crate::scalar::Scalar;

/// The rule without constants.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GradientDescent;

impl<T: Scalar> Rule<T> for GradientDescent {
    fn init(&self, _parameters: usize) -> Vec<Buffer<T>> {
        Vec::new()
    }

    fn apply(&self, _memory: &mut [&mut [T]], _g: &mut [T], _step: u64) {}

    fn by_hand(&self, _norm: f64) -> Vec<(&'static str, String)> {
        vec![("θ", "θ − η·g".into())]
    }
}

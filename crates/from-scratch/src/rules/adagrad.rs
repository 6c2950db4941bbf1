//! AdaGrad: the step of each parameter is divided by the root of the sum of its squared gradients.
//!
//! s ← s + g²      θ ← θ − η·g/(√s + ε)
//!
//! | symbol | meaning | range | default |
//! |---|---|---|---|
//! | s | sum of squared gradients, as long as θ, 0 at the start | | |
//! | ε | keeps 0/0 away | > 0 | 1e-8 |
//!
//! J. Duchi, E. Hazan, Y. Singer, "Adaptive subgradient methods for online learning and stochastic
//! optimization", 2011.
//!
//! PyTorch's with ε = 1e-10 there. Keras starts s at 0.1 and has ε under the root: √(s + ε).

use super::{Rule, slots, zeros};
use crate::buffer::Buffer;
use crate::path;
use crate::scalar::Scalar;

/// ε
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Adagrad<T> {
    /// ε, added after the root.
    pub epsilon: T,
}

impl<T: Scalar> Rule<T> for Adagrad<T> {
    fn init(&self, parameters: usize) -> Vec<Buffer<T>> {
        vec![zeros(parameters)] // s
    }

    fn apply(&self, memory: &mut [&mut [T]], g: &mut [T], _step: u64) {
        let [s] = slots(memory);
        path::run(|| {
            for (s, g) in s.iter_mut().zip(g) {
                *s += *g * *g;
                *g /= s.sqrt() + self.epsilon;
            }
        });
    }

    fn by_hand(&self, _norm: f64) -> Vec<(&'static str, String)> {
        vec![("s", "s + g²".into()), ("θ", "θ − η·(g/(√s + ε))".into())]
    }
}

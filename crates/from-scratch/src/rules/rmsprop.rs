//! RMSProp: AdaGrad with a moving mean of the squares in the place of their sum.
//!
//! s ← ρ·s + (1 − ρ)·g²      θ ← θ − η·g/(√s + ε)
//!
//! | symbol | meaning | range | default |
//! |---|---|---|---|
//! | s | running mean of squared gradients, as long as θ, 0 at the start | | |
//! | ρ | how much of the mean is kept | [0, 1) | 0.99 |
//! | ε | keeps 0/0 away | > 0 | 1e-8 |
//!
//! T. Tieleman, G. Hinton, "Lecture 6.5: RMSProp", 2012, where ρ is 0.9.
//!
//! PyTorch's. burn has ε = 1e-5 and a momentum of 0.9 behind it unless told otherwise; Keras has ρ = 0.9 and ε
//! under the root. None corrects for the start at 0, so the first step is 1/√(1 − ρ) times as long as η.

use super::{Rule, slots, zeros};
use crate::buffer::Buffer;
use crate::path;
use crate::scalar::Scalar;

/// ρ and ε.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rmsprop<T> {
    decay: T,
    rest: T,
    epsilon: T,
}

impl<T: Scalar> Rmsprop<T> {
    /// decay: ρ in [0, 1), epsilon: ε > 0. 1 − ρ is taken before the constants are rounded to T.
    pub fn new(decay: f64, epsilon: f64) -> Rmsprop<T> {
        Rmsprop { decay: T::from_f64(decay), rest: T::from_f64(1.0 - decay), epsilon: T::from_f64(epsilon) }
    }
}

impl<T: Scalar> Rule<T> for Rmsprop<T> {
    fn init(&self, parameters: usize) -> Vec<Buffer<T>> {
        vec![zeros(parameters)] // s
    }

    fn apply(&self, memory: &mut [&mut [T]], g: &mut [T], _step: u64) {
        let [s] = slots(memory);
        path::run(|| {
            for (s, g) in s.iter_mut().zip(g) {
                *s = self.decay * *s + self.rest * (*g * *g);
                *g /= s.sqrt() + self.epsilon;
            }
        });
    }

    fn by_hand(&self, _norm: f64) -> Vec<(&'static str, String)> {
        let (decay, rest) = (self.decay.to_f64(), self.rest.to_f64());
        vec![("s", format!("{decay}·s + {rest}·g²")), ("θ", "θ − η·(g/(√s + ε))".into())]
    }
}

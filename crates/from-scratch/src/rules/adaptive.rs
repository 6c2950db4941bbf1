//! Rules that divide the gradient of each parameter by the root of its squares: their sum, or a moving mean of them.

use experiment::spec::Optimizer;

use super::{Rule, each, slots, zeros};
use crate::buffer::Buffer;
use crate::scalar::Scalar;

/// The rule of an optimizer, if it is in this file.
pub(super) fn rule<T: Scalar>(optimizer: Optimizer) -> Option<Box<dyn Rule<T>>> {
    Some(match optimizer {
        Optimizer::Adagrad { epsilon, .. } => Box::new(Adagrad::new(epsilon)),
        Optimizer::Rmsprop { decay, epsilon, .. } => Box::new(Rmsprop::new(decay, epsilon)),
        _ => return None,
    })
}

/// AdaGrad: the step of each parameter is divided by the root of the sum of its squared gradients.
///
/// s ← s + g²      θ ← θ − η·g/(√s + ε)
///
/// | symbol | meaning | range | default |
/// |---|---|---|---|
/// | s | sum of squared gradients, as long as θ, 0 at the start | | |
/// | ε | keeps 0/0 away | > 0 | 1e-8 |
///
/// J. Duchi, E. Hazan, Y. Singer, "Adaptive subgradient methods for online learning and stochastic
/// optimization", 2011.
///
/// PyTorch's with ε = 1e-10 there. Keras starts s at 0.1 and has ε under the root: √(s + ε).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Adagrad<T> {
    epsilon: T,
}

impl<T: Scalar> Adagrad<T> {
    /// epsilon: ε > 0, added after the root.
    pub fn new(epsilon: f64) -> Adagrad<T> {
        Adagrad { epsilon: T::from_f64(epsilon) }
    }
}

impl<T: Scalar> Rule<T> for Adagrad<T> {
    fn init(&self, parameters: usize) -> Vec<Buffer<T>> {
        vec![zeros(parameters)] // s
    }

    fn apply(&self, memory: &mut [&mut [T]], g: &mut [T], theta: &mut [T], rate: T, _step: u64) {
        let [s] = slots(memory);
        each(s.iter_mut(), g, theta, rate, |s, g| {
            *s += g * g;
            g / (s.sqrt() + self.epsilon)
        });
    }

    fn by_hand(&self, _norm: f64) -> Vec<(&'static str, String)> {
        vec![("s", "s + g²".into()), ("θ", "θ − η·(g/(√s + ε))".into())]
    }
}

/// RMSProp: AdaGrad with a moving mean of the squares in the place of their sum.
///
/// s ← ρ·s + (1 − ρ)·g²      θ ← θ − η·g/(√s + ε)
///
/// | symbol | meaning | range | default |
/// |---|---|---|---|
/// | s | running mean of squared gradients, as long as θ, 0 at the start | | |
/// | ρ | how much of the mean is kept | [0, 1) | 0.99 |
/// | ε | keeps 0/0 away | > 0 | 1e-8 |
///
/// T. Tieleman, G. Hinton, "Lecture 6.5: RMSProp", 2012, where ρ is 0.9.
///
/// PyTorch's. burn has ε = 1e-5 and a momentum of 0.9 behind it unless told otherwise; Keras has ρ = 0.9 and ε
/// under the root. None corrects for the start at 0, so the first step is 1/√(1 − ρ) times as long as η.
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

    fn apply(&self, memory: &mut [&mut [T]], g: &mut [T], theta: &mut [T], rate: T, _step: u64) {
        let [s] = slots(memory);
        each(s.iter_mut(), g, theta, rate, |s, g| {
            *s = self.decay * *s + self.rest * (g * g);
            g / (s.sqrt() + self.epsilon)
        });
    }

    fn by_hand(&self, _norm: f64) -> Vec<(&'static str, String)> {
        let (decay, rest) = (self.decay.to_f64(), self.rest.to_f64());
        vec![("s", format!("{decay}·s + {rest}·g²")), ("θ", "θ − η·(g/(√s + ε))".into())]
    }
}

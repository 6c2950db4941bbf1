//! AdaGrad: a step for every parameter that shrinks by what its gradients have been.
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

use crate::Scalar;

/// ε.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Adagrad<T> {
    /// ε, added after the root.
    pub epsilon: T,
}

impl<T: Scalar> Adagrad<T> {
    /// s, g: as long as the parameters. Moves s on and leaves the direction in `gradients`.
    pub fn apply(&self, squares: &mut [T], gradients: &mut [T]) {
        for (s, g) in squares.iter_mut().zip(gradients) {
            *s += *g * *g;
            *g /= s.sqrt() + self.epsilon;
        }
    }
}

//! Bounds on the gradient, before any rule sees it.
//!
//! value          gᵢ ← max(−c, min(c, gᵢ))
//! norm           g ← g·min(1, c/‖g‖), ‖g‖ over all parameters that are trained
//! tensor norm    the same for each tensor by itself
//!
//! | symbol | meaning | range | default |
//! |---|---|---|---|
//! | c | the bound | > 0 | none: not clipped |
//!
//! R. Pascanu, T. Mikolov, Y. Bengio, "On the difficulty of training recurrent neural networks", 2013.
//!
//! PyTorch's `clip_grad_norm_` divides by ‖g‖ + 1e-6, so its clipped gradients are shorter than c by 1e-6/‖g‖ of
//! it; ours have the length c. burn's clip by norm is the one per tensor, as is Keras' `clipnorm`.

use std::ops::Range;

use engine::Layout;
use experiment::spec;

use crate::scalar::Scalar;
use crate::vector::norm;

/// One of the bounds.
#[derive(Debug, Clone, PartialEq)]
pub enum Clip<T> {
    /// On the absolute value of each element.
    Value(T),
    /// On the norm of all parameters together.
    Norm(T),
    /// On the norm of each tensor, with where the tensors lie.
    TensorNorm(T, Vec<Range<usize>>),
}

impl<T: Scalar> Clip<T> {
    /// The bound that a config names; `None` if it names none.
    pub fn of(clip: spec::Clip, layout: &Layout) -> Option<Clip<T>> {
        let ranges = || layout.tensors.iter().map(|tensor| tensor.range()).collect();
        let value = clip.value.map(|bound| Clip::Value(T::from_f64(bound)));
        let norm = clip.norm.map(|bound| Clip::Norm(T::from_f64(bound)));
        value.or(norm).or_else(|| clip.tensor_norm.map(|bound| Clip::TensorNorm(T::from_f64(bound), ranges())))
    }

    /// g: as long as the parameters. Clips it in place.
    pub fn apply(&self, gradients: &mut [T]) {
        match self {
            Clip::Value(bound) => gradients.iter_mut().for_each(|g| *g = g.min(*bound).max(-*bound)),
            Clip::Norm(bound) => shorten(gradients, *bound),
            Clip::TensorNorm(bound, tensors) => {
                tensors.iter().for_each(|tensor| shorten(&mut gradients[tensor.clone()], *bound))
            }
        }
    }
}

/// g ← g·min(1, c/‖g‖). A norm that is not a number leaves g as it is: the run shows that it diverged.
fn shorten<T: Scalar>(gradients: &mut [T], bound: T) {
    let norm = norm(gradients);
    if norm > bound {
        let factor = bound / norm;
        gradients.iter_mut().for_each(|g| *g *= factor);
    }
}

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

/// g ← g·min(1, c/‖g‖).
fn shorten<T: Scalar>(gradients: &mut [T], bound: T) {
    let factor = factor(norm(gradients), bound);
    gradients.iter_mut().for_each(|g| *g *= factor);
}

/// min(1, c/norm), as c/max(c, norm): so a number that knows its error knows on which sides of c it may lie. A norm
/// that is not a number gives 1: the run shows that it diverged.
pub fn factor<T: Scalar>(norm: T, bound: T) -> T {
    bound / bound.max(norm)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rounded::{ERROR_DEVIATIONS, Format, Rounded};

    /// (3, 4) has norm 5 and is shortened to 1; (0.3, 0.4) is not; what is no number stays as it is.
    #[test]
    fn only_what_is_too_long_is_shortened() {
        let clipped = |mut g: [f64; 2]| {
            Clip::Norm(1.0).apply(&mut g);
            g
        };
        let near = |found: [f64; 2], wanted: [f64; 2]| {
            found.iter().zip(wanted).for_each(|(found, wanted)| assert!((found - wanted).abs() < 1e-15, "{found}"));
        };
        near(clipped([3.0, 4.0]), [0.6, 0.8]);
        assert_eq!(clipped([0.3, 0.4]), [0.3, 0.4]);
        assert!(clipped([f64::NAN, 0.4])[0].is_nan() && clipped([f64::NAN, 0.4])[1] == 0.4);
    }

    /// A gradient of (0.9, 0.3) whose norm is 0.95, where 0.9 may be 1.2: the norm may be 1.24, and 0.3 becomes
    /// 0.3/1.24, less by 0.0575. Where 0.9 is known to all digits, nothing is clipped, and 0.3 has its last digits.
    #[test]
    fn a_norm_that_may_lie_beyond_the_bound_makes_all_numbers_uncertain() {
        let reach = |reach: f64| {
            let uncertain = Rounded::of(0.9, reach / (ERROR_DEVIATIONS * f64::UNIT));
            let mut g = [uncertain, Rounded::<f64>::of(0.3, 0.0)];
            Clip::Norm(Rounded::ONE).apply(&mut g);
            g[1].error_bound()
        };
        assert!((0.0575..0.1).contains(&reach(0.3)) && reach(1e-9) < 1e-14, "{} {}", reach(0.3), reach(1e-9));
    }
}

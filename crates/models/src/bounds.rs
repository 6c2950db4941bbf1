//! What bounds a step: the gradient clipped or normalized before it, long weights shortened after it.
//!
//! | `clip` | g becomes |
//! |---|---|
//! | `norm` | g·min(1, bound/‖g‖) over all tensors |
//! | `tensor_norm` | the same for each tensor |
//! | `value` | each element within ±bound |
//!
//! Plain tensor arithmetic: burn's own clipping by norm is per tensor and holds its bound in f32.

use burn::tensor::{Bool, Tensor};
use engine::{Layout, Role};
use experiment::spec::Clip;

use crate::device::number;

/// The gradient within the bounds.
pub(crate) fn clip(clip: Clip, layout: &Layout, gradient: Tensor<1>) -> Tensor<1> {
    match clip {
        Clip { norm: Some(bound), .. } => shortened(gradient, bound),
        Clip { tensor_norm: Some(bound), .. } => {
            let pieces = layout.tensors.iter().map(|tensor| shortened(gradient.clone().slice(tensor.range()), bound));
            Tensor::cat(pieces.collect(), 0)
        }
        Clip { value: Some(bound), .. } => gradient.clamp(-bound, bound),
        Clip { norm: None, tensor_norm: None, value: None } => gradient,
    }
}

fn shortened(gradient: Tensor<1>, bound: f64) -> Tensor<1> {
    let norm = norm(&gradient);
    if norm > bound { gradient.mul_scalar(bound / norm) } else { gradient }
}

fn norm(gradient: &Tensor<1>) -> f64 {
    number((gradient.clone() * gradient.clone()).sum()).sqrt()
}

/// g/‖g‖; a gradient of zero stays.
pub(crate) fn normalize(gradient: Tensor<1>) -> Tensor<1> {
    let norm = norm(&gradient);
    if norm > 0.0 { gradient.mul_scalar(1.0 / norm) } else { gradient }
}

/// Shortens the weights into each unit to the norm `bound`, of every weight that is not frozen.
pub(crate) fn max_norm(bound: f64, layout: &Layout, parameters: Tensor<1>) -> Tensor<1> {
    let piece = |tensor: &engine::TensorInfo| {
        let values = parameters.clone().slice(tensor.range());
        if tensor.role != Role::Weight || tensor.frozen {
            return values;
        }
        let w = values.reshape([tensor.rows, tensor.columns]);
        let norms = (w.clone() * w.clone()).sum_dim(0).sqrt();
        let fits = norms.clone().lower_equal_scalar(bound);
        let factors = norms.recip().mul_scalar(bound).mask_fill(fits, 1.0);
        (w * factors).reshape([tensor.len()])
    };
    Tensor::cat(layout.tensors.iter().map(piece).collect(), 0)
}

/// Where parameters are frozen; `None` if none is.
pub(crate) fn frozen_elements(layout: &Layout, like: &Tensor<1>) -> Option<Tensor<1, Bool>> {
    if !layout.tensors.iter().any(|tensor| tensor.frozen) {
        return None;
    }
    let pieces = layout.tensors.iter().map(|tensor| {
        let zeros = like.clone().slice(tensor.range()).zeros_like();
        if tensor.frozen { zeros.equal_scalar(0.0) } else { zeros.not_equal_scalar(0.0) }
    });
    Some(Tensor::cat(pieces.collect(), 0))
}

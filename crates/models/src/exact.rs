//! What burn 0.22.1 does not compute exactly in f64, or not as the conventions say, written from operations
//! that it does compute exactly.
//!
//! | here | instead of burn's | because of burn's |
//! |---|---|---|
//! | [`sigmoid`], [`silu`] | `activation::{sigmoid, silu}` | on ndarray computed in f32: 5e-8; digits as for tanh |
//! | [`tanh`] | `Tensor::tanh` | gradient 1 − a² cancels: its error is 1e-8 of it at z = 10, all of it at 20 |
//! | [`gelu`] | `activation::gelu` | on ndarray the gradient of the tanh form: 8e-4; NaN as for mish |
//! | [`mish`] | `activation::mish` | δ·z overflows: gradient NaN where it is 0 |
//! | [`softplus`] | `activation::softplus` | the identity above 20: 2e-9 |
//! | [`elu`], [`selu`] | `activation::{elu, selu}` | eᶻ overflows unused: gradient NaN above 709; eᶻ − 1 cancels |
//! | [`softsign`] | `activation::softsign` | gradient cancels: 1e-13 of itself at z = 1000 |
//! | [`log_cosh`] | none | |
//! | [`huber`] | `nn::loss::HuberLoss` | delta held in f32: 3e-8; no weights |
//! | [`binary_cross_entropy`] | `nn::loss::BinaryCrossEntropyLoss` | integer targets; smoothing wrong for one output |
//! | [`cross_entropy`] | `nn::loss::CrossEntropyLoss` | the same targets; smoothing in f32: 1.5e-8; y − 1 cancels |
//! | `mul_scalar(1.0 / n)` | `Tensor::div_scalar` | gradient of the division in f32: 4.5e-8 |
//! | [`crate::AdaMax`] | none | |
//! | [`crate::Momentum`] | `optim::momentum` | μ held in f32: 0.9 becomes 0.89999998, 2.6e-8 of the velocity |
//!
//! Errors are those of f64, relative to the largest element unless noted otherwise.
//! Everything else of a network is burn's own. `framework` measures burn's own versions.

use std::f64::consts::{FRAC_1_SQRT_2, LN_2};

use burn::tensor::activation::softplus_with_threshold;
use burn::tensor::{Int, Tensor};

/// 1/(1 + e⁻ᶻ), below zero written as eᶻ/(1 + eᶻ): no power overflows, nor its square in the backward pass, so that a
/// gradient keeps its digits as far as there are numbers.
pub fn sigmoid(z: Tensor<2>) -> Tensor<2> {
    let above = z.clone().inner().greater_equal_scalar(0.0);
    let upper = z.clone().clamp_min(0.0).neg().exp().add_scalar(1.0).recip();
    let power = z.clamp_max(0.0).exp();
    let lower = power.clone() * power.add_scalar(1.0).recip();
    lower.mask_where(above, upper)
}

/// eᶻ − 1 for z ≤ 0, which keeps its digits: within −1 as 2t/(1 − t), t = tanh(z/2).
fn exp_m1_below_zero(z: Tensor<2>) -> Tensor<2> {
    let beyond = z.clone().inner().lower_scalar(-1.0);
    let t = z.clone().clamp(-1.0, 0.0).mul_scalar(0.5).tanh();
    let within = t.clone().mul_scalar(2.0) * t.neg().add_scalar(1.0).recip();
    let outside = z.clamp_max(-1.0).exp().sub_scalar(1.0);
    within.mask_where(beyond, outside)
}

/// (eᶻ − e⁻ᶻ)/(eᶻ + e⁻ᶻ), by burn's own within ±1, beyond as 2σ(2z) − 1, whose gradient keeps its digits.
pub fn tanh(z: Tensor<2>) -> Tensor<2> {
    let beyond = z.clone().inner().abs().greater_scalar(1.0);
    let within = z.clone().clamp(-1.0, 1.0).tanh();
    let outside = sigmoid(z.mul_scalar(2.0)).mul_scalar(2.0).sub_scalar(1.0);
    within.mask_where(beyond, outside)
}

/// Beyond this size of z a gate is 0 or 1 in every format, and z·gate(z) is 0 or z.
const OPEN: f64 = 800.0;

/// z·gate(z). Far out the gate is left out: on the way back burn multiplies what comes with z before it multiplies
/// with the slope of the gate, and the one overflows where the other is 0.
fn gated(z: Tensor<2>, gate: impl Fn(Tensor<2>) -> Tensor<2>) -> Tensor<2> {
    let (open, closed) = (z.clone().inner().greater_scalar(OPEN), z.clone().inner().lower_scalar(-OPEN));
    // What is no number is neither, and stays none.
    let near = z.clone().mask_fill(open.clone().bool_or(closed.clone()), 0.0);
    (near.clone() * gate(near)).mask_where(open, z).mask_fill(closed, 0.0)
}

/// z·sigmoid(z).
pub fn silu(z: Tensor<2>) -> Tensor<2> {
    gated(z, sigmoid)
}

/// z·tanh(ln(1 + eᶻ)).
pub fn mish(z: Tensor<2>) -> Tensor<2> {
    gated(z, |z| softplus(z).tanh())
}

/// z/(1 + |z|) within ±1, beyond as ±(1 − 1/(1 + |z|)), whose gradient 1/(1 + |z|)² keeps its digits.
pub fn softsign(z: Tensor<2>) -> Tensor<2> {
    let beyond = z.clone().inner().abs().greater_scalar(1.0);
    let share = z.clone().abs().add_scalar(1.0).recip();
    let outside = z.clone().sign() * share.clone().neg().add_scalar(1.0);
    (z * share).mask_where(beyond, outside)
}

/// z·½(1 + erf(z/√2)).
pub fn gelu(z: Tensor<2>) -> Tensor<2> {
    gated(z, |z| z.mul_scalar(FRAC_1_SQRT_2).erf().add_scalar(1.0).mul_scalar(0.5))
}

/// ln(1 + eᶻ), the identity only above 40: e⁻⁴⁰ is below the last digit of 40.
pub fn softplus(z: Tensor<2>) -> Tensor<2> {
    softplus_with_threshold(z, 1.0, 40.0)
}

/// z for z ≥ 0, else alpha·(eᶻ − 1). Its derivative at 0 is 1 for every alpha, where burn's is alpha.
pub fn elu(z: Tensor<2>, alpha: f64) -> Tensor<2> {
    let upper = z.clone().greater_equal_scalar(0.0);
    let below = exp_m1_below_zero(z.clone().clamp_max(0.0)).mul_scalar(alpha);
    below.mask_where(upper, z)
}

/// 1.0507·elu(z) with alpha = 1.6733 (Klambauer, Unterthiner, Mayr and Hochreiter 2017).
pub fn selu(z: Tensor<2>) -> Tensor<2> {
    const SCALE: f64 = 1.050_700_987_355_480_5;
    const ALPHA: f64 = 1.673_263_242_354_377_2;
    elu(z, ALPHA).mul_scalar(SCALE)
}

/// ½e² for |e| ≤ delta, else delta·(|e| − ½delta), as c·(e − ½c) with c = e cut to ±delta.
pub fn huber(e: Tensor<2>, delta: f64) -> Tensor<2> {
    let cut = e.clone().clamp(-delta, delta);
    cut.clone() * (e - cut.mul_scalar(0.5))
}

/// ln cosh e, within ±1 as −½·ln(1 − tanh² e), beyond as |e| + ln(1 + e^(−2|e|)) − ln 2: the gradient is tanh e to all
/// digits on both sides.
pub fn log_cosh(e: Tensor<2>) -> Tensor<2> {
    let beyond = e.clone().inner().abs().greater_scalar(1.0);
    let t = e.clone().clamp(-1.0, 1.0).tanh();
    let within = (t.clone() * t).neg().log1p().mul_scalar(-0.5);
    let size = e.abs();
    let outside = size.clone() + size.mul_scalar(-2.0).exp().log1p().sub_scalar(LN_2);
    within.mask_where(beyond, outside)
}

/// −(t·ln σ(z) + (1 − t)·ln(1 − σ(z))) of each element, for every real z.
///
/// Both logarithms are softplus, so neither overflows and no digits cancel.
pub fn binary_cross_entropy(z: Tensor<2>, t: Tensor<2>) -> Tensor<2> {
    let other = t.clone().neg().add_scalar(1.0);
    t * softplus(z.clone().neg()) + other * softplus(z)
}

/// −t·ln softmax(z) of each element, for targets t that are classes or shares of them.
///
/// With d the distance of z from the largest, which is 0 there and lets nothing flow back:
/// d + ln(1 + Σ e⁻ᵈ over the others). So y − 1 of a class that is all but certain keeps its digits.
pub fn cross_entropy(z: Tensor<2>, t: Tensor<2>) -> Tensor<2> {
    let [rows, classes] = z.dims();
    let first = z.clone().inner().argmax(1).expand([rows, classes]);
    let columns = Tensor::<1, Int>::arange(0..classes as i64, &first.device()).cast(first.dtype());
    let largest = first.equal(columns.unsqueeze::<2>().expand([rows, classes]));
    let distance = (z.clone().max_dim(1) - z).mask_fill(largest.clone(), 0.0);
    let others = distance.clone().neg().exp().mask_fill(largest, 0.0).sum_dim(1);
    t * (distance + others.log1p())
}

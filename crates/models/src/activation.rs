//! The activation functions of `experiment`: burn's own where it is exact, else a function of operations that are.
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
//!
//! Errors are those of f64, relative to the largest element unless noted otherwise.

use std::f64::consts::FRAC_1_SQRT_2;

use burn::tensor::Tensor;
use burn::tensor::activation::{leaky_relu, prelu, relu, softmax, softplus_with_threshold};
use experiment::spec::{Activation, AtZero, OutputActivation};

/// z: (n, width)  ->  a: (n, width). `slope` is what prelu has learned; maxout takes (n, width·pieces).
pub(crate) fn activate(activation: Activation, slope: Option<Tensor<1>>, z: Tensor<2>) -> Tensor<2> {
    match activation {
        Activation::Identity => z,
        Activation::Step => step(z, AtZero::Upper, 0.0, 1.0),
        Activation::Sigmoid => sigmoid(z),
        Activation::Tanh => tanh(z),
        Activation::Arctan => z.atan(),
        Activation::Softsign => softsign(z),
        Activation::HardTanh => z.clamp(-1.0, 1.0),
        Activation::Relu => relu(z),
        Activation::LeakyRelu { slope } => leaky_relu(z, slope),
        Activation::Prelu { .. } => prelu(z, slope.expect("the layout gives prelu a slope")),
        Activation::Elu { alpha } => elu(z, alpha),
        Activation::Selu => selu(z),
        Activation::Softplus => softplus(z),
        Activation::Gelu => gelu(z),
        Activation::Silu => silu(z),
        Activation::Mish => mish(z),
        Activation::Maxout { pieces } => maxout(z, pieces),
    }
}

/// z: (n, out)  ->  y: (n, out). `levels` are the values of a step output.
pub(crate) fn output_activation(
    output: OutputActivation,
    at_zero: AtZero,
    levels: StepLevels,
    z: Tensor<2>,
) -> Tensor<2> {
    match (output, output.activation()) {
        (_, Some(activation)) => activate(activation, None, z),
        (OutputActivation::Softmax, None) => softmax(z, 1),
        (_, None) => step(z, at_zero, levels.low, levels.high),
    }
}

/// The two values of a step output.
#[derive(Debug, Clone, Copy)]
pub(crate) struct StepLevels {
    pub(crate) low: f64,
    pub(crate) high: f64,
}

/// `high` above zero and `low` below; nothing flows back through it.
fn step(z: Tensor<2>, at_zero: AtZero, low: f64, high: f64) -> Tensor<2> {
    let upper = is_upper(&z, at_zero);
    z.inner().zeros_like().add_scalar(low).mask_fill(upper, high)
}

/// Where z counts as above zero.
pub(crate) fn is_upper(z: &Tensor<2>, at_zero: AtZero) -> Tensor<2, burn::tensor::Bool> {
    match at_zero {
        AtZero::Upper => z.clone().greater_equal_scalar(0.0),
        AtZero::Lower => z.clone().greater_scalar(0.0),
    }
}

/// The largest of each unit's pieces, which lie side by side; the left one of equals.
fn maxout(z: Tensor<2>, pieces: usize) -> Tensor<2> {
    let [rows, columns] = z.dims();
    z.reshape([rows, columns / pieces, pieces]).max_dim(2).reshape([rows, columns / pieces])
}

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

//! What [`crate::exact`] puts in the place of burn's operations, in the form in which those are measured.
//!
//! Leaves out the rule of momentum, which has no gradient.

use burn::tensor::{Int, Tensor};

use super::kind::Kind;
use super::operation::{Inputs, Operation, OutputShape, of};
use crate::exact;

/// Another way to compute one of the operations, and why this project takes it.
pub struct Replacement {
    /// The operation of the same kind and inputs as burn's, with its own name and formula.
    pub operation: Operation,
    /// What burn's operation gets wrong.
    pub reason: &'static str,
}

const fn replacement(operation: Operation, reason: &'static str) -> Replacement {
    Replacement { operation, reason }
}

/// A loss of all elements.
const fn loss(operation: Operation, inputs: Inputs, reason: &'static str) -> Replacement {
    Replacement { operation: operation.taking(inputs).giving(OutputShape::Single), reason }
}

/// The replacements, in the order of the page on the framework.
pub const REPLACEMENTS: &[Replacement] = &[
    replacement(
        of(Kind::DivideScalar, "Tensor::mul_scalar", "x·(1/7)", |i| i[0].clone().mul_scalar(1.0 / 7.0)),
        "the gradient is divided in f32",
    ),
    replacement(
        of(Kind::Tanh, "exact::tanh", "tanh x, beyond ±1 as 2σ(2x) − 1", |i| exact::tanh(i[0].clone())),
        "the gradient 1 − a² has lost its digits where a is almost ±1",
    ),
    replacement(
        of(Kind::Sigmoid, "exact::sigmoid", "1/(1 + e⁻ˣ)", |i| exact::sigmoid(i[0].clone())),
        "on ndarray computed in f32",
    ),
    replacement(
        of(Kind::Elu, "exact::elu", "x for x ≥ 0, else e^min(x, 0) − 1", |i| exact::elu(i[0].clone(), 1.0)),
        "eˣ overflows where it is not used, and the gradient is NaN above 709",
    ),
    replacement(of(Kind::Selu, "exact::selu", "1.0507·elu(x), α = 1.6733", |i| exact::selu(i[0].clone())), "as elu"),
    replacement(
        of(Kind::Softplus, "exact::softplus", "ln(1 + eˣ), x only above 40", |i| exact::softplus(i[0].clone())),
        "x itself already above 20: off by up to 2e-9",
    ),
    replacement(
        of(Kind::Gelu, "exact::gelu", "x·½(1 + erf(x/√2))", |i| exact::gelu(i[0].clone())),
        "on ndarray the gradient of another function, the approximation by tanh",
    ),
    replacement(
        of(Kind::Silu, "exact::silu", "x·exact::sigmoid(x)", |i| exact::silu(i[0].clone())),
        "on ndarray computed in f32",
    ),
    replacement(
        of(Kind::Softsign, "exact::softsign", "x/(1 + abs x), beyond ±1 as ±(1 − 1/(1 + abs x))", |i| {
            exact::softsign(i[0].clone())
        }),
        "the gradient is a difference that loses a digit for each power of ten of x",
    ),
    loss(
        of(Kind::HuberLoss, "exact::huber", "1/(nm) Σ c·(e − ½c), c = e cut to ±0.3", |i| {
            mean(exact::huber(i[0].clone() - i[1].clone(), 0.3))
        }),
        Inputs::Two,
        "delta is held in f32",
    ),
    loss(
        of(Kind::CrossEntropy, "exact::cross_entropy", "1/n Σ t·(d + ln(1 + Σ e⁻ᵈ)), d = max − x", |i| {
            cross_entropy(&i[0], &i[1], 0.0)
        }),
        Inputs::Classes,
        "targets are classes, never shares of them",
    ),
    loss(
        of(Kind::CrossEntropySmoothed, "exact::cross_entropy, smoothing", "the same, targets smoothed before", |i| {
            cross_entropy(&i[0], &i[1], 0.1)
        }),
        Inputs::Classes,
        "the smoothing is held in f32",
    ),
    loss(
        of(
            Kind::BinaryCrossEntropy,
            "exact::binary_cross_entropy",
            "1/n Σ (t·softplus(−x) + (1 − t)·softplus(x))",
            |i| binary_cross_entropy(&i[0], &i[1], 0.0),
        ),
        Inputs::Bits,
        "targets are whole numbers",
    ),
    loss(
        of(
            Kind::BinaryCrossEntropySmoothed,
            "exact::binary_cross_entropy, smoothing",
            "the same, targets smoothed before",
            |i| binary_cross_entropy(&i[0], &i[1], 0.1),
        ),
        Inputs::Bits,
        "for one output the smoothing moves targets towards 1 instead of ½",
    ),
];

fn mean(terms: Tensor<2>) -> Tensor<2> {
    let [rows, columns] = terms.dims();
    terms.sum().mul_scalar(1.0 / (rows * columns) as f64).unsqueeze()
}

/// x: (n, m)  classes: (n, 1)  ->  (1, 1)
fn cross_entropy(x: &Tensor<2>, classes: &Tensor<2>, smoothing: f64) -> Tensor<2> {
    let [rows, columns] = x.dims();
    let classes: Tensor<2, Int> = classes.clone().inner().int().expand([rows, columns]);
    let numbers = Tensor::<1, Int>::arange(0..columns as i64, &classes.device()).cast(classes.dtype());
    let hot = classes.equal(numbers.unsqueeze::<2>().expand([rows, columns]));
    let share = smoothing / columns as f64;
    let targets = x.clone().inner().zeros_like().add_scalar(share).mask_fill(hot, 1.0 - smoothing + share);
    exact::cross_entropy(x.clone(), targets.autodiff()).sum().mul_scalar(1.0 / rows as f64).unsqueeze()
}

/// x, bits: (n, 1)  ->  (1, 1)
fn binary_cross_entropy(x: &Tensor<2>, bits: &Tensor<2>, smoothing: f64) -> Tensor<2> {
    let targets = bits.clone().inner().mul_scalar(1.0 - smoothing).add_scalar(smoothing / 2.0);
    mean(exact::binary_cross_entropy(x.clone(), targets.autodiff()))
}

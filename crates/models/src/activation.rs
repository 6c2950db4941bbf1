//! The activation functions of `experiment`, each by burn's own where that is exact, else by [`exact`].

use burn::tensor::Tensor;
use burn::tensor::activation::{leaky_relu, prelu, relu, softmax};
use experiment::spec::{Activation, AtZero, Output};

use crate::exact;

/// z: (n, width)  ->  a: (n, width). `slope` is what prelu has learned; maxout takes (n, width·pieces).
pub(crate) fn activate(activation: Activation, slope: Option<Tensor<1>>, z: Tensor<2>) -> Tensor<2> {
    match activation {
        Activation::Identity => z,
        Activation::Step => step(z, AtZero::Upper, 0.0, 1.0),
        Activation::Sigmoid => exact::sigmoid(z),
        Activation::Tanh => exact::tanh(z),
        Activation::Arctan => z.atan(),
        Activation::Softsign => exact::softsign(z),
        Activation::Relu => relu(z),
        Activation::LeakyRelu { slope } => leaky_relu(z, slope),
        Activation::Prelu { .. } => prelu(z, slope.expect("the layout gives prelu a slope")),
        Activation::Elu { alpha } => exact::elu(z, alpha),
        Activation::Selu => exact::selu(z),
        Activation::Softplus => exact::softplus(z),
        Activation::Gelu => exact::gelu(z),
        Activation::Silu => exact::silu(z),
        Activation::Mish => exact::mish(z),
        Activation::Maxout { pieces } => maxout(z, pieces),
    }
}

/// z: (n, out)  ->  y: (n, out). `levels` are the values of a step output.
pub(crate) fn output_activation(output: Output, at_zero: AtZero, levels: StepLevels, z: Tensor<2>) -> Tensor<2> {
    match (output, output.activation()) {
        (_, Some(activation)) => activate(activation, None, z),
        (Output::Softmax, None) => softmax(z, 1),
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

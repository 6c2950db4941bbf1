//! Lecture 004: three formulas of the forward pass of its 2-2-2 network, which has i = (0.05, 0.1).

use engine::Matrix;
use from_scratch::Scalar;

use crate::Deviation;
use crate::calculus::worst;
use crate::formula::formulas;
use crate::network::{Activation, Architecture, Worked};

formulas! { 4:
    37, "net of the hidden layer", "net_h = W₁ᵀx" => "net_h = W₁ᵀx + b₁", missing_bias;
    45, "out_h1", "1/(1 + e^0.3775)" => "1/(1 + e^−0.3775)", sign_of_the_hidden_exponent;
    61, "out_o1", "1/(1 + e^1.1059)" => "1/(1 + e^−1.1059)", sign_of_the_output_exponent;
}

fn network() -> Worked {
    let matrix = |rows, values: [f64; 4]| Matrix::new(rows, 2, values[..2 * rows].to_vec());
    let inputs = [
        matrix(1, [0.05, 0.10, 0.0, 0.0]),
        matrix(2, [0.15, 0.25, 0.20, 0.30]),
        matrix(1, [0.35, 0.35, 0.0, 0.0]),
        matrix(2, [0.40, 0.50, 0.45, 0.55]),
        matrix(1, [0.60, 0.60, 0.0, 0.0]),
    ];
    Architecture { activations: vec![Activation::Sigmoid; 2], factor: 0.5 }
        .work_on(&inputs, &matrix(1, [0.01, 0.99, 0.0, 0.0]))
}

fn missing_bias() -> Deviation {
    let net = network();
    let (x, w) = (&net.inputs[0], &net.inputs[1]);
    let without = |j| w.at(0, j) * x.at(0, 0) + w.at(1, j) * x.at(0, 1);
    let off = |bias: f64| worst((0..2).map(|j| without(j) + bias - net.z[0].at(0, j)));
    Deviation::with_correction(off(0.0), off(0.35))
}

/// 1/(1 + e^exponent) beside the activation of a unit of that net.
fn exponents(net: f64, out: f64) -> Deviation {
    let printed = |exponent: f64| (1.0 / (1.0 + Scalar::exp(exponent)) - out).abs();
    Deviation::with_correction(printed(net), printed(-net))
}

fn sign_of_the_hidden_exponent() -> Deviation {
    let net = network();
    exponents(net.z[0].at(0, 0), net.a[1].at(0, 0))
}

fn sign_of_the_output_exponent() -> Deviation {
    let net = network();
    exponents(net.z[1].at(0, 0), net.a[2].at(0, 0))
}

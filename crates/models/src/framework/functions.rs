//! Functions of each element or of each row.

use burn::tensor::activation as act;

use super::kind::Kind;
use super::operation::{Inputs, Operation, OutputShape, of};

/// The operations of this file.
pub(super) const FUNCTIONS: &[Operation] = &[
    of(Kind::Abs, "Tensor::abs", "|x|", |i| i[0].clone().abs()),
    of(Kind::Square, "Tensor::square", "x²", |i| i[0].clone().square()),
    of(Kind::Power, "Tensor::powf_scalar", "x^2.5", |i| i[0].clone().powf_scalar(2.5)).taking(Inputs::Positive),
    of(Kind::Sqrt, "Tensor::sqrt", "√x", |i| i[0].clone().sqrt()).taking(Inputs::Positive),
    of(Kind::Reciprocal, "Tensor::recip", "1/x", |i| i[0].clone().recip()).taking(Inputs::Positive),
    of(Kind::Exp, "Tensor::exp", "eˣ", |i| i[0].clone().exp()),
    of(Kind::Log, "Tensor::log", "ln x", |i| i[0].clone().log()).taking(Inputs::Positive),
    of(Kind::Log1p, "Tensor::log1p", "ln(1 + x)", |i| i[0].clone().log1p()).taking(Inputs::Positive),
    of(Kind::Erf, "Tensor::erf", "erf x", |i| i[0].clone().erf()),
    of(Kind::Clamp, "Tensor::clamp", "max(−1, min(1, x))", |i| i[0].clone().clamp(-1.0, 1.0)),
    of(Kind::MaxPair, "Tensor::max_pair", "max(x, y)", |i| i[0].clone().max_pair(i[1].clone())).taking(Inputs::Two),
    of(Kind::MaxColumns, "Tensor::max_dim", "maxⱼ x of each row", |i| i[0].clone().max_dim(1))
        .giving(OutputShape::Column),
    of(Kind::Tanh, "Tensor::tanh", "tanh x", |i| i[0].clone().tanh()),
    of(Kind::Arctan, "Tensor::atan", "arctan x", |i| i[0].clone().atan()),
    of(Kind::Sigmoid, "activation::sigmoid", "σ(x) = 1/(1 + e⁻ˣ)", |i| act::sigmoid(i[0].clone())),
    of(Kind::LogSigmoid, "activation::log_sigmoid", "ln σ(x)", |i| act::log_sigmoid(i[0].clone())),
    of(Kind::Relu, "activation::relu", "max(0, x)", |i| act::relu(i[0].clone())),
    of(Kind::LeakyRelu, "activation::leaky_relu", "x for x ≥ 0, else 0.1·x", |i| act::leaky_relu(i[0].clone(), 0.1)),
    of(Kind::Prelu, "activation::prelu", "x for x ≥ 0, else y·x", |i| {
        act::prelu(i[0].clone(), i[1].clone().reshape([1]))
    })
    .taking(Inputs::Single),
    of(Kind::Elu, "activation::elu", "x for x ≥ 0, else eˣ − 1", |i| act::elu(i[0].clone(), 1.0)),
    of(Kind::Selu, "activation::selu", "1.0507·x for x ≥ 0, else 1.7581·(eˣ − 1)", |i| act::selu(i[0].clone())),
    of(Kind::Softplus, "activation::softplus", "ln(1 + eˣ)", |i| act::softplus(i[0].clone(), 1.0)),
    of(Kind::Gelu, "activation::gelu", "x·½(1 + erf(x/√2))", |i| act::gelu(i[0].clone())),
    of(Kind::Silu, "activation::silu", "x·σ(x)", |i| act::silu(i[0].clone())),
    of(Kind::Softsign, "activation::softsign", "x/(1 + |x|)", |i| act::softsign(i[0].clone())),
    of(Kind::Mish, "activation::mish", "x·tanh(ln(1 + eˣ))", |i| act::mish(i[0].clone())),
    of(Kind::Softmax, "activation::softmax", "eˣ / Σⱼ eˣ of each row", |i| act::softmax(i[0].clone(), 1)),
    of(Kind::LogSoftmax, "activation::log_softmax", "x − ln Σⱼ eˣ of each row", |i| {
        act::log_softmax(i[0].clone(), 1)
    }),
];

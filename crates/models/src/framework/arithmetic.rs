//! Products, sums and means.

use burn::module::{Param, ParamId};
use burn::nn::Linear;
use burn::tensor::Tensor;

use super::kind::Kind;
use super::operation::{Inputs, Operation, OutputShape, of};

/// The operations of this file.
pub(super) const ARITHMETIC: &[Operation] = &[
    of(Kind::Matmul, "Tensor::matmul", "x·y", |i| i[0].clone().matmul(i[1].clone()))
        .taking(Inputs::Factors)
        .giving(OutputShape::Product),
    of(Kind::Linear, "nn::Linear", "x·y + b", linear).taking(Inputs::Affine).giving(OutputShape::Product),
    of(Kind::AddRow, "Tensor::add", "x + y, y a row", |i| i[0].clone() + i[1].clone()).taking(Inputs::Row),
    of(Kind::Multiply, "Tensor::mul", "x·y of each element", |i| i[0].clone() * i[1].clone()).taking(Inputs::Two),
    of(Kind::Divide, "Tensor::div", "x/y of each element", |i| i[0].clone() / i[1].clone()).taking(Inputs::Two),
    of(Kind::MultiplyScalar, "Tensor::mul_scalar", "x·(1/7)", |i| i[0].clone().mul_scalar(1.0 / 7.0)),
    of(Kind::DivideScalar, "Tensor::div_scalar", "x/7", |i| i[0].clone().div_scalar(7.0)),
    of(Kind::Sum, "Tensor::sum", "Σ x", |i| i[0].clone().sum().unsqueeze()).giving(OutputShape::Single),
    of(Kind::Mean, "Tensor::mean", "1/(nm) Σ x", |i| i[0].clone().mean().unsqueeze()).giving(OutputShape::Single),
    of(Kind::SumRows, "Tensor::sum_dim", "Σₛ x of each column", |i| i[0].clone().sum_dim(0)).giving(OutputShape::Row),
    of(Kind::MeanRows, "Tensor::mean_dim", "1/n Σₛ x of each column", |i| i[0].clone().mean_dim(0))
        .giving(OutputShape::Row),
];

/// A parameter that stays a part of the graph it comes from.
pub(super) fn part<const D: usize>(tensor: &Tensor<2>, shape: [usize; D]) -> Param<Tensor<D>> {
    Param::initialized(ParamId::new(), tensor.clone().reshape(shape))
}

fn linear(inputs: &[Tensor<2>]) -> Tensor<2> {
    let [before, after] = inputs[1].dims();
    let layer = Linear { weight: part(&inputs[1], [before, after]), bias: Some(part(&inputs[2], [after])) };
    layer.forward(inputs[0].clone())
}

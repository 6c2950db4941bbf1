//! Batch norm and the losses, as burn-nn has them.

use burn::module::{Param, RunningState};
use burn::nn::BatchNorm;
use burn::nn::loss::{BinaryCrossEntropyLossConfig, CrossEntropyLossConfig, HuberLossConfig, MseLoss, Reduction};
use burn::tensor::{Int, Tensor};

use super::arithmetic::part;
use super::kind::Kind;
use super::operation::{Inputs, Operation, OutputShape, of};

/// The operations of this file.
pub(super) const LOSSES: &[Operation] = &[
    of(Kind::BatchNorm, "nn::BatchNorm", "γ(x − μ)/√(v + 1e-5) + β, v biased", batch_norm).taking(Inputs::Normalized),
    of(Kind::MseLoss, "nn::loss::MseLoss", "1/(nm) Σ (x − y)²", |i| {
        MseLoss::new().forward(i[0].clone(), i[1].clone(), Reduction::Mean).unsqueeze()
    })
    .taking(Inputs::Two)
    .giving(OutputShape::Single),
    of(Kind::HuberLoss, "nn::loss::HuberLoss", "1/(nm) Σ ½e² for |e| ≤ 0.3, else 0.3(|e| − 0.15)", |i| {
        HuberLossConfig::new(0.3).init().forward(i[0].clone(), i[1].clone(), Reduction::Mean).unsqueeze()
    })
    .taking(Inputs::Two)
    .giving(OutputShape::Single),
    of(Kind::CrossEntropy, "nn::loss::CrossEntropyLoss", "−1/n Σₛ ln softmax(x) of the class", |i| {
        cross_entropy(i[0].clone(), i[1].clone(), None)
    })
    .taking(Inputs::Classes)
    .giving(OutputShape::Single),
    of(
        Kind::CrossEntropySmoothed,
        "nn::loss::CrossEntropyLoss, smoothing",
        "the same with targets 0.9t + 0.1/m",
        |i| cross_entropy(i[0].clone(), i[1].clone(), Some(0.1)),
    )
    .taking(Inputs::Classes)
    .giving(OutputShape::Single),
    of(
        Kind::BinaryCrossEntropy,
        "nn::loss::BinaryCrossEntropyLoss",
        "−1/n Σ (y ln σ(x) + (1 − y) ln(1 − σ(x)))",
        |i| binary_cross_entropy(i[0].clone(), i[1].clone(), None),
    )
    .taking(Inputs::Bits)
    .giving(OutputShape::Single),
    of(
        Kind::BinaryCrossEntropySmoothed,
        "nn::loss::BinaryCrossEntropyLoss, smoothing",
        "the same with targets 0.9y + 0.05",
        |i| binary_cross_entropy(i[0].clone(), i[1].clone(), Some(0.1)),
    )
    .taking(Inputs::Bits)
    .giving(OutputShape::Single),
];

fn batch_norm(inputs: &[Tensor<2>]) -> Tensor<2> {
    let width = inputs[0].dims()[1];
    let start: Tensor<1> = inputs[1].clone().detach().zeros_like().reshape([width]);
    let layer = BatchNorm {
        gamma: part(&inputs[1], [width]),
        beta: part(&inputs[2], [width]),
        training: Param::from_bool(true),
        running_mean: RunningState::new(start.clone()),
        running_var: RunningState::new(start.add_scalar(1.0)),
        momentum: 0.1,
        epsilon: 1e-5,
    };
    layer.forward(inputs[0].clone())
}

fn cross_entropy(x: Tensor<2>, classes: Tensor<2>, smoothing: Option<f32>) -> Tensor<2> {
    let rows = x.dims()[0];
    let classes: Tensor<1, Int> = classes.inner().reshape([rows]).int();
    let loss = CrossEntropyLossConfig::new().with_smoothing(smoothing).with_logits(true).init(&x.device());
    loss.forward(x, classes).unsqueeze()
}

fn binary_cross_entropy(x: Tensor<2>, bits: Tensor<2>, smoothing: Option<f32>) -> Tensor<2> {
    let loss = BinaryCrossEntropyLossConfig::new().with_smoothing(smoothing).with_logits(true).init(&x.device());
    loss.forward(x, bits.inner().int()).unsqueeze()
}

//! The data losses and the penalty. y: outputs, z: outputs before their activation, t: targets.
//!
//! A loss is a matrix of terms, (n, m), whose sum is scaled: by 1/m where the loss is a mean over outputs, and
//! by 1/n, or with weights by 1/Σw, where it is a mean over samples. Cross-entropies and the perceptron
//! criterion start from z, so logits of ±1000 are no trouble.
//!
//! | here | instead of burn's | because of burn's |
//! |---|---|---|
//! | [`quantile`] | none | |
//! | [`log_cosh`] | none | |
//! | [`huber`] | `nn::loss::HuberLoss` | delta held in f32: 3e-8; no weights |
//! | [`binary_cross_entropy`] | `nn::loss::BinaryCrossEntropyLoss` | integer targets; smoothing wrong for one output |
//! | [`cross_entropy`] | `nn::loss::CrossEntropyLoss` | the same targets; smoothing in f32: 1.5e-8; y − 1 cancels |
//! | `mul_scalar(1.0 / n)` | `Tensor::div_scalar` | gradient of the division in f32: 4.5e-8 |
//!
//! Errors are those of f64, relative to the largest element.

use std::f64::consts::LN_2;

use burn::tensor::activation::relu;
use burn::tensor::{Int, Tensor};
use engine::Matrix;
use engine::schema::TargetEncoding;
use experiment::spec::{Compares, Loss, MeanOver, OutputActivation, Penalty};

use crate::activation::softplus;
use crate::mlp::{Architecture, Mlp};

/// The targets and weights of a batch.
pub(crate) struct TargetBatch {
    /// (n, m): targets as [`prepared`] gives them.
    pub(crate) values: Tensor<2>,
    /// (n, 1): the weight of each sample, and their sum.
    pub(crate) weights: Option<(Tensor<2>, f64)>,
}

/// The targets as the loss wants them: smoothed, or ±1 for the hinge and the perceptron criterion.
pub(crate) fn prepared(loss: Loss, encoding: TargetEncoding, targets: &Matrix) -> Matrix {
    let mut prepared = targets.clone();
    let map: Box<dyn Fn(f64) -> f64> = match loss.compares() {
        Compares::Numbers => return prepared,
        Compares::Probabilities { output, smoothing } => {
            let classes = if output == OutputActivation::Softmax { targets.columns() as f64 } else { 2.0 };
            Box::new(move |t| t * (1.0 - smoothing) + smoothing / classes)
        }
        Compares::Sides(_) => Box::new(move |t| if t > middle(encoding) { 1.0 } else { -1.0 }),
    };
    prepared.values_mut().iter_mut().for_each(|t| *t = map(*t));
    prepared
}

/// What lies between the two values of a class.
fn middle(encoding: TargetEncoding) -> f64 {
    match encoding {
        TargetEncoding::Pair { low, high } | TargetEncoding::OneHot { low, high } => (low + high) / 2.0,
        TargetEncoding::Numeric => 0.5,
    }
}

/// z: (n, m)  ->  the data loss.
pub(crate) fn loss(loss: Loss, architecture: &Architecture, z: Tensor<2>, targets: &TargetBatch) -> Tensor<1> {
    let [rows, outputs] = z.dims();
    let mut terms = terms(loss, architecture, z, targets.values.clone());
    let mut samples = rows as f64;
    if let Some((weights, sum)) = &targets.weights {
        terms = terms * weights.clone();
        samples = *sum;
    }
    terms.sum().mul_scalar(scale(loss.facts().mean, outputs as f64, samples))
}

/// ℓ of each error e = y − t, as of an identity output beside targets of 0; none where the loss compares no numbers.
pub(crate) fn of_errors(loss: Loss, architecture: &Architecture, e: Tensor<2>) -> Option<Tensor<2>> {
    let identity = Architecture { output: OutputActivation::Identity, ..architecture.clone() };
    (loss.compares() == Compares::Numbers).then(|| terms(loss, &identity, e.clone(), e.zeros_like()))
}

fn terms(loss: Loss, architecture: &Architecture, z: Tensor<2>, t: Tensor<2>) -> Tensor<2> {
    match loss {
        Loss::SquaredError | Loss::TotalSquaredError => square(architecture.outputs(z) - t).mul_scalar(0.5),
        Loss::SumSquaredError | Loss::MeanSquaredError => square(architecture.outputs(z) - t),
        Loss::AbsoluteError => (architecture.outputs(z) - t).abs(),
        Loss::Huber { delta } => huber(architecture.outputs(z) - t, delta),
        Loss::Quantile { level } => quantile(architecture.outputs(z) - t, level),
        Loss::LogCosh => log_cosh(architecture.outputs(z) - t),
        Loss::BinaryCrossEntropy { .. } => binary_cross_entropy(z, t),
        Loss::CrossEntropy { .. } => cross_entropy(z, t),
        Loss::Hinge => relu((t * architecture.outputs(z)).neg().add_scalar(1.0)),
        Loss::Perceptron => {
            let right = architecture.is_upper(&z).equal(t.clone().greater_scalar(0.0));
            (t * z).neg().mask_fill(right, 0.0)
        }
    }
}

fn square(e: Tensor<2>) -> Tensor<2> {
    e.clone() * e
}

/// ½e² for |e| ≤ delta, else delta·(|e| − ½delta), as c·(e − ½c) with c = e cut to ±delta.
pub fn huber(e: Tensor<2>, delta: f64) -> Tensor<2> {
    let cut = e.clone().clamp(-delta, delta);
    cut.clone() * (e - cut.mul_scalar(0.5))
}

/// (1 − level)·e for e ≥ 0, else −level·e, of two rectifiers: at 0 nothing flows back.
pub fn quantile(e: Tensor<2>, level: f64) -> Tensor<2> {
    relu(e.clone()).mul_scalar(1.0 - level) + relu(e.neg()).mul_scalar(level)
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

/// What the sum of the terms is multiplied by. Samples of no weight at all have no loss.
fn scale(mean: MeanOver, outputs: f64, samples: f64) -> f64 {
    let of_samples = if samples == 0.0 { 0.0 } else { 1.0 / samples };
    match mean {
        MeanOver::Nothing => 1.0,
        MeanOver::Samples => of_samples,
        MeanOver::SamplesAndOutputs => of_samples / outputs,
    }
}

/// How many samples a step output has wrong in any of its outputs.
pub(crate) fn mistakes(architecture: &Architecture, z: &Tensor<2>, targets: &Tensor<2>) -> usize {
    let wrong = architecture.is_upper(z).not_equal(targets.clone().greater_scalar(0.0));
    let count: Tensor<1, Int> = wrong.any_dim(1).int().sum();
    usize::try_from(count.into_scalar::<i64>()).expect("a count is not negative")
}

/// l1·Σ|w| + ½·l2·Σw² over weights and projections; `None` if both factors are 0.
pub(crate) fn penalty(penalty: Penalty, model: &Mlp) -> Option<Tensor<1>> {
    let matrices = model.layers.iter().flat_map(|block| [Some(&block.linear), block.projection.as_ref()]);
    let parts = matrices.flatten().flat_map(|linear| {
        let w = linear.weight.val();
        let l1 = (penalty.l1 > 0.0).then(|| w.clone().abs().sum().mul_scalar(penalty.l1));
        let l2 = (penalty.l2 > 0.0).then(|| (w.clone() * w).sum().mul_scalar(0.5 * penalty.l2));
        [l1, l2]
    });
    parts.flatten().reduce(|sum, part| sum + part)
}

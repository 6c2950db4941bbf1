//! The data losses and the penalty. y: outputs, z: outputs before their activation, t: targets.
//!
//! A loss is a matrix of terms, (n, m), whose sum is scaled: by 1/m where the loss is a mean over outputs, and
//! by 1/n, or with weights by 1/Σw, where it is a mean over samples. Cross-entropies and the perceptron
//! criterion start from z, so logits of ±1000 are no trouble.

use burn::tensor::activation::relu;
use burn::tensor::{Int, Tensor};
use engine::Matrix;
use engine::schema::TargetEncoding;
use experiment::spec::{Compares, Loss, MeanOver, Output, Penalty};

use crate::exact;
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
            let classes = if output == Output::Softmax { targets.columns() as f64 } else { 2.0 };
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

fn terms(loss: Loss, architecture: &Architecture, z: Tensor<2>, t: Tensor<2>) -> Tensor<2> {
    match loss {
        Loss::SquaredError | Loss::TotalSquaredError => square(architecture.outputs(z) - t).mul_scalar(0.5),
        Loss::SumSquaredError | Loss::MeanSquaredError => square(architecture.outputs(z) - t),
        Loss::AbsoluteError => (architecture.outputs(z) - t).abs(),
        Loss::Huber { delta } => exact::huber(architecture.outputs(z) - t, delta),
        Loss::LogCosh => exact::log_cosh(architecture.outputs(z) - t),
        Loss::BinaryCrossEntropy { .. } => exact::binary_cross_entropy(z, t),
        Loss::CrossEntropy { .. } => exact::cross_entropy(z, t),
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

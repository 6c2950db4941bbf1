//! The loss, output by output, and its derivative: what the paths back through a network start from.
//!
//! A loss of a sample with m outputs is a sum of m parts, softmax's cross-entropy too: −t₁·ln y₁ − t₂·ln y₂ − …

use engine::Matrix;
use experiment::spec::{Compares, Loss, OutputActivation};
use from_scratch::Scalar;
use from_scratch::batch_loss::{Samples, loss_backward, loss_forward};
use from_scratch::head::{Head, output_backward};
use from_scratch::losses::cross_entropy::{categorical, categorical_slope, smooth};
use from_scratch::matrix::{MatMut, MatRef};

use crate::numbers::{copy, view};

/// Where the loss is computed from: its logits are exact, but given outputs have none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The pre-activations of the output layer.
    Logits,
    /// The outputs.
    Outputs,
}

/// The target as the loss sees it: smoothed, where it smooths.
pub fn target(head: Head, t: f64, outputs: usize) -> f64 {
    match head.loss.compares() {
        Compares::Probabilities { output: OutputActivation::Softmax, smoothing } => smooth(t, smoothing, outputs),
        Compares::Probabilities { smoothing, .. } => smooth(t, smoothing, 2),
        Compares::Numbers | Compares::Sides(_) => t,
    }
}

/// z, y, t: (n, m)  ->  the parts of the loss, before weights and means: (n, m)
pub fn loss_parts(head: Head, source: Source, z: MatRef<f64>, y: MatRef<f64>, t: MatRef<f64>) -> Matrix {
    let (n, m) = (z.rows(), z.columns());
    let mut parts = Matrix::zeros(n, m);
    for s in 0..n {
        for o in 0..m {
            parts.row_mut(s)[o] = part(head, source, o, z.row(s), y.row(s), t.row(s));
        }
    }
    parts
}

fn part(head: Head, source: Source, o: usize, z: &[f64], y: &[f64], t: &[f64]) -> f64 {
    let smoothed = target(head, t[o], t.len());
    let ln = <f64 as Scalar>::ln;
    match (head.loss, source) {
        (Loss::CrossEntropy { .. }, Source::Logits) => categorical(z, y, |j| if j == o { smoothed } else { 0.0 }),
        (Loss::CrossEntropy { .. }, Source::Outputs) => -smoothed * ln(y[o]),
        (Loss::BinaryCrossEntropy { .. }, Source::Outputs) => {
            -(smoothed * ln(y[o]) + (1.0 - smoothed) * ln(1.0 - y[o]))
        }
        _ => {
            let one = |values: &[f64]| [values[o]];
            let (z, y, t) = (one(z), one(y), one(t));
            let samples = Samples { targets: MatRef::new(&t, 1, 1), weights: None, total: 1.0 };
            loss_forward(head, MatRef::new(&z, 1, 1), MatRef::new(&y, 1, 1), samples)
        }
    }
}

/// z, y: (n, m)  ->  dy and dz of the loss of these samples, or of the part of one output: (n, m) each
pub fn slopes(
    head: Head,
    source: Source,
    z: MatRef<f64>,
    y: MatRef<f64>,
    samples: Samples<f64>,
    only: Option<usize>,
) -> (Matrix, Matrix) {
    if head.loss.compares() == Compares::Numbers {
        let mut dy = copy(y);
        let at_outputs = Head { output: OutputActivation::Identity, ..head };
        loss_backward(at_outputs, y, y, samples, as_mut(&mut dy));
        keep(&mut dy, only);
        let dz = through_output(head, z, y, &dy);
        return (dy, dz);
    }
    let dz = logit_slopes(head, source, z, y, samples, only);
    (output_slopes(head, y, samples, &dz, only), dz)
}

/// dy: (n, m)  ->  dz: (n, m)
pub fn through_output(head: Head, z: MatRef<f64>, y: MatRef<f64>, dy: &Matrix) -> Matrix {
    let mut dz = dy.clone();
    output_backward(head, z, y, as_mut(&mut dz));
    dz
}

fn logit_slopes(
    head: Head,
    source: Source,
    z: MatRef<f64>,
    y: MatRef<f64>,
    samples: Samples<f64>,
    only: Option<usize>,
) -> Matrix {
    let (n, m) = (z.rows(), z.columns());
    let mut dz = Matrix::zeros(n, m);
    match (head.loss, source) {
        (Loss::CrossEntropy { .. }, _) => {
            for s in 0..n {
                let t = samples.targets.row(s);
                let t = |j: usize| if only.is_none_or(|o| o == j) { target(head, t[j], m) } else { 0.0 };
                categorical_slope(y.row(s), t, dz.row_mut(s));
                dz.row_mut(s).iter_mut().for_each(|d| *d *= samples.scale(head, s, m));
            }
            return dz;
        }
        (Loss::BinaryCrossEntropy { .. }, Source::Outputs) => {
            for s in 0..n {
                let scale = samples.scale(head, s, m);
                for o in 0..m {
                    dz.row_mut(s)[o] = scale * (y.row(s)[o] - target(head, samples.targets.row(s)[o], m));
                }
            }
        }
        _ => loss_backward(head, z, y, samples, as_mut(&mut dz)),
    }
    keep(&mut dz, only);
    dz
}

/// dy where the backward pass jumps over it.
fn output_slopes(head: Head, y: MatRef<f64>, samples: Samples<f64>, dz: &Matrix, only: Option<usize>) -> Matrix {
    let (n, m) = (y.rows(), y.columns());
    let mut dy = Matrix::zeros(n, m);
    for s in 0..n {
        let scale = samples.scale(head, s, m);
        for o in 0..m {
            let (y, t) = (y.row(s)[o], target(head, samples.targets.row(s)[o], m));
            dy.row_mut(s)[o] = match head.loss {
                Loss::CrossEntropy { .. } => -scale * t / y,
                Loss::BinaryCrossEntropy { .. } => scale * ((1.0 - t) / (1.0 - y) - t / y),
                _ if head.output == OutputActivation::Identity => dz.at(s, o),
                _ => f64::NAN,
            };
        }
    }
    keep(&mut dy, only);
    dy
}

/// Zeros everywhere but in one column.
fn keep(matrix: &mut Matrix, only: Option<usize>) {
    let Some(only) = only else { return };
    for s in 0..matrix.rows() {
        matrix.row_mut(s).iter_mut().enumerate().filter(|(o, _)| *o != only).for_each(|(_, d)| *d = 0.0);
    }
}

/// The matrix as a view that layers write into.
pub(crate) fn as_mut(matrix: &mut Matrix) -> MatMut<'_, f64> {
    let (rows, columns) = (matrix.rows(), matrix.columns());
    MatMut::new(matrix.values_mut(), rows, columns)
}

/// f′(z) of the output layer, each output by itself: of softmax y·(1 − y).
pub fn output_slope(head: Head, z: &Matrix, y: &Matrix) -> Matrix {
    let mut ones = Matrix::new(z.rows(), z.columns(), vec![1.0; z.values().len()]);
    match head.output {
        OutputActivation::Softmax => ones.values_mut().iter_mut().zip(y.values()).for_each(|(d, y)| *d = y * (1.0 - y)),
        _ => ones = through_output(head, view(z), view(y), &ones),
    }
    ones
}

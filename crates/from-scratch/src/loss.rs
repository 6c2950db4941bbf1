//! The data loss: how far the outputs are from the targets, as one number.
//!
//! L = 1/Σw Σₛ wₛ·ℓ(sample s), w: the weights of the samples, 1 unless the data say otherwise
//!
//! | loss | ℓ of one sample with m outputs |
//! |---|---|
//! | squared-error | ½·Σⱼ e² |
//! | sum-squared-error | Σⱼ e² |
//! | total-squared-error | ½·Σⱼ e², and L = Σ, divided by nothing |
//! | mean-squared-error | 1/m Σⱼ e² |
//! | absolute-error, huber | 1/m Σⱼ of [`crate::losses::distance`] |
//! | binary-cross-entropy | 1/m Σⱼ of [`crate::losses::cross_entropy`] |
//! | cross-entropy | of [`crate::losses::cross_entropy`], over all classes |
//! | hinge | 1/m Σⱼ of [`crate::losses::margin`] |
//! | perceptron | Σⱼ of [`crate::perceptron`] |
//!
//! e = y − t. Losses of probabilities and margins work on the logits z, and their backward jumps over the output
//! activation; the others go back through it. Leaves out the penalty.

use experiment::spec::{Compares, Loss};

use crate::head::{Head, output_backward};
use crate::losses::cross_entropy::{binary, binary_slope, categorical, categorical_slope, smooth};
use crate::losses::distance::{absolute, absolute_slope, half_square, huber, huber_slope, square_slope};
use crate::losses::margin::{hinge, hinge_slope};
use crate::matrix::{MatMut, MatRef};
use crate::perceptron::{criterion, criterion_slope, side};
use crate::scalar::Scalar;

/// What outputs are compared with.
#[derive(Debug, Clone, Copy)]
pub struct Samples<'a, T> {
    /// t: (n, m).
    pub targets: MatRef<'a, T>,
    /// w: (n); `None` is 1 for all.
    pub weights: Option<&'a [T]>,
    /// Σw over everything that the mean is taken over, of which these samples may be a part.
    pub total: T,
}

impl<T: Scalar> Samples<'_, T> {
    /// wₛ divided by what the loss is divided by; a batch of nothing but zero weights teaches nothing.
    fn share(&self, loss: Loss, s: usize) -> T {
        let weight = self.weights.map_or(T::ONE, |weights| weights[s]);
        let mean = || if self.total == T::ZERO { T::ZERO } else { weight / self.total };
        match mean_over(loss) {
            Over::Nothing => weight,
            Over::Samples | Over::SamplesAndOutputs => mean(),
        }
    }

    /// What the slope of each of the m outputs of a sample is multiplied by.
    pub fn scale(&self, loss: Loss, s: usize, m: usize) -> T {
        self.share(loss, s) / T::from_f64(outputs(loss, m))
    }
}

/// What the sum over the m outputs is divided by.
fn outputs(loss: Loss, m: usize) -> f64 {
    match mean_over(loss) {
        Over::SamplesAndOutputs => m as f64,
        Over::Samples | Over::Nothing => 1.0,
    }
}

/// What a loss is the mean over; over the rest it is a sum.
enum Over {
    Samples,
    SamplesAndOutputs,
    Nothing,
}

fn mean_over(loss: Loss) -> Over {
    match loss {
        Loss::TotalSquaredError => Over::Nothing,
        Loss::SquaredError | Loss::SumSquaredError | Loss::CrossEntropy { .. } | Loss::Perceptron => Over::Samples,
        Loss::MeanSquaredError
        | Loss::AbsoluteError
        | Loss::Huber { .. }
        | Loss::BinaryCrossEntropy { .. }
        | Loss::Hinge => Over::SamplesAndOutputs,
    }
}

/// z, y: (n, m)  ->  L
pub fn loss_forward<T: Scalar>(head: Head, z: MatRef<T>, y: MatRef<T>, samples: Samples<T>) -> T {
    let value =
        |s: usize| samples.scale(head.loss, s, z.columns()) * sample(head, z.row(s), y.row(s), samples.targets.row(s));
    let blocks = (0..z.rows()).step_by(BLOCK).map(|start| start..z.rows().min(start + BLOCK));
    blocks.fold(T::ZERO, |sum, block| sum + block.fold(T::ZERO, |sum, s| sum + value(s)))
}

/// How many samples are added before their sum is: a million terms added one by one lose a percent in `f32`.
const BLOCK: usize = 128;

/// ℓ of one sample, without the division by m.
fn sample<T: Scalar>(head: Head, z: &[T], y: &[T], t: &[T]) -> T {
    if let Loss::CrossEntropy { smoothing } = head.loss {
        return categorical(z, |j| smooth(t[j], smoothing, t.len()));
    }
    let each = z.iter().zip(y).zip(t);
    each.fold(T::ZERO, |sum, ((&z, &y), &t)| sum + element(head, z, y, t))
}

/// ℓ of one output of one sample.
fn element<T: Scalar>(head: Head, z: T, y: T, t: T) -> T {
    match head.loss {
        Loss::SquaredError | Loss::TotalSquaredError => half_square(y - t),
        Loss::SumSquaredError | Loss::MeanSquaredError => (y - t) * (y - t),
        Loss::AbsoluteError => absolute(y - t),
        Loss::Huber { delta } => huber(y - t, T::from_f64(delta)),
        Loss::BinaryCrossEntropy { smoothing } => binary(z, smooth(t, smoothing, 2)),
        Loss::Hinge => hinge(z, head.sign(t)),
        Loss::Perceptron => criterion(z, head.sign(t), head.at_zero),
        Loss::CrossEntropy { .. } => unreachable!("cross-entropy is no sum over single outputs"),
    }
}

/// z, y: (n, m)  ->  dz: (n, m)
pub fn loss_backward<T: Scalar>(head: Head, z: MatRef<T>, y: MatRef<T>, samples: Samples<T>, mut dz: MatMut<T>) {
    for s in 0..z.rows() {
        let share = samples.scale(head.loss, s, z.columns());
        let row = dz.row(s);
        sample_slope(head, z.row(s), y.row(s), samples.targets.row(s), row);
        row.iter_mut().for_each(|d| *d *= share);
    }
    if through_output(head.loss) {
        output_backward(head, z, y, dz);
    }
}

/// Whether the slope of one element is with respect to y, so that the output activation is still to be gone through.
pub fn through_output(loss: Loss) -> bool {
    loss.compares() == Compares::Numbers
}

fn sample_slope<T: Scalar>(head: Head, z: &[T], y: &[T], t: &[T], d: &mut [T]) {
    if let Loss::CrossEntropy { smoothing } = head.loss {
        return categorical_slope(y, |j| smooth(t[j], smoothing, t.len()), d);
    }
    for (j, d) in d.iter_mut().enumerate() {
        *d = element_slope(head, z[j], y[j], t[j]);
    }
}

/// dy of one output for losses of a distance, dz for the others.
fn element_slope<T: Scalar>(head: Head, z: T, y: T, t: T) -> T {
    match head.loss {
        Loss::SquaredError | Loss::TotalSquaredError => y - t,
        Loss::SumSquaredError | Loss::MeanSquaredError => square_slope(y - t),
        Loss::AbsoluteError => absolute_slope(y - t),
        Loss::Huber { delta } => huber_slope(y - t, T::from_f64(delta)),
        Loss::BinaryCrossEntropy { smoothing } => binary_slope(z, smooth(t, smoothing, 2)),
        Loss::Hinge => hinge_slope(z, head.sign(t)),
        Loss::Perceptron => criterion_slope(z, head.sign(t), head.at_zero),
        Loss::CrossEntropy { .. } => unreachable!("cross-entropy is no sum over single outputs"),
    }
}

/// z: (n, m)  ->  how many samples a perceptron has wrong; 0 for any other loss
pub fn mistakes<T: Scalar>(head: Head, z: MatRef<T>, targets: MatRef<T>) -> usize {
    if head.loss != Loss::Perceptron {
        return 0;
    }
    let wrong = |s: &usize| z.row(*s).iter().zip(targets.row(*s)).any(|(&z, &t)| side(z, head.at_zero) != head.sign(t));
    (0..z.rows()).filter(wrong).count()
}

//! The data loss of a batch: how far the outputs are from the targets, as one number.
//!
//! L = 1/Σw Σₛ wₛ·ℓ(sample s), w: the weights of the samples, 1 unless the data say otherwise
//!
//! | loss | ℓ of one sample with m outputs |
//! |---|---|
//! | squared-error | ½·Σⱼ e² |
//! | sum-squared-error | Σⱼ e² |
//! | total-squared-error | ½·Σⱼ e², and L = Σ, divided by nothing |
//! | mean-squared-error | 1/m Σⱼ e² |
//! | absolute-error, huber, log-cosh | 1/m Σⱼ of [`crate::losses::distance`] |
//! | binary-cross-entropy | 1/m Σⱼ of [`crate::losses::cross_entropy`] |
//! | cross-entropy | of [`crate::losses::cross_entropy`], over all classes |
//! | hinge | 1/m Σⱼ of [`crate::losses::margin`] |
//! | perceptron | Σⱼ of [`crate::losses::perceptron`] |
//!
//! e = y − t. Losses of probabilities and margins work on the logits z, and their backward jumps over the output
//! activation; the others go back through it. Leaves out the penalty.

use experiment::spec::{Compares, Loss};

use crate::head::{Head, output_backward};
use crate::losses::cross_entropy::{BinaryCrossEntropy, CrossEntropy};
use crate::losses::distance::{Absolute, Huber, LogCosh, Square};
use crate::losses::margin::Hinge;
use crate::losses::perceptron::Perceptron;
use crate::losses::{Mean, SampleLoss};
use crate::matrix::{MatMut, MatRef};
use crate::path::{self, Kernel};
use crate::scalar::Scalar;

/// Evaluates an expression with the loss of a head, whose type differs from arm to arm.
macro_rules! with_loss {
    ($head:expr, |$loss:ident| $body:expr) => {
        match $head.loss {
            Loss::SquaredError => with_loss!(@ $loss, Square { factor: 0.5, mean: Mean::Samples }, $body),
            Loss::SumSquaredError => with_loss!(@ $loss, Square { factor: 1.0, mean: Mean::Samples }, $body),
            Loss::TotalSquaredError => with_loss!(@ $loss, Square { factor: 0.5, mean: Mean::Nothing }, $body),
            Loss::MeanSquaredError => {
                with_loss!(@ $loss, Square { factor: 1.0, mean: Mean::SamplesAndOutputs }, $body)
            }
            Loss::AbsoluteError => with_loss!(@ $loss, Absolute, $body),
            Loss::Huber { delta } => with_loss!(@ $loss, Huber { delta }, $body),
            Loss::LogCosh => with_loss!(@ $loss, LogCosh, $body),
            Loss::BinaryCrossEntropy { smoothing } => with_loss!(@ $loss, BinaryCrossEntropy { smoothing }, $body),
            Loss::CrossEntropy { smoothing } => with_loss!(@ $loss, CrossEntropy { smoothing }, $body),
            Loss::Hinge => with_loss!(@ $loss, Hinge($head), $body),
            Loss::Perceptron => with_loss!(@ $loss, Perceptron($head), $body),
        }
    };
    (@ $loss:ident, $value:expr, $body:expr) => {{
        let $loss = $value;
        $body
    }};
}

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
    /// What the loss of sample s with m outputs, and its slope, are multiplied by: its weight, divided by what the
    /// loss is the mean over. A batch of nothing but zero weights teaches nothing.
    pub fn scale(&self, head: Head, s: usize, m: usize) -> T {
        self.part(mean_over(head), s, m)
    }

    /// As [`Samples::scale`], of any sample; without weights the division is made once for all.
    #[inline(always)]
    fn parts(&self, of: Mean, m: usize) -> impl Fn(usize) -> T {
        let same = if self.weights.is_none() { Some(self.part(of, 0, m)) } else { None };
        move |s| same.unwrap_or_else(|| self.part(of, s, m))
    }

    #[inline(always)]
    fn part(&self, of: Mean, s: usize, m: usize) -> T {
        let weight = self.weights.map_or(T::ONE, |weights| weights[s]);
        let mean = || if self.total == T::ZERO { T::ZERO } else { weight / self.total };
        match of {
            Mean::Nothing => weight,
            Mean::Samples => mean(),
            Mean::SamplesAndOutputs => mean() / T::from_f64(m as f64),
        }
    }
}

/// What the loss of a head is the mean over.
pub fn mean_over(head: Head) -> Mean {
    with_loss!(head, |loss| SampleLoss::mean(loss))
}

/// How many samples are added before their sum is: a million terms added one by one lose a percent in `f32`.
const BLOCK: usize = 128;
/// Of how many samples the losses are computed in one loop; a divisor of the block.
const TOGETHER: usize = 16;

/// z, y: (n, m)  ->  L
pub fn loss_forward<T: Scalar>(head: Head, z: MatRef<T>, y: MatRef<T>, samples: Samples<T>) -> T {
    with_loss!(head, |loss| path::run(Forward { loss, z, y, samples }))
}

/// z, y: (n, m)  ->  dz: (n, m)
pub fn loss_backward<T: Scalar>(head: Head, z: MatRef<T>, y: MatRef<T>, samples: Samples<T>, mut dz: MatMut<T>) {
    with_loss!(head, |loss| path::run(Backward { loss, z, y, samples, dz: dz.by_ref() }));
    if goes_through_output(head.loss) {
        output_backward(head, z, y, dz);
    }
}

struct Forward<'a, L, T> {
    loss: L,
    z: MatRef<'a, T>,
    y: MatRef<'a, T>,
    samples: Samples<'a, T>,
}

impl<L: SampleLoss, T: Scalar> Kernel for Forward<'_, L, T> {
    type Output = T;

    #[inline(always)]
    fn run(self) -> T {
        let Forward { loss, z, y, samples } = self;
        let (part, rows) = (samples.parts(loss.mean(), z.columns()), z.rows());
        let (mut sum, mut block) = (T::ZERO, T::ZERO);
        for start in (0..rows).step_by(TOGETHER) {
            let (some, mut values) = (start..rows.min(start + TOGETHER), [T::ZERO; TOGETHER]);
            loss.values(some.clone(), z, y, samples.targets, &mut values[..some.len()]);
            block = some.clone().zip(values).fold(block, |sum, (s, value)| sum + part(s) * value);
            if some.end % BLOCK == 0 || some.end == rows {
                sum += block;
                block = T::ZERO;
            }
        }
        sum
    }
}

struct Backward<'a, L, T> {
    loss: L,
    z: MatRef<'a, T>,
    y: MatRef<'a, T>,
    samples: Samples<'a, T>,
    dz: MatMut<'a, T>,
}

impl<L: SampleLoss, T: Scalar> Kernel for Backward<'_, L, T> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        let Backward { loss, z, y, samples, mut dz } = self;
        let part = samples.parts(loss.mean(), z.columns());
        for s in 0..z.rows() {
            let (part, d) = (part(s), dz.row(s));
            loss.slopes(z.row(s), y.row(s), samples.targets.row(s), d);
            d.iter_mut().for_each(|d| *d *= part);
        }
    }
}

/// As [`crate::losses::ElementLoss::slope_terms`], for one of so many outputs.
pub fn slope_terms<T: Scalar>(head: Head, y: T, t: T, outputs: usize) -> Option<T> {
    with_loss!(head, |loss| SampleLoss::slope_terms(loss, y, t, outputs))
}

/// Whether the slope of a loss is with respect to y, so that the output activation is still to be gone through.
pub fn goes_through_output(loss: Loss) -> bool {
    loss.compares() == Compares::Numbers
}

/// z: (n, m)  ->  how many samples a perceptron has wrong; 0 for any other loss
pub fn mistakes<T: Scalar>(head: Head, z: MatRef<T>, targets: MatRef<T>) -> usize {
    if head.loss == Loss::Perceptron { Perceptron(head).mistakes(z, targets) } else { 0 }
}

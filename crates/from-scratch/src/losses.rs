//! The losses of one sample, by family; [`crate::batch_loss`] takes the means of them.
//!
//! | file | a sample has a loss for |
//! |---|---|
//! | [`distance`] | the distance of each output from its target |
//! | [`cross_entropy`] | the logarithms of probabilities |
//! | [`margin`] | each output that is not far enough on the right side |
//! | [`perceptron`] | each output on the wrong side |
//!
//! A loss is a type that implements [`ElementLoss`], or [`SampleLoss`] if it does not treat each output by itself, so
//! that its mathematics stands in one place: its value, its slope, how large the terms of the slope are, and how both
//! are written by hand. What it is the mean over is one of its facts in `experiment`.
//!
//! z: before the output activation, y: after it, t: the target. The slope is with respect to y for losses that compare
//! numbers, and with respect to z for the others, whose backward jumps over the output activation.

pub mod cross_entropy;
pub mod distance;
pub mod margin;
pub mod perceptron;

use std::ops::ControlFlow::{self, Break, Continue};

use experiment::spec::Compares;

use crate::by_hand::ByHand;
use crate::head::Head;
use crate::rows::Rows;
use crate::scalar::Scalar;

/// What is done with a loss, whichever it is: each has a type of its own, so its loops are compiled for it alone.
pub(crate) trait Visitor: Sized {
    /// What it gives.
    type Output;

    /// Does it with this loss.
    fn visit(self, loss: impl SampleLoss) -> Self::Output;
}

/// Visits the loss of a head. Each file knows its own losses, and lets the visitor go on otherwise.
#[inline(always)]
pub(crate) fn visit<V: Visitor>(head: Head, visitor: V) -> V::Output {
    match find(head, visitor) {
        Break(output) => output,
        Continue(_) => panic!("{} is in none of the files of losses", head.loss.as_str()),
    }
}

/// From file to file until one knows the loss. No closures: their loops would be compiled plainly.
#[inline(always)]
fn find<V: Visitor>(head: Head, visitor: V) -> ControlFlow<V::Output, V> {
    let visitor = distance::visit(head, visitor)?;
    let visitor = cross_entropy::visit(head, visitor)?;
    let visitor = margin::visit(head, visitor)?;
    perceptron::visit(head, visitor)
}

/// ℓ of one output for each error e = y − t; none where the loss compares no numbers.
pub(crate) fn of_errors(head: Head, errors: &[f64]) -> Option<Vec<f64>> {
    struct OfErrors<'a>(&'a [f64]);

    impl Visitor for OfErrors<'_> {
        type Output = Vec<f64>;

        fn visit(self, loss: impl SampleLoss) -> Vec<f64> {
            self.0.iter().map(|&e| loss.value(&[e], &[e], &[0.0])).collect()
        }
    }

    (head.loss.compares() == Compares::Numbers).then(|| visit(head, OfErrors(errors)))
}

/// A loss that is a sum over the outputs of a sample.
pub trait ElementLoss: Copy {
    /// ℓ of one output
    fn value<T: Scalar>(self, z: T, y: T, t: T) -> T;

    /// ℓ′ of one output
    fn slope<T: Scalar>(self, z: T, y: T, t: T) -> T;

    /// The sum of the absolute terms of ℓ′, if ℓ′ is a difference; `None` if it is exact as it stands.
    fn slope_terms<T: Scalar>(self, _y: T, _t: T) -> Option<T> {
        None
    }

    /// ℓ as one writes it, in z, y, t and e = y − t; t is smoothed where a loss smooths, and ±1 where sides count.
    fn value_by_hand(self, z: f64, y: f64, t: f64) -> ByHand;

    /// ℓ′ as one writes it, in the same letters.
    fn slope_by_hand(self, z: f64, y: f64, t: f64) -> ByHand;
}

/// A loss of one sample with m outputs.
pub trait SampleLoss: Copy {
    /// z, y, t: (1, m)  ->  ℓ, without a division by m
    fn value<T: Scalar>(self, z: &[T], y: &[T], t: &[T]) -> T;

    /// z, y, t: (n, m), row after row  ->  ℓ of each sample, without a division by m
    #[inline(always)]
    fn values<T: Scalar>(self, rows: impl Rows, [z, y, t]: [&[T]; 3], values: &mut [T]) {
        for (value, ((z, y), t)) in values.iter_mut().zip(rows.of(z).zip(rows.of(y)).zip(rows.of(t))) {
            *value = self.value(z, y, t);
        }
    }

    /// z, y, t: (1, m)  ->  ℓ′: (1, m)
    fn slopes<T: Scalar>(self, z: &[T], y: &[T], t: &[T], d: &mut [T]);

    /// As [`ElementLoss::slope_terms`], for one of so many outputs.
    fn slope_terms<T: Scalar>(self, y: T, t: T, outputs: usize) -> Option<T>;

    /// As [`ElementLoss::value_by_hand`], the part of output j; Σt is the sum of the targets of the sample.
    fn value_by_hand(self, z: &[f64], y: &[f64], t: &[f64], j: usize) -> ByHand;

    /// As [`ElementLoss::slope_by_hand`], with respect to output j.
    fn slope_by_hand(self, z: &[f64], y: &[f64], t: &[f64], j: usize) -> ByHand;
}

impl<L: ElementLoss> SampleLoss for L {
    #[inline(always)]
    fn value<T: Scalar>(self, z: &[T], y: &[T], t: &[T]) -> T {
        let mut sum = T::ZERO;
        for ((&z, &y), &t) in z.iter().zip(y).zip(t) {
            sum += ElementLoss::value(self, z, y, t);
        }
        sum
    }

    #[inline(always)]
    fn slopes<T: Scalar>(self, z: &[T], y: &[T], t: &[T], d: &mut [T]) {
        let each = z.iter().zip(y).zip(t);
        d.iter_mut().zip(each).for_each(|(d, ((&z, &y), &t))| *d = self.slope(z, y, t));
    }

    fn slope_terms<T: Scalar>(self, y: T, t: T, _outputs: usize) -> Option<T> {
        ElementLoss::slope_terms(self, y, t)
    }

    fn value_by_hand(self, z: &[f64], y: &[f64], t: &[f64], j: usize) -> ByHand {
        ElementLoss::value_by_hand(self, z[j], y[j], t[j])
    }

    fn slope_by_hand(self, z: &[f64], y: &[f64], t: &[f64], j: usize) -> ByHand {
        ElementLoss::slope_by_hand(self, z[j], y[j], t[j])
    }
}

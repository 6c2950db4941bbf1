//! The losses of one sample, by family; [`crate::batch_loss`] chooses among them and takes the means.
//!
//! A loss is a type that implements [`ElementLoss`], or [`SampleLoss`] if it does not treat each output by itself, so
//! that everything about it stands in one place: its value, its slope, how large the terms of the slope are, and what
//! it is the mean over.
//!
//! z: before the output activation, y: after it, t: the target. The slope is with respect to y for losses that compare
//! numbers, and with respect to z for the others, whose backward jumps over the output activation.

pub mod cross_entropy;
pub mod distance;
pub mod margin;
pub mod perceptron;

use std::ops::Range;

use crate::matrix::MatRef;
use crate::scalar::Scalar;

/// What a loss is the mean over; over the rest it is a sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mean {
    /// The samples.
    Samples,
    /// The samples, and the outputs of each.
    SamplesAndOutputs,
    /// Nothing: it is a sum.
    Nothing,
}

/// A loss that is a sum over the outputs of a sample.
pub trait ElementLoss: Copy {
    /// What it is the mean over.
    fn mean(self) -> Mean;

    /// ℓ of one output
    fn value<T: Scalar>(self, z: T, y: T, t: T) -> T;

    /// ℓ′ of one output
    fn slope<T: Scalar>(self, z: T, y: T, t: T) -> T;

    /// The sum of the absolute terms of ℓ′, if ℓ′ is a difference; `None` if it is exact as it stands.
    fn slope_terms<T: Scalar>(self, _y: T, _t: T) -> Option<T> {
        None
    }
}

/// A loss of one sample with m outputs.
pub trait SampleLoss: Copy {
    /// What it is the mean over.
    fn mean(self) -> Mean;

    /// z, y, t: (1, m)  ->  ℓ, without a division by m
    fn value<T: Scalar>(self, z: &[T], y: &[T], t: &[T]) -> T;

    /// z, y, t: (n, m)  ->  ℓ of each of these samples, without a division by m
    #[inline(always)]
    fn values<T: Scalar>(self, samples: Range<usize>, z: MatRef<T>, y: MatRef<T>, t: MatRef<T>, values: &mut [T]) {
        for (value, s) in values.iter_mut().zip(samples) {
            *value = self.value(z.row(s), y.row(s), t.row(s));
        }
    }

    /// z, y, t: (1, m)  ->  ℓ′: (1, m)
    fn slopes<T: Scalar>(self, z: &[T], y: &[T], t: &[T], d: &mut [T]);

    /// As [`ElementLoss::slope_terms`], for one of so many outputs.
    fn slope_terms<T: Scalar>(self, y: T, t: T, outputs: usize) -> Option<T>;
}

impl<L: ElementLoss> SampleLoss for L {
    #[inline(always)]
    fn mean(self) -> Mean {
        ElementLoss::mean(self)
    }

    #[inline(always)]
    fn value<T: Scalar>(self, z: &[T], y: &[T], t: &[T]) -> T {
        let each = z.iter().zip(y).zip(t);
        each.fold(T::ZERO, |sum, ((&z, &y), &t)| sum + ElementLoss::value(self, z, y, t))
    }

    /// Of a single output in one loop, which fills vectors.
    #[inline(always)]
    fn values<T: Scalar>(self, samples: Range<usize>, z: MatRef<T>, y: MatRef<T>, t: MatRef<T>, values: &mut [T]) {
        if z.columns() == 1 {
            let [z, y, t] = [z, y, t].map(|of| &of.values()[samples.clone()]);
            for (value, ((&z, &y), &t)) in values.iter_mut().zip(z.iter().zip(y).zip(t)) {
                *value = T::ZERO + ElementLoss::value(self, z, y, t);
            }
        } else {
            for (value, s) in values.iter_mut().zip(samples) {
                *value = SampleLoss::value(self, z.row(s), y.row(s), t.row(s));
            }
        }
    }

    #[inline(always)]
    fn slopes<T: Scalar>(self, z: &[T], y: &[T], t: &[T], d: &mut [T]) {
        let each = z.iter().zip(y).zip(t);
        d.iter_mut().zip(each).for_each(|(d, ((&z, &y), &t))| *d = self.slope(z, y, t));
    }

    fn slope_terms<T: Scalar>(self, y: T, t: T, _outputs: usize) -> Option<T> {
        ElementLoss::slope_terms(self, y, t)
    }
}

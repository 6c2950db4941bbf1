//! The data loss of a batch: how far the outputs are from the targets, as one number.
//!
//! L = 1/Σw Σₛ wₛ·ℓ(sample s), w: the weights of the samples, 1 unless the data say otherwise
//!
//! ℓ is one of [`crate::losses`]. Losses of probabilities and margins work on the logits z, and their backward jumps
//! over the output activation; the others go back through it. Leaves out the penalty.

use experiment::spec::{Compares, Loss, MeanOver};

use crate::by_hand::ByHand;
use crate::head::{Head, output_backward};
use crate::losses::{self, SampleLoss, Visitor};
use crate::matrix::{MatMut, MatRef};
use crate::path::{self, Kernel};
use crate::rows::{ByRow, Rows, by_row};
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
    /// What the loss of sample s with m outputs, and its slope, are multiplied by: its weight, divided by what the
    /// loss is the mean over. A batch of nothing but zero weights teaches nothing.
    pub fn scale(&self, head: Head, s: usize, m: usize) -> T {
        self.part(head.loss.facts().mean, s, m)
    }

    /// As [`Samples::scale`], of any sample; without weights the division is made once for all.
    #[inline(always)]
    fn parts(&self, of: MeanOver, m: usize) -> impl Fn(usize) -> T {
        let same = if self.weights.is_none() { Some(self.part(of, 0, m)) } else { None };
        move |s| same.unwrap_or_else(|| self.part(of, s, m))
    }

    #[inline(always)]
    fn part(&self, of: MeanOver, s: usize, m: usize) -> T {
        let weight = self.weights.map_or(T::ONE, |weights| weights[s]);
        let mean = || if self.total == T::ZERO { T::ZERO } else { weight / self.total };
        match of {
            MeanOver::Nothing => weight,
            MeanOver::Samples => mean(),
            MeanOver::SamplesAndOutputs => mean() / T::from_f64(m as f64),
        }
    }
}

/// How many samples are added before their sum is: a million terms added one by one lose a percent in `f32`.
const BLOCK: usize = 128;
/// Of how many samples the losses are computed in one loop; a divisor of the block.
const TOGETHER: usize = 16;

/// z, y: (n, m)  ->  L
pub fn loss_forward<T: Scalar>(head: Head, z: MatRef<T>, y: MatRef<T>, samples: Samples<T>) -> T {
    let mean = head.loss.facts().mean;
    path::run(Visit(head, Forward { mean, z: &z, y: &y, samples: &samples }))
}

/// z, y: (n, m)  ->  dz: (n, m)
pub fn loss_backward<T: Scalar>(head: Head, z: MatRef<T>, y: MatRef<T>, samples: Samples<T>, mut dz: MatMut<T>) {
    let mean = head.loss.facts().mean;
    path::run(Visit(head, Backward { mean, z: &z, y: &y, samples: &samples, dz: dz.by_ref() }));
    if goes_through_output(head.loss) {
        output_backward(head, z, y, dz);
    }
}

/// A visit to the loss of a head, on the current code path.
struct Visit<V>(Head, V);

impl<V: Visitor> Kernel for Visit<V> {
    type Output = V::Output;

    #[inline(always)]
    fn run(self) -> V::Output {
        losses::visit(self.0, self.1)
    }
}

/// A loss, and what is to be done with it.
struct Of<L, W>(L, W);

struct Forward<'a, T> {
    mean: MeanOver,
    z: &'a MatRef<'a, T>,
    y: &'a MatRef<'a, T>,
    samples: &'a Samples<'a, T>,
}

impl<T: Scalar> Visitor for Forward<'_, T> {
    type Output = T;

    #[inline(always)]
    fn visit(self, loss: impl SampleLoss) -> T {
        by_row::<T, _>(self.z.columns(), Of(loss, self))
    }
}

impl<T: Scalar, L: SampleLoss> ByRow for Of<L, Forward<'_, T>> {
    type Output = T;

    #[inline(always)]
    fn run(self, rows: impl Rows) -> T {
        let Of(loss, Forward { mean, z, y, samples }) = self;
        let (part, n, m) = (samples.parts(mean, z.columns()), z.rows(), z.columns());
        let (mut sum, mut block) = (T::ZERO, T::ZERO);
        let mut start = 0;
        while start < n {
            let (end, mut values) = (n.min(start + TOGETHER), [T::ZERO; TOGETHER]);
            let (from, to) = (start * m, end * m);
            let of = [&z.values()[from..to], &y.values()[from..to], &samples.targets.values()[from..to]];
            loss.values(rows, of, &mut values[..end - start]);
            for s in start..end {
                block += part(s) * values[s - start];
            }
            if end % BLOCK == 0 || end == n {
                sum += block;
                block = T::ZERO;
            }
            start = end;
        }
        sum
    }
}

struct Backward<'a, T> {
    mean: MeanOver,
    z: &'a MatRef<'a, T>,
    y: &'a MatRef<'a, T>,
    samples: &'a Samples<'a, T>,
    dz: MatMut<'a, T>,
}

impl<T: Scalar> Visitor for Backward<'_, T> {
    type Output = ();

    #[inline(always)]
    fn visit(self, loss: impl SampleLoss) {
        by_row::<T, _>(self.z.columns(), Of(loss, self));
    }
}

impl<T: Scalar, L: SampleLoss> ByRow for Of<L, Backward<'_, T>> {
    type Output = ();

    #[inline(always)]
    fn run(self, rows: impl Rows) {
        let Of(loss, Backward { mean, z, y, samples, dz }) = self;
        let part = samples.parts(mean, z.columns());
        let of = rows.of(z.values()).zip(rows.of(y.values())).zip(rows.of(samples.targets.values()));
        for (s, (d, ((z, y), t))) in rows.of_mut(dz.into_values()).zip(of).enumerate() {
            let part = part(s);
            loss.slopes(z, y, t, d);
            d.iter_mut().for_each(|d| *d *= part);
        }
    }
}

/// As [`crate::losses::ElementLoss::slope_terms`], for one of so many outputs.
pub fn slope_terms<T: Scalar>(head: Head, y: T, t: T, outputs: usize) -> Option<T> {
    losses::visit(head, SlopeTerms { y, t, outputs })
}

struct SlopeTerms<T> {
    y: T,
    t: T,
    outputs: usize,
}

impl<T: Scalar> Visitor for SlopeTerms<T> {
    type Output = Option<T>;

    fn visit(self, loss: impl SampleLoss) -> Option<T> {
        loss.slope_terms(self.y, self.t, self.outputs)
    }
}

/// z, y, t: (1, m)  ->  the part of output j of ℓ, and the slope with respect to it, as one writes them by hand
pub fn loss_by_hand(head: Head, z: &[f64], y: &[f64], t: &[f64], j: usize) -> [ByHand; 2] {
    losses::visit(head, ByHandOf { z, y, t, j })
}

struct ByHandOf<'a> {
    z: &'a [f64],
    y: &'a [f64],
    t: &'a [f64],
    j: usize,
}

impl Visitor for ByHandOf<'_> {
    type Output = [ByHand; 2];

    fn visit(self, loss: impl SampleLoss) -> [ByHand; 2] {
        let ByHandOf { z, y, t, j } = self;
        [loss.value_by_hand(z, y, t, j), loss.slope_by_hand(z, y, t, j)]
    }
}

/// Whether the slope of a loss is with respect to y, so that the output activation is still to be gone through.
pub fn goes_through_output(loss: Loss) -> bool {
    loss.compares() == Compares::Numbers
}

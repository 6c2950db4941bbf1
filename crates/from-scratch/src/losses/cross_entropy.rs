//! Cross-entropy, taken together with the output that makes the probabilities: exact where either alone is not.
//!
//! ```text
//! binary       y = σ(z):        −(t·ln y + (1 − t)·ln(1 − y)) = max(z, 0) − t·z + ln(1 + e^(−|z|))
//!              dz = y − t
//! categorical  y = softmax(z):  −Σⱼ tⱼ·ln yⱼ = Σⱼ tⱼ·(ln Σₖ eᶻᵏ − zⱼ)
//!              dz = y·Σⱼtⱼ − t, which is y − t for targets that sum to 1
//! ```
//!
//! The right-hand sides work on the logits z and stay finite and exact for z = ±1000, where y is 0 or 1 and ln y
//! is not a number. Label smoothing (C. Szegedy et al., "Rethinking the Inception architecture", 2016) moves t
//! towards 1/m before. Natural logarithms. Lecture 001. Leaves out the means over samples: `batch_loss` has
//! them.

use std::ops::ControlFlow::{self, Break, Continue};

use engine::argmax;
use experiment::spec::Loss;

use super::{ElementLoss, SampleLoss, Visitor};
use crate::by_hand::ByHand;
use crate::head::Head;
use crate::layers::softmax::largest;
use crate::rows::Rows;
use crate::scalar::Scalar;

/// Visits the loss of a head; the visitor goes on if it is not in this file.
#[inline(always)]
pub(super) fn visit<V: Visitor>(head: Head, visitor: V) -> ControlFlow<V::Output, V> {
    Break(match head.loss {
        Loss::BinaryCrossEntropy { smoothing } => visitor.visit(BinaryCrossEntropy { smoothing }),
        Loss::CrossEntropy { smoothing } => visitor.visit(CrossEntropy { smoothing }),
        _ => return Continue(visitor),
    })
}

/// The cross-entropy behind a sigmoid, which treats each output by itself.
#[derive(Debug, Clone, Copy)]
pub struct BinaryCrossEntropy {
    /// s
    pub smoothing: f64,
}

impl ElementLoss for BinaryCrossEntropy {
    #[inline(always)]
    fn value<T: Scalar>(self, z: T, _y: T, t: T) -> T {
        binary(z, smooth(t, self.smoothing, 2))
    }

    #[inline(always)]
    fn slope<T: Scalar>(self, z: T, _y: T, t: T) -> T {
        binary_slope(z, smooth(t, self.smoothing, 2))
    }

    fn slope_terms<T: Scalar>(self, y: T, t: T) -> Option<T> {
        Some(y.abs() + smooth(t, self.smoothing, 2).abs())
    }

    fn value_by_hand(self, _z: f64, _y: f64, _t: f64) -> ByHand {
        ByHand::new("−(t·ln(y) + (1 − t)·ln(1 − y))")
    }

    fn slope_by_hand(self, _z: f64, _y: f64, _t: f64) -> ByHand {
        ByHand::piece("y − t", "of cross-entropy and sigmoid together")
    }
}

/// The cross-entropy behind a softmax, whose outputs depend on one another.
#[derive(Debug, Clone, Copy)]
pub struct CrossEntropy {
    /// s
    pub smoothing: f64,
}

impl SampleLoss for CrossEntropy {
    #[inline(always)]
    fn value<T: Scalar>(self, z: &[T], y: &[T], t: &[T]) -> T {
        categorical(z, y, |j| smooth(t[j], self.smoothing, t.len()))
    }

    /// The logarithms of all samples in one loop, which fills vectors.
    #[inline(always)]
    fn values<T: Scalar>(self, rows: impl Rows, [z, y, t]: [&[T]; 3], values: &mut [T]) {
        for (rest, (z, y)) in values.iter_mut().zip(rows.of(z).zip(rows.of(y))) {
            *rest = rest_to_largest(z, y);
        }
        for rest in values.iter_mut() {
            *rest = rest.ln_1p();
        }
        for (tail, (z, t)) in values.iter_mut().zip(rows.of(z).zip(rows.of(t))) {
            *tail = distance(z, *tail, |j| smooth(t[j], self.smoothing, t.len()));
        }
    }

    #[inline(always)]
    fn slopes<T: Scalar>(self, _z: &[T], y: &[T], t: &[T], d: &mut [T]) {
        categorical_slope(y, |j| smooth(t[j], self.smoothing, t.len()), d);
    }

    fn slope_terms<T: Scalar>(self, y: T, t: T, outputs: usize) -> Option<T> {
        Some(y.abs() + smooth(t, self.smoothing, outputs).abs())
    }

    fn value_by_hand(self, _z: &[f64], _y: &[f64], _t: &[f64], _j: usize) -> ByHand {
        ByHand::new("−t·ln(y)")
    }

    fn slope_by_hand(self, _z: &[f64], _y: &[f64], t: &[f64], _j: usize) -> ByHand {
        let total: f64 = t.iter().map(|each| smooth(*each, self.smoothing, t.len())).sum();
        let formula = if (total - 1.0).abs() < 1e-12 { "y − t" } else { "y·Σt − t" };
        ByHand::piece(formula, "of cross-entropy and softmax together")
    }
}

/// t·(1 − s) + s/m, for m classes.
#[inline(always)]
pub fn smooth<T: Scalar>(t: T, smoothing: f64, classes: usize) -> T {
    T::from_f64(1.0 - smoothing) * t + T::from_f64(smoothing / classes as f64)
}

/// z: one logit, t: in [0, 1]
#[inline(always)]
pub fn binary<T: Scalar>(z: T, t: T) -> T {
    z.max(T::ZERO) - t * z + (-z.abs()).exp().ln_1p()
}

/// z: one logit, t: in [0, 1]  ->  dz = σ(z) − t
///
/// Written as (1 − t)·σ(z) − t·σ(−z), which keeps its digits where σ(z) is close to t = 1.
#[inline(always)]
pub fn binary_slope<T: Scalar>(z: T, t: T) -> T {
    let q = (-z.abs()).exp();
    let (near, far) = (T::ONE / (T::ONE + q), q / (T::ONE + q));
    let (upper, lower) = if z >= T::ZERO { (near, far) } else { (far, near) };
    (T::ONE - t) * upper - t * lower
}

/// z: the logits of one sample, y: its probabilities, t: its targets, already smoothed
///
/// ln Σₖ eᶻᵏ is max + ln(1 + rest), where `rest` = Σₖ eᶻᵏ⁻ᵐᵃˣ leaves out the largest: exact where one class has it all.
/// The probabilities have the exponentials in them: e^(zₖ − max) is yₖ divided by the largest y.
#[inline(always)]
pub fn categorical<T: Scalar>(z: &[T], y: &[T], t: impl Fn(usize) -> T) -> T {
    distance(z, rest_to_largest(z, y).ln_1p(), t)
}

/// Σₖ eᶻᵏ⁻ᵐᵃˣ without the largest.
#[inline(always)]
fn rest_to_largest<T: Scalar>(z: &[T], y: &[T]) -> T {
    let (largest, others) = split(y, argmax(z));
    others / largest
}

/// Σⱼ tⱼ·(max + tail − zⱼ), where tail = ln(1 + rest)
#[inline(always)]
fn distance<T: Scalar>(z: &[T], tail: T, t: impl Fn(usize) -> T) -> T {
    let largest = largest(z);
    z.iter().enumerate().fold(T::ZERO, |sum, (j, &z)| sum + t(j) * ((largest - z) + tail))
}

/// y: the probabilities of one sample, t: its targets, already smoothed  ->  dz = y·Σt − t
///
/// For the class that has more than half, y is written as 1 minus the others, so that y − 1 keeps its digits.
#[inline(always)]
pub fn categorical_slope<T: Scalar>(y: &[T], t: impl Fn(usize) -> T, dz: &mut [T]) {
    let total = (0..y.len()).fold(T::ZERO, |sum, j| sum + t(j));
    let first = argmax(y);
    let (_, others) = split(y, first);
    for (j, dz) in dz.iter_mut().enumerate() {
        let (near, far) = ((total - t(j)) - others * total, y[j] * total - t(j));
        *dz = if j == first && y[j] > T::from_f64(0.5) { near } else { far };
    }
}

/// yⱼ, and Σ yₖ over k ≠ j. It adds 0 in the place of yⱼ: no processor can guess where the largest of a sample stands,
/// and numbers that are chosen instead of looked up fill vectors.
#[inline(always)]
fn split<T: Scalar>(y: &[T], j: usize) -> (T, T) {
    y.iter().enumerate().fold((T::ZERO, T::ZERO), |(at, sum), (k, &y)| {
        let (here, other) = if k == j { (y, T::ZERO) } else { (at, y) };
        (here, sum + other)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// σ(ln 3) = ¾: −ln ¾ for t = 1 and −ln ¼ for t = 0, slopes −¼ and ¾.
    #[test]
    fn binary_by_hand() {
        let ln = libm::log;
        let near = |a: f64, b: f64| assert!((a - b).abs() <= 4e-16, "{a} is not {b}");
        near(binary(ln(3.0), 1.0), -ln(0.75));
        near(binary(ln(3.0), 0.0), -ln(0.25));
        near(binary_slope(ln(3.0), 1.0), -0.25);
        near(binary_slope(ln(3.0), 0.0), 0.75);
    }

    /// Far out the loss is the distance or nothing; 1 − σ(40) = e⁻⁴⁰ to all digits.
    #[test]
    fn logits_of_a_thousand_are_exact() {
        assert_eq!((binary(1000.0, 0.0), binary(1000.0, 1.0), binary(-1000.0, 1.0)), (1000.0, 0.0, 1000.0));
        assert_eq!((binary_slope(1000.0, 0.0), binary_slope(-1000.0, 1.0)), (1.0, -1.0));
        let tiny = libm::exp(-40.0);
        assert!((binary_slope(40.0, 1.0) / -tiny - 1.0).abs() < 1e-15);
        let (z, one_hot) = ([1000.0, -1000.0, 0.0], |hot: usize| move |j: usize| f64::from(u8::from(j == hot)));
        let y = [1.0, 0.0, 0.0];
        assert_eq!(categorical(&z, &y, one_hot(0)), 0.0);
        assert_eq!((categorical(&z, &y, one_hot(1)), categorical(&z, &y, one_hot(2))), (2000.0, 1000.0));
        let mut dz = [9.0; 3];
        categorical_slope(&y, one_hot(1), &mut dz);
        assert_eq!(dz, [1.0, -1.0, 0.0]);
    }

    /// Two equal logits: ln 2, and y − t = (−½, ½). Smoothing 0.2 of two classes makes (1, 0) into (0.9, 0.1).
    #[test]
    fn categorical_by_hand() {
        let t = |j: usize| [1.0, 0.0][j];
        let mut dz = [0.0; 2];
        categorical_slope(&[0.5, 0.5], t, &mut dz);
        assert_eq!((categorical(&[7.0, 7.0], &[0.5, 0.5], t), dz), (std::f64::consts::LN_2, [-0.5, 0.5]));
        assert_eq!((smooth(1.0, 0.2, 2), smooth(0.0, 0.2, 2)), (0.9, 0.1));
    }

    /// 0.25 beside a target of 0 smoothed by half: to 0.25 of two classes, to 0.125 of four.
    #[test]
    fn sizes_count_smoothed_targets() {
        let binary = BinaryCrossEntropy { smoothing: 0.5 };
        assert_eq!(ElementLoss::slope_terms(binary, 0.25, 0.0), Some(0.5));
        let several = CrossEntropy { smoothing: 0.5 };
        assert_eq!(SampleLoss::slope_terms(several, 0.25, 0.0, 4), Some(0.375));
    }
}

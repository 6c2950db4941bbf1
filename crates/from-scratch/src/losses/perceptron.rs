//! Rosenblatt's perceptron: one affine layer and a step, corrected on its mistakes.
//!
//! ```text
//! criterion    E = −1/n Σ t·z over the misclassified,  t = ±1 whatever the coding of the targets
//! gradient     dz = −t/n for the misclassified, 0 for the others
//! ```
//!
//! A sample is misclassified if step(z), with step(0) as the config's `at_zero` says, is not its target. With one
//! sample at a time plain descent is the rule that the lectures print: w ← w + η·t·x. Lecture 000 l.27-56.
//! Where z is exactly 0 and wrong, E is 0 but its gradient is not: that is how a perceptron leaves w = 0.
//!
//! F. Rosenblatt, "The perceptron: a probabilistic model", 1958. Leaves out the affine layer, which is that of any
//! network ([`crate::layers::affine`]).

use std::ops::ControlFlow::{self, Break, Continue};

use experiment::spec::Loss;

use super::{ElementLoss, Visitor};
use crate::by_hand::ByHand;
use crate::head::Head;
use crate::matrix::MatRef;
use crate::scalar::Scalar;

/// Visits the loss of a head; the visitor goes on if it is not in this file.
#[inline(always)]
pub(super) fn visit<V: Visitor>(head: Head, visitor: V) -> ControlFlow<V::Output, V> {
    Break(match head.loss {
        Loss::Perceptron => visitor.visit(Perceptron(head)),
        _ => return Continue(visitor),
    })
}

/// The criterion behind the step of this head.
#[derive(Debug, Clone, Copy)]
pub struct Perceptron(pub Head);

impl Perceptron {
    #[inline(always)]
    fn is_mistake<T: Scalar>(self, z: T, t: T) -> bool {
        self.0.side(z) != self.0.sign(t)
    }

    /// A formula for mistakes, by hand; what is right costs nothing.
    fn if_mistake(self, formula: &str, z: f64, t: f64) -> ByHand {
        match self.is_mistake(z, t) {
            true => ByHand::piece(formula, "as it is wrong"),
            false => ByHand::piece("0", "as it is right"),
        }
    }

    /// z, t: (n, m)  ->  how many samples have a mistake
    pub fn mistakes<T: Scalar>(self, z: MatRef<T>, t: MatRef<T>) -> usize {
        let wrong = |s: &usize| z.row(*s).iter().zip(t.row(*s)).any(|(&z, &t)| self.is_mistake(z, t));
        (0..z.rows()).filter(wrong).count()
    }
}

impl ElementLoss for Perceptron {
    #[inline(always)]
    fn value<T: Scalar>(self, z: T, _y: T, t: T) -> T {
        if self.is_mistake(z, t) { -(self.0.sign(t) * z) } else { T::ZERO }
    }

    #[inline(always)]
    fn slope<T: Scalar>(self, z: T, _y: T, t: T) -> T {
        if self.is_mistake(z, t) { -self.0.sign(t) } else { T::ZERO }
    }

    fn value_by_hand(self, z: f64, _y: f64, t: f64) -> ByHand {
        self.if_mistake("−t·z", z, t)
    }

    fn slope_by_hand(self, z: f64, _y: f64, t: f64) -> ByHand {
        self.if_mistake("−t", z, t)
    }
}

#[cfg(test)]
mod tests {
    use experiment::spec::{AtZero, OutputActivation};

    use super::*;

    fn perceptron(at_zero: AtZero) -> Perceptron {
        Perceptron(Head { output: OutputActivation::Step, loss: Loss::Perceptron, at_zero, low: 0.0, high: 1.0 })
    }

    /// E and dz of one output; targets are 0 and 1.
    fn both(at_zero: AtZero, z: f64, t: f64) -> (f64, f64) {
        let loss = perceptron(at_zero);
        (loss.value(z, z, t), loss.slope(z, z, t))
    }

    /// z = 2 is right for the upper class and costs 2 for the lower, where it is to fall; z = −2 is right for the lower
    /// class and costs 2 for the upper, where it is to rise.
    #[test]
    fn only_mistakes_count() {
        for at_zero in [AtZero::Upper, AtZero::Lower] {
            assert_eq!(both(at_zero, 2.0, 1.0), (0.0, 0.0));
            assert_eq!(both(at_zero, 2.0, 0.0), (2.0, 1.0));
            assert_eq!(both(at_zero, -2.0, 0.0), (0.0, 0.0));
            assert_eq!(both(at_zero, -2.0, 1.0), (2.0, -1.0));
        }
    }

    /// At exactly 0 the config decides which target is wrong; the wrong one is corrected at no cost.
    #[test]
    fn zero_is_on_the_side_that_the_config_says() {
        let side = |at_zero| perceptron(at_zero).0.side(0.0);
        assert_eq!((side(AtZero::Upper), side(AtZero::Lower)), (1.0, -1.0));
        assert_eq!(both(AtZero::Upper, 0.0, 0.0), (0.0, 1.0));
        assert_eq!(both(AtZero::Lower, 0.0, 1.0), (0.0, -1.0));
    }
}

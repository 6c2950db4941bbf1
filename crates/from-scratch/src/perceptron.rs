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

use experiment::spec::AtZero;

use crate::scalar::Scalar;

/// Which side of the step z lies on: 1 or −1.
pub fn side<T: Scalar>(z: T, at_zero: AtZero) -> T {
    let upper = match at_zero {
        AtZero::Upper => z >= T::ZERO,
        AtZero::Lower => z > T::ZERO,
    };
    if upper { T::ONE } else { -T::ONE }
}

/// z: one pre-activation, t: ±1  ->  its part of the criterion
pub fn criterion<T: Scalar>(z: T, t: T, at_zero: AtZero) -> T {
    if side(z, at_zero) == t { T::ZERO } else { -(t * z) }
}

/// z: one pre-activation, t: ±1  ->  dz
pub fn criterion_slope<T: Scalar>(z: T, t: T, at_zero: AtZero) -> T {
    if side(z, at_zero) == t { T::ZERO } else { -t }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// z = 2 is right for t = 1 and costs 2 for t = −1, where it is to fall.
    #[test]
    fn only_mistakes_count() {
        for at_zero in [AtZero::Upper, AtZero::Lower] {
            assert_eq!((criterion(2.0, 1.0, at_zero), criterion_slope(2.0, 1.0, at_zero)), (0.0, 0.0));
            assert_eq!((criterion(2.0, -1.0, at_zero), criterion_slope(2.0, -1.0, at_zero)), (2.0, 1.0));
        }
    }

    /// At exactly 0 the config decides which target is wrong; the wrong one is corrected at no cost.
    #[test]
    fn zero_is_on_the_side_that_the_config_says() {
        assert_eq!((side(0.0, AtZero::Upper), side(0.0, AtZero::Lower)), (1.0, -1.0));
        assert_eq!((criterion(0.0, -1.0, AtZero::Upper), criterion_slope(0.0, -1.0, AtZero::Upper)), (0.0, 1.0));
        assert_eq!(criterion_slope(0.0, 1.0, AtZero::Lower), -1.0);
    }
}

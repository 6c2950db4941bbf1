//! Where an activation is flat: its slope is 0, or below a tenth of its largest, so that hardly any gradient passes.
//!
//! The slope is that of the trace, the largest a fact of the activation. The sigmoid is flat beyond |z| = 3.6, tanh
//! beyond 1.8, relu at z ≤ 0, step everywhere; gelu and silu are flat around their minimum, too.

use experiment::spec::Activation;

/// The share of the largest slope below which an activation counts as flat.
const TENTH: f64 = 0.1;

/// The slopes at which an activation counts as flat.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Flat {
    below: f64,
}

impl Flat {
    /// `None` for an activation that is flat nowhere, and for one whose slopes are learned.
    pub(super) fn of(activation: Activation) -> Option<Flat> {
        let (least, largest) = activation.facts().slopes?;
        (least == 0.0 || least < TENTH * largest).then_some(Flat { below: TENTH * largest })
    }

    /// slope: f′(z) at one pre-activation
    pub(super) fn contains(self, slope: f64) -> bool {
        slope == 0.0 || slope.abs() < self.below
    }
}

#[cfg(test)]
mod tests {
    use super::Flat;
    use experiment::spec::Activation;

    /// Slopes at and beside the edge, from the largest slope: ¼ of the sigmoid, max(1, α) of elu.
    #[test]
    fn a_tenth_of_the_largest_slope_is_the_edge() {
        for (activation, edge) in [
            (Activation::Sigmoid, 0.025),
            (Activation::Tanh, 0.1),
            (Activation::Elu { alpha: 0.5 }, 0.1),
            (Activation::Elu { alpha: 4.0 }, 0.4),
            (Activation::LeakyRelu { slope: 0.01 }, 0.1),
        ] {
            let flat = Flat::of(activation).expect("it has flat places");
            for (slope, expected) in [(0.0, true), (0.99 * edge, true), (-0.99 * edge, true), (1.01 * edge, false)] {
                assert_eq!(flat.contains(slope), expected, "{activation:?} where its slope is {slope}");
            }
        }
    }

    #[test]
    fn a_step_is_flat_everywhere_and_straight_lines_nowhere() {
        assert!(Flat::of(Activation::Step).expect("a step has flat places").contains(0.0));
        for never in [Activation::Identity, Activation::LeakyRelu { slope: 0.1 }, Activation::Maxout { pieces: 2 }] {
            assert_eq!(Flat::of(never), None, "{never:?}");
        }
        assert_eq!(Flat::of(Activation::Prelu { slope: 0.0 }), None, "its slope is learned");
    }
}

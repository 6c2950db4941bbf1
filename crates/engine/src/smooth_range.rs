//! How far a step moves the arguments of curved functions.
//!
//! A difference quotient is the start of a power series. A sigmoid's series converges within π of the point where it
//! is taken, a tanh's within π/2: a step that moves a pre-activation by several units gives quotients that may agree
//! with one another and still say nothing. A weight behind an input in the hundreds does that with a step of 0.1.
//! Polynomials and straight pieces know no such limit.
//!
//! Batch normalization divides by a deviation that moves with its numbers: its radius is where √(v + ε) is 0, which a
//! small γ or a deviation below √ε hides from the size of a move. There a move must be nearly straight: a power series
//! c₁h + c₂h² whose second term is half of the first is at half of its radius.

use experiment::Spec;
use experiment::spec::{Curvature, Pieces};

use crate::Trace;

/// How far the argument of a curved function may move: a third of the radius of convergence of tanh.
pub const SMOOTH_RANGE: f64 = 0.5;

/// Numbers that move less than this share of themselves say nothing of a bend: half of their digits.
const DIGITS: f64 = 1.5e-8;

/// The arguments of all curved functions of a network, its loss among them, from the traces of a batch, layer by layer.
pub fn arguments(spec: &Spec, traces: &[Trace]) -> Vec<Vec<f64>> {
    let activations = spec.activations();
    let curved = |layer: usize| match activations.get(layer) {
        Some(activation) => spec.network.batch_norm.is_some() || activation.facts().curvature == Curvature::Curved,
        None if spec.loss().facts().pieces == Pieces::Curves => true,
        None => spec.output().activation().is_none_or(|output| output.facts().curvature == Curvature::Curved),
    };
    let seen = traces.iter().filter(|trace| trace.pre_activation_of().is_some_and(curved));
    seen.map(|trace| trace.values.values().to_vec()).collect()
}

/// Whether arguments on either side are too far from those here; numbers that broke down are.
pub fn exceeded(spec: &Spec, here: &[Vec<f64>], sides: [&[Vec<f64>]; 2]) -> bool {
    let within = |(at, here): (usize, &Vec<f64>)| {
        let [ahead, behind] = sides.map(|side| side[at].as_slice());
        let near = |there: &[f64]| {
            here.len() == there.len()
                && here.iter().zip(there).all(|(here, there)| (here - there).abs() <= SMOOTH_RANGE)
        };
        near(ahead) && near(behind) && (spec.network.batch_norm.is_none() || is_straight(here, ahead, behind))
    };
    !here.iter().enumerate().all(within)
}

/// Whether the numbers of a layer move nearly as far to one side as to the other: |x₊ + x₋ − 2x| is half of |x₊ − x₋|
/// or less, the largest of each.
fn is_straight(here: &[f64], ahead: &[f64], behind: &[f64]) -> bool {
    let largest = |size: fn(f64, f64, f64) -> f64| {
        let each = here.iter().zip(ahead.iter().zip(behind));
        each.fold(0.0, |most: f64, (here, (ahead, behind))| most.max(size(*here, *ahead, *behind)))
    };
    let bend = largest(|here, ahead, behind| ((ahead - here) + (behind - here)).abs());
    let moved = largest(|_, ahead, behind| (ahead - behind).abs());
    bend <= (0.5 * moved).max(DIGITS * largest(|here, _, _| here.abs().max(1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// x̂ = x/√(x² + ε) with √ε = 0.005 and γ = 0.2 moves by less than 0.2 over any step. From x = 0.001 a step of
    /// 0.001 is well within √ε; from x = 0.004 one of 0.1 goes across it.
    #[test]
    fn a_small_move_across_a_deviation_is_no_straight_one() {
        let normalized = |x: f64| vec![0.2 * x / (x * x + 2.5e-5).sqrt()];
        let is_straight = |x: f64, h: f64| is_straight(&normalized(x), &normalized(x + h), &normalized(x - h));
        assert!(is_straight(1e-3, 1e-3) && !is_straight(4e-3, 0.1));
    }
}

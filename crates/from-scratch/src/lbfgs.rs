//! L-BFGS: Newton's direction from the last few steps, and a line search along it.
//!
//! s = θ₊ − θ    y = g₊ − g    ρ = 1/(y·s)      one pair for every step; kept if y·s > 1e-10
//! d = −H·g, H the inverse Hessian that the pairs imply, never formed (two loops over the pairs):
//!
//! q ← −g      newest pair first: α ← ρ·(s·q), q ← q − α·y
//! q ← q·(s·y)/(y·y) of the newest pair
//! oldest pair first: β ← ρ·(y·q), q ← q + (α − β)·s      d = q
//!
//! θ ← θ + t·d, t by [`crate::line_search`], which tries t = η first; min(1, 1/‖g‖₁)·η in the very first step,
//! when there is no pair yet.
//!
//! | symbol | meaning | range | default |
//! |---|---|---|---|
//! | η | the first trial step | > 0 | 1 |
//! | `history` | how many pairs are kept | ≥ 1 | 10 |
//! | `iterations` | directions within one step; 5/4 as many points are evaluated before the last search | ≥ 1 | 20 |
//!
//! D. C. Liu, J. Nocedal, "On the limited memory BFGS method for large scale optimization", 1989.
//! J. Nocedal, S. J. Wright, "Numerical Optimization", 2006, algorithm 7.4.
//!
//! PyTorch's with `line_search_fn = "strong_wolfe"`: one [`Lbfgs::step`] is one `optimizer.step(closure)`, with the
//! same tolerances (1e-7 on the largest |gᵢ|, 1e-9 on any change). PyTorch keeps 100 pairs unless told otherwise, and
//! from 2.15 on gives a line search only the evaluations that the step has left; ours always has 25, also in a step of
//! one iteration.
//! SciPy's L-BFGS-B has another line search and other stopping tests. Keras has no L-BFGS.
//!
//! Unlike the other rules it allocates: a gradient for every point that a search visits.
//!
//! [`OptimizerState::slots`] holds the last step s, the gradient before that step, then s, y of each pair,
//! oldest first.

mod direction;

use std::ops::Range;

use engine::Layout;

use crate::line_search::{Found, Point, TOLERANCE_CHANGE, search};
use crate::scalar::Scalar;
use crate::state::OptimizerState;
use crate::vector::{add_scaled, dot, norm_1, norm_max};
use direction::direction;

/// A gradient whose largest element is this small is taken for 0.
const TOLERANCE_GRADIENT: f64 = 1e-7;

/// History, iterations, and what is frozen.
#[derive(Debug, Clone, PartialEq)]
pub struct Lbfgs {
    history: usize,
    iterations: usize,
    frozen: Vec<Range<usize>>,
}

impl Lbfgs {
    /// history, iterations: at least 1.
    pub fn new(history: usize, iterations: usize, layout: &Layout) -> Lbfgs {
        let frozen = layout.tensors.iter().filter(|tensor| tensor.frozen);
        Lbfgs { history, iterations, frozen: frozen.map(|tensor| tensor.range()).collect() }
    }

    /// Up to `iterations` directions with their searches; gives the objective before the first.
    ///
    /// parameters: in the order of the layout; rate: η; objective: (θ, where to write g) -> f(θ), always of the
    /// same samples. The gradient of frozen tensors is not used.
    pub fn step<T, F>(&self, state: &mut OptimizerState<T>, parameters: &mut [T], rate: T, mut objective: F) -> f64
    where
        T: Scalar,
        F: FnMut(&[T], &mut [T]) -> f64,
    {
        state.steps += 1;
        let mut evaluate = |parameters: &[T]| self.evaluate(parameters, &mut objective);
        let mut here = evaluate(parameters);
        let (before, mut evaluations, mut iteration) = (here.value, 1, 0);
        while iteration < self.iterations && norm_max(&here.gradient).to_f64() > TOLERANCE_GRADIENT {
            let Some(found) = self.advance(state, parameters, &here, rate.to_f64(), &mut evaluate) else { break };
            evaluations += found.probes;
            iteration += 1;
            let change = (found.point.value - here.value).abs();
            let still = norm_max(&state.slots[0]).to_f64() <= TOLERANCE_CHANGE || change < TOLERANCE_CHANGE;
            if still || evaluations >= self.iterations * 5 / 4 {
                break;
            }
            here = found.point;
        }
        before
    }

    /// Value and gradient at θ, as a point of a line that begins there.
    fn evaluate<T: Scalar>(&self, parameters: &[T], objective: &mut impl FnMut(&[T], &mut [T]) -> f64) -> Point<T> {
        let mut gradient = vec![T::ZERO; parameters.len()];
        let value = objective(parameters, &mut gradient);
        self.frozen.iter().for_each(|range| gradient[range.clone()].fill(T::ZERO));
        Point { step: 0.0, value, slope: 0.0, gradient }
    }

    /// One direction and the search along it; `None` if the objective does not fall that way any more.
    fn advance<T: Scalar>(
        &self,
        state: &mut OptimizerState<T>,
        parameters: &mut [T],
        here: &Point<T>,
        rate: f64,
        evaluate: &mut impl FnMut(&[T]) -> Point<T>,
    ) -> Option<Found<T>> {
        let first = if state.slots.is_empty() { rate * (1.0 / norm_1(&here.gradient).to_f64()).min(1.0) } else { rate };
        let direction = direction(self.history, &mut state.slots, &here.gradient);
        let slope = dot(&here.gradient, &direction).to_f64();
        if slope > -TOLERANCE_CHANGE {
            return None;
        }
        let origin = parameters.to_vec();
        let start = Point { step: 0.0, slope, ..here.clone() };
        let found = search(&start, first, norm_max(&direction).to_f64(), |step| {
            walk(&origin, &direction, step, parameters);
            let point = evaluate(parameters);
            Point { step, slope: dot(&point.gradient, &direction).to_f64(), ..point }
        });
        walk(&origin, &direction, found.point.step, parameters);
        add_scaled(&mut state.slots[0], &direction, T::from_f64(found.point.step));
        Some(found)
    }
}

/// θ ← origin + t·d.
fn walk<T: Scalar>(origin: &[T], direction: &[T], step: f64, parameters: &mut [T]) {
    let step = T::from_f64(step);
    for ((theta, &origin), &d) in parameters.iter_mut().zip(origin).zip(direction) {
        *theta = origin + step * d;
    }
}

#[cfg(test)]
mod tests {
    use super::direction::PAIRS;
    use super::*;

    fn lbfgs(iterations: usize) -> Lbfgs {
        Lbfgs { history: 10, iterations, frozen: Vec::new() }
    }

    /// ½Σcᵢθᵢ².
    fn quadratic<T: Scalar>(theta: &[T], gradient: &mut [T]) -> f64 {
        let curvature = [1.0, 10.0, 100.0].map(T::from_f64);
        gradient.iter_mut().zip(theta).zip(curvature).for_each(|((g, &theta), c)| *g = c * theta);
        0.5 * dot(theta, gradient).to_f64()
    }

    fn rosenbrock(theta: &[f64], gradient: &mut [f64]) -> f64 {
        let (a, b) = (1.0 - theta[0], theta[1] - theta[0] * theta[0]);
        gradient.copy_from_slice(&[-2.0 * a - 400.0 * theta[0] * b, 200.0 * b]);
        a * a + 100.0 * b * b
    }

    /// A first trial far beyond the minimum makes every search fit a cubic, which on a quadratic is exact. Then
    /// L-BFGS walks through the points of conjugate gradients (Nocedal, Wright, theorem 6.4) and ends after three.
    #[test]
    fn exact_searches_on_a_quadratic_give_conjugate_gradients() {
        let (method, mut state, mut theta) = (lbfgs(1), OptimizerState::default(), [1.0, 1.0, 1.0]);
        let mut conjugate = [1.0, 1.0, 1.0];
        let mut direction = [-1.0, -10.0, -100.0];
        let mut gradient = [1.0, 10.0, 100.0];
        for _ in 0..3 {
            method.step(&mut state, &mut theta, 30.0, quadratic);
            let mut curved = [0.0; 3];
            quadratic(&direction, &mut curved);
            let squared = dot(&gradient, &gradient);
            add_scaled(&mut conjugate, &direction, squared / dot(&direction, &curved));
            quadratic(&conjugate, &mut gradient);
            let beta = dot(&gradient, &gradient) / squared;
            direction = [0, 1, 2].map(|i| beta * direction[i] - gradient[i]);
            // A search stops where d·g is rounding noise: errors of 1e-16, times the condition number, in some steps.
            theta.iter().zip(conjugate).for_each(|(a, b)| assert!((a - b).abs() < 1e-12, "{theta:?} {conjugate:?}"));
        }
        assert!(norm_max(&theta) < 1e-12);
    }

    /// The very first trial step is η·min(1, 1/‖g‖₁) along −g: from (1, 1, 1) it is 1/111, which passes both
    /// conditions: f′ there is −Σcᵢ²(1 − cᵢ/111), a ninth of what it was, and f falls.
    #[test]
    fn the_first_step_is_short() {
        let (mut state, mut theta) = (OptimizerState::default(), [1.0; 3]);
        let before = lbfgs(1).step(&mut state, &mut theta, 1.0, quadratic);
        assert_eq!(before, 55.5);
        for (theta, c) in theta.into_iter().zip([1.0, 10.0, 100.0]) {
            assert!((theta - (1.0 - c / 111.0)).abs() < 1e-15);
        }
    }

    /// The classical start, and its minimum at (1, 1).
    #[test]
    fn rosenbrock_is_solved() {
        let (method, mut state, mut theta) = (lbfgs(20), OptimizerState::default(), [-1.2, 1.0]);
        for _ in 0..4 {
            method.step(&mut state, &mut theta, 1.0, rosenbrock);
        }
        // It stops where g·H·g is below 1e-9, and half of that is what Newton's model still hopes to gain.
        assert!(rosenbrock(&theta, &mut [0.0; 2]) < 1e-9, "{theta:?}");
    }

    /// Both formats, and at most so many pairs as the history has.
    #[test]
    fn history_is_bounded() {
        fn check<T: Scalar>() {
            let method = Lbfgs { history: 2, iterations: 20, frozen: Vec::new() };
            let (mut state, mut theta) = (OptimizerState::default(), [T::ONE; 3]);
            for _ in 0..3 {
                method.step(&mut state, &mut theta, T::ONE, quadratic);
            }
            assert_eq!(state.slots.len(), PAIRS + 4);
            assert!(norm_max(&theta).to_f64() < 1e-3, "{theta:?}");
        }
        check::<f32>();
        check::<f64>();
    }

    /// At a minimum nothing moves and nothing is remembered.
    #[test]
    fn no_gradient_no_step() {
        let (mut state, mut theta) = (OptimizerState::default(), [0.0; 3]);
        lbfgs(5).step(&mut state, &mut theta, 1.0, quadratic);
        assert_eq!((theta, state), ([0.0; 3], OptimizerState { slots: Vec::new(), steps: 1 }));
    }

    /// √x + 1/√x has no value left of 0; a long first trial lands there and the search comes back to x = 1.
    #[test]
    fn a_trial_without_a_value_turns_back() {
        let objective = |theta: &[f64], gradient: &mut [f64]| {
            let root = theta[0].sqrt();
            gradient[0] = 0.5 / root - 0.5 / (root * theta[0]);
            root + 1.0 / root
        };
        let (mut state, mut theta) = (OptimizerState::default(), [4.0]);
        lbfgs(50).step(&mut state, &mut theta, 1000.0, objective);
        assert!((theta[0] - 1.0).abs() < 1e-3, "{theta:?}");
    }
}

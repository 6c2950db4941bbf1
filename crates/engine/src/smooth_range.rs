//! How far a step moves the arguments of curved functions.
//!
//! A difference quotient is the start of a power series. A sigmoid's series converges within π of the point where it
//! is taken, a tanh's within π/2: a step that moves a pre-activation by several units gives quotients that may agree
//! with one another and still say nothing. A weight behind an input in the hundreds does that with a step of 0.1.
//! Polynomials and straight pieces know no such limit.

use experiment::Spec;
use experiment::spec::{Curvature, Pieces};

use crate::Trace;

/// How far the argument of a curved function may move: a third of the radius of convergence of tanh.
pub const SMOOTH_RANGE: f64 = 0.5;

/// The arguments of all curved functions of a network, its loss among them, from the traces of a batch.
pub fn arguments(spec: &Spec, traces: &[Trace]) -> Vec<f64> {
    let activations = spec.activations();
    let curved = |layer: usize| match activations.get(layer) {
        Some(activation) => spec.network.batch_norm.is_some() || activation.facts().curvature == Curvature::Curved,
        None if spec.loss().facts().pieces == Pieces::Curves => true,
        None => spec.output().activation().is_none_or(|output| output.facts().curvature == Curvature::Curved),
    };
    let seen = traces.iter().filter(|trace| trace.pre_activation_of().is_some_and(curved));
    seen.flat_map(|trace| trace.values.values().iter().copied()).collect()
}

/// Whether two lists of arguments are too far apart; numbers that broke down are.
pub fn exceeded(here: &[f64], there: &[f64]) -> bool {
    assert_eq!(here.len(), there.len(), "two traces of one network are of one length");
    !here.iter().zip(there).all(|(here, there)| (here - there).abs() <= SMOOTH_RANGE)
}

//! How far a step carries the arguments of smooth functions.
//!
//! A difference quotient is the start of a power series, and a sigmoid's series reaches no farther than π from
//! where it is taken, a tanh's than π/2: a step that carries a pre-activation over several units gives quotients
//! that may agree with one another and still say nothing. A weight behind an input in the hundreds does that with
//! a step of 0.1. Polynomials and kinked pieces have no such reach.

use experiment::Spec;
use experiment::spec::Output;

use crate::Trace;

/// How far smooth functions may be carried: a third of the reach of tanh.
pub const SMOOTH_RANGE: f64 = 0.5;

/// The arguments of all smooth functions of a network, from the traces of a batch.
pub fn arguments(spec: &Spec, traces: &[Trace]) -> Vec<f64> {
    let activations = spec.activations();
    let bends = |layer: usize| match activations.get(layer) {
        Some(activation) => spec.network.batch_norm.is_some() || activation.is_smooth(),
        None => spec.output() != Output::Identity,
    };
    let seen = traces.iter().filter(|trace| trace.pre_activation_of().is_some_and(bends));
    seen.flat_map(|trace| trace.values.values().iter().copied()).collect()
}

/// Whether two lists of arguments are too far apart; numbers that broke down are.
pub fn exceeded(here: &[f64], there: &[f64]) -> bool {
    assert_eq!(here.len(), there.len(), "two traces of one network are of one length");
    !here.iter().zip(there).all(|(here, there)| (here - there).abs() <= SMOOTH_RANGE)
}

//! The gradient certificate: witnesses compute the gradient of every parameter in different ways, and vote.
//!
//! The forward passes are compared first. Engines that compute different functions have different gradients, and a
//! comparison of those would blame a backward pass for a fault of the forward. Where the forward passes agree, the
//! witnesses vote on each element of the gradient. Their backward passes share no line of code; two of them, `dual` and
//! `difference`, share the hand-written forward pass.
//!
//! | pair | tolerance, relative to the sum of absolute terms | why |
//! |---|---|---|
//! | hand and dual | 1e-12 | the same arithmetic in f64 in another order: sums of some hundred terms |
//! | any and burn | 1e-11 | other kernels, other orders, a different exponential |
//! | any and differences | ten times their own estimate | it is a difference of neighbors, not a bound |

mod vote;
mod witness;
mod witness_gradients;

pub use vote::{ElementVerdict, VoteOutcome};
pub use witness::{DifferencesWitness, EngineWitness, GradientValue, Witness};
pub use witness_gradients::WitnessGradients;

use experiment::spec::Precision;

use crate::agreement;
use crate::random::{Purpose, stream};
use crate::{Batch, Engine, Layout, RoundingErrors, Snapshot};

/// How far two forwards may be apart, relative to the larger of 1 and the value.
pub const FORWARD_TOLERANCE: f64 = 1e-12;

/// The point at which gradients are compared: a network and a batch.
#[derive(Debug, Clone, Copy)]
pub struct Point<'a> {
    /// The parameters and statistics of the network.
    pub snapshot: &'a Snapshot,
    /// The batch, with its masks.
    pub batch: Batch<'a>,
}

/// The outcome of a vote on all gradients of a network at one point.
#[derive(Debug, Clone, PartialEq)]
pub struct Certificate {
    /// The names of the witnesses, in the order of every row's values.
    pub witnesses: Vec<String>,
    /// How the forward passes compare. Where they differ, gradients are not compared.
    pub forward: Vec<Forward>,
    /// The values of all witnesses, one row per element of the layout; `None` of a witness that computed none.
    pub values: Vec<Vec<Option<f64>>>,
    /// One verdict for each tensor of the layout.
    pub tensors: Vec<TensorVerdict>,
}

/// How the forward pass of one engine compares with that of the first.
#[derive(Debug, Clone, PartialEq)]
pub struct Forward {
    /// The name of the engine.
    pub name: String,
    /// The largest difference of outputs, relative to the larger of 1 and the output.
    pub outputs: f64,
    /// The difference of objectives, relative to the larger of 1 and the objective.
    pub objective: f64,
}

/// The verdict on one tensor.
#[derive(Debug, Clone, PartialEq)]
pub struct TensorVerdict {
    /// The name of the tensor.
    pub name: String,
    /// The verdict on the tensor as a whole.
    pub verdict: VoteOutcome,
    /// The index of its worst element in the flat buffer.
    pub worst: usize,
    /// The error of that element, relative to the sum of its absolute terms.
    pub error: f64,
    /// How many elements were compared between at least two witnesses.
    pub checked: usize,
    /// How many were zero: their terms cancel, so nothing was checked.
    pub zeros: usize,
    /// At how many elements the differences met a kink, and the name of the first such kink.
    pub kinked: (usize, Option<String>),
}

impl Forward {
    /// Whether both compute the same function, to [`FORWARD_TOLERANCE`].
    pub fn agrees(&self) -> bool {
        self.outputs <= FORWARD_TOLERANCE && self.objective <= FORWARD_TOLERANCE
    }
}

impl Certificate {
    /// Whether the forward passes agree and no tensor is disputed.
    pub fn holds(&self) -> bool {
        let wrong = |tensor: &TensorVerdict| matches!(tensor.verdict, VoteOutcome::Disagree { .. });
        self.forward.iter().all(Forward::agrees) && !self.tensors.iter().any(wrong)
    }
}

/// Compares the forward pass of each engine at a point with that of the first.
///
/// rounding: how far rounding may carry outputs and objective, where that is to excuse a difference.
pub fn compare_forwards(
    engines: &mut [Box<dyn Engine>],
    point: &Point,
    rounding: Option<&RoundingErrors>,
) -> Vec<Forward> {
    let of_output = |index: usize| rounding.map_or(0.0, |rounding| rounding.outputs[index]);
    let of_objective = |_| rounding.map_or(0.0, |rounding| rounding.objective);
    let mut seen = engines.iter_mut().map(|engine| {
        engine.restore(point.snapshot);
        let outputs = engine.evaluate(point.batch.rows).outputs;
        (engine.name(), outputs, engine.objective(&point.batch))
    });
    let Some((_, outputs, objective)) = seen.next() else { return Vec::new() };
    seen.map(|(name, others, other)| Forward {
        name: name.to_string(),
        outputs: agreement::compare_values_of_size(outputs.values(), others.values(), of_output).error,
        objective: agreement::compare_values_of_size(&[objective], &[other], of_objective).error,
    })
    .collect()
}

/// Puts the gradients of all witnesses to the vote, element by element.
///
/// terms: the sums of absolute terms, in the order of the layout. forward: from [`compare_forwards`].
pub fn certify(
    witness_gradients: &WitnessGradients,
    layout: &Layout,
    terms: &[f64],
    forward: Vec<Forward>,
) -> Certificate {
    let witnesses = witness_gradients.names.clone();
    if !forward.iter().all(Forward::agrees) {
        return Certificate { witnesses, forward, values: Vec::new(), tensors: Vec::new() };
    }
    let elements: Vec<ElementVerdict> =
        (0..layout.len()).map(|index| vote::vote(&witnesses, witness_gradients.of(index), terms[index])).collect();
    let tensors = layout.tensors.iter().map(|tensor| vote::tensor_verdict(tensor, &elements)).collect();
    let value = |index: usize| witness_gradients.of(index).map(|seen| seen.and_then(|seen| seen.value)).collect();
    Certificate { witnesses, forward, values: (0..layout.len()).map(value).collect(), tensors }
}

/// How many times the rounding error of an element its terms may be: a sum of a thousand equal terms reaches 32. Where
/// a sum of more is cut to that, a tolerance of 1e-12 is still 288,000 units of its rounding error.
const MOST_TERMS: f64 = 32.0;

/// The sums of absolute terms, none of them larger than the rounding errors of the gradient allow: the engine that is
/// judged counts its own terms, and would be excused by terms that are too large.
pub fn bounded_terms(terms: &[f64], rounding: &RoundingErrors) -> Vec<f64> {
    let bound = |rounding: f64| if rounding.is_finite() { MOST_TERMS * rounding } else { f64::INFINITY };
    terms.iter().zip(&rounding.gradients).map(|(terms, rounding)| terms.min(bound(*rounding))).collect()
}

/// The larger of the terms and the rounding errors, element by element.
pub fn widened_terms(terms: &[f64], rounding: &RoundingErrors) -> Vec<f64> {
    terms.iter().zip(&rounding.gradients).map(|(terms, rounding)| agreement::larger(*terms, *rounding)).collect()
}

/// The elements that slow witnesses compute: all of a tensor, or `most` of a larger one, drawn at random.
pub fn sampled_elements(layout: &Layout, most: usize) -> Vec<usize> {
    let mut elements = Vec::new();
    for (number, tensor) in layout.tensors.iter().enumerate() {
        let mut drawn: Vec<usize> = tensor.range().collect();
        if drawn.len() > most {
            stream(0, Purpose::Check, 0, number as u64).shuffle(&mut drawn);
            drawn.truncate(most);
            drawn.sort_unstable();
        }
        elements.extend(drawn);
    }
    elements
}

/// Up to which size an element is zero in the sense of [`crate::agreement`]: its terms cancel, so nothing is checked.
fn zero_below(terms: f64) -> f64 {
    agreement::zero_below(terms, agreement::tiny(Precision::F64))
}

//! The witness of dual numbers: derivatives of the objective from the forward pass alone.
//!
//! ∂J/∂θᵢ is the derivative part of J when θᵢ carries the derivative 1 and everything else 0 ([`crate::dual`]).
//! One forward pass for each element: no step size, and not a line shared with the backward pass. Where J, or a
//! derivative on the way to it, overflows, the chain rule meets ∞·0 in a forward pass and not in a backward pass, so
//! nothing is said.
//!
//! All of it is linear in the derivative at the start, so that is 2⁶⁰⁰, and J's is divided by it: a power of two moves
//! no digit, and what lies below the smallest number on the way, down to 1e-488 with all digits, is kept. Where
//! derivatives on the way are so large, beyond 1e127, that this overflows, they are carried once more from 1.

use std::sync::Arc;

use engine::certificate::{GradientValue, Point, Witness};
use engine::{Batch, Dataset, Engine};
use experiment::Spec;

use crate::dual::Dual;
use crate::evaluator::Evaluator;
use crate::operations::Longhand;
use crate::scalar::Scalar;
use crate::trainer::Trainer;

/// The gradient of loss plus penalty with respect to these elements of the parameters, frozen ones included.
pub fn dual_gradient(
    spec: &Spec,
    dataset: &Arc<Dataset>,
    parameters: &[f64],
    batch: &Batch,
    elements: &[usize],
) -> Vec<f64> {
    let objectives = objectives(spec, dataset, parameters, batch, elements, 1.0);
    objectives.into_iter().map(|objective| objective.derivative).collect()
}

/// The derivative at the start, 2⁶⁰⁰: of the range of f64 it leaves 10¹²⁷ to what grows, as steps of no training that
/// ends well do, and the rest to what shrinks, as slopes far out do.
const LARGE_START: f64 = f64::from_bits((1023 + 600) << 52);

/// J with its derivative with respect to each of these elements, which start from this one.
fn objectives(
    spec: &Spec,
    dataset: &Arc<Dataset>,
    parameters: &[f64],
    batch: &Batch,
    elements: &[usize],
    start: f64,
) -> Vec<Dual> {
    let mut evaluator = Evaluator::<Dual, _>::new(spec, Arc::clone(dataset), Longhand);
    let mut objective = evaluator.objective(batch);
    let mut parameters: Vec<Dual> = parameters.iter().map(|&value| Dual::from_f64(value)).collect();
    let objectives = elements.iter().map(|&element| {
        parameters[element].derivative = start;
        let value = objective.value(&parameters);
        parameters[element].derivative = 0.0;
        value
    });
    objectives.collect()
}

/// The whole network on dual numbers as an engine, to compare forward passes with.
pub fn dual_engine(spec: &Spec, dataset: Arc<Dataset>, parameters: &[f64]) -> Box<dyn Engine> {
    Box::new(Trainer::<Dual>::new(spec, dataset, parameters, Longhand))
}

/// Dual numbers as a witness of the certificate.
pub struct DualWitness {
    spec: Spec,
    dataset: Arc<Dataset>,
    elements: Vec<usize>,
}

impl DualWitness {
    /// A witness of these elements of the layout.
    pub fn new(spec: &Spec, dataset: Arc<Dataset>, elements: Vec<usize>) -> DualWitness {
        DualWitness { spec: spec.clone(), dataset, elements }
    }

    /// Each of these elements with J, whose derivative starts from this one.
    fn carry(&self, point: &Point, elements: &[usize], start: f64) -> Vec<(usize, Dual)> {
        let parameters = &point.snapshot.parameters;
        let objectives = objectives(&self.spec, &self.dataset, parameters, &point.batch, elements, start);
        elements.iter().copied().zip(objectives).collect()
    }
}

/// The derivative with respect to an element that had this one at the start.
fn value(objective: Dual, start: f64) -> Option<GradientValue> {
    let is_known = objective.value.is_finite() && objective.derivative.is_finite();
    is_known.then(|| GradientValue::exact(objective.derivative / start))
}

impl Witness for DualWitness {
    fn name(&self) -> &str {
        "dual"
    }

    fn gradient(&mut self, point: &Point) -> Vec<Option<GradientValue>> {
        let mut gradients = vec![None; point.snapshot.parameters.len()];
        for (element, objective) in self.carry(point, &self.elements, LARGE_START) {
            gradients[element] = value(objective, LARGE_START);
        }
        let overflowed: Vec<usize> =
            self.elements.iter().copied().filter(|element| gradients[*element].is_none()).collect();
        for (element, objective) in self.carry(point, &overflowed, 1.0) {
            gradients[element] = value(objective, 1.0);
        }
        gradients
    }
}

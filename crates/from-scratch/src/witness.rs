//! The witness of dual numbers: derivatives of the objective from the forward pass alone.
//!
//! ∂J/∂θᵢ is the derivative part of J when θᵢ carries the derivative 1 and everything else 0 ([`crate::dual`]).
//! One forward pass for each element: no step size, and not a line shared with the backward pass. Where J, or a
//! derivative on the way to it, overflows, the chain rule meets ∞·0 in a forward pass and not in a backward pass, so
//! nothing is said. A derivative that is lost below the smallest number on the way is carried once more from a start
//! of 2⁶⁰⁰: all that follows is linear in it.

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

/// Below this share of the objective a derivative may have lost digits on the way.
const SMALL: f64 = 1e-150;

/// A start from which it loses none: 2⁶⁰⁰.
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
        let mut small = Vec::new();
        for (element, objective) in self.carry(point, &self.elements, 1.0) {
            gradients[element] = value(objective, 1.0);
            if objective.derivative.abs() < SMALL * objective.value.abs().max(1.0) {
                small.push(element);
            }
        }
        for (element, objective) in self.carry(point, &small, LARGE_START) {
            gradients[element] = value(objective, LARGE_START);
        }
        gradients
    }
}

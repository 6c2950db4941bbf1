//! The witness of dual numbers: derivatives of the objective from the forward pass alone.
//!
//! ∂J/∂θᵢ is the derivative part of J when θᵢ carries the derivative 1 and everything else 0 ([`crate::dual`]).
//! One forward pass for each element: no step size, and not a line shared with the backward pass. Where J, or a
//! derivative on the way to it, overflows, the chain rule meets ∞·0 in a forward pass and not in a backward pass, so
//! nothing is said.

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
    objectives(spec, dataset, parameters, batch, elements).into_iter().map(|objective| objective.derivative).collect()
}

/// J with its derivative with respect to each of these elements.
fn objectives(spec: &Spec, dataset: &Arc<Dataset>, parameters: &[f64], batch: &Batch, elements: &[usize]) -> Vec<Dual> {
    let mut evaluator = Evaluator::<Dual, _>::new(spec, Arc::clone(dataset), Longhand);
    let mut objective = evaluator.objective(batch);
    let mut parameters: Vec<Dual> = parameters.iter().map(|&value| Dual::from_f64(value)).collect();
    let objectives = elements.iter().map(|&element| {
        parameters[element] = Dual::seed(parameters[element].value);
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
}

impl Witness for DualWitness {
    fn name(&self) -> &str {
        "dual"
    }

    fn gradient(&mut self, point: &Point) -> Vec<Option<GradientValue>> {
        let parameters = &point.snapshot.parameters;
        let objectives = objectives(&self.spec, &self.dataset, parameters, &point.batch, &self.elements);
        let mut gradients = vec![None; parameters.len()];
        for (&element, objective) in self.elements.iter().zip(objectives) {
            let is_known = objective.value.is_finite() && objective.derivative.is_finite();
            gradients[element] = is_known.then(|| GradientValue::exact(objective.derivative));
        }
        gradients
    }
}

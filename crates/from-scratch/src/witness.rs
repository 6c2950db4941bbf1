//! The witness of dual numbers: derivatives of the objective from the forward pass alone.
//!
//! ∂J/∂θᵢ is the derivative part of J when θᵢ carries the derivative 1 and everything else 0 ([`crate::dual`]).
//! One forward pass for each element: no step size, and not a line shared with the backward pass.

use std::sync::Arc;

use engine::certificate::{GradientValue, Point, Witness};
use engine::{Batch, Dataset};
use experiment::Spec;

use crate::dual::Dual;
use crate::feed::Feed;
use crate::network::cache::Cache;
use crate::network::forward::Mode;
use crate::network::{Network, Pass};
use crate::operations::Longhand;
use crate::scalar::Scalar;

/// The gradient of loss plus penalty with respect to these elements of the parameters, frozen ones included.
pub fn dual_gradient(
    spec: &Spec,
    dataset: &Dataset,
    parameters: &[f64],
    batch: &Batch,
    elements: &[usize],
) -> Vec<f64> {
    let network = Network::of(spec, dataset);
    let mut feed = Feed::default();
    let (x, samples) = feed.batch(dataset, batch.rows);
    let mut parameters: Vec<Dual> = parameters.iter().map(|&value| Dual::from_f64(value)).collect();
    let mut cache = Cache::default();
    let derivatives = elements.iter().map(|&element| {
        parameters[element] = Dual::seed(parameters[element].value);
        let pass = Pass { network: &network, operations: &Longhand, parameters: &parameters };
        pass.forward(x, Mode::Training(batch.masks), &mut cache);
        let objective = pass.loss(samples, &cache) + pass.penalty();
        parameters[element].derivative = 0.0;
        objective.derivative
    });
    derivatives.collect()
}

/// Dual numbers as a witness of the certificate.
pub struct DualWitness {
    spec: Spec,
    dataset: Arc<Dataset>,
    elements: Vec<usize>,
}

impl DualWitness {
    /// A witness that looks at these elements of the layout.
    pub fn new(spec: &Spec, dataset: Arc<Dataset>, elements: Vec<usize>) -> DualWitness {
        DualWitness { spec: spec.clone(), dataset, elements }
    }
}

impl Witness for DualWitness {
    fn name(&self) -> &str {
        "dual"
    }

    fn look(&mut self, point: &Point) -> Vec<Option<GradientValue>> {
        let parameters = &point.snapshot.parameters;
        let values = dual_gradient(&self.spec, &self.dataset, parameters, &point.batch, &self.elements);
        let mut seen = vec![None; parameters.len()];
        for (&element, value) in self.elements.iter().zip(values) {
            seen[element] = Some(GradientValue::exact(value));
        }
        seen
    }
}

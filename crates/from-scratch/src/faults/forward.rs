//! Faults of the forward pass: the engine computes another function, and its gradients may well be right for it.

use super::{PlantedFault, build};
use crate::batch_loss::{Samples, loss_forward};
use crate::head::{Head, output_forward};
use crate::matrix::{MatMut, MatRef};
use crate::operations::Operations;

/// Faults of the forward pass.
pub const FAULTS: &[PlantedFault] = &[
    PlantedFault {
        name: "forward-output",
        what: "the first output of every sample is too large by 1e-6",
        applies: |_, _| true,
        build: build::<Output>,
    },
    PlantedFault {
        name: "forward-loss",
        what: "the loss is too large by 1e-6, a constant that no gradient shows",
        applies: |_, _| true,
        build: build::<Constant>,
    },
];

#[derive(Default)]
struct Output;

impl Operations<f64> for Output {
    fn output_forward(&self, head: Head, z: MatRef<f64>, mut y: MatMut<f64>) {
        output_forward(head, z, y.by_ref());
        (0..z.rows()).for_each(|s| y.row(s)[0] += 1e-6);
    }
}

#[derive(Default)]
struct Constant;

impl Operations<f64> for Constant {
    fn loss_forward(&self, head: Head, z: MatRef<f64>, y: MatRef<f64>, samples: Samples<f64>) -> f64 {
        loss_forward(head, z, y, samples) + 1e-6
    }
}

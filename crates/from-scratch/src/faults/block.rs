//! Faults in the backward of what a hidden block has besides its affine layer.

use experiment::Spec;
use experiment::spec::{Activation, Curvature};

use super::{PlantedFault, build};
use crate::layers::activation::{activation_backward, activation_forward};
use crate::layers::batch_norm::{BatchNormCache, BatchNormGradients, scale_and_shift_backward};
use crate::matrix::{MatMut, MatRef};
use crate::operations::Operations;

/// Faults in the backward of a hidden block.
pub const FAULTS: &[PlantedFault] = &[
    PlantedFault {
        name: "wrong-point",
        what: "the derivative of the activation is taken at a instead of z",
        // The pieces of a relu have the same slope at a and at z.
        applies: |spec, _| {
            spec.activations().into_iter().any(|activation| activation.facts().curvature == Curvature::Curved)
        },
        build: build::<WrongPoint>,
    },
    PlantedFault {
        name: "batch-norm-variance",
        what: "batch norm's backward leaves out the way through the variance",
        applies: |spec, _| spec.network.batch_norm.is_some() && !spec.network.hidden.is_empty(),
        build: build::<NoVariance>,
    },
    PlantedFault {
        name: "dropout-mask",
        what: "backward goes through dropped units as if none were dropped",
        applies: |spec, _| spec.dropouts().iter().any(|share| *share > 0.0),
        build: build::<NoMask>,
    },
    PlantedFault {
        name: "residual-path",
        what: "backward leaves out the way around a block",
        applies: |spec, dataset| spec.network.residual && path_shows(spec, dataset.inputs.columns()),
        build: build::<NoPath>,
    },
];

/// Around the first block alone only a projection has a gradient.
fn path_shows(spec: &Spec, inputs: usize) -> bool {
    let hidden = &spec.network.hidden;
    hidden.len() > 1 || hidden.first().is_some_and(|first| *first != inputs)
}

#[derive(Default)]
struct WrongPoint;

impl Operations<f64> for WrongPoint {
    fn activation_backward(&self, f: Activation, _z: &[f64], a: &[f64], d: &mut [f64]) {
        let mut again = vec![0.0; a.len()];
        activation_forward(f, a, &mut again);
        activation_backward(f, a, &again, d);
    }
}

#[derive(Default)]
struct NoVariance;

impl Operations<f64> for NoVariance {
    fn batch_norm_backward(
        &self,
        of: BatchNormCache<f64>,
        gamma: &[f64],
        mut d: MatMut<f64>,
        g: BatchNormGradients<f64>,
    ) {
        scale_and_shift_backward(of.normalized, d.view(), g.dgamma, g.dbeta);
        let n = d.rows() as f64;
        for s in 0..d.rows() {
            for (j, dy) in d.row(s).iter_mut().enumerate() {
                *dy = gamma[j] * of.inverse_deviation[j] * (*dy - g.dbeta[j] / n);
            }
        }
    }
}

#[derive(Default)]
struct NoMask;

impl Operations<f64> for NoMask {
    fn dropout_backward(&self, _mask: &[f64], _d: &mut [f64]) {}
}

#[derive(Default)]
struct NoPath;

impl Operations<f64> for NoPath {
    fn residual_backward(&self, _x: MatRef<f64>, _dh: MatRef<f64>, mut dprojection: MatMut<f64>) {
        dprojection.values().fill(0.0);
    }

    fn residual_backward_input(&self, _projection: Option<MatRef<f64>>, _dh: MatRef<f64>, _dx: MatMut<f64>) {}
}

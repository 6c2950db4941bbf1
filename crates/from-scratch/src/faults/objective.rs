//! Faults in the backward of the loss and the penalty.

use experiment::Spec;
use experiment::spec::{BatchSize, Loss, MeanOver, Penalty};

use super::{PlantedFault, build};
use crate::batch_loss::{Samples, loss_backward};
use crate::head::Head;
use crate::matrix::{MatMut, MatRef};
use crate::operations::Operations;
use crate::penalty::penalty_backward;

/// Faults in the backward of the loss and the penalty.
pub const FAULTS: &[PlantedFault] = &[
    PlantedFault {
        name: "mean",
        what: "the gradient of the loss is not divided by the number of samples",
        applies: |spec, dataset| divided(spec) && dataset.train.len() > 1,
        build: build::<NoMean>,
    },
    PlantedFault {
        name: "penalty-twice",
        what: "the gradient of the penalty is added twice",
        applies: |spec, _| spec.training.penalty != Penalty { l1: 0.0, l2: 0.0 },
        build: build::<PenaltyTwice>,
    },
    PlantedFault {
        name: "target",
        what: "the fused backward of softmax and cross-entropy forgets the target",
        applies: |spec, _| matches!(spec.loss(), Loss::CrossEntropy { .. }),
        build: build::<NoTarget>,
    },
];

/// Whether the loss of a batch is divided by something other than 1.
fn divided(spec: &Spec) -> bool {
    spec.loss().facts().mean != MeanOver::Nothing && spec.training.batch_size != BatchSize::Count(1)
}

#[derive(Default)]
struct NoMean;

impl Operations<f64> for NoMean {
    fn loss_backward(&self, head: Head, z: MatRef<f64>, y: MatRef<f64>, samples: Samples<f64>, dz: MatMut<f64>) {
        loss_backward(head, z, y, Samples { total: 1.0, ..samples }, dz);
    }
}

#[derive(Default)]
struct PenaltyTwice;

impl Operations<f64> for PenaltyTwice {
    fn penalty_backward(&self, penalty: Penalty, w: &[f64], dw: &mut [f64]) {
        penalty_backward(penalty, w, dw);
        penalty_backward(penalty, w, dw);
    }
}

#[derive(Default)]
struct NoTarget;

impl Operations<f64> for NoTarget {
    fn loss_backward(&self, head: Head, _z: MatRef<f64>, y: MatRef<f64>, samples: Samples<f64>, mut dz: MatMut<f64>) {
        for s in 0..y.rows() {
            let scale = samples.scale(head, s, y.columns());
            dz.row(s).iter_mut().zip(y.row(s)).for_each(|(dz, y)| *dz = scale * y);
        }
    }
}

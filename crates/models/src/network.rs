//! A network with its data: what it computes at given parameters, on a device of burn.
//!
//! There are two modes. With autodiff a network trains (batch statistics, masks), without autodiff it infers.

use burn::tensor::Tensor;
use engine::schema::TargetEncoding;
use engine::{Batch, Dataset, Layout};
use experiment::Spec;
use experiment::spec::{Device, Loss, Penalty};

use crate::activation::StepLevels;
use crate::data::Data;
use crate::device::{TensorOptions, number};
use crate::loss::{self, TargetBatch};
use crate::mlp::{Architecture, Mlp, Residual, Stage};
use crate::parameters::{BatchNormConstants, ModuleBuilder, Statistics, gradient};

/// Everything but the parameters and the optimizer.
pub(crate) struct Network {
    pub(crate) options: TensorOptions,
    pub(crate) layout: Layout,
    pub(crate) architecture: Architecture,
    batch_norm: Option<BatchNormConstants>,
    pub(crate) loss: Loss,
    penalty: Penalty,
    pub(crate) data: Data,
    /// The statistics of inference of each layer that normalizes.
    pub(crate) statistics: Vec<Statistics>,
}

/// A forward pass as training sees it.
pub(crate) struct Pass {
    pub(crate) model: Mlp,
    /// (n, in)
    pub(crate) x: Tensor<2>,
    /// (n, out)
    pub(crate) z: Tensor<2>,
    pub(crate) targets: TargetBatch,
    pub(crate) objective: Tensor<1>,
}

impl Network {
    /// The network of a spec on this device. Its statistics are still to be set.
    pub(crate) fn new(device: Device, spec: &Spec, dataset: &Dataset) -> Network {
        let options = TensorOptions::of(device, spec.precision);
        Network {
            layout: Layout::of(spec, dataset.inputs.columns(), dataset.targets.columns()),
            architecture: architecture(spec, dataset.schema.encoding),
            batch_norm: spec.network.batch_norm.map(BatchNormConstants::from),
            loss: spec.loss(),
            penalty: spec.training.penalty,
            data: Data::new(spec, dataset, &options),
            statistics: Vec::new(),
            options,
        }
    }

    /// The module of these parameters; it trains if they have autodiff.
    pub(crate) fn module(&self, flat: &Tensor<1>) -> Mlp {
        let (architecture, layout, batch_norm) = (&self.architecture, &self.layout, self.batch_norm);
        ModuleBuilder { architecture, layout, batch_norm, flat, statistics: &self.statistics }.build()
    }

    /// The forward pass of a batch at these parameters.
    pub(crate) fn pass(&self, parameters: &Tensor<1>, batch: &Batch) -> Pass {
        let (x, targets) = self.data.rows(batch.rows);
        self.pass_from(parameters, x.autodiff(), targets, batch)
    }

    /// The same, with the gradient of the objective with respect to the inputs.
    pub(crate) fn pass_to_inputs(&self, parameters: &Tensor<1>, batch: &Batch) -> Pass {
        let (x, targets) = self.data.rows(batch.rows);
        self.pass_from(parameters, x.autodiff().require_grad(), targets, batch)
    }

    fn pass_from(&self, parameters: &Tensor<1>, x: Tensor<2>, targets: TargetBatch, batch: &Batch) -> Pass {
        let model = self.module(&parameters.clone().autodiff());
        let z = model.forward(x.clone(), &self.masks(batch), &mut |_, _, _| {});
        let mut objective = loss::loss(self.loss, &self.architecture, z.clone(), &targets);
        if let Some(penalty) = self.penalty(&model) {
            objective = objective + penalty;
        }
        Pass { model, x, z, targets, objective }
    }

    /// The penalty; `None` if there is none.
    pub(crate) fn penalty(&self, model: &Mlp) -> Option<Tensor<1>> {
        loss::penalty(self.penalty, model)
    }

    /// The dropout masks of a batch.
    pub(crate) fn masks(&self, batch: &Batch) -> Vec<Tensor<2>> {
        self.data.masks(batch, &self.layout.widths[1..self.layout.layer_count()])
    }

    /// x: (n, in)  ->  z: (n, out), with the statistics of inference.
    pub(crate) fn infer(&self, parameters: &Tensor<1>, x: Tensor<2>) -> Tensor<2> {
        self.module(parameters).forward(x, &[], &mut |_, _, _| {})
    }

    /// Sets the statistics of inference to those of all these rows, layer by layer: each layer is normalized by the
    /// statistics that the layers before it have just been given.
    pub(crate) fn recompute_batch_norm_statistics(&mut self, parameters: &Tensor<1>, rows: &[usize]) {
        for layer in 0..self.statistics.len() {
            let (x, _) = self.data.rows(rows);
            let mut statistics = None;
            self.module(parameters).forward(x, &[], &mut |at, stage, z| {
                if at == layer && stage == Stage::Affine {
                    statistics = Some(Statistics::over(z.clone()));
                }
            });
            self.statistics[layer] = statistics.expect("every hidden layer has an affine map");
        }
    }
}

impl Pass {
    /// The objective, and its gradient in the order of the layout.
    pub(crate) fn gradient(&self) -> (f64, Tensor<1>) {
        (number(self.objective.clone()), gradient(&self.model, &self.objective.backward()))
    }
}

fn architecture(spec: &Spec, encoding: TargetEncoding) -> Architecture {
    let levels = match encoding {
        TargetEncoding::Pair { low, high } | TargetEncoding::OneHot { low, high } => StepLevels { low, high },
        TargetEncoding::Numeric => StepLevels { low: 0.0, high: 1.0 },
    };
    Architecture {
        activations: spec.activations(),
        residual: if spec.network.residual { Residual::Added } else { Residual::Absent },
        output: spec.output(),
        at_zero: spec.network.at_zero,
        levels,
    }
}

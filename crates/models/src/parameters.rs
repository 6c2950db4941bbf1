//! Between the flat buffer of parameters and the module: burn's optimizers work on the buffer as one tensor,
//! the network on its pieces.
//!
//! The module of a step is built for that step. So burn's batch norm may change the running statistics that it holds,
//! which clones would share, and a prediction or an evaluation still changes nothing.

use burn::module::RunningState;
use burn::module::{Module, ModuleVisitor, Param};
use burn::nn::{BatchNorm, Linear};
use burn::tensor::{Gradients, Tensor};
use engine::{Layout, Role};
use experiment::spec;

use crate::mlp::{Architecture, Block, Mlp};

/// The statistics of inference of one hidden layer.
#[derive(Debug, Clone)]
pub(crate) struct Statistics {
    pub(crate) mean: Tensor<1>,
    pub(crate) variance: Tensor<1>,
}

impl Statistics {
    /// z: (n, width)  ->  the mean and the biased variance of each column
    pub(crate) fn over(z: Tensor<2>) -> Statistics {
        let [rows, width] = z.dims();
        let share = 1.0 / rows as f64;
        let mean = z.clone().sum_dim(0).mul_scalar(share);
        let away = z - mean.clone();
        let variance = (away.clone() * away).sum_dim(0).mul_scalar(share);
        Statistics { mean: mean.reshape([width]), variance: variance.reshape([width]) }
    }
}

/// The constants of batch normalization.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BatchNormConstants {
    pub(crate) momentum: f64,
    pub(crate) epsilon: f64,
}

impl From<spec::BatchNorm> for BatchNormConstants {
    fn from(norm: spec::BatchNorm) -> Self {
        BatchNormConstants { momentum: norm.momentum, epsilon: norm.epsilon }
    }
}

/// Everything a module is built from.
pub(crate) struct ModuleBuilder<'a> {
    pub(crate) architecture: &'a Architecture,
    pub(crate) layout: &'a Layout,
    pub(crate) batch_norm: Option<BatchNormConstants>,
    /// All parameters, on the device the module is to compute on.
    pub(crate) flat: &'a Tensor<1>,
    /// Of each normalized layer.
    pub(crate) statistics: &'a [Statistics],
}

impl ModuleBuilder<'_> {
    /// The module. On a device with autodiff it trains: gradients are kept, batch norm uses the batch.
    pub(crate) fn build(&self) -> Mlp {
        let layers = (0..self.layout.layer_count()).map(|layer| self.block(layer)).collect();
        Mlp { layers, architecture: self.architecture.clone() }
    }

    fn block(&self, layer: usize) -> Block {
        let weight = self.matrix(layer, Role::Weight).expect("every layer has a weight");
        let bias = self.vector(layer, Role::Bias);
        let wide = self.layout.find(layer, Role::Weight).map_or(0, |weight| weight.columns);
        let (bias, shared) = match bias {
            Some(bias) if bias.dims()[0] == wide => (Some(bias), None),
            shared => (None, shared),
        };
        Block {
            linear: Linear { weight, bias },
            shared,
            norm: self.norm(layer),
            slope: self.vector(layer, Role::Slope),
            projection: self.matrix(layer, Role::Projection).map(|weight| Linear { weight, bias: None }),
        }
    }

    fn norm(&self, layer: usize) -> Option<BatchNorm> {
        let batch_norm = self.batch_norm?;
        let gamma = self.vector(layer, Role::Gamma)?;
        let beta = self.vector(layer, Role::Beta)?;
        let Statistics { mean, variance } = self.statistics[layer].clone();
        let device = gamma.device();
        Some(BatchNorm {
            gamma,
            beta,
            training: Param::from_bool(true),
            running_mean: RunningState::new(mean.to_device(&device)),
            running_var: RunningState::new(variance.to_device(&device)),
            momentum: batch_norm.momentum,
            epsilon: batch_norm.epsilon,
        })
    }

    fn vector(&self, layer: usize, role: Role) -> Option<Param<Tensor<1>>> {
        let tensor = self.layout.find(layer, role)?;
        Some(Param::from_tensor(self.flat.clone().slice(tensor.range())))
    }

    fn matrix(&self, layer: usize, role: Role) -> Option<Param<Tensor<2>>> {
        let tensor = self.layout.find(layer, role)?;
        let values = self.flat.clone().slice(tensor.range());
        Some(Param::from_tensor(values.reshape([tensor.rows, tensor.columns])))
    }
}

/// The gradient of every parameter, in the order of the layout, without autodiff.
pub(crate) fn gradient(model: &Mlp, grads: &Gradients) -> Tensor<1> {
    let mut collector = GradientCollector { grads, skip: false, pieces: Vec::new() };
    model.visit(&mut collector);
    Tensor::cat(collector.pieces, 0)
}

/// Visits the parameters in the order of the layout.
struct GradientCollector<'a> {
    grads: &'a Gradients,
    /// Within running statistics, which burn presents as parameters.
    skip: bool,
    pieces: Vec<Tensor<1>>,
}

impl ModuleVisitor for GradientCollector<'_> {
    fn enter_module(&mut self, name: &str, _kind: &str) {
        self.skip = matches!(name, "running_mean" | "running_var");
    }

    fn exit_module(&mut self, _name: &str, _kind: &str) {
        self.skip = false;
    }

    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        if self.skip {
            return;
        }
        let value = param.val();
        let count = value.shape().num_elements();
        // A parameter before a step function has no gradient: nothing flows back to it.
        let gradient = value.grad(self.grads).unwrap_or_else(|| value.inner().zeros_like());
        self.pieces.push(gradient.reshape([count]));
    }
}

/// What batch norm's running statistics have become in a module that was trained on.
pub(crate) fn statistics(model: &Mlp) -> Vec<Statistics> {
    let norms = model.layers.iter().filter_map(|block| block.norm.as_ref());
    let after = norms.map(|norm| Statistics {
        mean: norm.running_mean.value_sync().inner(),
        variance: norm.running_var.value_sync().inner(),
    });
    after.collect()
}

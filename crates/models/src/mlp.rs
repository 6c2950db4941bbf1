//! The multilayer perceptron as a burn module, and with it the perceptron, which is its output layer alone.
//!
//! A hidden block is affine, batch norm, activation, dropout, and then the residual sum with the block's input.
//! Its parameters come in the order of the layout: weight, bias, gamma, beta, slope, projection.
//!
//! Leaves out what belongs to a whole network: where parameters lie (`parameters`), losses, updates.

use burn::module::{Module, Param};
use burn::nn::{BatchNorm, Linear};
use burn::tensor::{Bool, Tensor};
use experiment::spec::{Activation, AtZero, OutputActivation};

use crate::activation::{StepLevels, activate, is_upper, output_activation};

/// The layers, the output layer last.
#[derive(Module, Debug)]
pub(crate) struct Mlp {
    pub(crate) layers: Vec<Block>,
    #[module(skip)]
    pub(crate) architecture: Architecture,
}

/// The parameters of one layer.
#[derive(Module, Debug)]
pub(crate) struct Block {
    pub(crate) linear: Linear,
    /// One bias for the whole layer, in place of the linear map's own.
    pub(crate) shared: Option<Param<Tensor<1>>>,
    pub(crate) norm: Option<BatchNorm>,
    pub(crate) slope: Option<Param<Tensor<1>>>,
    pub(crate) projection: Option<Linear>,
}

/// What a network computes, apart from its parameters: activations, residual connections, and the output.
#[derive(Debug, Clone)]
pub(crate) struct Architecture {
    /// The activation of each hidden layer.
    pub(crate) activations: Vec<Activation>,
    pub(crate) residual: Residual,
    pub(crate) output: OutputActivation,
    pub(crate) at_zero: AtZero,
    pub(crate) levels: StepLevels,
}

/// Whether a hidden block adds its input to its output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Residual {
    Added,
    Absent,
}

/// The matrices of a layer that an observer sees during the forward pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// z: (n, width), the affine map before batch norm.
    Affine,
    /// z: (n, width), the input of the activation.
    Z,
    /// a: (n, width), after the activation and before dropout.
    A,
}

/// Called with the layer, the stage and its matrix during the forward pass.
pub(crate) type StageObserver<'a> = &'a mut dyn FnMut(usize, Stage, &Tensor<2>);

impl Block {
    /// x: (n, in)  ->  x·w + b: (n, out)
    pub(crate) fn affine(&self, x: Tensor<2>) -> Tensor<2> {
        let z = self.linear.forward(x);
        match &self.shared {
            Some(shared) => z + shared.val().unsqueeze(),
            None => z,
        }
    }
}

impl Mlp {
    /// x: (n, in)  ->  z: (n, out), before the output's activation. No masks: nothing is dropped.
    pub(crate) fn forward(&self, x: Tensor<2>, masks: &[Tensor<2>], observe: StageObserver) -> Tensor<2> {
        let mut x = x;
        for layer in 0..self.architecture.activations.len() {
            x = self.hidden(layer, x, masks.get(layer), observe);
        }
        let last = self.layers.len() - 1;
        let z = self.layers[last].affine(x);
        observe(last, Stage::Z, &z);
        z
    }

    /// x: (n, in)  ->  h: (n, out), a hidden block: affine, batch norm, activation, dropout, residual sum
    fn hidden(&self, layer: usize, x: Tensor<2>, mask: Option<&Tensor<2>>, observe: StageObserver) -> Tensor<2> {
        let block = &self.layers[layer];
        let mut z = block.affine(x.clone());
        observe(layer, Stage::Affine, &z);
        if let Some(norm) = &block.norm {
            z = norm.forward(z);
        }
        observe(layer, Stage::Z, &z);
        let mut a = self.activate(layer, z);
        observe(layer, Stage::A, &a);
        if let Some(mask) = mask {
            a = a * mask.clone();
        }
        match (self.architecture.residual, &block.projection) {
            (Residual::Absent, _) => a,
            (Residual::Added, None) => a + x,
            (Residual::Added, Some(projection)) => a + projection.forward(x),
        }
    }
}

impl Mlp {
    /// z: (n, width)  ->  a: (n, width), by the activation of a hidden layer
    fn activate(&self, layer: usize, z: Tensor<2>) -> Tensor<2> {
        activate(self.architecture.activations[layer], self.layers[layer].slope.as_ref().map(Param::val), z)
    }

    /// z: (n, width)  ->  f′(z): (n, width), the gradient of the sum of all activations
    pub(crate) fn slopes(&self, layer: usize, z: Tensor<2>) -> Tensor<2> {
        let z = z.inner().autodiff().require_grad();
        let sum = self.activate(layer, z.clone()).sum();
        // Nothing flows back through a step.
        let gradient = sum.is_tracked().then(|| z.grad(&sum.backward())).flatten();
        gradient.unwrap_or_else(|| z.inner().zeros_like())
    }
}

impl Architecture {
    /// z: (n, out)  ->  y: (n, out)
    pub(crate) fn outputs(&self, z: Tensor<2>) -> Tensor<2> {
        output_activation(self.output, self.at_zero, self.levels, z)
    }

    /// Where a step output is at its upper value.
    pub(crate) fn is_upper(&self, z: &Tensor<2>) -> Tensor<2, Bool> {
        is_upper(z, self.at_zero)
    }
}

//! burn's own operations as they are, to be measured: every one that a multilayer perceptron uses, the ones that
//! [`crate::exact`] replaces among them.
//!
//! An [`Operation`] has a formula and draws its inputs; [`Operation::value_and_gradients`] gives the value that burn
//! computes and the gradients it propagates. Leaves out what is right: the caller compares with a reference.

mod arithmetic;
mod defaults;
mod functions;
mod kind;
mod losses;
mod operation;
mod points;
mod replacements;

use burn::tensor::Tensor;
use engine::Matrix;
use experiment::spec::{Device, Precision};

use crate::device::{TensorOptions, matrix};

pub use defaults::{DEFAULTS, FrameworkDefault};
pub use kind::Kind;
pub use operation::{Inputs, Operation, OutputShape};
pub use points::InputRange;
pub use replacements::{REPLACEMENTS, Replacement};

/// The value and the gradients that an operation gave.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueAndGradients {
    /// The value, of the shape that the operation names.
    pub value: Matrix,
    /// The gradient of Σ value ⊙ upstream with respect to each input; zeros where none flows.
    pub gradients: Vec<Matrix>,
}

/// Runs an operation on a device with autodiff. `upstream` has the shape of its value.
pub fn value_and_gradients(
    device: Device,
    precision: Precision,
    inputs: &[Matrix],
    upstream: &Matrix,
    operation: impl Fn(&[Tensor<2>]) -> Tensor<2>,
) -> ValueAndGradients {
    let options = TensorOptions::of(device, precision);
    let tensors: Vec<Tensor<2>> = inputs.iter().map(|input| options.tensor(input).autodiff().require_grad()).collect();
    let value = operation(&tensors);
    let projection = (value.clone() * options.tensor(upstream).autodiff()).sum();
    let grads = projection.is_tracked().then(|| projection.backward());
    let gradient = |input: &Tensor<2>| {
        let gradient = grads.as_ref().and_then(|grads| input.grad(grads));
        matrix(gradient.unwrap_or_else(|| input.clone().inner().zeros_like()))
    };
    ValueAndGradients { value: matrix(value.inner()), gradients: tensors.iter().map(gradient).collect() }
}

/// Every operation that is measured.
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    [arithmetic::ARITHMETIC, functions::FUNCTIONS, losses::LOSSES].into_iter().flatten()
}

impl Operation {
    /// What burn computes on this device in this precision. `upstream` has the shape of the value.
    pub fn value_and_gradients(
        &self,
        device: Device,
        precision: Precision,
        inputs: &[Matrix],
        upstream: &Matrix,
    ) -> ValueAndGradients {
        value_and_gradients(device, precision, inputs, upstream, self.run)
    }
}

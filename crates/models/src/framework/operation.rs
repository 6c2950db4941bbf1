//! What an operation is: burn's name of it, its formula, what it takes and what it gives.

use burn::tensor::Tensor;
use engine::Matrix;

use super::kind::Kind;

/// One operation of burn. x, y: its first and second input.
pub struct Operation {
    /// Which operation, with its constants.
    pub kind: Kind,
    /// Its path in burn.
    pub name: &'static str,
    /// The formula it should compute.
    pub formula: &'static str,
    /// The shapes and the range of its inputs.
    pub inputs: Inputs,
    /// The shape of its value.
    pub shape: OutputShape,
    /// The value, by burn's own operation.
    pub(super) run: fn(&[Tensor<2>]) -> Tensor<2>,
}

/// An operation of one matrix that gives another of its shape.
pub(super) const fn of(
    kind: Kind,
    name: &'static str,
    formula: &'static str,
    run: fn(&[Tensor<2>]) -> Tensor<2>,
) -> Operation {
    Operation { kind, name, formula, inputs: Inputs::One, shape: OutputShape::Same, run }
}

impl Operation {
    /// The same of other inputs.
    pub(super) const fn taking(mut self, inputs: Inputs) -> Operation {
        self.inputs = inputs;
        self
    }

    /// The same with a value of another shape.
    pub(super) const fn giving(mut self, shape: OutputShape) -> Operation {
        self.shape = shape;
        self
    }
}

/// The shapes and the range of the inputs of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inputs {
    /// x: (n, m).
    One,
    /// x: (n, m), above 0.
    Positive,
    /// x, y: (n, m).
    Two,
    /// x: (n, m), y: (m, k).
    Factors,
    /// x: (n, m), y: (m, k), b: (1, k).
    Affine,
    /// x: (n, m), y: (1, m).
    Row,
    /// x: (n, m), y: (1, 1).
    Single,
    /// x: (n, m), gamma: (1, m), beta: (1, m).
    Normalized,
    /// x: (n, m), y: (n, 1), the class 0..m of each row.
    Classes,
    /// x: (n, 1), y: (n, 1), 0 or 1.
    Bits,
}

/// The shape of a value, in terms of x: (n, m) and y: (m, k).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutputShape {
    /// (n, m).
    Same,
    /// (n, k).
    Product,
    /// (1, m).
    Row,
    /// (n, 1).
    Column,
    /// (1, 1).
    Single,
}

impl OutputShape {
    /// Rows and columns at these inputs.
    pub fn of(self, inputs: &[Matrix]) -> (usize, usize) {
        let (rows, columns) = (inputs[0].rows(), inputs[0].columns());
        match self {
            OutputShape::Same => (rows, columns),
            OutputShape::Product => (rows, inputs[1].columns()),
            OutputShape::Row => (1, columns),
            OutputShape::Column => (rows, 1),
            OutputShape::Single => (1, 1),
        }
    }
}

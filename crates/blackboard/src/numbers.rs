//! All numbers of one forward and backward pass, as matrices with a sample in each row.
//!
//! `d` + name is the gradient of what is differentiated, with respect to name.

use engine::Matrix;
use from_scratch::matrix::MatRef;

/// The numbers of all layers, and of the outputs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Numbers {
    /// The layers from the input on; the last is the output layer, whose a and h are the outputs.
    pub layers: Vec<LayerNumbers>,
    /// y: (n, out).
    pub outputs: Matrix,
    /// dy: (n, out). Not a number behind a perceptron's step, which has no derivative.
    pub doutputs: Matrix,
}

/// The numbers of one layer. What it does not have is empty.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LayerNumbers {
    /// Its inputs: (n, in).
    pub x: Matrix,
    /// x·w + b: (n, out), of maxout (n, out·k).
    pub affine: Matrix,
    /// μ of the batch: (1, out).
    pub mean: Matrix,
    /// v of the batch: (1, out).
    pub variance: Matrix,
    /// 1/√(v + ε): (1, out).
    pub inverse: Matrix,
    /// x̂: (n, out).
    pub normalized: Matrix,
    /// What the activation sees: (n, out), of maxout (n, out·k).
    pub z: Matrix,
    /// f(z): (n, out).
    pub a: Matrix,
    /// f′(z), of the shape of z.
    pub derivative: Matrix,
    /// The dropout mask: (n, out).
    pub mask: Matrix,
    /// What the block hands on: (n, out).
    pub h: Matrix,
    /// (n, out).
    pub dh: Matrix,
    /// (n, out).
    pub da: Matrix,
    /// δ: (n, out), of maxout (n, out·k).
    pub dz: Matrix,
    /// The same before batch normalization.
    pub daffine: Matrix,
    /// (n, in).
    pub dx: Matrix,
}

/// A copy of a view.
pub(crate) fn copy(view: MatRef<f64>) -> Matrix {
    Matrix::new(view.rows(), view.columns(), view.values().to_vec())
}

/// A view of a matrix.
pub(crate) fn view(matrix: &Matrix) -> MatRef<'_, f64> {
    MatRef::new(matrix.values(), matrix.rows(), matrix.columns())
}

//! The points at which maps are drawn: a lattice over the plane of two inputs, or along the line of one.

use engine::Matrix;
use runner::raw::Raw;

/// How far a lattice goes beyond the data, as a share of their range.
const BEYOND: f64 = 0.1;

/// A lattice.
pub struct Lattice {
    /// How many points along a side.
    pub side: usize,
    /// The least and the greatest value of each column, in its own unit.
    pub bounds: Vec<(f64, f64)>,
    /// (points, in): what the engine takes, with features and scaling.
    pub inputs: Matrix,
}

impl Lattice {
    /// A lattice of `side` points along each column, row by row from the least value of the last column on; none where
    /// there are more than two columns, or a feature is not finite somewhere.
    pub fn new(raw: &Raw, side: usize) -> Option<Lattice> {
        let steps: Vec<Vec<f64>> = (0..raw.names.len()).map(|column| raw.steps(column, side, BEYOND)).collect();
        let points: Vec<Vec<f64>> = match steps.as_slice() {
            [xs] => xs.iter().map(|x| vec![*x]).collect(),
            [xs, ys] => ys.iter().flat_map(|y| xs.iter().map(move |x| vec![*x, *y])).collect(),
            _ => return None,
        };
        let bounds = steps.iter().map(|steps| (steps[0], steps[side - 1])).collect();
        Some(Lattice { side, bounds, inputs: raw.inputs(&Matrix::from_rows(&points))? })
    }
}

//! Where operations are measured: drawn points, and points far out.

use engine::Matrix;
use engine::random::{Purpose, Stream, stream};

use super::operation::{Inputs, Operation};

/// How far out the points lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InputRange {
    /// Drawn from N(0, 2²), nothing on a kink.
    Near,
    /// The first input from −1000 to 1000: saturation and overflow.
    Far,
}

/// n and m of the first input, and k of the second.
const ROWS: usize = 3;
const COLUMNS: usize = 4;
const AFTER: usize = 2;

/// The first input far out, row by row.
const FAR: [f64; ROWS * COLUMNS] = [-1000.0, -100.0, -40.0, -25.0, -10.0, -5.0, 5.0, 10.0, 25.0, 40.0, 100.0, 1000.0];

impl Operation {
    /// Inputs to measure it at, and an upstream gradient of the shape of its value.
    pub fn points(&self, seed: u64, range: InputRange) -> (Vec<Matrix>, Matrix) {
        let mut draws = stream(seed, Purpose::Check, self.kind as u64, 0);
        let mut inputs = self.inputs.draw(&mut draws);
        if range == InputRange::Far {
            let count = inputs[0].values().len();
            inputs[0].values_mut().copy_from_slice(&far(count, self.inputs));
        }
        let (rows, columns) = self.shape.of(&inputs);
        (inputs, normal(&mut draws, rows, columns))
    }
}

/// So many of the far values, evenly from all of them.
fn far(count: usize, inputs: Inputs) -> Vec<f64> {
    let values = (0..count).map(|at| FAR[at * FAR.len() / count]);
    values.map(|value| if inputs == Inputs::Positive { value.abs() } else { value }).collect()
}

impl Inputs {
    fn draw(self, draws: &mut Stream) -> Vec<Matrix> {
        let x = normal(draws, ROWS, COLUMNS);
        match self {
            Inputs::One => vec![x],
            Inputs::Positive => vec![positive(x)],
            Inputs::Two => vec![x, normal(draws, ROWS, COLUMNS)],
            Inputs::Factors => vec![x, normal(draws, COLUMNS, AFTER)],
            Inputs::Affine => vec![x, normal(draws, COLUMNS, AFTER), normal(draws, 1, AFTER)],
            Inputs::Row => vec![x, normal(draws, 1, COLUMNS)],
            Inputs::Single => vec![x, normal(draws, 1, 1)],
            Inputs::Normalized => vec![x, normal(draws, 1, COLUMNS), normal(draws, 1, COLUMNS)],
            Inputs::Classes => {
                let classes = (0..ROWS).map(|_| draws.below(COLUMNS) as f64).collect();
                vec![x, Matrix::new(ROWS, 1, classes)]
            }
            Inputs::Bits => {
                let bits = (0..ROWS).map(|row| (row % 2) as f64).collect();
                vec![normal(draws, ROWS, 1), Matrix::new(ROWS, 1, bits)]
            }
        }
    }
}

fn normal(draws: &mut Stream, rows: usize, columns: usize) -> Matrix {
    Matrix::new(rows, columns, (0..rows * columns).map(|_| 2.0 * draws.normal()).collect())
}

fn positive(mut matrix: Matrix) -> Matrix {
    matrix.values_mut().iter_mut().for_each(|value| *value = value.abs());
    matrix
}

//! The inputs as the user knows them, before features and scaling, and the way from there into the engine.

use engine::{Dataset, Matrix};

/// The columns of the data in their own units.
pub(super) struct Raw {
    /// The names of the columns.
    pub(super) names: Vec<String>,
    /// (n, columns): every row of the data set.
    pub(super) rows: Matrix,
    into_inputs: Box<dyn Fn(&Matrix) -> Matrix>,
}

impl Raw {
    /// The columns of a data set, with its scaling undone.
    pub(super) fn of(dataset: &Dataset) -> Raw {
        let scaling = dataset.input_scaling.clone();
        let mut rows = dataset.inputs.clone();
        for row in 0..rows.rows() {
            rows.row_mut(row).iter_mut().zip(&scaling).for_each(|(value, scaling)| *value = scaling.invert(*value));
        }
        let into_inputs = move |raw: &Matrix| {
            let mut inputs = raw.clone();
            for row in 0..inputs.rows() {
                inputs
                    .row_mut(row)
                    .iter_mut()
                    .zip(&scaling)
                    .for_each(|(value, scaling)| *value = scaling.apply(*value));
            }
            inputs
        };
        Raw { names: dataset.input_names.clone(), rows, into_inputs: Box::new(into_inputs) }
    }

    /// raw: (n, columns)  ->  (n, in), as the engine takes it.
    pub(super) fn inputs(&self, raw: &Matrix) -> Matrix {
        (self.into_inputs)(raw)
    }

    /// The values at `count` equal steps over a column, a share of its range beyond both ends.
    pub(super) fn steps(&self, column: usize, count: usize, beyond: f64) -> Vec<f64> {
        let values = || (0..self.rows.rows()).map(|row| self.rows.at(row, column));
        let (low, high) = (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
        let air = if high > low { beyond * (high - low) } else { 1.0 };
        let step = (high - low + 2.0 * air) / (count - 1) as f64;
        (0..count).map(|k| low - air + k as f64 * step).collect()
    }
}

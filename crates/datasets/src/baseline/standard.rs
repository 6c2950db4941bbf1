//! Columns brought to mean 0 and variance 1 on the training part, so that one ridge fits all units.

use engine::Dataset;
use engine::schema::Scaling;
use experiment::spec::Scale;

use crate::scale::{fit, scalings};

/// Rows of standardized inputs with a leading 1 for the intercept, computed one at a time: the data are not copied.
#[derive(Debug, Clone, PartialEq)]
pub struct StandardizedRows {
    scaling: Vec<Scaling>,
}

impl StandardizedRows {
    /// Standardized by the training part.
    pub fn new(dataset: &Dataset) -> StandardizedRows {
        let (values, train) = (dataset.inputs.values(), &dataset.train);
        let fits = fit(values, dataset.inputs.columns(), train);
        let nothing_missing = vec![0.0; fits.len()];
        StandardizedRows { scaling: scalings(values, &fits, &nothing_missing, train, Scale::Standard) }
    }

    /// The length of a row: 1 + the number of inputs.
    pub fn width(&self) -> usize {
        self.scaling.len() + 1
    }

    /// Writes (1, x'₁, x'₂, ...) of a row of inputs.
    pub fn write(&self, inputs: &[f64], x: &mut [f64]) {
        x[0] = 1.0;
        for ((x, scaling), value) in x[1..].iter_mut().zip(&self.scaling).zip(inputs) {
            *x = scaling.apply(*value);
        }
    }
}

//! The unit of the target: numbers come back to it; probabilities and scores stay as they are.

use engine::{Dataset, Matrix};

/// (n, out), in place: outputs or targets as the data set scaled them become what its file says.
pub(crate) fn own_unit(values: &mut Matrix, dataset: &Dataset) {
    for row in 0..values.rows() {
        let pairs = values.row_mut(row).iter_mut().zip(&dataset.target_scaling);
        pairs.for_each(|(value, scaling)| *value = scaling.invert(*value));
    }
}

//! The original scale of the targets: numbers come back to it; probabilities and scores stay as they are.

use engine::{Matrix, Schema};

/// (n, out), in place: outputs or targets as the data set scaled them become what its file says.
pub(crate) fn to_original_scale(values: &mut Matrix, schema: &Schema) {
    for row in 0..values.rows() {
        let pairs = values.row_mut(row).iter_mut().zip(&schema.target_scaling);
        pairs.for_each(|(value, scaling)| *value = scaling.invert(*value));
    }
}

//! The network itself: its final parameters, unless they are too many to draw.
//!
//! Leaves the table `network`: the tensor, row, column, value.

use engine::Engine;
use experiment::record::LabeledTable;

use super::{Probe, six_digits, table};

/// A layer of more units is not drawn.
const WIDEST: usize = 100;

pub(super) struct Network;

impl Probe for Network {
    fn finish(self: Box<Self>, engine: &mut dyn Engine) -> Vec<(String, LabeledTable)> {
        let layout = engine.layout().clone();
        if layout.widths.iter().any(|&width| width > WIDEST) {
            return Vec::new();
        }
        let parameters = engine.snapshot().parameters;
        let mut rows = Vec::new();
        for tensor in &layout.tensors {
            for (at, &value) in parameters[tensor.range()].iter().enumerate() {
                let (row, column) = (at / tensor.columns, at % tensor.columns);
                rows.push((tensor.name.clone(), vec![row as f64, column as f64, six_digits(value)]));
            }
        }
        vec![("network".into(), table(["parameter", "row", "column", "value"], rows))]
    }
}

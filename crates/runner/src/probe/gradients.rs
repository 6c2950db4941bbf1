//! Gradient norms: √Σg² over all tensors of a layer, of the objective on rows from all over the training part.
//!
//! Leaves the table `gradient-norms`: the layer, the epoch, the norm.

use engine::{Batch, Engine};
use experiment::record::LabeledTable;

use super::series::Series;
use super::{Probe, ProbeContext, ROWS, sample_training_rows, table};
use crate::archive::Archive;

/// The most epochs that are kept.
pub(super) const EPOCHS: usize = 200;

pub(super) struct Gradients {
    rows: Vec<usize>,
    series: Series<Vec<f64>>,
}

impl Gradients {
    pub(super) fn new(context: &ProbeContext) -> Gradients {
        let series = Series::new(EPOCHS, context.spec.training.epochs);
        Gradients { rows: sample_training_rows(context.dataset, ROWS), series }
    }
}

/// The norm of each layer's share of a flat buffer.
pub(super) fn norms(engine: &dyn Engine, gradients: &[f64]) -> Vec<f64> {
    let layout = engine.layout();
    let norm = |layer: usize| {
        let tensors = layout.tensors.iter().filter(|tensor| tensor.layer == layer);
        tensors.flat_map(|tensor| &gradients[tensor.range()]).map(|g| g * g).sum::<f64>().sqrt()
    };
    (0..layout.layer_count()).map(norm).collect()
}

impl Probe for Gradients {
    fn after_epoch(&mut self, epoch: usize, engine: &mut dyn Engine) {
        if self.series.wants(epoch) {
            let gradients = engine.gradients(&Batch::of(&self.rows));
            self.series.push(epoch, norms(engine, &gradients));
        }
    }

    fn describe_state(&mut self, archive: &mut Archive) {
        self.series.describe_state(archive, Archive::numbers);
    }

    fn finish(self: Box<Self>, _: &mut dyn Engine) -> Vec<(String, LabeledTable)> {
        let mut rows = Vec::new();
        for (epoch, norms) in self.series.into_items() {
            rows.extend(
                norms.into_iter().enumerate().map(|(layer, norm)| (layer_name(layer), vec![epoch as f64, norm])),
            );
        }
        vec![("gradient-norms".into(), table(["layer", "epoch", "norm"], rows))]
    }
}

/// The name of a layer in tables.
pub(super) fn layer_name(layer: usize) -> String {
    format!("layers.{layer}")
}

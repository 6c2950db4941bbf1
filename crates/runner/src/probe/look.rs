//! One look at a network in training: how much gradient each layer gets, and how much of it is flat.

use engine::{Batch, Dataset, Engine};
use experiment::Spec;

use super::flat::Flat;
use super::{ROWS, gradients, health, sample_training_rows};

/// What one layer shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LayerObservation {
    /// √Σg² over all tensors of the layer, of the objective on the rows that were looked at.
    pub gradient_norm: f64,
    /// The share of (sample, unit) pairs at which the activation is flat; none where it is flat nowhere.
    pub saturated: Option<f64>,
    /// The share of units whose slope is 0 at every sample; none where the activation is flat nowhere.
    pub dead: Option<f64>,
}

/// The rows of the training part that a look is at: all, or some from all over it.
pub fn rows(dataset: &Dataset) -> Vec<usize> {
    sample_training_rows(dataset, ROWS)
}

/// Looks at every layer, the output layer last; nothing is dropped, and nothing changes.
pub fn look(engine: &mut dyn Engine, spec: &Spec, rows: &[usize]) -> Vec<LayerObservation> {
    let gradients = engine.gradients(&Batch::of(rows));
    let trace = engine.trace(&Batch::of(rows));
    let activations = spec.activations();
    let of_layer = |(layer, gradient_norm)| {
        let flat = activations.get(layer).copied().and_then(Flat::of);
        let shares = flat.zip(health::of(&trace, layer, "slope")).map(|(flat, slopes)| health::shares(flat, slopes));
        LayerObservation { gradient_norm, saturated: shares.map(|of| of.0), dead: shares.map(|of| of.1) }
    };
    gradients::norms(engine, &gradients).into_iter().enumerate().map(of_layer).collect()
}

//! Planted faults: networks with one formula wrong, which a check must catch to be worth anything.
//!
//! Each is a [`Operations`] that asks the real piece and spoils its answer; the real pieces have no door for it.
//! A fault applies where the network has the part that it spoils and where the spoiling shows.

mod affine;
mod block;
mod forward;
mod objective;

use std::sync::Arc;

use engine::{Dataset, Engine, Layout};
use experiment::Spec;

use crate::engine_with;
use crate::operations::Operations;

/// One planted fault.
#[derive(Debug, Clone, Copy)]
pub struct PlantedFault {
    /// Its short name.
    pub name: &'static str,
    /// What is wrong, in words.
    pub what: &'static str,
    applies: fn(&Spec, &Dataset) -> bool,
    operations: fn() -> Box<dyn Operations<f64>>,
}

impl PlantedFault {
    /// Whether the network has what this fault spoils.
    pub fn applies(&self, spec: &Spec, dataset: &Dataset) -> bool {
        (self.applies)(spec, dataset)
    }

    /// The engine with the fault, in `f64`.
    pub fn build(&self, spec: &Spec, dataset: Arc<Dataset>, parameters: &[f64]) -> Box<dyn Engine> {
        engine_with(spec, dataset, parameters, (self.operations)())
    }
}

/// All of them: twelve of the backward pass, two of the forward pass.
pub fn faults() -> Vec<PlantedFault> {
    [affine::FAULTS, block::FAULTS, objective::FAULTS, forward::FAULTS].concat()
}

/// The layout of the network.
fn layout(spec: &Spec, dataset: &Dataset) -> Layout {
    Layout::of(spec, dataset.inputs.columns(), dataset.targets.columns())
}

//! Planted faults: networks with one formula wrong, which a check must catch to be worth anything.
//!
//! Each is an [`Operations`] of its own that spoils the answer of one formula; the formulas themselves know nothing of
//! faults.
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
    build: BuildEngine,
}

/// Builds an engine of a spec on a data set, with these parameters in the order of the layout.
type BuildEngine = fn(&Spec, Arc<Dataset>, &[f64]) -> Box<dyn Engine>;

impl PlantedFault {
    /// Whether the network has what this fault spoils.
    pub fn applies(&self, spec: &Spec, dataset: &Dataset) -> bool {
        (self.applies)(spec, dataset)
    }

    /// The engine with the fault, in `f64`.
    pub fn build(&self, spec: &Spec, dataset: Arc<Dataset>, parameters: &[f64]) -> Box<dyn Engine> {
        (self.build)(spec, dataset, parameters)
    }
}

/// All of them: thirteen of the backward pass, two of the forward pass.
pub fn faults() -> Vec<PlantedFault> {
    [affine::FAULTS, block::FAULTS, objective::FAULTS, forward::FAULTS].concat()
}

/// The engine with these operations in the place of the right ones.
fn build<O: Operations<f64> + Default + 'static>(
    spec: &Spec,
    dataset: Arc<Dataset>,
    parameters: &[f64],
) -> Box<dyn Engine> {
    engine_with(spec, dataset, parameters, O::default())
}

/// The layout of the network.
fn layout(spec: &Spec, dataset: &Dataset) -> Layout {
    Layout::of(spec, dataset.inputs.columns(), dataset.targets.columns())
}

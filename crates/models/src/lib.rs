//! The networks of `experiment` in the burn framework: its layers, activations, autodiff and optimizers on both
//! of its processor devices, in f32 and f64, behind the contract of `engine`.
//!
//! The only crate that knows burn. It shares no formula with `from-scratch`: the two are checked against each
//! other. What burn does not compute exactly in f64 stands in [`exact`].

mod activation;
mod bounds;
mod data;
mod device;
pub mod exact;
pub mod framework;
mod lbfgs;
mod loss;
mod mlp;
mod network;
mod parameters;
mod rule;
mod trainer;
mod updater;

use std::sync::Arc;

use engine::{Dataset, Engine};
use experiment::Spec;
use experiment::spec::Device;

pub use trainer::Trainer;

/// The burn engine of a spec, on the spec's device and in its precision, from these initial parameters.
///
/// `parameters` are in the order of `engine::Layout::of(spec, ...)`.
pub fn engine(spec: &Spec, dataset: Arc<Dataset>, parameters: &[f64]) -> Box<dyn Engine> {
    engine_on(spec.device, spec, dataset, parameters)
}

/// The burn engine of a spec on this device, which replaces that of the spec: `burn-flex` or `burn-ndarray`.
pub fn engine_on(device: Device, spec: &Spec, dataset: Arc<Dataset>, parameters: &[f64]) -> Box<dyn Engine> {
    Box::new(Trainer::new(device, spec, dataset, parameters))
}

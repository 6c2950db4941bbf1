//! The networks of `experiment` in the burn framework: its layers, activations, autodiff and optimizers on both
//! of its processor devices, in f32 and f64, behind the contract of `engine`.
//!
//! The only crate that knows burn. It shares no formula with `from-scratch`: the two are checked against each other.
//! What burn does not compute exactly in f64 stands in [`exact`]; [`framework`] measures burn's own operations.
//!
//! The gradient of ½(w·x − t)² at w = 1, x = 3, t = 5 is (3 − 5)·3 = −6:
//!
//! ```
//! use std::sync::Arc;
//!
//! use engine::{Batch, Dataset, Engine, Matrix};
//! use experiment::{Experiment, check, spec};
//!
//! let config = r#"
//! title = "One weight"
//! dataset = { name = "inline", inputs = [[3.0]], targets = [[5.0]], task = "regression" }
//! network = { bias = "none" }
//! training = { loss = "squared-error" }
//! "#;
//! let parsed = check::parse::<Experiment>("one-weight.toml", config, &[], spec::check)?;
//! let dataset = Dataset::new(Matrix::from_rows(&[[3.0]]), Matrix::from_rows(&[[5.0]]));
//! let mut engine = models::engine(&parsed.base.first_spec(), Arc::new(dataset), &[1.0]);
//! assert_eq!(engine.gradients(&Batch::of(&[0])), [-6.0]);
//! # Ok::<(), experiment::diagnostic::Diagnostics>(())
//! ```

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

pub use rule::updated;
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

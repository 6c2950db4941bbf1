//! The one place that names both engines.

use std::sync::Arc;

use engine::{Dataset, Engine};
use experiment::Spec;
use experiment::spec::EngineName;

/// Builds an engine for a spec.
pub fn build(name: EngineName, spec: &Spec, dataset: Arc<Dataset>, parameters: &[f64]) -> Box<dyn Engine> {
    match name {
        EngineName::FromScratch => from_scratch::engine(spec, dataset, parameters),
        EngineName::Burn => models::engine(spec, dataset, parameters),
    }
}

//! From a spec to a record: the one training loop ([`run`]), what it measures ([`metrics`], [`agreement`],
//! [`probe`]), what stops it ([`early_stopping`]), all runs of a sweep in parallel ([`queue`]), and where
//! records live on disk ([`store`]).
//!
//! Cannot draw, and never prints: observers do ([`observe`]).

pub mod agreement;
pub mod check;
pub mod draws;
pub mod early_stopping;
mod engine_run;
pub mod initial;
pub mod interrupt;
pub mod metrics;
pub mod novikoff;
pub mod observe;
pub mod perceptron;
pub mod plan;
pub mod predict;
pub mod probe;
pub mod queue;
pub mod run;
pub mod schedule;
pub mod store;
pub mod tensors;
pub mod trained;
mod unit;

use std::sync::Arc;

use engine::{Dataset, Engine};
use experiment::Spec;
use experiment::spec::EngineName;

/// How engines are built: the runner knows none by itself.
pub type Build = fn(EngineName, &Spec, Arc<Dataset>, &[f64]) -> Box<dyn Engine>;

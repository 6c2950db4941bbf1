//! From a spec to a record: the one training loop ([`training`], driven by [`run`]), what it measures ([`metrics`],
//! [`agreement`], [`probe`]), what ends it ([`early_stopping`]), all runs of a sweep in parallel ([`queue`]), the
//! certificate of gradients ([`check`]), what keeps a run from learning ([`doctor`]), and where records live on disk
//! ([`store`]). Cannot draw, and never prints.
//!
//! ```
//! use std::{path::Path, sync::Arc, sync::atomic::AtomicBool};
//! use experiment::{Experiment, check::parse, spec};
//!
//! let text = r#"
//!     title = "A line through three points"
//!     engines = ["from-scratch"]
//!     dataset = { name = "inline", task = "regression", inputs = [[0], [1], [2]], targets = [[1], [3], [5]] }
//!     network = { hidden = [] }
//!     training = { epochs = 500, optimizer = { rule = "gradient-descent", learning_rate = 0.3 } }
//! "#;
//! let spec = parse::<Experiment>("line.toml", text, &[], spec::check).unwrap().base.first_spec();
//! let dataset = Arc::new(datasets::load(&spec, Path::new("")).unwrap().dataset);
//! let build: runner::BuildEngine = |_, spec, dataset, parameters| from_scratch::engine(spec, dataset, parameters);
//! let nobody_stops = AtomicBool::new(false);
//! let trained = runner::run::train_unrecorded(&spec, &dataset, build, &nobody_stops, |_epoch, _loss| {}).unwrap();
//! // y = 2x + 1
//! let [weight, bias] = trained.engines[0].snapshot.parameters[..] else { panic!("two parameters") };
//! assert!((weight - 2.0).abs() < 1e-9 && (bias - 1.0).abs() < 1e-9);
//! ```

pub mod agreement;
mod archive;
pub mod batch_sampler;
pub mod check;
mod checkpoint;
pub mod doctor;
pub mod early_stopping;
mod engine_run;
pub mod failure;
pub mod follow;
pub mod initial;
pub mod interrupt;
pub mod metrics;
pub mod novikoff;
pub mod observe;
mod original_scale;
pub mod perceptron;
pub mod plan;
pub mod predict;
pub mod probe;
pub mod queue;
pub mod raw;
pub mod run;
pub mod schedule;
pub mod shard;
pub mod store;
pub mod tensors;
pub mod trained;
pub mod training;
pub mod warnings;

use std::sync::Arc;

use engine::{Dataset, Engine};
use experiment::Spec;
use experiment::spec::EngineName;

/// How engines are built: the runner knows none by itself.
pub type BuildEngine = fn(EngineName, &Spec, Arc<Dataset>, &[f64]) -> Box<dyn Engine>;

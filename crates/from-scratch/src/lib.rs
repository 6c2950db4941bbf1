//! The hand-written engine: every formula of the network and every derivative written out.
//!
//! Read `layers` first, then `losses`, `network`, `trainer`, `rules`. Generic over [`Scalar`]: one text serves `f32`,
//! `f64`, dual numbers and numbers that know their rounding error. Knows no automatic differentiation in reverse, and
//! no other engine. Every part can be used alone (`examples/layer.rs`), or all together as an engine:
//!
//! ```
//! use engine::{Batch, Dataset, Layout, Matrix, initializer};
//! use experiment::spec::Task;
//!
//! let dataset = Dataset::new(Matrix::from_rows(&[[0.0], [1.0]]), Matrix::from_rows(&[[1.0], [3.0]]));
//! let line = "title = \"y = 2x + 1\"\nnetwork = { hidden = [] }\ntraining = { batch_size = \"full\" }";
//! let spec = experiment::spec_on_given_data(line, Task::Regression)?;
//! let start = initializer::initial(&spec, &Layout::of(&spec, 1, 1));
//! let mut network = from_scratch::engine(&spec, dataset.into(), &start);
//! for _ in 0..500 {
//!     network.step(&Batch::of(&[0, 1]), 0.5);
//! }
//! assert!((network.predict(&Matrix::from_rows(&[[2.0]])).at(0, 0) - 5.0).abs() < 1e-9);
//! # Ok::<(), experiment::diagnostic::Diagnostics>(())
//! ```

pub mod batch_gatherer;
pub mod batch_loss;
pub mod buffer;
pub mod by_hand;
pub mod clip;
pub mod dual;
pub mod elementary;
mod engine;
pub mod evaluator;
pub mod faults;
pub mod fused;
pub mod head;
pub mod layers;
pub mod lbfgs;
pub mod line_search;
pub mod losses;
pub mod magnitudes;
pub mod matrix;
pub mod max_norm;
pub mod network;
pub mod operations;
pub mod optimizer;
pub mod path;
pub mod penalty;
pub mod product;
pub mod reference;
pub mod rounded;
pub mod rounding;
pub mod rows;
pub mod rules;
pub mod scalar;
pub mod state;
pub mod threads;
pub mod trainer;
pub mod vector;
pub mod witness;

pub use crate::engine::{engine, engine_with};
pub use faults::{PlantedFault, faults};
pub use scalar::Scalar;
pub use witness::{DualWitness, dual_engine, dual_gradient};

//! The hand-written engine: every formula of the network and every derivative written out.
//!
//! Read `layers` first, then `losses`, `network`, `trainer`, `rules`. Generic over [`Scalar`]: one text serves `f32`,
//! `f64`, dual numbers and numbers that know their rounding error. Knows no automatic differentiation in reverse, and
//! no other engine.

pub mod batch_loss;
pub mod clip;
pub mod dual;
mod engine;
pub mod evaluator;
pub mod faults;
pub mod head;
pub mod layers;
pub mod lbfgs;
pub mod line_search;
pub mod loader;
pub mod losses;
pub mod magnitudes;
pub mod matrix;
pub mod max_norm;
pub mod network;
pub mod operations;
pub mod optimizer;
pub mod penalty;
pub mod product;
pub mod reference;
pub mod rounded;
pub mod rounding;
pub mod rules;
pub mod scalar;
pub mod state;
pub mod trainer;
pub mod vector;
pub mod witness;

pub use crate::engine::{engine, engine_with};
pub use faults::{PlantedFault, faults};
pub use scalar::Scalar;
pub use witness::{DualWitness, dual_gradient};

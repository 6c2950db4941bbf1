//! The hand-written engine: every formula of the network and every derivative written out.
//!
//! Read `layers` first, then `loss`, `network`, `rule`. Generic over [`Scalar`]: one text serves `f32`, `f64`
//! and dual numbers. Knows no automatic differentiation in reverse, and no other engine.

pub mod dual;
pub mod lbfgs;
pub mod line_search;
pub mod matrix;
mod product;
pub mod rule;
pub mod rules;
pub mod scalar;

pub use scalar::Scalar;

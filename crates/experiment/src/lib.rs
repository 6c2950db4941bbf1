//! An experiment as a value: what its TOML file says ([`spec`]), what is wrong with it ([`check`],
//! [`diagnostic`]), which runs it expands to ([`sweep`]), and what a finished run is ([`record`]).
//!
//! This crate never touches files: callers pass strings and get strings.

pub mod bounds;
pub mod check;
pub mod diagnostic;
pub mod record;
pub mod spec;
pub mod suggest;
pub mod sweep;
pub mod words;

pub use spec::{Experiment, Spec};

//! What an engine is ([`Engine`]), the laws every engine obeys ([`conformance`]), and everything that two
//! engines must share to be comparable: data ([`Dataset`]), parameters by name ([`Layout`]), random draws
//! addressed by purpose ([`random`]), and the measure of their agreement ([`agreement`]).
//!
//! Knows nothing of how a network is computed.

pub mod agreement;
pub mod batch;
pub mod certificate;
pub mod conformance;
pub mod dataset;
pub mod differences;
mod engine;
pub mod explicit;
pub mod initializer;
pub mod kinks;
pub mod masks;
mod matrix;
mod parameters;
pub mod random;
pub mod smooth_range;
pub mod spoiled;
mod statistics;

pub use batch::Batch;
pub use dataset::Dataset;
pub use engine::{Engine, Evaluation, Snapshot, Step, Trace};
pub use matrix::Matrix;
pub use parameters::{Layout, Role, Tensor};
pub use statistics::{Moment, Statistic};

//! The contract between those who compute a network and those who use one: what an engine can do ([`Engine`]) and
//! the laws that it obeys ([`conformance`]).
//!
//! Besides, everything that two engines must share to be comparable: data ([`Dataset`], and without rows
//! [`Schema`]), parameters by name ([`Layout`]), random draws addressed by purpose ([`random`]), single updates as
//! values ([`FollowedTraining`]), the measure of their agreement ([`agreement`]), and the vote of witnesses on a
//! gradient ([`certificate`]). Knows nothing of how a network is computed.
//!
//! A derivative needs no engine: here that of x³ at 2, which is 12, by differences.
//!
//! ```
//! let cube = |step: f64| (2.0 + step) * (2.0 + step) * (2.0 + step);
//! let slope = engine::differences::derivative(cube, 0.1);
//! assert!((slope.value - 12.0).abs() <= engine::differences::ESTIMATE_MARGIN * slope.error);
//! assert!(slope.error < 1e-12);
//! ```

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
pub mod schema;
pub mod smooth_range;
pub mod spoiled;
pub mod update;

pub use batch::Batch;
pub use dataset::Dataset;
pub use engine::{Engine, Evaluation, RoundingErrors, Snapshot, Step, Trace};
pub use matrix::Matrix;
pub use parameters::{Layout, Moment, Role, Statistic, TensorInfo};
pub use schema::{Schema, argmax};
pub use update::{FollowedTraining, Update};

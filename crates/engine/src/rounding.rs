//! How far rounding alone may have carried the numbers that engines are compared by.

use crate::Snapshot;

/// The deviations of rounding errors at one snapshot and on one batch, in units of half a unit in the last place of 1,
/// in whatever precision the engine computes. Infinite or not a number where nothing can be said.
///
/// A sum of terms of size S has a deviation of about S: what cancels leaves the error of its terms.
#[derive(Debug, Clone, PartialEq)]
pub struct Rounding {
    /// Of [`evaluate`](crate::Engine::evaluate) on the rows of the batch: (n, out), row by row.
    pub outputs: Vec<f64>,
    /// Of [`objective`](crate::Engine::objective).
    pub objective: f64,
    /// Of [`gradients`](crate::Engine::gradients), in the order of the layout.
    pub gradients: Vec<f64>,
    /// Of everything that one [`step`](crate::Engine::step) moves, if a learning rate was given.
    pub after: Snapshot,
}

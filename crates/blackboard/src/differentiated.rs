//! What is differentiated, and along which paths.

/// What a backward pass starts from. Samples are places in the batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Differentiated {
    /// Loss plus penalty of the batch, as an update sees them.
    Objective,
    /// A data loss.
    Loss {
        /// The sample whose own loss is meant, not divided by n; without it the loss of the batch.
        sample: Option<usize>,
        /// The output whose part is meant; without it all.
        output: Option<usize>,
    },
    /// One output of a sample.
    Output {
        /// The sample.
        sample: usize,
        /// The output.
        output: usize,
    },
    /// One pre-activation of a sample.
    Z {
        /// The layer.
        layer: usize,
        /// The sample.
        sample: usize,
        /// The unit, of maxout the piece.
        unit: usize,
    },
    /// One activation of a sample.
    A {
        /// The layer.
        layer: usize,
        /// The sample.
        sample: usize,
        /// The unit.
        unit: usize,
    },
}

/// The unit that all paths go through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Path {
    /// The layer of the unit, counted from 0.
    pub layer: usize,
    /// The unit within its layer, counted from 0.
    pub unit: usize,
}

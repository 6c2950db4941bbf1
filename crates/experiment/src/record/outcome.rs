//! How training ended.

use serde::{Deserialize, Serialize};

/// A training whose loss ends beyond so many times that of the start, or beyond this number where it started below 1,
/// has diverged, though numbers were not exhausted: a mean of such losses is that of the largest. In words it is
/// [`DIVERGED`](crate::finding::DIVERGED).
pub const GROWN: f64 = 1e6;

/// How training ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Outcome {
    /// Every epoch ran.
    Finished,
    /// Early stopping: nothing better came after epoch `best`.
    Stopped {
        /// The last epoch that ran, counted from 1.
        epoch: usize,
        /// The epoch whose parameters were restored.
        best: usize,
    },
    /// A perceptron went through an epoch without a mistake.
    Clean {
        /// That epoch, counted from 1.
        epoch: usize,
        /// The number of corrections in all epochs.
        corrections: usize,
    },
    /// A perceptron's weights returned to earlier values, so they will do so forever.
    Cycle {
        /// The epoch at whose end the weights were those of an earlier epoch.
        epoch: usize,
        /// The length of the cycle in epochs.
        length: usize,
        /// The number of corrections in all epochs.
        corrections: usize,
    },
    /// The loss was not finite any more, or ended beyond [`GROWN`] times what it was.
    Diverged {
        /// The epoch in which it ceased to be finite, or went beyond for good, counted from 1.
        epoch: usize,
    },
}

impl Outcome {
    /// Whether the loss was not finite, or ended beyond every measure.
    pub fn diverged(&self) -> bool {
        match self {
            Outcome::Diverged { .. } => true,
            Outcome::Finished | Outcome::Stopped { .. } | Outcome::Clean { .. } | Outcome::Cycle { .. } => false,
        }
    }
}

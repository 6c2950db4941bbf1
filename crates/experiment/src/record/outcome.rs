//! How training ended.

use serde::{Deserialize, Serialize};

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
    /// The objective was not finite any more.
    Diverged {
        /// The epoch in which the objective ceased to be finite, counted from 1.
        epoch: usize,
    },
}

impl Outcome {
    /// Whether training ended because the objective was not finite.
    pub fn diverged(&self) -> bool {
        match self {
            Outcome::Diverged { .. } => true,
            Outcome::Finished | Outcome::Stopped { .. } | Outcome::Clean { .. } | Outcome::Cycle { .. } => false,
        }
    }
}

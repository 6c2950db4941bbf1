//! Batch normalization: its constants, and which statistics it uses in inference.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::defaults;

/// Batch normalization (Ioffe and Szegedy 2015; lecture 002 l.861-868).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BatchNorm {
    /// m in running ← (1 − m)·running + m·batch.
    #[serde(default = "defaults::tenth")]
    #[schemars(range(max = 1), extend("exclusiveMinimum" = 0))]
    pub momentum: f64,
    /// ε, added to the variance before the root.
    #[serde(default = "defaults::epsilon")]
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub epsilon: f64,
    /// The statistics that inference normalizes by.
    #[serde(default)]
    pub inference: Inference,
}

/// Which statistics batch normalization uses in inference.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Inference {
    /// The running means of training.
    #[default]
    Running,
    /// Those of the entire training set, computed anew (lecture 002, step 6).
    TrainingSet,
}

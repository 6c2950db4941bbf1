//! What a network predicts: classes or numbers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a network predicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Task {
    /// One class of several.
    Classification,
    /// One or several numbers.
    Regression,
}

//! The columns of a file that are predicted: one, or several numbers.

use std::slice;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One column, or several of a regression.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum TargetColumns {
    /// A column of classes or of numbers.
    One(String),
    /// Columns of numbers, each predicted by an output of its own.
    Several(#[schemars(length(min = 1), extend("uniqueItems" = true))] Vec<String>),
}

impl TargetColumns {
    /// The names, at least one.
    pub fn names(&self) -> &[String] {
        match self {
            TargetColumns::One(name) => slice::from_ref(name),
            TargetColumns::Several(names) => names,
        }
    }
}

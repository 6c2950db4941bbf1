//! What a record says of the data: columns, classes, sizes of the parts, and what was missing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::spec::Task;

/// The data of a run, as reports describe them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DataSummary {
    /// Whether classes or numbers are predicted.
    pub task: Task,
    /// The names of the input columns, after one-hot and features.
    pub inputs: Vec<String>,
    /// The names of the classes, in order; empty in regression.
    pub classes: Vec<String>,
    /// Rows in the training, validation and test part.
    pub rows: [usize; 3],
    /// How many parameters the network has.
    pub parameters: usize,
    /// Novikoff's bound on the corrections of a perceptron that starts from zero weights; none where the data are
    /// not separable, or no perceptron is trained so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub novikoff: Option<f64>,
    /// How much of the file was missing.
    #[serde(default, skip_serializing_if = "MissingCells::is_empty")]
    pub missing: MissingCells,
}

/// How much of a file was missing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingCells {
    /// How many rows were left out for a missing cell.
    pub rows: usize,
    /// How many of the cells that are used were missing, by the input column; complete columns are not listed.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub cells: BTreeMap<String, usize>,
}

impl MissingCells {
    /// Whether nothing was missing.
    pub fn is_empty(&self) -> bool {
        self.rows == 0 && self.cells.is_empty()
    }
}

//! What becomes of the missing cells of a file: one answer for the whole table, or one for each column. And of
//! categories that the training file does not have.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// The answer for every column of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Missing {
    /// The same for all columns.
    Everywhere(WhenMissing),
    /// One for each column by name; `*` stands for every input that is not named.
    PerColumn(BTreeMap<String, WhenMissing>),
}

/// What becomes of a missing cell. Whatever is put in its place is computed from the training part alone, and scaling
/// is fitted after it, as scikit-learn does with an imputer and a scaler in a pipeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum WhenMissing {
    /// The mean of the column; of categories, the share of each.
    Mean,
    /// The median of a column of numbers.
    Median,
    /// The value that occurs most often, the first of equals.
    MostFrequent,
    /// A category of its own, NA.
    Category,
    /// The mean, and an input beside it that is 1 where the cell is missing and else 0; for categories as `category`.
    Indicator,
    /// The row is left out.
    Drop,
}

/// What becomes of a category that the training file does not have, in a test file or in new data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WhenUnknown {
    /// All inputs of its column are 0, before they are scaled.
    Zero,
}

/// The name in `missing` that stands for every input without an answer of its own.
pub const EVERY_OTHER: &str = "*";

impl Missing {
    /// The answer for an input column.
    pub fn of_input(&self, column: &str) -> Option<WhenMissing> {
        match self {
            Missing::Everywhere(answer) => Some(*answer),
            Missing::PerColumn(answers) => answers.get(column).or_else(|| answers.get(EVERY_OTHER)).copied(),
        }
    }

    /// The answer for a target or a weight, which nothing can stand for: the row is left out, or it is an error.
    pub fn of_target(&self, column: &str) -> Option<WhenMissing> {
        self.of_input(column).filter(|answer| *answer == WhenMissing::Drop)
    }
}

impl WhenMissing {
    /// The word of the config.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

//! The data: which set, how it is cut into parts, and how its columns are scaled.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    CharacterEncoding, ColumnKind, DatasetName, Decimal, Missing, Part, RowRange, TargetColumns, Task, Thousands,
    WhenUnknown, defaults,
};

/// The `[dataset]` table. Which keys a set takes is checked in `rules`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dataset {
    /// The data set: one built in, one generated, or `csv`, `idx`, `inline` for your own data.
    pub name: DatasetName,
    /// The number of samples of a generated set, 200 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 10_000_000))]
    pub samples: Option<usize>,
    /// The standard deviation of the noise of a generated set, in the unit of its inputs or its target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0))]
    pub noise: Option<f64>,
    /// The number of classes of `blobs` and `spirals`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 2, max = 1000))]
    pub classes: Option<usize>,
    /// The number of bits of `parity`, which has 2^bits samples.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 16))]
    pub bits: Option<usize>,
    /// The coefficients of `polynomial`, the constant first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1))]
    pub coefficients: Option<Vec<f64>>,
    /// The file of `csv` or the images of `idx`, relative to the config.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The file of labels of `idx`, relative to the config.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub labels: Option<String>,
    /// A second file like `path` whose rows are the test part, relative to the config.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub test_path: Option<String>,
    /// The labels of the images of `test_path`, relative to the config.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub test_labels: Option<String>,
    /// The column of a `csv` to predict, by its name; of a regression also several, `target = ["heating", "cooling"]`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<TargetColumns>,
    /// The inputs of `inline`: one list for each sample, all of one length.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1))]
    pub inputs: Option<Vec<Vec<f64>>>,
    /// The targets of `inline`: one list for each sample, all of one length.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1))]
    pub targets: Option<Vec<Vec<f64>>>,
    /// Whether classes or numbers are predicted; by default what the set, the output or the loss says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<Task>,
    /// The columns of a `csv` that hold categories; each becomes one column of 0 and 1 for each of its values.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categorical: Vec<String>,
    /// The columns of a `csv` that are not used, such as names and row numbers. `""` stands for every column
    /// without a name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ignore: Vec<String>,
    /// What becomes of missing cells of a `csv`: one answer for all columns, or one for each, where `"*"` stands for
    /// every other input: `missing = { "*" = "mean", alley = "category", price = "drop" }`. A missing target or weight
    /// can only be dropped. Without an answer a missing cell is an error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<Missing>,
    /// What becomes of a category of a `csv` that only `test_path` or new data have; without this key it is an error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unknown: Option<WhenUnknown>,
    /// The cells that mean "missing", to the letter, `""` being the empty cell. By default, in upper or lower case:
    /// the empty cell, ?, NA, N/A, #N/A, #NA, #N/A N/A, `<NA>`, null, NaN, -NaN, +NaN, 1.#IND, -1.#IND, 1.#QNAN and
    /// -1.#QNAN.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing_words: Option<Vec<String>>,
    /// The sign between the cells of a `csv`; by default the comma, semicolon, tab or `|` that fits its lines best, or
    /// the blank where nothing else does. Blanks and tabs side by side are one blank.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<char>,
    /// The decimal sign of the numbers of a `csv`: `"."` for 3.5 (the default), `","` for 3,5.
    #[serde(default, skip_serializing_if = "is_point")]
    pub decimal: Decimal,
    /// The sign between groups of three digits of the numbers of a `csv`; by default there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thousands: Option<Thousands>,
    /// The names of the columns of a `csv`, in its order, for a file without a line of names or with names that repeat.
    /// A first line with a word in every column of numbers is taken for names and is replaced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1), extend("uniqueItems" = true))]
    pub header: Option<Vec<String>>,
    /// The sign that makes a line of a `csv` a comment where it begins the line; by default there are no comments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<char>,
    /// The encoding of the characters of a `csv`; by default UTF-8, or UTF-16 if the file begins with its mark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<CharacterEncoding>,
    /// The rows of a `csv` that are used, `"0:500"`: the first and the one behind the last, counted from 0 behind the
    /// header as in predictions.csv; either may be left out. Rows of `test_path` are all used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub rows: Option<RowRange>,
    /// Columns of a `csv` whose cells are numbers in another form: `kind = { day = "date", rate = "percent" }`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub kind: BTreeMap<String, ColumnKind>,
    /// The column of a `csv` that holds the weight of each sample in the loss.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weights: Option<String>,
    /// Inputs computed from the columns x1, x2, ...: "x1^2", "x1*x2", "sin(x1)", in place of the columns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1))]
    pub features: Option<Vec<String>>,
    /// The share of the samples held out as the test part, which only measures the trained network; `test_path` names
    /// a file in its place.
    #[serde(default)]
    #[schemars(range(min = 0), extend("exclusiveMaximum" = 1))]
    pub test: f64,
    /// The share of the samples held out as the validation part, which early stopping and plateaus may watch.
    #[serde(default)]
    #[schemars(range(min = 0), extend("exclusiveMaximum" = 1))]
    pub validation: f64,
    /// The number of folds of a cross-validation; each fold is the test part of one run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 2, max = 10_000))]
    pub folds: Option<usize>,
    /// Whether every part gets its share of each class, to the nearest row; a rare class may be absent from a small
    /// part.
    #[serde(default = "defaults::yes")]
    pub stratify: bool,
    /// How the input columns are scaled, fitted on the training part alone.
    #[serde(default)]
    pub scale: Scale,
    /// How a numeric target is scaled, fitted on the training part alone; metrics are in its own unit.
    #[serde(default)]
    pub target_scale: TargetScale,
    /// The two target values that stand for the two classes of a network with a single output.
    #[serde(default)]
    pub coding: Coding,
    /// The seed of generated data and of the split; by default that of the run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
}

impl Dataset {
    /// Whether a part has rows.
    pub fn has_rows(&self, part: Part) -> bool {
        match part {
            Part::Train => true,
            Part::Validation => self.validation > 0.0,
            Part::Test => self.test > 0.0 || self.folds.is_some() || self.test_path.is_some(),
        }
    }
}

/// How a column is scaled. A column that is constant in the training part becomes 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Scale {
    /// Not at all.
    #[default]
    None,
    /// To mean 0 and (biased) variance 1.
    Standard,
    /// To [0, 1].
    MinMax,
    /// Minus the median, divided by the distance of the quartiles; undivided where that is 0.
    Robust,
}

/// How a numeric target is scaled.
pub type TargetScale = Scale;

/// The two values that stand for two classes in a single output.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Coding {
    /// 0 and 1; with hinge loss and tanh output −1 and 1.
    #[default]
    #[serde(rename = "auto")]
    Auto,
    /// 0 and 1.
    #[serde(rename = "0/1")]
    ZeroOne,
    /// −1 and 1.
    #[serde(rename = "±1")]
    PlusMinusOne,
}

fn is_point(decimal: &Decimal) -> bool {
    *decimal == Decimal::Point
}

//! An input column of a table, and the inputs of a network that come from it.

use experiment::spec::{ColumnKind, WhenMissing};
use serde::{Deserialize, Serialize};

/// An input column before it is spread into inputs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// The name in the header.
    pub name: String,
    /// The values of a category, sorted; `None` is a column of numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub categories: Option<Vec<String>>,
    /// The form of the numbers, if they are no plain ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ColumnKind>,
    /// The currency of amounts of money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// The earliest day of the training part, in days since 1970-01-01: dates are counted from there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earliest: Option<f64>,
    /// What becomes of a missing cell; `None` is an error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<WhenMissing>,
    /// Whether a missing cell has an input of its own, beside those of the values.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub marks_missing: bool,
}

impl Column {
    /// A column of plain numbers.
    pub fn number(name: impl Into<String>) -> Self {
        let (categories, kind, currency, earliest) = (None, None, None, None);
        Column { name: name.into(), categories, kind, currency, earliest, missing: None, marks_missing: false }
    }

    /// Columns of plain numbers.
    pub fn numbers<N: Into<String>>(names: impl IntoIterator<Item = N>) -> Vec<Self> {
        names.into_iter().map(Column::number).collect()
    }

    /// Whether the column is the only input that comes from it.
    pub fn is_one_input(&self) -> bool {
        self.categories.is_none() && !self.marks_missing
    }

    /// The names of its inputs: `colour=blue`, `colour=red` of categories, else the name itself; then that of the
    /// missing cell if it has one, `colour=NA`.
    pub fn input_names(&self) -> Vec<String> {
        let mut names = match &self.categories {
            None => vec![self.name.clone()],
            Some(values) => values.iter().map(|value| format!("{}={value}", self.name)).collect(),
        };
        if self.marks_missing {
            let taken = self.categories.iter().flatten().any(|value| value == "NA");
            names.push(format!("{}={}", self.name, if taken { "missing" } else { "NA" }));
        }
        names
    }

    /// Writes the inputs of a value, which is NaN where the cell is missing.
    pub fn spread(&self, value: f64, inputs: &mut Vec<f64>) {
        let missing = value.is_nan();
        match &self.categories {
            None => inputs.push(value),
            // A missing category is missing in all of its inputs, unless it has one of its own.
            Some(values) if missing && !self.marks_missing => inputs.extend(values.iter().map(|_| f64::NAN)),
            Some(values) => inputs.extend((0..values.len()).map(|index| f64::from(u8::from(index as f64 == value)))),
        }
        if self.marks_missing {
            inputs.push(f64::from(u8::from(missing)));
        }
    }
}

//! A table as its source gives it: nothing cut, nothing scaled, nothing encoded.

use experiment::spec::Task;
use serde::{Deserialize, Serialize};

/// n samples. Missing cells are NaN.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// How many samples.
    pub rows: usize,
    /// (rows, columns): a category is the index of its value.
    pub inputs: Vec<f64>,
    /// What the columns of `inputs` are.
    pub columns: Vec<Column>,
    /// What is predicted.
    pub target: Target,
    /// The weight of each sample.
    pub weights: Option<Vec<f64>>,
    /// Which rows of the file are not among them, ascending, counted from 0; those of a test file go on from there.
    pub left_out: Vec<usize>,
}

/// An input column before one-hot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// The name in the header.
    pub name: String,
    /// The values of a category, sorted; `None` is a column of numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub categories: Option<Vec<String>>,
}

/// What is predicted.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// A class for each sample.
    Classes {
        /// The name of the target.
        name: String,
        /// The class of each sample.
        labels: Vec<usize>,
        /// The names of the classes.
        classes: Vec<String>,
    },
    /// Targets of classes written out in the config, (rows, columns), probabilities among them.
    Coded {
        /// One row for each sample.
        values: Vec<f64>,
        /// How many columns.
        columns: usize,
    },
    /// Numbers, (rows, names).
    Numbers {
        /// One row for each sample.
        values: Vec<f64>,
        /// The names of the targets.
        names: Vec<String>,
    },
}

impl Column {
    /// A column of numbers.
    pub fn number(name: impl Into<String>) -> Self {
        Column { name: name.into(), categories: None }
    }

    /// Columns of numbers.
    pub fn numbers<N: Into<String>>(names: impl IntoIterator<Item = N>) -> Vec<Self> {
        names.into_iter().map(Column::number).collect()
    }

    /// The names after one-hot: `colour=blue`, `colour=red`, or the name itself.
    pub fn spread(&self) -> Vec<String> {
        match &self.categories {
            None => vec![self.name.clone()],
            Some(values) => values.iter().map(|value| format!("{}={value}", self.name)).collect(),
        }
    }
}

impl Target {
    /// What kind of target this is.
    pub fn task(&self) -> Task {
        match self {
            Target::Classes { .. } | Target::Coded { .. } => Task::Classification,
            Target::Numbers { .. } => Task::Regression,
        }
    }

    /// The name of the target; of several, that of the first.
    pub fn name(&self) -> &str {
        match self {
            Target::Classes { name, .. } => name,
            Target::Coded { .. } => "y",
            Target::Numbers { names, .. } => names.first().map_or("y", String::as_str),
        }
    }

    /// The names of the classes; none of numbers, nor of targets that are written out.
    pub fn classes(&self) -> &[String] {
        match self {
            Target::Classes { classes, .. } => classes,
            Target::Coded { .. } | Target::Numbers { .. } => &[],
        }
    }

    /// Numbered classes "0", "1", ... under this name.
    pub fn numbered(name: &str, labels: Vec<usize>, classes: usize) -> Self {
        let classes = (0..classes).map(|class| class.to_string()).collect();
        Target::Classes { name: name.into(), labels, classes }
    }

    /// A single column of numbers.
    pub fn curve(name: &str, values: Vec<f64>) -> Self {
        Target::Numbers { values, names: vec![name.into()] }
    }
}

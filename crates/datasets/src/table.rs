//! A table as its source gives it: nothing cut, nothing scaled, nothing encoded.

use experiment::spec::{TargetColumns, Task};

use crate::column::Column;

/// n samples. Missing cells are NaN.
#[derive(Debug, Clone, PartialEq)]
pub struct RawTable {
    /// n, the number of samples.
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
    /// How many of those have a missing cell.
    pub incomplete: usize,
}

impl RawTable {
    /// A table from a source in which nothing is missing.
    pub fn complete(rows: usize, inputs: Vec<f64>, columns: Vec<Column>, target: Target) -> Self {
        RawTable { rows, inputs, columns, target, weights: None, left_out: Vec::new(), incomplete: 0 }
    }

    /// How many cells of each column are missing.
    pub fn missing_cells(&self) -> Vec<usize> {
        let mut counts = vec![0; self.columns.len()];
        if self.columns.iter().all(|column| column.missing.is_none()) {
            return counts;
        }
        for row in self.inputs.chunks_exact(self.columns.len()) {
            row.iter().zip(&mut counts).for_each(|(cell, count)| *count += usize::from(cell.is_nan()));
        }
        counts
    }
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

impl Target {
    /// What kind of target this is.
    pub fn task(&self) -> Task {
        match self {
            Target::Classes { .. } | Target::Coded { .. } => Task::Classification,
            Target::Numbers { .. } => Task::Regression,
        }
    }

    /// The columns that hold the targets.
    pub fn columns(&self) -> TargetColumns {
        match self {
            Target::Classes { name, .. } => TargetColumns::One(name.clone()),
            Target::Coded { .. } => TargetColumns::One("y".into()),
            Target::Numbers { names, .. } => match names.as_slice() {
                [name] => TargetColumns::One(name.clone()),
                names => TargetColumns::Several(names.to_vec()),
            },
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

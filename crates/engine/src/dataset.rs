//! Data as engines see it: scaled inputs, encoded targets, weights, and which rows belong to which part.
//!
//! Where the data come from is the business of `datasets`.

use experiment::spec::{Part, Task};

use crate::Matrix;

/// A data set, ready to train on.
#[derive(Debug, Clone, PartialEq)]
pub struct Dataset {
    /// Classes or numbers.
    pub task: Task,
    /// (n, in): scaled.
    pub inputs: Matrix,
    /// (n, out): classes encoded as `encoding` says, numbers scaled.
    pub targets: Matrix,
    /// The class of each row; empty in regression.
    pub labels: Vec<usize>,
    /// The weight of each row in the loss; `None` is 1 for all.
    pub weights: Option<Vec<f64>>,
    /// The names of the input columns.
    pub input_names: Vec<String>,
    /// The names of the target columns.
    pub target_names: Vec<String>,
    /// The names of the classes; empty in regression.
    pub classes: Vec<String>,
    /// How classes are written in `targets`.
    pub encoding: Encoding,
    /// How each input column was scaled.
    pub input_scaling: Vec<Scaling>,
    /// How each target column was scaled.
    pub target_scaling: Vec<Scaling>,
    /// Which rows train.
    pub train: Vec<usize>,
    /// Which rows choose.
    pub validation: Vec<usize>,
    /// Which rows judge.
    pub test: Vec<usize>,
}

/// How targets are written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Encoding {
    /// Two classes in one column.
    Pair {
        /// The value of class 0.
        low: f64,
        /// The value of class 1.
        high: f64,
    },
    /// One column for each class.
    OneHot {
        /// The value in the columns of the other classes.
        low: f64,
        /// The value in the column of the class.
        high: f64,
    },
    /// Numbers.
    Numeric,
}

/// x' = (x − shift)·factor; the factor of a constant column is 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scaling {
    /// Subtracted.
    pub shift: f64,
    /// Multiplied by.
    pub factor: f64,
}

impl Scaling {
    /// Leaves a value as it is.
    pub const NONE: Scaling = Scaling { shift: 0.0, factor: 1.0 };

    /// The scaled value.
    pub fn apply(self, value: f64) -> f64 {
        (value - self.shift) * self.factor
    }

    /// The value in its own unit. A constant column comes back as its constant.
    pub fn invert(self, scaled: f64) -> f64 {
        if self.factor == 0.0 { self.shift } else { scaled / self.factor + self.shift }
    }
}

impl Dataset {
    /// The rows of a part.
    pub fn part(&self, part: Part) -> &[usize] {
        match part {
            Part::Train => &self.train,
            Part::Validation => &self.validation,
            Part::Test => &self.test,
        }
    }

    /// These rows alone, in this order, all of them to train on.
    pub fn select(&self, rows: &[usize]) -> Dataset {
        let labels = if self.labels.is_empty() { &[][..] } else { rows };
        Dataset {
            task: self.task,
            inputs: self.inputs.select(rows),
            targets: self.targets.select(rows),
            labels: labels.iter().map(|&row| self.labels[row]).collect(),
            weights: self.weights.as_ref().map(|weights| rows.iter().map(|&row| weights[row]).collect()),
            input_names: self.input_names.clone(),
            target_names: self.target_names.clone(),
            classes: self.classes.clone(),
            encoding: self.encoding,
            input_scaling: self.input_scaling.clone(),
            target_scaling: self.target_scaling.clone(),
            train: (0..rows.len()).collect(),
            validation: Vec::new(),
            test: Vec::new(),
        }
    }

    /// The class that a row of outputs stands for: the largest of several, or the side of the middle of one.
    pub fn class_of(&self, outputs: &[f64]) -> usize {
        match self.encoding {
            Encoding::Pair { low, high } => usize::from(outputs[0] >= (low + high) / 2.0),
            Encoding::OneHot { .. } | Encoding::Numeric => largest(outputs),
        }
    }
}

/// The index of the largest value, the first of equals.
fn largest(values: &[f64]) -> usize {
    let mut best = 0;
    for (index, value) in values.iter().enumerate() {
        if *value > values[best] {
            best = index;
        }
    }
    best
}

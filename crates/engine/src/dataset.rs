//! Data as engines see it: scaled inputs, encoded targets, weights, and which rows belong to which part.
//!
//! Where the data come from is the business of `datasets`.

use experiment::spec::{Part, Task};

use crate::Matrix;

/// A data set as engines take it. Rows are numbered from 0, and each belongs to one part at most.
#[derive(Debug, Clone, PartialEq)]
pub struct Dataset {
    /// Whether classes or numbers are predicted.
    pub task: Task,
    /// (n, in): scaled.
    pub inputs: Matrix,
    /// (n, out): classes encoded as `encoding` says, numbers scaled.
    pub targets: Matrix,
    /// The class of each row; empty in regression.
    pub labels: Vec<usize>,
    /// The weight of each row in the loss; `None` is 1 for all.
    pub weights: Option<Vec<f64>>,
    /// The names of the input columns, in their order in `inputs`.
    pub input_names: Vec<String>,
    /// The names of the target columns; of several classes one each.
    pub target_names: Vec<String>,
    /// The names of the classes; empty in regression.
    pub classes: Vec<String>,
    /// How classes are written in `targets`.
    pub encoding: Encoding,
    /// How each input column was scaled.
    pub input_scaling: Vec<Scaling>,
    /// How each target column was scaled.
    pub target_scaling: Vec<Scaling>,
    /// The rows that networks are trained on.
    pub train: Vec<usize>,
    /// The rows that early stopping and schedules may watch.
    pub validation: Vec<usize>,
    /// The rows that judge a trained network, and nothing else.
    pub test: Vec<usize>,
}

/// How the answers are written in the targets.
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
    /// The numbers themselves, scaled.
    Numeric,
}

/// x' = (x − shift)·factor; the factor of a constant column is 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scaling {
    /// What is subtracted, in the unit of the file.
    pub shift: f64,
    /// What the difference is multiplied by.
    pub factor: f64,
}

impl Scaling {
    /// The scaling that leaves every value as it is.
    pub const NONE: Scaling = Scaling { shift: 0.0, factor: 1.0 };

    /// From the unit of the file to what engines see.
    pub fn apply(self, value: f64) -> f64 {
        (value - self.shift) * self.factor
    }

    /// From what engines see back to the unit of the file. A constant column comes back as its constant.
    pub fn invert(self, scaled: f64) -> f64 {
        if self.factor == 0.0 { self.shift } else { scaled / self.factor + self.shift }
    }
}

impl Dataset {
    /// Numbers to predict from numbers, as they are: nothing is scaled, every row trains with weight 1.
    ///
    /// inputs: (n, in)  targets: (n, out), of the same n
    ///
    /// ```
    /// use engine::{Dataset, Matrix};
    /// let inputs = Matrix::from_rows(&[[0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]);
    /// let dataset = Dataset::new(inputs, Matrix::from_rows(&[[1.0], [1.0], [2.0]]));
    /// assert_eq!(dataset.input_names, ["x1", "x2"]);
    /// assert_eq!(dataset.train, [0, 1, 2]);
    /// ```
    pub fn new(inputs: Matrix, targets: Matrix) -> Dataset {
        assert_eq!(inputs.rows(), targets.rows(), "{} inputs for {} targets", inputs.rows(), targets.rows());
        let names = |letter: char, count: usize| (1..=count).map(|number| format!("{letter}{number}")).collect();
        Dataset {
            task: Task::Regression,
            labels: Vec::new(),
            weights: None,
            input_names: names('x', inputs.columns()),
            target_names: names('y', targets.columns()),
            classes: Vec::new(),
            encoding: Encoding::Numeric,
            input_scaling: vec![Scaling::NONE; inputs.columns()],
            target_scaling: vec![Scaling::NONE; targets.columns()],
            train: (0..inputs.rows()).collect(),
            validation: Vec::new(),
            test: Vec::new(),
            inputs,
            targets,
        }
    }

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

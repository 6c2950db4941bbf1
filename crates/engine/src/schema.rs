//! What the columns of a data set mean: their names, the classes, how they were encoded and scaled.
//!
//! It is what remains of a data set without its rows, and all that a trained network needs to predict for new ones.

use experiment::spec::Task;

/// The columns of a data set: in inputs of (n, in) and in targets of (n, out).
#[derive(Debug, Clone, PartialEq)]
pub struct Schema {
    /// Whether classes or numbers are predicted.
    pub task: Task,
    /// The names of the input columns, in their order: in of them.
    pub input_names: Vec<String>,
    /// The names of the target columns, out of them; of several classes one each.
    pub target_names: Vec<String>,
    /// The names of the classes; empty in regression.
    pub classes: Vec<String>,
    /// How classes are written in the targets.
    pub encoding: TargetEncoding,
    /// How each input column was scaled.
    pub input_scaling: Vec<Scaling>,
    /// How each target column was scaled.
    pub target_scaling: Vec<Scaling>,
}

/// How the answers are written in the targets.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum TargetEncoding {
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

impl Schema {
    /// Numbers to predict from numbers, as they are: inputs x1, x2, … and targets y1, y2, …, none of them scaled.
    pub fn numeric(inputs: usize, targets: usize) -> Schema {
        let names = |letter: char, count: usize| (1..=count).map(|number| format!("{letter}{number}")).collect();
        Schema {
            task: Task::Regression,
            input_names: names('x', inputs),
            target_names: names('y', targets),
            classes: Vec::new(),
            encoding: TargetEncoding::Numeric,
            input_scaling: vec![Scaling::NONE; inputs],
            target_scaling: vec![Scaling::NONE; targets],
        }
    }

    /// The class that a row of outputs stands for: the largest of several, or the side of the middle of one.
    pub fn class_of(&self, outputs: &[f64]) -> usize {
        match self.encoding {
            TargetEncoding::Pair { low, high } => usize::from(outputs[0] >= (low + high) / 2.0),
            TargetEncoding::OneHot { .. } | TargetEncoding::Numeric => argmax(outputs),
        }
    }
}

/// Where the largest value stands, the first of equals. It carries the value along: numbers that are chosen instead of
/// looked up fill vectors.
#[inline(always)]
pub fn argmax<T: Copy + PartialOrd>(values: &[T]) -> usize {
    let place = |(largest, place), (at, &value)| if value > largest { (value, at) } else { (largest, place) };
    values.iter().enumerate().skip(1).fold((values[0], 0), place).1
}

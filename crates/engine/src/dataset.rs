//! Data as engines see it: scaled inputs, encoded targets, weights, and which rows belong to which part.
//!
//! Where the data come from is the business of `datasets`.

use experiment::spec::Part;

use crate::{Matrix, Schema};

/// A data set as engines take it. Rows are numbered from 0, and each belongs to one part at most.
#[derive(Debug, Clone, PartialEq)]
pub struct Dataset {
    /// What the columns are.
    pub schema: Schema,
    /// (n, in): scaled.
    pub inputs: Matrix,
    /// (n, out): classes encoded as the schema says, numbers scaled.
    pub targets: Matrix,
    /// The class of each row; empty in regression.
    pub labels: Vec<usize>,
    /// The weight of each row in the loss; `None` is 1 for all.
    pub weights: Option<Vec<f64>>,
    /// The rows that networks are trained on.
    pub train: Vec<usize>,
    /// The rows that early stopping and schedules may watch.
    pub validation: Vec<usize>,
    /// The rows that judge a trained network, and nothing else.
    pub test: Vec<usize>,
}

impl Dataset {
    /// The weight of a row in the loss.
    pub fn weight(&self, row: usize) -> f64 {
        self.weights.as_ref().map_or(1.0, |weights| weights[row])
    }

    /// Numbers to predict from numbers, as they are: nothing is scaled, every row trains with weight 1.
    ///
    /// inputs: (n, in)  targets: (n, out), of the same n
    ///
    /// ```
    /// use engine::{Dataset, Matrix};
    /// let inputs = Matrix::from_rows(&[[0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]);
    /// let dataset = Dataset::new(inputs, Matrix::from_rows(&[[1.0], [1.0], [2.0]]));
    /// assert_eq!(dataset.schema.input_names, ["x1", "x2"]);
    /// assert_eq!(dataset.train, [0, 1, 2]);
    /// ```
    pub fn new(inputs: Matrix, targets: Matrix) -> Dataset {
        assert_eq!(inputs.rows(), targets.rows(), "{} inputs for {} targets", inputs.rows(), targets.rows());
        Dataset {
            schema: Schema::numeric(inputs.columns(), targets.columns()),
            labels: Vec::new(),
            weights: None,
            train: (0..inputs.rows()).collect(),
            validation: Vec::new(),
            test: Vec::new(),
            inputs,
            targets,
        }
    }

    /// Columns without a row: enough for an engine that is asked of rows it is given.
    pub fn without_rows(schema: Schema) -> Dataset {
        Dataset {
            inputs: Matrix::zeros(0, schema.input_names.len()),
            targets: Matrix::zeros(0, schema.target_names.len()),
            labels: Vec::new(),
            weights: None,
            train: Vec::new(),
            validation: Vec::new(),
            test: Vec::new(),
            schema,
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
            schema: self.schema.clone(),
            inputs: self.inputs.select(rows),
            targets: self.targets.select(rows),
            labels: labels.iter().map(|&row| self.labels[row]).collect(),
            weights: self.weights.as_ref().map(|weights| rows.iter().map(|&row| weights[row]).collect()),
            train: (0..rows.len()).collect(),
            validation: Vec::new(),
            test: Vec::new(),
        }
    }
}

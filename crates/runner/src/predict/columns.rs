//! The columns that predictions add to a table: the class or the number, probabilities, the range over several runs.

use engine::schema::TargetEncoding;
use engine::{Matrix, Schema};
use experiment::Spec;
use experiment::spec::{OutputActivation, Precision, Task};

use crate::metrics::Probabilities;
use crate::store::{output_precision, shortest};

/// What the outputs of a network are shown as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OutputsAs {
    /// A probability for each class.
    Probabilities,
    /// The outputs as they are, beside the class.
    Outputs,
    /// Numbers in the target's own unit.
    Numbers,
}

/// The predictions of one run or of several, as columns.
pub struct PredictedColumns<'a> {
    /// That of the first run.
    schema: &'a Schema,
    shown: OutputsAs,
    precision: Precision,
    /// (n, out): the mean over the runs, in the target's own unit.
    pub outputs: Matrix,
    /// (n, shown) of each run.
    values: Vec<Matrix>,
}

impl<'a> PredictedColumns<'a> {
    /// members: the outputs of each run in the target's own unit, (n, out); at least one.
    pub fn new(spec: &Spec, schema: &'a Schema, members: Vec<Matrix>) -> Self {
        let shown = match (schema.task, spec.gives_probabilities()) {
            (Task::Regression, _) => OutputsAs::Numbers,
            (Task::Classification, true) => OutputsAs::Probabilities,
            (Task::Classification, false) => OutputsAs::Outputs,
        };
        let values = members.iter().map(|outputs| match (shown, spec.output(), schema.encoding) {
            // Divided by a sum that is 1 but for rounding, the digits would not be those of predictions.csv.
            (OutputsAs::Probabilities, OutputActivation::Softmax, TargetEncoding::OneHot { .. }) => outputs.clone(),
            (OutputsAs::Probabilities, _, _) => probabilities(outputs, schema),
            (OutputsAs::Outputs | OutputsAs::Numbers, _, _) => outputs.clone(),
        });
        let precision = if members.len() == 1 { output_precision(schema, spec.precision) } else { Precision::F64 };
        PredictedColumns { schema, shown, precision, values: values.collect(), outputs: mean(&members) }
    }

    /// The names of the columns.
    pub fn header(&self) -> Vec<String> {
        let names = self.names();
        let mut header: Vec<String> = match self.shown {
            OutputsAs::Probabilities | OutputsAs::Outputs => vec!["predicted".into()],
            OutputsAs::Numbers => Vec::new(),
        };
        header.extend(names.iter().map(|name| match self.shown {
            OutputsAs::Probabilities => format!("probability:{name}"),
            OutputsAs::Outputs => format!("output:{name}"),
            OutputsAs::Numbers if names.len() == 1 => "predicted".into(),
            OutputsAs::Numbers => format!("predicted:{name}"),
        }));
        if self.values.len() > 1 {
            header.extend(names.iter().flat_map(|name| [format!("low:{name}"), format!("high:{name}")]));
        }
        header
    }

    /// The classes, outputs or targets that the columns are about.
    fn names(&self) -> &[String] {
        match self.shown {
            OutputsAs::Probabilities => &self.schema.classes,
            OutputsAs::Outputs | OutputsAs::Numbers => &self.schema.target_names,
        }
    }

    /// The cells of a row; they are empty where an output is not a number.
    pub fn cells(&self, row: usize) -> Vec<String> {
        let class = match self.shown {
            OutputsAs::Probabilities | OutputsAs::Outputs => Some(self.class(row)),
            OutputsAs::Numbers => None,
        };
        let columns = 0..self.names().len();
        let means = columns.clone().map(|column| self.of_runs(row, column).sum::<f64>() / self.values.len() as f64);
        let ranges = columns.filter(|_| self.values.len() > 1).flat_map(|column| self.range(row, column));
        let number = |value: f64| if value.is_nan() { String::new() } else { shortest(value, self.precision) };
        class.into_iter().chain(means.chain(ranges).map(number)).collect()
    }

    fn class(&self, row: usize) -> String {
        let outputs = self.outputs.row(row);
        match outputs.iter().any(|output| output.is_nan()) {
            true => String::new(),
            false => self.schema.classes[self.schema.class_of(outputs)].clone(),
        }
    }

    /// The smallest and the largest value over the runs. NaN of one run leaves no range.
    fn range(&self, row: usize, column: usize) -> [f64; 2] {
        let values = || self.of_runs(row, column);
        match values().any(f64::is_nan) {
            true => [f64::NAN; 2],
            false => [values().fold(f64::INFINITY, f64::min), values().fold(-f64::INFINITY, f64::max)],
        }
    }

    fn of_runs(&self, row: usize, column: usize) -> impl Iterator<Item = f64> {
        self.values.iter().map(move |values| values.at(row, column))
    }
}

/// (n, out) of several runs  ->  (n, out): their mean.
fn mean(members: &[Matrix]) -> Matrix {
    let (rows, columns) = (members[0].rows(), members[0].columns());
    if members.len() == 1 {
        return members[0].clone();
    }
    let at = |index: usize| members.iter().map(|member| member.values()[index]).sum::<f64>() / members.len() as f64;
    Matrix::new(rows, columns, (0..rows * columns).map(at).collect())
}

/// (n, out)  ->  (n, k): a probability for each class.
fn probabilities(outputs: &Matrix, schema: &Schema) -> Matrix {
    let classes = schema.classes.len();
    let of_row = |row: usize| {
        let probabilities = Probabilities::of(outputs.row(row), schema.encoding);
        (0..classes).map(move |class| probabilities.class(class))
    };
    let values = (0..outputs.rows()).flat_map(of_row);
    Matrix::new(outputs.rows(), classes, values.collect())
}

//! From classes and numbers to the targets of a network.
//!
//! | output | two classes | more classes |
//! |---|---|---|
//! | softmax | one-hot 0/1 | one-hot 0/1 |
//! | sigmoid, step, identity | one column, low/high | one column for each, low/high |
//! | tanh, or hinge loss | one column, −1/1 | one column for each, −1/1 |
//!
//! low/high is 0/1 unless `coding` says ±1.

use engine::Matrix;
use engine::schema::{Scaling, TargetEncoding};
use experiment::Spec;
use experiment::spec::{Coding, Further, OutputActivation, Task};

use crate::data_error::DataError;
use crate::scale;
use crate::table::Target;

/// Whether the classes of the judge are among these.
///
/// # Errors
/// If one is not.
pub fn check_judged_class(spec: &Spec, classes: &[String]) -> Result<(), DataError> {
    let of_measure = match spec.judge.further() {
        Some(Further::ClassRecall { class, .. } | Further::ClassPrecision { class, .. }) => {
            Some(("judge.metric.class", class))
        }
        Some(_) | None => None,
    };
    let of_metric = spec.judge.class.as_ref().map(|class| ("judge.class", class));
    match [of_metric, of_measure].into_iter().flatten().find(|(_, name)| !classes.contains(name)) {
        Some((at, name)) => {
            let error = DataError::new(at, format!("there is no class {name:?}"));
            Err(error.unknown(name, "classes", classes))
        }
        None => Ok(()),
    }
}

/// The part of a data set that is about targets.
pub struct Encoded {
    /// (n, out).
    pub targets: Matrix,
    /// The names of their columns.
    pub names: Vec<String>,
    /// How classes are written.
    pub encoding: TargetEncoding,
    /// How each column was scaled.
    pub scaling: Vec<Scaling>,
}

/// The class of each row and the names of the classes; both empty in regression.
///
/// # Errors
/// A single class; `at` is the config key that leads to it.
pub fn classes(target: &Target, at: &str) -> Result<(Vec<usize>, Vec<String>), DataError> {
    let (labels, classes) = match target {
        Target::Numbers { .. } => return Ok((Vec::new(), Vec::new())),
        Target::Classes { labels, classes, .. } => (labels.clone(), classes.clone()),
        Target::Coded { values, columns } => coded_classes(values, *columns),
    };
    match classes.as_slice() {
        [only] => Err(DataError::new(at, format!("every row is of the class {only:?}"))
            .help("a classification needs two classes")),
        _ => Ok((labels, classes)),
    }
}

/// Encodes targets for the network of `spec`; numbers are scaled as the training rows say.
///
/// # Errors
/// A coding that the output or the loss cannot reach.
pub fn encode_targets(spec: &Spec, target: Target, rows: usize, train: &[usize]) -> Result<Encoded, DataError> {
    let pair = pair(spec)?;
    Ok(match target {
        Target::Numbers { values, names } => numbers(spec, values, names, train),
        Target::Coded { values, columns } => coded(spec, values, columns, pair),
        Target::Classes { name, labels, classes } => {
            let one_column = classes.len() == 2 && spec.output() != OutputActivation::Softmax;
            let [low, high] = pair;
            let (names, encoding) = match one_column {
                true => (vec![name], TargetEncoding::Pair { low, high }),
                false => (classes, TargetEncoding::OneHot { low, high }),
            };
            let mut targets = Matrix::zeros(rows, names.len());
            for (row, label) in labels.into_iter().enumerate() {
                write(encoding, label, targets.row_mut(row));
            }
            unscaled(targets, names, encoding)
        }
    })
}

/// Writes a class into a row of targets.
pub fn write(encoding: TargetEncoding, class: usize, row: &mut [f64]) {
    match encoding {
        TargetEncoding::Pair { low, high } => row[0] = if class == 1 { high } else { low },
        TargetEncoding::OneHot { low, high } => {
            row.fill(low);
            row[class] = high;
        }
        TargetEncoding::Numeric => unreachable!("a number is no class"),
    }
}

/// The two values that stand for no and yes.
fn pair(spec: &Spec) -> Result<[f64; 2], DataError> {
    const ZERO_ONE: [f64; 2] = [0.0, 1.0];
    const PLUS_MINUS: [f64; 2] = [-1.0, 1.0];
    let signed = spec.loss().wants_signed_targets();
    match (spec.dataset.coding, spec.output()) {
        (Coding::Auto, OutputActivation::Tanh) => Ok(PLUS_MINUS),
        (Coding::Auto, OutputActivation::Identity) if signed => Ok(PLUS_MINUS),
        (Coding::Auto, _) => Ok(ZERO_ONE),
        (Coding::ZeroOne, _) if signed => {
            Err(unreachable_coding("0/1", "hinge loss, whose targets are -1 and 1", "leave out coding"))
        }
        (Coding::ZeroOne, _) => Ok(ZERO_ONE),
        (Coding::PlusMinusOne, OutputActivation::Softmax) => {
            Err(unreachable_coding("±1", "a softmax output, which lies between 0 and 1", "write output = \"tanh\""))
        }
        (Coding::PlusMinusOne, OutputActivation::Sigmoid) => {
            Err(unreachable_coding("±1", "a sigmoid output, which lies between 0 and 1", "write output = \"tanh\""))
        }
        (Coding::PlusMinusOne, _) => Ok(PLUS_MINUS),
    }
}

fn unreachable_coding(coding: &str, with: &str, help: &str) -> DataError {
    DataError::new("dataset.coding", format!("coding {coding:?} does not go with {with}")).help(help)
}

/// The class of a row of written-out targets: the side of the middle, or the largest.
fn coded_classes(values: &[f64], columns: usize) -> (Vec<usize>, Vec<String>) {
    let low = least(values);
    let label = |row: &[f64]| match row {
        [value] => usize::from(*value >= (low + 1.0) / 2.0),
        _ => (0..columns).fold(0, |best, column| if row[column] > row[best] { column } else { best }),
    };
    let classes = match columns {
        1 => vec![low.to_string(), "1".into()],
        _ => (0..columns).map(|class| class.to_string()).collect(),
    };
    (values.chunks_exact(columns).map(label).collect(), classes)
}

/// −1 if any value is negative, else 0.
fn least(values: &[f64]) -> f64 {
    if values.iter().any(|value| *value < 0.0) { -1.0 } else { 0.0 }
}

/// Written-out targets stay as they are, unless the coding is named or follows from the loss or a sigmoid.
fn coded(spec: &Spec, mut values: Vec<f64>, columns: usize, pair: [f64; 2]) -> Encoded {
    let written = [least(&values), 1.0];
    let free = spec.dataset.coding == Coding::Auto
        && !matches!(spec.output(), OutputActivation::Softmax | OutputActivation::Sigmoid)
        && !spec.loss().wants_signed_targets();
    let [low, high] = if free { written } else { pair };
    if [low, high] != written {
        let factor = (high - low) / (written[1] - written[0]);
        values.iter_mut().for_each(|value| *value = low + (*value - written[0]) * factor);
    }
    let rows = values.len() / columns;
    let targets = Matrix::new(rows, columns, values);
    match columns {
        1 => unscaled(targets, vec!["y".into()], TargetEncoding::Pair { low, high }),
        _ => {
            let names = (0..columns).map(|class| class.to_string()).collect();
            unscaled(targets, names, TargetEncoding::OneHot { low, high })
        }
    }
}

fn numbers(spec: &Spec, mut values: Vec<f64>, names: Vec<String>, train: &[usize]) -> Encoded {
    let fits = scale::fit(&values, names.len(), train);
    let means: Vec<f64> = fits.iter().map(|fit| fit.mean).collect();
    let scaling = scale::scalings(&values, &fits, &means, train, spec.dataset.target_scale);
    scale::apply(&mut values, &means, &scaling);
    let targets = Matrix::new(values.len() / names.len(), names.len(), values);
    Encoded { targets, names, encoding: TargetEncoding::Numeric, scaling }
}

fn unscaled(targets: Matrix, names: Vec<String>, encoding: TargetEncoding) -> Encoded {
    let scaling = vec![Scaling::NONE; names.len()];
    Encoded { targets, names, encoding, scaling }
}

/// The set's own kind of target, made a number if the config asks for one.
///
/// # Errors
/// Classes asked of a set of numbers.
pub fn as_asked(target: Target, task: Option<Task>) -> Result<Target, DataError> {
    match (task, target) {
        (Some(Task::Regression), Target::Classes { name, labels, .. }) => {
            Ok(Target::curve(&name, labels.into_iter().map(|label| label as f64).collect()))
        }
        (Some(Task::Classification), Target::Numbers { .. }) => {
            Err(DataError::new("dataset.task", "this data set predicts a number").help("leave out task"))
        }
        (_, target) => Ok(target),
    }
}

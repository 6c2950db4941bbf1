//! How right predictions are, on the rows whose target the data hold: every metric that the report gives.

use std::fmt;

use datasets::{KnownTargets, NewRows};
use engine::dataset::Scaling;
use engine::{Dataset, Matrix};
use experiment::Spec;
use experiment::spec::{Quantity, TargetColumns};
use experiment::words::count;

use crate::metrics::judge;

/// The metrics of predictions.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// Accuracy and log loss of classes, R², MAE and RMSE of numbers.
    pub metrics: Vec<(Quantity, f64)>,
    /// Each class in the order of their names; none in regression.
    pub classes: Vec<ClassScore>,
    /// On how many rows.
    pub rows: usize,
    /// The columns that hold the targets.
    pub target: String,
}

/// How right the predictions of one class are.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassScore {
    /// Its name.
    pub name: String,
    /// How many rows are of this class.
    pub rows: usize,
    /// How many rows are predicted to be of it.
    pub predicted: usize,
    /// How many are both.
    pub right: usize,
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let metrics = self.metrics.iter().map(|(quantity, value)| format!("{} {}", name(*quantity), number(*value)));
        let have = if self.rows == 1 { "has" } else { "have" };
        let on = format!("on the {} that {have} {:?}", count(self.rows, "row"), self.target);
        write!(f, "{} {on}", metrics.collect::<Vec<_>>().join(", "))?;
        self.classes.iter().try_for_each(|class| write!(f, "\n  {class}"))
    }
}

/// Precision is the share of the predictions of a class that are right, recall the share of its rows that are found.
impl fmt::Display for ClassScore {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let share = |of: usize| number(self.right as f64 / of as f64);
        let (precision, recall) = (share(self.predicted), share(self.rows));
        write!(f, "{}: precision {precision}, recall {recall}, {}", self.name, count(self.rows, "row"))
    }
}

/// Four decimals; a share of nothing is a dash.
fn number(value: f64) -> String {
    if value.is_nan() { "–".to_owned() } else { format!("{value:.4}") }
}

fn name(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Objective => "objective",
        Quantity::Loss => "loss",
        Quantity::Accuracy => "accuracy",
        Quantity::LogLoss => "log loss",
        Quantity::R2 => "R²",
        Quantity::Mae => "MAE",
        Quantity::Rmse => "RMSE",
    }
}

/// Compares outputs in the target's own unit, (n, out), with the targets; `frame` is the run's data without rows. None
/// where no target is known. Nothing is predicted for rows that are incomplete.
pub fn score(spec: &Spec, target: &TargetColumns, outputs: &Matrix, rows: &NewRows, frame: &Dataset) -> Option<Score> {
    let mut judged = frame.clone();
    let mut known = fill(&mut judged, outputs.columns(), rows.known_targets.as_ref()?);
    known.retain(|row| rows.incomplete.binary_search(row).is_err());
    if known.is_empty() {
        return None;
    }
    // Both sides are in the target's own unit already.
    judged.target_scaling.fill(Scaling::NONE);
    let quantities: &[Quantity] = match (judged.classes.is_empty(), spec.gives_probabilities()) {
        (true, _) => &[Quantity::R2, Quantity::Mae, Quantity::Rmse],
        (false, true) => &[Quantity::Accuracy, Quantity::LogLoss],
        (false, false) => &[Quantity::Accuracy],
    };
    let outputs = outputs.select(&known);
    let metrics = quantities.iter().map(|&quantity| (quantity, judge(quantity, &outputs, &known, &judged)));
    Some(Score {
        metrics: metrics.collect(),
        classes: classes(&outputs, &known, &judged),
        rows: known.len(),
        target: target.names().join(", "),
    })
}

/// Puts the targets into the data, and returns the rows that have one.
fn fill(frame: &mut Dataset, columns: usize, known: &KnownTargets) -> Vec<usize> {
    match known {
        KnownTargets::Classes(labels) => {
            frame.labels = labels.iter().map(|label| label.unwrap_or_default()).collect();
            (0..labels.len()).filter(|&row| labels[row].is_some()).collect()
        }
        KnownTargets::Numbers(values) => {
            let numbers = |row: &Option<Vec<f64>>| row.clone().unwrap_or_else(|| vec![0.0; columns]);
            frame.targets = Matrix::new(values.len(), columns, values.iter().flat_map(numbers).collect());
            (0..values.len()).filter(|&row| values[row].is_some()).collect()
        }
    }
}

/// outputs: (rows, out). The counts of each class.
fn classes(outputs: &Matrix, rows: &[usize], dataset: &Dataset) -> Vec<ClassScore> {
    let empty = |name: &String| ClassScore { name: name.clone(), rows: 0, predicted: 0, right: 0 };
    let mut scores: Vec<ClassScore> = dataset.classes.iter().map(empty).collect();
    if scores.is_empty() {
        return scores;
    }
    for (at, &row) in rows.iter().enumerate() {
        let (predicted, class) = (dataset.class_of(outputs.row(at)), dataset.labels[row]);
        scores[class].rows += 1;
        scores[predicted].predicted += 1;
        scores[class].right += usize::from(predicted == class);
    }
    scores
}

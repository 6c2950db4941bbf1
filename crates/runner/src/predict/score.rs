//! How right predictions are, on the rows whose target the data hold: every metric that the report gives.

use std::fmt;

use datasets::{KnownTargets, NewRows, Recipe};
use engine::schema::Scaling;
use engine::{Dataset, Matrix};
use experiment::Spec;
use experiment::spec::{MeasuredOn, Quantity};
use experiment::words::count;

use crate::metrics::{ClassCounts, judge, judged_class, quantities};

/// The metrics of predictions.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// Every metric of the report but the loss, in its order.
    pub metrics: Vec<(Quantity, f64)>,
    /// Each class in the order of their names; none in regression.
    pub classes: Vec<ClassScore>,
    /// The number of rows with a known target, over which the metrics are taken.
    pub rows: usize,
    /// The columns that hold the targets.
    pub target: String,
}

/// How right the predictions of one class are.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassScore {
    /// Its name.
    pub name: String,
    /// Its rows, and how many of them are found.
    pub counts: ClassCounts,
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let metrics =
            self.metrics.iter().map(|(quantity, value)| format!("{} {}", quantity.in_words(), number(*value)));
        let have = if self.rows == 1 { "has" } else { "have" };
        let on = format!("on the {} that {have} {:?}", count(self.rows, "row"), self.target);
        write!(f, "{} {on}", metrics.collect::<Vec<_>>().join(", "))?;
        self.classes.iter().try_for_each(|class| write!(f, "\n  {class}"))
    }
}

/// Precision is the share of the predictions of a class that are right, recall the share of its rows that are found.
impl fmt::Display for ClassScore {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let (precision, recall) = (number(self.counts.precision()), number(self.counts.recall()));
        write!(f, "{}: precision {precision}, recall {recall}, {}", self.name, count(self.counts.rows, "row"))
    }
}

/// Four decimals; a share of nothing is a dash.
fn number(value: f64) -> String {
    if value.is_nan() { "–".to_owned() } else { format!("{value:.4}") }
}

/// Compares outputs in the target's own unit, (n, out), with the targets. None where no target is known. Nothing is
/// predicted for rows that are incomplete.
pub fn score(spec: &Spec, recipe: &Recipe, outputs: &Matrix, rows: &NewRows) -> Option<Score> {
    let mut judged = Dataset::without_rows(recipe.schema());
    let mut known = fill(&mut judged, outputs.columns(), rows.known_targets.as_ref()?);
    known.retain(|row| rows.incomplete.binary_search(row).is_err());
    if known.is_empty() {
        return None;
    }
    // Both sides are in the target's own unit already.
    judged.schema.target_scaling.fill(Scaling::NONE);
    let class = judged_class(spec, &judged.schema);
    let outputs = outputs.select(&known);
    let of_outputs = |quantity: &Quantity| quantity.measured_on() != MeasuredOn::Anything;
    let quantities = quantities(spec, judged.schema.task).into_iter().filter(of_outputs);
    let metrics = quantities.map(|quantity| (quantity, judge(quantity, &outputs, &known, &judged, class)));
    Some(Score {
        metrics: metrics.collect(),
        classes: classes(&outputs, &known, &judged),
        rows: known.len(),
        target: recipe.target.names().join(", "),
    })
}

/// Puts the targets into the data, as classes or as numbers, and returns the rows that have one.
fn fill(dataset: &mut Dataset, columns: usize, known: &KnownTargets) -> Vec<usize> {
    match known {
        KnownTargets::Classes(labels) => {
            dataset.labels = labels.iter().map(|label| label.unwrap_or_default()).collect();
            (0..labels.len()).filter(|&row| labels[row].is_some()).collect()
        }
        KnownTargets::Numbers(values) => {
            let numbers = |row: &Option<Vec<f64>>| row.clone().unwrap_or_else(|| vec![0.0; columns]);
            dataset.targets = Matrix::new(values.len(), columns, values.iter().flat_map(numbers).collect());
            (0..values.len()).filter(|&row| values[row].is_some()).collect()
        }
    }
}

/// outputs: (rows, out). The counts of each class.
fn classes(outputs: &Matrix, rows: &[usize], dataset: &Dataset) -> Vec<ClassScore> {
    if dataset.schema.classes.is_empty() {
        return Vec::new();
    }
    let counts = ClassCounts::of(outputs, rows, dataset);
    let score = |(name, counts): (&String, ClassCounts)| ClassScore { name: name.clone(), counts };
    dataset.schema.classes.iter().zip(counts).map(score).collect()
}

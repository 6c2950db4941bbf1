//! How right predictions are, on the rows whose target the data hold: every metric that the report gives.

use std::fmt;

use datasets::{KnownTargets, NewRows, Recipe};
use engine::schema::Scaling;
use engine::{Dataset, Matrix};
use experiment::Spec;
use experiment::spec::{MeasuredOn, Part, Quantity};
use experiment::words::count;

use crate::metrics::{ClassCounts, judge, judged_class, quantities};

/// The metrics of predictions, on some rows of the data.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// Every metric of the report but the loss, in its order.
    pub metrics: Vec<(Quantity, f64)>,
    /// Each class in the order of their names; none in regression.
    pub classes: Vec<ClassScore>,
    /// Which rows these are.
    pub of: ScoredRows,
    /// The number of them with a known target, over which the metrics are taken.
    pub rows: usize,
    /// The columns that hold the targets.
    pub target: String,
}

/// Which rows of the data are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScoredRows {
    /// All, of data that no run was trained on.
    New,
    /// Those of a part of the run's own data.
    Part(Part),
    /// Those of the run's own data that it left out.
    LeftOut,
    /// All of the run's own data.
    All,
}

impl ScoredRows {
    /// `the 5 training rows`, `all 9 rows`.
    fn in_words(self, rows: usize) -> String {
        let (which, noun) = match self {
            ScoredRows::New => ("the", "row"),
            ScoredRows::Part(Part::Train) => ("the", "training row"),
            ScoredRows::Part(Part::Validation) => ("the", "validation row"),
            ScoredRows::Part(Part::Test) => ("the", "test row"),
            ScoredRows::LeftOut => ("the", "left-out row"),
            ScoredRows::All => ("all", "row"),
        };
        format!("{which} {}", count(rows, noun))
    }
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
        let on = format!("on {} that {have} {:?}", self.of.in_words(self.rows), self.target);
        write!(f, "{on}: {}", metrics.collect::<Vec<_>>().join(", "))?;
        self.classes.iter().try_for_each(|class| write!(f, "\n  {class}"))
    }
}

/// Precision is the share of the predictions of a class that are right, recall the share of its rows that are found.
impl fmt::Display for ClassScore {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let (precision, recall) = (number(self.counts.precision()), number(self.counts.recall()));
        // A name may have lines of its own.
        let name = self.name.split_whitespace().collect::<Vec<_>>().join(" ");
        write!(f, "{name}: precision {precision}, recall {recall}, {}", count(self.counts.rows, "row"))
    }
}

/// Four decimals; a share of nothing is a dash.
fn number(value: f64) -> String {
    if value.is_nan() { "–".to_owned() } else { format!("{value:.4}") }
}

/// Compares outputs in the target's own unit, (n, out), with the targets: for each part, where the rows are those of
/// the run, then for all. None where no target is known. Nothing is predicted for rows that are incomplete.
pub fn scores(
    spec: &Spec,
    recipe: &Recipe,
    outputs: &Matrix,
    rows: &NewRows,
    parts: Option<&[Option<Part>]>,
) -> Vec<Score> {
    let Some(targets) = &rows.known_targets else { return Vec::new() };
    let mut judged = Dataset::without_rows(recipe.schema());
    // Both sides are in the target's own unit already.
    judged.schema.target_scaling.fill(Scaling::NONE);
    let mut known = fill(&mut judged, outputs.columns(), targets);
    known.retain(|row| rows.incomplete.binary_search(row).is_err());
    let groups = groups(known, parts).into_iter().filter(|(_, rows)| !rows.is_empty());
    let target = recipe.target.names().join(", ");
    groups.map(|(of, rows)| score(spec, outputs, of, &rows, &judged, &target)).collect()
}

/// The rows of each part, and all rows where there are several parts.
fn groups(known: Vec<usize>, parts: Option<&[Option<Part>]>) -> Vec<(ScoredRows, Vec<usize>)> {
    let Some(parts) = parts else { return vec![(ScoredRows::New, known)] };
    let of_part = |part: Option<Part>| {
        let of = part.map_or(ScoredRows::LeftOut, ScoredRows::Part);
        (of, known.iter().copied().filter(|row| parts[*row] == part).collect::<Vec<_>>())
    };
    let mut groups: Vec<_> = Part::ALL.map(Some).into_iter().chain([None]).map(of_part).collect();
    groups.retain(|(_, rows)| !rows.is_empty());
    if groups.len() > 1 {
        groups.push((ScoredRows::All, known));
    }
    groups
}

fn score(spec: &Spec, outputs: &Matrix, of: ScoredRows, known: &[usize], judged: &Dataset, target: &str) -> Score {
    let class = judged_class(spec, &judged.schema);
    let outputs = outputs.select(known);
    let of_outputs = |quantity: &Quantity| quantity.measured_on() != MeasuredOn::Anything;
    let quantities = quantities(spec, judged.schema.task).into_iter().filter(of_outputs);
    let metrics = quantities.map(|quantity| (quantity, judge(quantity, &outputs, known, judged, class)));
    Score {
        metrics: metrics.collect(),
        classes: classes(&outputs, known, judged),
        of,
        rows: known.len(),
        target: target.to_owned(),
    }
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

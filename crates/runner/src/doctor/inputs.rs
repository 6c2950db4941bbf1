//! The data: inputs of very different sizes, an input that gives the target away, and a class that is rare.

use std::collections::{BTreeMap, BTreeSet};

use experiment::finding::{Finding, FindingKind};
use experiment::spec::{DatasetName, Metric, Part, Quantity, Task};

use super::Case;
use crate::metrics::ClassCounts;
use crate::probe;

/// The most rows that columns are measured on.
const ROWS: usize = 1000;

/// Inputs that differ in size by a factor s make the condition of the problem s² at least, and gradient descent needs
/// about as many updates (Y. LeCun et al., "Efficient backprop", 1998, sections 4.3 and 5.2). 100 is two orders of
/// magnitude.
const APART: f64 = 100.0;

/// An r² that no measurement reaches: a copy, another unit, or a sum of the target.
const GIVEN_AWAY: f64 = 0.999;
/// Of fewer rows an exact line is no surprise: the negation of one bit is one.
const SURPRISING: usize = 10;

/// Moderate imbalance: the rare class has less than a fifth of the rows of two classes (Google, Machine Learning Crash
/// Course, "Datasets: imbalanced datasets").
const TIMES_AS_MANY: usize = 4;
/// Fewer than half of its rows are found.
const FOUND: f64 = 0.5;

pub(super) fn findings(case: &Case) -> Vec<Finding> {
    [unscaled(case), leakage(case), imbalance(case)].into_iter().flatten().collect()
}

/// A column of numbers, of the rows that are looked at.
struct Column<'a> {
    name: &'a str,
    values: Vec<f64>,
}

fn columns<'a>(case: &'a Case, rows: &'a [usize]) -> impl Iterator<Item = Column<'a>> {
    let (names, inputs) = (&case.dataset.schema.input_names, &case.dataset.inputs);
    names
        .iter()
        .enumerate()
        .map(|(column, name)| Column { name, values: rows.iter().map(|&row| inputs.at(row, column)).collect() })
}

impl Column<'_> {
    fn mean(&self) -> f64 {
        self.values.iter().sum::<f64>() / self.values.len() as f64
    }

    /// √(Σx²/n): the mean counts, too.
    fn size(&self) -> f64 {
        (self.values.iter().map(|x| x * x).sum::<f64>() / self.values.len() as f64).sqrt()
    }

    /// √(Σ(x − mean)²/n)
    fn spread(&self) -> f64 {
        let mean = self.mean();
        (self.values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / self.values.len() as f64).sqrt()
    }

    fn is_of_two_values(&self) -> bool {
        self.values.iter().all(|value| *value == 0.0 || *value == 1.0)
    }
}

/// The largest input against the spread of the typical one. The input 1 of a bias counts among both.
fn unscaled(case: &Case) -> Option<Finding> {
    let rows = probe::sample_rows(&case.dataset.train, ROWS);
    let all: Vec<Column> = columns(case, &rows).filter(|column| !column.is_of_two_values()).collect();
    let largest = all.iter().max_by(|one, other| one.size().total_cmp(&other.size()))?;
    let mut spreads: Vec<f64> = all.iter().map(Column::spread).filter(|spread| *spread > 0.0).collect();
    spreads.sort_by(f64::total_cmp);
    let typical = *spreads.get(spreads.len().checked_sub(1)? / 2)?;
    let apart = largest.size().max(1.0) / typical.min(1.0);
    let finding = case.finding(FindingKind::UnscaledInputs, 0, apart, APART);
    (apart > APART).then(|| Finding { name: Some(largest.name.to_owned()), ..finding })
}

/// Of a file alone: a set that is computed may be a line by its making. Of a single input neither: whether a line
/// gives the target is all that such a table asks, and without that input nothing would be left.
fn leakage(case: &Case) -> Option<Finding> {
    let rows = probe::sample_rows(&case.dataset.train, ROWS);
    let is_read = matches!(case.spec.dataset.name, DatasetName::Csv | DatasetName::Inline);
    if !is_read || rows.len() < SURPRISING || case.dataset.inputs.columns() < 2 {
        return None;
    }
    let targets: Vec<Vec<f64>> = (0..case.dataset.targets.columns())
        .map(|column| rows.iter().map(|&row| case.dataset.targets.at(row, column)).collect())
        .collect();
    let finding = case.finding(FindingKind::Leakage, 0, 1.0, GIVEN_AWAY);
    for column in columns(case, &rows) {
        let fits: Vec<f64> = targets.iter().map(|target| squared_correlation(&column.values, target)).collect();
        let most = fits.iter().copied().fold(0.0, f64::max);
        let value = if names_the_class(case, &rows, &column) { 1.0 } else { most };
        if value >= GIVEN_AWAY {
            return Some(Finding { name: Some(column.name.to_owned()), value, ..finding });
        }
    }
    let line = straight_line(case)?;
    (line >= GIVEN_AWAY).then_some(Finding { value: line, ..finding })
}

/// R² of linear regression on the training part.
fn straight_line(case: &Case) -> Option<f64> {
    let line = case.baselines.iter().find(|baseline| baseline.name == "linear regression")?;
    let r2 =
        |(metric, _): &&(experiment::spec::Metric, f64)| metric.part == Part::Train && metric.quantity == Quantity::R2;
    // As many inputs as rows fit any target.
    let is_surprising = case.dataset.train.len() > 2 * case.dataset.inputs.columns();
    line.values.iter().find(r2).map(|(_, value)| *value).filter(|_| is_surprising)
}

fn squared_correlation(one: &[f64], other: &[f64]) -> f64 {
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let (mean_one, mean_other) = (mean(one), mean(other));
    let sum = |f: fn(f64, f64) -> f64| -> f64 {
        one.iter().zip(other).map(|(one, other)| f(one - mean_one, other - mean_other)).sum()
    };
    let (both, first, second) = (sum(|x, y| x * y), sum(|x, _| x * x), sum(|_, y| y * y));
    if first * second > 0.0 { both * both / (first * second) } else { 0.0 }
}

/// Whether each value of an input stands for one class, and each class for one value.
fn names_the_class(case: &Case, rows: &[usize], column: &Column) -> bool {
    if case.dataset.schema.task == Task::Regression {
        return false;
    }
    let mut class_of: BTreeMap<u64, usize> = BTreeMap::new();
    let one_each = rows.iter().zip(&column.values).all(|(&row, value)| {
        let class = case.dataset.labels[row];
        *class_of.entry(value.to_bits()).or_insert(class) == class
    });
    let classes: BTreeSet<usize> = class_of.values().copied().collect();
    one_each && classes.len() > 1 && class_of.len() == classes.len()
}

/// A rare class that is mostly missed, where accuracy is the judge and nothing weighs it.
fn imbalance(case: &Case) -> Option<Finding> {
    let (dataset, judge) = (case.dataset, &case.spec.judge);
    let is_accuracy = |metric: Metric| metric.quantity == Quantity::Accuracy;
    let by_accuracy = judge.metric.as_ref().is_none_or(|measure| measure.underlying_metric().is_some_and(is_accuracy));
    let is_weighed = case.weighs_classes() || case.spec.dataset.weights.is_some();
    if dataset.schema.task == Task::Regression || !by_accuracy || is_weighed || case.outcome.is_none() {
        return None;
    }
    let count = |class: usize| dataset.train.iter().filter(|&&row| dataset.labels[row] == class).count();
    let counts: Vec<usize> = (0..dataset.schema.classes.len()).map(count).collect();
    let rare = (0..counts.len()).min_by_key(|&class| counts[class])?;
    let rows = dataset.part(probe::evaluated(dataset));
    let found = ClassCounts::of(&case.outputs.select(rows), rows, dataset)[rare].recall();
    let is_rare = counts.iter().max()? > &(TIMES_AS_MANY * counts[rare]);
    let finding = case.finding(FindingKind::ClassImbalance, case.epoch, found, FOUND);
    (is_rare && found < FOUND).then(|| Finding { name: Some(dataset.schema.classes[rare].clone()), ..finding })
}

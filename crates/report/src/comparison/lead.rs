//! How much better an arm is than another, or than a baseline: run by run (same seed, same fold, the same rows), the
//! mean of the differences and its interval.
//!
//! An arm of whose runs one diverged is not compared by a metric: what is left of it are the runs that went well.

use std::collections::BTreeMap;

use experiment::record::Record;
use experiment::spec::{Coding, Dataset, Metric, Scale};

use crate::arms::{Arm, last};
use crate::evaluation::oriented;
use crate::statistics::Estimate;

/// How much better `left` is than `right`, over the pairs of runs on the same rows.
pub(super) fn lead(left: &Arm, right: &Arm, metric: Metric) -> Option<Estimate> {
    if left.diverged() + right.diverged() > 0 {
        return None;
    }
    let difference = |(ours, theirs): (&Record, &Record)| {
        let ours = last(ours, left.reported_engine(), metric)?;
        Some(difference_of(metric, ours, last(theirs, right.reported_engine(), metric)?))
    };
    left.estimate(&pairs(left, right).filter_map(difference).collect::<Vec<_>>())
}

/// How much better an arm is than one of its baselines, over its runs.
pub(super) fn lead_over_baseline(arm: &Arm, name: &str, metric: Metric) -> Option<Estimate> {
    if arm.diverged() > 0 {
        return None;
    }
    let difference = |record: &&Record| {
        let baseline = record.run.baselines.iter().find(|baseline| baseline.name == name)?;
        let (_, reached) = baseline.values.iter().find(|(known, value)| *known == metric && value.is_finite())?;
        Some(difference_of(metric, last(record, arm.reported_engine(), metric)?, *reached))
    };
    arm.estimate(&arm.runs.iter().filter_map(difference).collect::<Vec<_>>())
}

/// How much better `left` is than `right`.
fn difference_of(metric: Metric, left: f64, right: f64) -> f64 {
    oriented(metric, unrounded(left, right))
}

/// left − right. Accuracies and R² that differ by less than 1e-12 differ by the rounding of their sums, which is no
/// difference.
pub(super) fn unrounded(left: f64, right: f64) -> f64 {
    if (left - right).abs() < 1e-12 { 0.0 } else { left - right }
}

/// The pairs of runs of two arms with the same seed, fold and rows.
pub(super) fn pairs<'r>(left: &'r Arm, right: &'r Arm) -> impl Iterator<Item = (&'r Record, &'r Record)> {
    let name = |record: &Record| (record.run.spec.seed, record.run.spec.fold);
    let theirs: BTreeMap<_, &Record> = right.runs.iter().rev().map(|record| (name(record), *record)).collect();
    let partner = move |ours: &Record| theirs.get(&name(ours)).filter(|theirs| same_rows(ours, theirs)).copied();
    left.runs.iter().filter_map(move |ours| Some((*ours, partner(ours)?)))
}

/// Of two runs with the same seed and fold.
fn same_rows(left: &Record, right: &Record) -> bool {
    let ((ours, theirs), (left, right)) = ((&left.run.data, &right.run.data), (&left.run.spec, &right.run.spec));
    (ours.task, ours.rows) == (theirs.task, theirs.rows)
        && (left.dataset == right.dataset || split_of(&left.dataset) == split_of(&right.dataset))
}

/// The keys of a `[dataset]` that decide which rows it has, what is predicted, and how the rows are split. Left out are
/// those for the encoding of inputs and targets. Rows that are left out for a missing cell show in the number of rows.
fn split_of(dataset: &Dataset) -> Dataset {
    Dataset {
        features: None,
        scale: Scale::None,
        target_scale: Scale::None,
        coding: Coding::Auto,
        missing: None,
        unknown: None,
        missing_words: None,
        kind: BTreeMap::new(),
        categorical: Vec::new(),
        ignore: Vec::new(),
        weights: None,
        ..dataset.clone()
    }
}

/// Whether every arm is evaluated on the rows of the first.
pub fn comparable(arms: &[Arm]) -> bool {
    arms.iter().skip(1).all(|arm| pairs(&arms[0], arm).next().is_some())
}

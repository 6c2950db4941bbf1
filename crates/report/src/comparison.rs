//! Paired comparisons of an arm with the other arms and with its baselines.
//!
//! Two arms are compared run by run (same seed, same fold, the same rows): the mean of the differences and its 95 %
//! interval. A positive difference means that the first is better. Holm's method decides which differences are
//! significant, among all pairs that were compared.

use std::collections::BTreeMap;

use experiment::record::Record;
use experiment::spec::{Coding, Dataset, Metric, Scale};

use crate::arms::{Arm, last};
use crate::evaluation::oriented;
use crate::statistics::{Estimate, holm};

/// How much better `left` is than `right`, over the pairs of runs on the same rows.
fn lead(left: &Arm, right: &Arm, metric: Metric) -> Option<Estimate> {
    let difference = |(ours, theirs): (&Record, &Record)| {
        let ours = last(ours, left.reported_engine(), metric)?;
        Some(oriented(metric, ours - last(theirs, right.reported_engine(), metric)?))
    };
    left.estimate(&pairs(left, right).filter_map(difference).collect::<Vec<_>>())
}

/// How much better an arm is than one of its baselines, over its runs.
pub fn lead_over_baseline(arm: &Arm, name: &str, metric: Metric) -> Option<Estimate> {
    let difference = |record: &&Record| {
        let baseline = record.run.baselines.iter().find(|baseline| baseline.name == name)?;
        let (_, reached) = baseline.values.iter().find(|(known, _)| *known == metric)?;
        Some(oriented(metric, last(record, arm.reported_engine(), metric)? - reached))
    };
    arm.estimate(&arm.runs.iter().filter_map(difference).collect::<Vec<_>>())
}

/// The pairs of runs of two arms with the same seed, fold and rows.
fn pairs<'r>(left: &'r Arm, right: &'r Arm) -> impl Iterator<Item = (&'r Record, &'r Record)> {
    let partner = |ours: &&'r Record| right.runs.iter().find(|theirs| same_rows(ours, theirs)).copied();
    left.runs.iter().filter_map(move |ours| Some((*ours, partner(ours)?)))
}

fn same_rows(left: &Record, right: &Record) -> bool {
    let ((ours, theirs), (left, right)) = ((&left.run.data, &right.run.data), (&left.run.spec, &right.run.spec));
    (left.seed, left.fold) == (right.seed, right.fold)
        && (ours.task, ours.rows) == (theirs.task, theirs.rows)
        && split_of(&left.dataset) == split_of(&right.dataset)
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

/// The selected arm compared with another.
pub struct Comparison<'g> {
    /// The label of the other.
    pub label: &'g str,
    /// How much better the selected arm is.
    pub lead: Estimate,
    /// Whether the difference is significant after the correction for several comparisons.
    pub significant: bool,
}

/// How the first arm was selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Selection {
    /// By the metric that also evaluates it. Any arm could have come first, so all pairs count as compared.
    ByEvaluation,
    /// By the validation part. Only the pairs with the first arm count as compared.
    ByValidation,
}

/// The first of these arms compared with each of the others, and the number of comparisons to correct for.
pub fn comparisons<'g>(arms: &[&'g Arm], metric: Metric, selection: Selection) -> (Vec<Comparison<'g>>, usize) {
    let firsts = match selection {
        Selection::ByEvaluation => arms.len(),
        Selection::ByValidation => arms.len().min(1),
    };
    let pairs = (0..firsts).flat_map(|first| (first + 1..arms.len()).map(move |second| (first, second)));
    let leads = pairs.filter_map(|(first, second)| Some((first, second, lead(arms[first], arms[second], metric)?)));
    let leads: Vec<(usize, usize, Estimate)> = leads.collect();
    let significant = holm(&leads.iter().map(|(_, _, lead)| lead.p_value()).collect::<Vec<_>>());
    let of_first = leads.iter().zip(&significant).filter(|((first, _, _), _)| *first == 0);
    let comparison = |(&(_, second, lead), &significant): (&(usize, usize, Estimate), &bool)| Comparison {
        label: arms[second].label.as_str(),
        lead,
        significant,
    };
    (of_first.map(comparison).collect(), leads.len())
}

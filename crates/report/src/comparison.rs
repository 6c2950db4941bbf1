//! Paired comparisons of arms with each other and with their baselines, decided together.
//!
//! Two arms are compared run by run (same seed, same fold, the same rows): the mean of the differences and its
//! interval. A positive difference means that the first is better. Holm's method decides which differences are
//! significant among all that could have been reported, and gives each interval its level.
//!
//! An arm of whose runs one diverged is not compared by a metric: what is left of it are the runs that went well.

use std::collections::BTreeMap;

use experiment::record::Record;
use experiment::spec::{Coding, Dataset, Metric, Scale};

use crate::arms::{Arm, last};
use crate::evaluation::oriented;
use crate::statistics::{Decision, Estimate, LEVEL, holm_with_uncomputed};

/// How the arm that a report compares with the others was selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Selection {
    /// By the metric that also evaluates it. Any arm could have come first, so the comparisons of every arm count.
    ByEvaluation,
    /// By the validation part. Only the comparisons of the first arm count.
    ByValidation,
    /// No arm is selected. Each is compared with its own baselines alone.
    Nothing,
}

/// An arm compared with another arm or with a baseline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Comparison<'g> {
    /// The label of the other arm, or the name of the baseline.
    pub label: &'g str,
    /// How much better the arm is.
    pub lead: Estimate,
    /// Whether the difference is significant, and the level of its interval. Of a single run there is neither.
    pub decision: Decision,
}

/// The comparisons of a report.
pub struct Comparisons<'g> {
    /// Of the first arm with the others.
    with_arms: Vec<Comparison<'g>>,
    /// Of each arm with its baselines.
    with_baselines: Vec<Vec<Comparison<'g>>>,
    /// How many comparisons Holm's method corrects for: those of more than one run, also those that are not shown.
    pub count: usize,
}

/// Of more arms the comparisons that no page shows are counted, but not computed: there are as many as pairs.
const MOST_COMPUTED: usize = 100;

impl<'g> Comparisons<'g> {
    /// The comparisons of `arms`, the first of which is the selected one.
    pub fn of(arms: &[&'g Arm], metric: Metric, selection: Selection) -> Comparisons<'g> {
        let lead = |left: &Arm, right: &Arm| lead(left, right, metric);
        let (first, judged, others) = match selection {
            Selection::ByEvaluation => (with_first(arms, lead), arms, arms.get(1..).unwrap_or_default()),
            Selection::ByValidation => (with_first(arms, lead), &arms[..arms.len().min(1)], &[][..]),
            Selection::Nothing => (Vec::new(), arms, &[][..]),
        };
        let with_baselines = judged.iter().map(|arm| with_baselines(arm, metric)).collect();
        decided(first, with_baselines, Unseen::among(others, lead))
    }

    /// The comparisons of the first of `arms` with the others. It was not selected by its result, so that no other
    /// comparison counts, and baselines are left out.
    pub fn among(arms: &[&'g Arm], metric: Metric) -> Comparisons<'g> {
        decided(with_first(arms, |left, right| lead(left, right, metric)), Vec::new(), Unseen::default())
    }

    /// The comparisons of arms, the first of which is the selected one, by another value of a run, of which more is
    /// better. Baselines have none.
    pub fn by(arms: &[&'g Arm], selection: Selection, value: impl Fn(&Arm, &Record) -> Option<f64>) -> Comparisons<'g> {
        let lead = |left: &Arm, right: &Arm| {
            let differences = pairs(left, right)
                .filter_map(|(ours, theirs)| Some(unrounded(value(left, ours)?, value(right, theirs)?)));
            left.estimate(&differences.collect::<Vec<_>>())
        };
        let others = match selection {
            Selection::ByEvaluation => arms.get(1..).unwrap_or_default(),
            Selection::ByValidation | Selection::Nothing => &[],
        };
        decided(with_first(arms, lead), Vec::new(), Unseen::among(others, lead))
    }

    /// The comparisons of the first arm with the others.
    pub fn with_arms(&self) -> Vec<Comparison<'g>> {
        self.with_arms.clone()
    }

    /// The comparison of the arm with this index and one of its baselines.
    pub fn with_baseline(&self, arm: usize, name: &str) -> Option<Comparison<'g>> {
        self.with_baselines.get(arm)?.iter().find(|comparison| comparison.label == name).copied()
    }
}

/// Comparisons that count, and are not shown.
#[derive(Default)]
struct Unseen {
    p_values: Vec<f64>,
    uncomputed: usize,
}

impl Unseen {
    /// Those of arms with each other, none of which is the first.
    fn among(arms: &[&Arm], lead: impl Fn(&Arm, &Arm) -> Option<Estimate>) -> Unseen {
        let repeated: Vec<&Arm> = arms.iter().copied().filter(|arm| arm.runs.len() > 1).collect();
        if repeated.len() >= MOST_COMPUTED {
            return Unseen { p_values: Vec::new(), uncomputed: repeated.len() * (repeated.len() - 1) / 2 };
        }
        let pairs = (0..repeated.len()).flat_map(|at| repeated[at + 1..].iter().map(move |other| (at, *other)));
        let p_value = |(at, other): (usize, &Arm)| lead(repeated[at], other)?.p_value();
        Unseen { p_values: pairs.filter_map(p_value).collect(), uncomputed: 0 }
    }
}

fn with_first<'g>(arms: &[&'g Arm], lead: impl Fn(&Arm, &Arm) -> Option<Estimate>) -> Vec<Comparison<'g>> {
    let Some((first, others)) = arms.split_first() else { return Vec::new() };
    others.iter().filter_map(|other| Some(undecided(&other.label, lead(first, other)?))).collect()
}

fn with_baselines<'g>(arm: &'g Arm, metric: Metric) -> Vec<Comparison<'g>> {
    let names = arm.baselines().into_iter();
    names.filter_map(|name| Some(undecided(name, lead_over_baseline(arm, name, metric)?))).collect()
}

fn undecided(label: &str, lead: Estimate) -> Comparison<'_> {
    Comparison { label, lead, decision: Decision { significant: false, level: LEVEL } }
}

/// Decides all comparisons of more than one run.
fn decided<'g>(
    mut with_arms: Vec<Comparison<'g>>,
    mut with_baselines: Vec<Vec<Comparison<'g>>>,
    Unseen { p_values, uncomputed }: Unseen,
) -> Comparisons<'g> {
    let shown = with_arms.iter_mut().chain(with_baselines.iter_mut().flatten());
    let mut shown: Vec<(&mut Comparison, f64)> =
        shown.filter_map(|comparison| comparison.lead.p_value().map(|p_value| (comparison, p_value))).collect();
    let all: Vec<f64> = shown.iter().map(|(_, p_value)| *p_value).chain(p_values).collect();
    let decisions = holm_with_uncomputed(&all, uncomputed);
    shown.iter_mut().zip(decisions).for_each(|((comparison, _), decision)| comparison.decision = decision);
    Comparisons { with_arms, with_baselines, count: all.len() + uncomputed }
}

/// How much better `left` is than `right`, over the pairs of runs on the same rows.
fn lead(left: &Arm, right: &Arm, metric: Metric) -> Option<Estimate> {
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
fn lead_over_baseline(arm: &Arm, name: &str, metric: Metric) -> Option<Estimate> {
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
fn unrounded(left: f64, right: f64) -> f64 {
    if (left - right).abs() < 1e-12 { 0.0 } else { left - right }
}

/// The pairs of runs of two arms with the same seed, fold and rows.
fn pairs<'r>(left: &'r Arm, right: &'r Arm) -> impl Iterator<Item = (&'r Record, &'r Record)> {
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

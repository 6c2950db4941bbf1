//! Paired comparisons of arms with each other and with their baselines, decided together.
//!
//! Holm's method decides which differences are significant among all that could have been reported, and gives each
//! interval its level. A positive difference means that the first arm is better; how runs are paired, `lead` says.

mod lead;

use experiment::record::Record;
use experiment::spec::Metric;

use crate::arms::Arm;
use crate::statistics::{Decision, Estimate, LEVEL, holm_with_uncomputed};

pub use lead::comparable;
use lead::{lead, lead_over_baseline, pairs, unrounded};

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

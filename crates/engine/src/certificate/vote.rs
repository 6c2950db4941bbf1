//! The vote on one element: each pair of witnesses agrees or not. The largest group of witnesses that agree with one
//! of them is taken to be right, and the witnesses outside it are outvoted.

use super::{GradientValue, TensorVerdict, zero_below};
use crate::TensorInfo;
use crate::differences::ESTIMATE_MARGIN;

/// The outcome of a vote, on one element or on a tensor.
#[derive(Debug, Clone, PartialEq)]
pub enum VoteOutcome {
    /// All witnesses with a value agree.
    Agree,
    /// They do not.
    Disagree {
        /// The witnesses outside the majority; empty if there is no majority.
        outvoted: Vec<String>,
    },
    /// The terms cancel: nothing was checked.
    Zero,
    /// Fewer than two witnesses have a value, as a kink lies within the step of the differences; or the terms overflow.
    Undecidable,
}

/// The verdict on one element.
#[derive(Debug, Clone, PartialEq)]
pub struct ElementVerdict {
    /// Whether the witnesses agree.
    pub verdict: VoteOutcome,
    /// The largest difference between two witnesses that take no limit, relative to the sum of absolute terms.
    pub error: f64,
    /// The kink that lies within the step of the differences, if there is one.
    pub kink: Option<String>,
}

/// What two witnesses may differ by, relative to the sum of absolute terms.
fn tolerance(left: &str, right: &str) -> f64 {
    if left.starts_with("burn") || right.starts_with("burn") { 1e-11 } else { 1e-12 }
}

/// The value of one witness, with the error that it estimates itself.
struct Ballot<'a> {
    name: &'a str,
    value: f64,
    error: f64,
}

impl Ballot<'_> {
    fn agrees(&self, other: &Ballot, terms: f64) -> bool {
        if same_kind_of_infinite(self.value, other.value) {
            return true;
        }
        let allowed = tolerance(self.name, other.name) * terms + ESTIMATE_MARGIN * (self.error + other.error);
        (self.value - other.value).abs() <= allowed
    }
}

/// The verdict on one element. terms: the sum of the absolute terms that make it up.
pub(super) fn vote<'a>(
    names: &'a [String],
    seen: impl Iterator<Item = Option<&'a GradientValue>>,
    terms: f64,
) -> ElementVerdict {
    let mut kink = None;
    let mut ballots = Vec::new();
    for (name, value) in names.iter().zip(seen) {
        let Some(value) = value else { continue };
        kink = kink.or_else(|| value.kink.clone());
        ballots.extend(value.value.map(|number| Ballot { name, value: number, error: value.error }));
    }
    let exact = || ballots.iter().filter(|ballot| ballot.error == 0.0).map(|ballot| ballot.value);
    let error = spread(exact()) / if zero_below(terms) < terms { terms } else { 1.0 };
    let verdict = match () {
        // Terms that overflow say nothing of their sum.
        _ if ballots.len() < 2 || !terms.is_finite() => VoteOutcome::Undecidable,
        _ if is_zero(&ballots, terms) => VoteOutcome::Zero,
        _ => majority(&ballots, terms),
    };
    ElementVerdict { verdict, error, kink }
}

/// Whether both values are NaN, or infinite with one sign: then there is nothing to compare.
fn same_kind_of_infinite(left: f64, right: f64) -> bool {
    (left.is_nan() && right.is_nan()) || (left == right && left.is_infinite())
}

/// Whether all values are zero, those of differences within their error: a gradient that every backward pass forgot is
/// not zero.
fn is_zero(ballots: &[Ballot], terms: f64) -> bool {
    ballots.iter().all(|ballot| ballot.value.abs() <= ESTIMATE_MARGIN * ballot.error + zero_below(terms))
}

/// The largest difference between two of the values.
fn spread(values: impl Iterator<Item = f64>) -> f64 {
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for value in values {
        if value.is_nan() {
            return f64::INFINITY;
        }
        (low, high) = (low.min(value), high.max(value));
    }
    if low > high { 0.0 } else { high - low }
}

/// The largest group that agrees with one of its members; the others are outvoted.
fn majority(ballots: &[Ballot], terms: f64) -> VoteOutcome {
    let group = |center: &Ballot| ballots.iter().filter(|ballot| ballot.agrees(center, terms)).count();
    // Differences have a wide tolerance and may agree with two that disagree: they join a group but never center it.
    let only_differences = ballots.iter().all(|ballot| ballot.error > 0.0);
    let centers = ballots.iter().rev().filter(|ballot| only_differences || ballot.error == 0.0);
    let Some(center) = centers.max_by_key(|center| group(center)) else { return VoteOutcome::Undecidable };
    let has_majority = 2 * group(center) > ballots.len();
    let outvoted: Vec<String> =
        ballots.iter().filter(|ballot| !ballot.agrees(center, terms)).map(|ballot| ballot.name.to_string()).collect();
    match (outvoted.is_empty(), has_majority) {
        (true, _) => VoteOutcome::Agree,
        (false, true) => VoteOutcome::Disagree { outvoted },
        (false, false) => VoteOutcome::Disagree { outvoted: Vec::new() },
    }
}

/// The witnesses that are outvoted at some element; none if there is an element without a majority.
fn outvoted(elements: &[ElementVerdict]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for element in elements {
        match &element.verdict {
            VoteOutcome::Disagree { outvoted } if outvoted.is_empty() => return Vec::new(),
            VoteOutcome::Disagree { outvoted } => all.extend(outvoted.iter().cloned()),
            VoteOutcome::Agree | VoteOutcome::Zero | VoteOutcome::Undecidable => {}
        }
    }
    all.sort();
    all.dedup();
    all
}

/// The verdict on a tensor from those on its elements: one disagreement is one of the tensor, and one
/// agreement makes it checked.
pub(super) fn tensor_verdict(tensor: &TensorInfo, elements: &[ElementVerdict]) -> TensorVerdict {
    let mine = &elements[tensor.range()];
    let count = |wanted: &VoteOutcome| mine.iter().filter(|element| element.verdict == *wanted).count();
    let rank = |element: &ElementVerdict| match element.verdict {
        VoteOutcome::Disagree { .. } => 3,
        VoteOutcome::Agree => 2,
        VoteOutcome::Undecidable => 1,
        VoteOutcome::Zero => 0,
    };
    let worst = mine
        .iter()
        .enumerate()
        .max_by(|(_, left), (_, right)| rank(left).cmp(&rank(right)).then(left.error.total_cmp(&right.error)));
    let (at, worst) = worst.expect("a tensor has elements");
    let kinks = mine.iter().filter_map(|element| element.kink.clone());
    let verdict = match &worst.verdict {
        VoteOutcome::Disagree { .. } => VoteOutcome::Disagree { outvoted: outvoted(mine) },
        other => other.clone(),
    };
    let zeros = count(&VoteOutcome::Zero);
    TensorVerdict {
        name: tensor.name.clone(),
        verdict,
        worst: tensor.offset + at,
        error: worst.error,
        checked: mine.len() - zeros - count(&VoteOutcome::Undecidable),
        zeros,
        kinked: (kinks.clone().count(), kinks.into_iter().next()),
    }
}

//! The vote: pairs of witnesses agree or not, the largest group that agrees among itself is right, and whoever
//! stands outside it is the odd one out.

use super::{GradientValue, TensorVerdict, is_zero};
use crate::Tensor;
use crate::differences::ESTIMATES;

/// What the witnesses say together.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// All that looked agree.
    Agree,
    /// They do not; these stand alone against the others, or nobody has a majority.
    Disagree {
        /// The odd ones out; empty without a majority.
        odd: Vec<String>,
    },
    /// The terms cancel: nothing was checked.
    Zero,
    /// Only one witness could look, because a kink lies within the step of the differences.
    Undecidable,
}

/// The verdict on one element.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    /// What they say.
    pub verdict: Verdict,
    /// The largest error between two witnesses that take no limit, relative to the sum of absolute terms.
    pub error: f64,
    /// The kink that the differences met.
    pub kink: Option<String>,
}

/// What two witnesses may differ by, relative to the sum of absolute terms.
fn tolerance(left: &str, right: &str) -> f64 {
    if left.starts_with("burn") || right.starts_with("burn") { 1e-11 } else { 1e-12 }
}

/// One ballot that has a value.
struct Ballot<'a> {
    name: &'a str,
    value: f64,
    error: f64,
}

impl Ballot<'_> {
    fn agrees(&self, other: &Ballot, terms: f64) -> bool {
        let allowed = tolerance(self.name, other.name) * terms + ESTIMATES * (self.error + other.error);
        (self.value - other.value).abs() <= allowed
    }
}

/// The verdict on one element.
pub(super) fn vote<'a>(
    names: &'a [String],
    seen: impl Iterator<Item = Option<&'a GradientValue>>,
    terms: f64,
) -> Element {
    let mut kink = None;
    let mut ballots = Vec::new();
    for (name, sighting) in names.iter().zip(seen) {
        let Some(sighting) = sighting else { continue };
        kink = kink.or_else(|| sighting.kink.clone());
        ballots.extend(sighting.value.map(|value| Ballot { name, value, error: sighting.error }));
    }
    let exact = || ballots.iter().filter(|ballot| ballot.error == 0.0).map(|ballot| ballot.value);
    let error = spread(exact()) / if terms > 0.0 { terms } else { 1.0 };
    let verdict = match () {
        _ if ballots.len() < 2 => Verdict::Undecidable,
        _ if is_zero(exact(), terms) && quiet(&ballots, terms) => Verdict::Zero,
        _ => judge(&ballots, terms),
    };
    Element { verdict, error, kink }
}

/// Whether the differences, too, see nothing: a gradient that all backward passes left out is no zero.
fn quiet(ballots: &[Ballot], terms: f64) -> bool {
    ballots.iter().all(|ballot| ballot.value.abs() <= ESTIMATES * ballot.error + super::ZERO * terms)
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

/// The largest group around one ballot; the others are odd.
fn judge(ballots: &[Ballot], terms: f64) -> Verdict {
    let group = |center: &Ballot| ballots.iter().filter(|ballot| ballot.agrees(center, terms)).count();
    // Differences are loose: they may agree with two that disagree, so they join a group but never center it.
    let anyone = ballots.iter().all(|ballot| ballot.error > 0.0);
    let centers = ballots.iter().rev().filter(|ballot| anyone || ballot.error == 0.0);
    let Some(center) = centers.max_by_key(|center| group(center)) else { return Verdict::Undecidable };
    let majority = 2 * group(center) > ballots.len();
    let odd: Vec<String> =
        ballots.iter().filter(|ballot| !ballot.agrees(center, terms)).map(|ballot| ballot.name.to_string()).collect();
    match (odd.is_empty(), majority) {
        (true, _) => Verdict::Agree,
        (false, true) => Verdict::Disagree { odd },
        (false, false) => Verdict::Disagree { odd: Vec::new() },
    }
}

/// Whoever stands alone at some element; nobody if there is an element at which nobody has a majority.
fn odd_ones(elements: &[Element]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for element in elements {
        match &element.verdict {
            Verdict::Disagree { odd } if odd.is_empty() => return Vec::new(),
            Verdict::Disagree { odd } => all.extend(odd.iter().cloned()),
            Verdict::Agree | Verdict::Zero | Verdict::Undecidable => {}
        }
    }
    all.sort();
    all.dedup();
    all
}

/// The verdict on a tensor from those on its elements: one disagreement is one of the tensor, and one
/// agreement makes it checked.
pub(super) fn tensor(tensor: &Tensor, elements: &[Element]) -> TensorVerdict {
    let mine = &elements[tensor.range()];
    let count = |wanted: &Verdict| mine.iter().filter(|element| element.verdict == *wanted).count();
    let rank = |element: &Element| match element.verdict {
        Verdict::Disagree { .. } => 3,
        Verdict::Agree => 2,
        Verdict::Undecidable => 1,
        Verdict::Zero => 0,
    };
    let worst = mine
        .iter()
        .enumerate()
        .max_by(|(_, left), (_, right)| rank(left).cmp(&rank(right)).then(left.error.total_cmp(&right.error)));
    let (at, worst) = worst.expect("a tensor has elements");
    let kinks = mine.iter().filter_map(|element| element.kink.clone());
    let verdict = match &worst.verdict {
        Verdict::Disagree { .. } => Verdict::Disagree { odd: odd_ones(mine) },
        other => other.clone(),
    };
    let zeros = count(&Verdict::Zero);
    TensorVerdict {
        name: tensor.name.clone(),
        verdict,
        worst: tensor.offset + at,
        error: worst.error,
        checked: mine.len() - zeros - count(&Verdict::Undecidable),
        zeros,
        kinked: (kinks.clone().count(), kinks.into_iter().next()),
    }
}

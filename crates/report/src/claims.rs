//! The claims of an experiment, judged from its records.
//!
//! A claim compares a measure of one arm with a bound or with another arm. What it has for evidence depends on what
//! varies: a mean over runs with its interval, an exact count of seeds, a single number where nothing is random, or the
//! bits of two arms. All claims of a file that rest on intervals are decided together by Holm's method.

mod evidence;
mod intervals;
mod judging;
pub(crate) mod measure;
pub(crate) mod naming;
mod ratios;
mod words;

use experiment::claims::{self, FEWEST};
use experiment::record::Record;
use experiment::spec::{Against, Claim, Experiment, Relation};

use crate::arms::{Arm, arms};
use evidence::Evidence;
use measure::Measurement;

/// The table of what was recorded for claims.
pub const TABLE: &str = "claims";

/// A claim with its verdict.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimVerdict<'c> {
    /// The claim as the config states it.
    pub claim: &'c Claim,
    /// Whether it holds.
    pub outcome: ClaimOutcome,
    /// The numbers that decide, in words.
    pub numbers: String,
    /// The level of the interval, where it rests on one.
    pub level: Option<f64>,
}

/// What the runs say of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimOutcome {
    /// The evidence supports the claim.
    Held,
    /// The evidence does not support the claim.
    Failed,
    /// The experiment is another one than its claims speak of.
    NotJudged,
}

/// Whether the claims of an experiment may be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judgeable {
    /// The claims may be judged.
    Yes,
    /// Settings of the command line made another experiment of it.
    OfAnotherExperiment,
    /// Settings of the command line left too few runs to tell anything from chance.
    OfTooFewRuns,
}

/// The verdicts on all claims of an experiment, in the order of the file.
pub fn verdicts<'c>(experiment: &'c Experiment, records: &[Record], judgeable: Judgeable) -> Vec<ClaimVerdict<'c>> {
    match judgeable {
        Judgeable::OfAnotherExperiment => not_judged(experiment, "--set made another experiment of it"),
        Judgeable::OfTooFewRuns => not_judged(experiment, &format!("--set left fewer than {FEWEST} runs of an arm")),
        Judgeable::Yes => {
            let arms = arms(records);
            let cases: Vec<Case> = experiment.claim.iter().map(|claim| Case::of(claim, &arms)).collect();
            judging::judged(&cases)
        }
    }
}

fn not_judged<'c>(experiment: &'c Experiment, why: &str) -> Vec<ClaimVerdict<'c>> {
    let (outcome, numbers) = (ClaimOutcome::NotJudged, format!("Not judged: {why}."));
    let verdict = |claim| ClaimVerdict { claim, outcome, numbers: numbers.clone(), level: None };
    experiment.claim.iter().map(verdict).collect()
}

/// A claim with the arms that it names and what they show.
struct Case<'c, 'a> {
    claim: &'c Claim,
    relation: Relation,
    bound: Option<f64>,
    arm: Option<&'a Arm<'a>>,
    other: Option<&'a Arm<'a>>,
    /// The measure in every run of the arm.
    ours: Runs,
    /// The same of the other arm.
    theirs: Runs,
    evidence: Evidence,
}

/// A measure in every run of an arm; none where a run has no value.
type Runs = Vec<Option<Measurement>>;

impl<'c, 'a> Case<'c, 'a> {
    fn of(claim: &'c Claim, arms: &'a [Arm<'a>]) -> Self {
        let names: Vec<_> = arms.iter().map(|arm| arm.first_run().run.arm.clone()).collect();
        let named = |name| claims::find(name, &names).ok().map(|index| &arms[index]);
        let bound = claim.bounds().into_iter().next();
        let (relation, against) =
            bound.map_or((Relation::Equals, None), |(_, relation, against)| (relation, Some(against)));
        let (bound, other) = match against {
            Some(Against::Bound(bound)) => (Some(bound), None),
            Some(Against::Arm(name)) => (None, named(name)),
            None => (None, None),
        };
        let arm = named(&claim.arm);
        let [ours, theirs] = [arm, other].map(|arm| arm.map_or_else(Vec::new, |arm| evidence::in_runs(claim, arm)));
        let (evidence, known) =
            (Evidence::Missing("its arms did not run".to_owned()), bound.is_some() || other.is_some());
        let mut case = Case { claim, relation, bound, arm, other, ours, theirs, evidence };
        if let (Some(arm), true) = (arm, known) {
            case.evidence = evidence::of(&case, arm);
        }
        case
    }
}

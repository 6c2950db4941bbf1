//! What the runs of one or two arms show of a measure.

use experiment::record::Record;
use experiment::spec::{Claim, Further, Relation};

use super::measure::{Measurement, measurement};
use super::naming::in_arm;
use super::{Case, Runs};
use crate::arms::Arm;
use crate::seeds::depends_on_seed;
use crate::statistics::Estimate;
use crate::words::count;

/// What decides a claim.
#[derive(Debug, Clone, PartialEq)]
pub enum Evidence {
    /// Means over runs: of the arm, of the other arm, and of the differences run by run. Of a ratio they are those of
    /// logarithms.
    Means {
        /// The arm.
        arm: Estimate,
        /// The other arm.
        other: Option<Estimate>,
        /// The differences; without another arm the values themselves.
        difference: Estimate,
    },
    /// How many of so many runs, exactly.
    Counts {
        /// Of the arm.
        arm: (usize, usize),
        /// Of the other arm.
        other: Option<(usize, usize)>,
    },
    /// Numbers that no chance changes.
    Numbers {
        /// Of the arm.
        arm: f64,
        /// Of the other arm.
        other: Option<f64>,
    },
    /// In how many of so many pairs of runs every bit is the same.
    Bits(usize, usize),
    /// What should happen first never happens in some runs.
    Never(String),
    /// Nothing can be said, and why.
    Missing(String),
}

/// What the runs show.
pub(super) fn of(case: &Case, arm: &Arm) -> Evidence {
    let Case { claim, relation, other, ours, theirs, .. } = case;
    if let (Some(Further::Bits), Some(other)) = (claim.metric.further(), other) {
        return bits(arm, other);
    }
    let theirs = other.map(|other| (other, theirs.as_slice()));
    if claim.metric.is_share_of_seeds() {
        let counted = |runs: &[Option<Measurement>]| {
            (runs.iter().flatten().filter(|measurement| measurement.value == 1.0).count(), runs.len())
        };
        return Evidence::Counts { arm: counted(ours), other: theirs.map(|(_, theirs)| counted(theirs)) };
    }
    if let Some(message) = never(*relation, ours, theirs.map(|(_, theirs)| theirs)) {
        return Evidence::Never(message);
    }
    match (values(claim, arm, ours), theirs.map(|(other, theirs)| values(claim, other, theirs))) {
        (Ok(ours), None) => of_values(claim, arm, *other, &ours, None),
        (Ok(ours), Some(Ok(theirs))) => of_values(claim, arm, *other, &ours, Some(&theirs)),
        (Err(missing), _) | (_, Some(Err(missing))) => Evidence::Missing(missing),
    }
}

/// The measure of a claim in every run of an arm.
pub(super) fn in_runs(claim: &Claim, arm: &Arm) -> Runs {
    arm.runs.iter().map(|record| measurement(&claim.metric, claim.at, record, arm.reported_engine())).collect()
}

/// What never happens is later than every epoch, so it can be later than something, but not earlier.
fn never(relation: Relation, ours: &[Option<Measurement>], theirs: Option<&[Option<Measurement>]>) -> Option<String> {
    let early = match (relation, theirs) {
        (Relation::Below | Relation::Equals, _) => ours,
        (Relation::Above, Some(theirs)) => theirs,
        (Relation::Above, None) => return None,
    };
    let never = early.iter().flatten().filter(|measurement| measurement.never).count();
    (never > 0).then(|| format!("never in {never} of {}", count(early.len(), "run")))
}

/// The values of all runs, as logarithms where it is a ratio; else why there are none.
fn values(claim: &Claim, arm: &Arm, runs: &[Option<Measurement>]) -> Result<Vec<f64>, String> {
    let value = |measurement: &Measurement| match claim.metric.is_ratio() {
        // A ratio of zero is smaller than every other.
        true => libm::log(measurement.value.max(f64::MIN_POSITIVE)),
        false => measurement.value,
    };
    let finite: Vec<f64> = runs.iter().flatten().map(value).filter(|value| value.is_finite()).collect();
    let (missing, runs) = (runs.len() - finite.len(), count(runs.len(), "run"));
    match missing {
        0 => Ok(finite),
        _ if missing == arm.diverged() => Err(format!("{missing} of {runs}{} diverged", in_arm(Some(arm)))),
        _ => Err(format!("no value in {missing} of {runs}")),
    }
}

/// Means over several runs, or the numbers themselves where nothing is random.
fn of_values(claim: &Claim, arm: &Arm, other: Option<&Arm>, ours: &[f64], theirs: Option<&[f64]>) -> Evidence {
    let is_random = |arm: &Arm| depends_on_seed(&arm.first_run().run);
    if claim.metric.is_certain() || !(is_random(arm) || other.is_some_and(is_random)) {
        return Evidence::Numbers { arm: ours[0], other: theirs.map(|theirs| theirs[0]) };
    }
    let differences = match (other, theirs) {
        (Some(other), Some(theirs)) => differences(arm, other, ours, theirs),
        _ => ours.to_vec(),
    };
    let means = (arm.estimate(ours), arm.estimate(&differences));
    match means {
        (Some(mean), Some(difference)) if difference.count > 1 => {
            let theirs = other.zip(theirs).and_then(|(other, theirs)| other.estimate(theirs));
            Evidence::Means { arm: mean, other: theirs, difference }
        }
        _ => Evidence::Missing("a single run cannot show it, since chance plays a part".to_owned()),
    }
}

/// The differences between runs of the same seed and fold.
fn differences(arm: &Arm, other: &Arm, ours: &[f64], theirs: &[f64]) -> Vec<f64> {
    let partner = |record: &Record| other.runs.iter().position(|known| same_draw(known, record));
    let pairs = arm.runs.iter().zip(ours).filter_map(|(record, value)| Some((value, theirs[partner(record)?])));
    pairs.map(|(ours, theirs)| ours - theirs).collect()
}

fn same_draw(left: &Record, right: &Record) -> bool {
    (left.run.spec.seed, left.run.spec.fold) == (right.run.spec.seed, right.run.spec.fold)
}

/// The pairs of runs whose metrics are the same bits in every epoch.
fn bits(arm: &Arm, other: &Arm) -> Evidence {
    let bits = |record: &Record| {
        let rows = record.metrics.rows.iter().filter(|row| row.engine == arm.reported_engine());
        rows.map(|row| row.values.iter().map(|value| value.to_bits()).collect::<Vec<u64>>()).collect::<Vec<_>>()
    };
    let partner = |record: &&Record| other.runs.iter().find(|known| same_draw(known, record));
    let pairs: Vec<_> = arm.runs.iter().filter_map(|record| Some((record, partner(record)?))).collect();
    let same = pairs.iter().filter(|(left, right)| bits(left) == bits(right)).count();
    if pairs.is_empty() {
        Evidence::Missing("no run of one arm has its pair in the other".into())
    } else {
        Evidence::Bits(same, pairs.len())
    }
}

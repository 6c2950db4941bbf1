//! Steps that are too long or too short, and trainings that end too early.
//!
//! Along a direction of curvature c the rule θ ← θ − ηg multiplies the distance from the floor of the valley by 1 − ηc:
//! ηc = 1 lands on it, 2 jumps as far to the other side, and small values need 1/ηc updates for each factor of e.

use experiment::finding::{Finding, FindingKind};
use experiment::record::Outcome;
use experiment::spec::{Part, Quantity};

use super::Case;
use super::fit::Fit;
use crate::probe::vitals::Examination;

/// A step that goes less than a fiftieth of the way: along its steepest direction already it takes 50 updates for each
/// factor of e (Y. LeCun et al., "Efficient backprop", 1998, section 5: the best rate is the inverse of the curvature).
const SHORT: f64 = 0.02;
/// So much of the loss one step of the right length would still take away at the end; at a minimum it is nothing.
const WORTH: f64 = 0.01;
/// A training that has lost less than half of its loss has not got far.
const HALF: f64 = 0.5;
/// Where the loss of the second half of the epochs rises by a tenth of its mean in the mean epoch, chance is not the
/// reason that it does not come down. Of a network that has learned, whose small loss may jump by much of itself, the
/// rise counts as a share of the first loss.
const RISE: f64 = 0.1;
/// With more than a tenth of the first loss left a training that jumps has not settled, though most rows are right.
const LEFT: f64 = 0.1;
/// At more than half of its mean pace since its top behind the first tenth of the epochs a loss has not come to rest:
/// one that falls exponentially has then lost about three quarters.
const PACE: f64 = 0.5;
/// What has lost less than a twentieth of its loss has no pace.
const NOTHING: f64 = 0.05;
/// The pace of a training is measured over the last two tenths of its epochs.
const LAST: usize = 10;

pub(super) fn findings(case: &Case, fit: &Fit) -> Vec<Finding> {
    let losses = case.series(Part::Train, Quantity::Loss);
    let all = [
        too_high(case, fit, &losses),
        unstable(case, fit, &losses),
        too_low(case, fit, &losses),
        too_few(case, fit, &losses),
    ];
    all.into_iter().flatten().collect()
}

/// How much of the way to the floor an update goes, at the rate that the schedule gives.
fn step(case: &Case, seen: &Examination) -> f64 {
    seen.step * scheduled(case, seen)
}

/// What the schedule makes of the rate.
fn scheduled(case: &Case, seen: &Examination) -> f64 {
    let row = case.metrics.rows.iter().find(|row| row.engine == case.engine_name && row.epoch == seen.epoch);
    row.map_or(f64::NAN, |row| row.rate / case.spec.training.optimizer.learning_rate())
}

/// How much of the way to the floor an update goes, by the curvature that tells a rate that is too low. Between its
/// kinks a loss of straight pieces has no curvature, so there it is the mean over the next fifty updates.
fn share_of_way(case: &Case, seen: &Examination) -> f64 {
    if case.spec.loss().has_kinks() { seen.ahead } else { seen.step }
}

/// Below which share of the way an update is too short. If noise makes up most of a loss with kinks, its valley is so
/// wide that many short updates reach the floor; there an update is too short if all updates together do not reach it.
fn shortest_share(case: &Case) -> f64 {
    if case.spec.loss().has_kinks() { SHORT.min(1.0 / case.updates() as f64) } else { SHORT }
}

/// Beyond the limit at some look, in a training that did not succeed: a healthy one may begin there and settle where
/// the curvature is smaller, or hover at the limit.
fn too_high(case: &Case, fit: &Fit, losses: &[f64]) -> Option<Finding> {
    let limit = case.spec.training.optimizer.facts().longest_step?;
    let suffers = case.diverged() || !fit.has_learned() || rise(fit, losses) > RISE || oscillates(losses);
    let mut looks = case.examinations.iter().map(|seen| (seen.epoch, step(case, seen)));
    let (epoch, step) = looks.find(|(_, step)| *step > limit).filter(|_| suffers)?;
    Some(case.finding(FindingKind::RateTooHigh, epoch, step, limit))
}

/// Whether much of the first loss is left in the second half and rises and falls by much of itself.
fn oscillates(losses: &[f64]) -> bool {
    let late = &losses[losses.len() / 2..];
    let level = mean(late);
    level > LEFT * losses[0] && late.len() > 1 && rises(late) / (late.len() - 1) as f64 > RISE * level
}

/// The mean rise from epoch to epoch in the second half, as a share of the mean loss there, of a network that has
/// learned as a share of the first loss.
fn rise(fit: &Fit, losses: &[f64]) -> f64 {
    let late = &losses[losses.len() / 2..];
    let level = if fit.has_learned() { losses[0] } else { mean(late) };
    if late.len() < 2 { 0.0 } else { rises(late) / (late.len() - 1) as f64 / level }
}

/// The sum of all rises from epoch to epoch.
fn rises(losses: &[f64]) -> f64 {
    losses.windows(2).map(|pair| (pair[1] - pair[0]).max(0.0)).sum()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn unstable(case: &Case, fit: &Fit, losses: &[f64]) -> Option<Finding> {
    if let Some(Outcome::Diverged { epoch }) = case.outcome {
        return Some(case.finding(FindingKind::UnstableTraining, *epoch, f64::INFINITY, RISE));
    }
    let rise = rise(fit, losses);
    (rise > RISE).then(|| case.finding(FindingKind::UnstableTraining, case.epochs(), rise, RISE))
}

/// At every look, where much is left and a longer step would take a good part of it.
fn too_low(case: &Case, fit: &Fit, losses: &[f64]) -> Option<Finding> {
    let (first, last, seen) = (*losses.first()?, *losses.last()?, case.examinations.last()?);
    let all = case.spec.training.optimizer.facts().speed_up;
    let (share_at_end, short) = (share_of_way(case, seen), shortest_share(case));
    let steps = case.examinations.iter().map(|seen| all * scheduled(case, seen) * share_of_way(case, seen));
    let steps: Vec<f64> = steps.collect();
    let is_short = steps.iter().all(|step| *step < short);
    // Where the valley bends the other way a step may be a hundred times as long at least.
    let reach = if share_at_end > 0.0 { seen.descent / (2.0 * share_at_end) } else { 100.0 * seen.descent };
    let found = case.outcome == Some(&Outcome::Finished)
        && !fit.is_done()
        && is_short
        && last > HALF * first
        && reach > WORTH * last;
    found.then(|| case.finding(FindingKind::RateTooLow, seen.epoch, steps[steps.len() - 1], short))
}

/// Whose loss still falls at the end.
fn too_few(case: &Case, fit: &Fit, losses: &[f64]) -> Option<Finding> {
    let epochs = losses.len().saturating_sub(1);
    let tenth = epochs.div_ceil(LAST);
    let last = losses.len().checked_sub(tenth)?;
    let [before, after] = [&losses[last.checked_sub(tenth)?..last], &losses[last..]].map(mean);
    // A loss that rose in between falls from its top.
    let top = (tenth..last).max_by(|one, other| losses[*one].total_cmp(&losses[*other]))?;
    let fallen = losses[top] - losses.last()?;
    let pace = (before - after) / fallen * (epochs - top) as f64 / tenth as f64;
    // By chance a loss rises about as much as it falls.
    let (risen, net) = (rises(&losses[last - tenth..]), losses[last - tenth] - losses.last()?);
    let found = case.outcome == Some(&Outcome::Finished)
        && !fit.is_done()
        && risen < net
        && fallen > NOTHING * losses[top]
        && pace > PACE;
    found.then(|| case.finding(FindingKind::TooFewEpochs, epochs, pace, PACE))
}

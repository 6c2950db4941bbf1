//! How the training of an arm's runs ended, in a few words.

use experiment::record::Outcome;

use crate::arms::{Arm, outcome};
use crate::words::count;

/// "stopped at epochs 21 to 48", "no mistake in epoch 4, after 6 corrections", "2 of 5 diverged in epoch 3".
pub fn words(arm: &Arm) -> String {
    let outcomes = outcomes(arm);
    match outcomes[..] {
        [one] => single(one, arm),
        _ => several(&outcomes, arm),
    }
}

/// A sentence for all arms, where every run completed its epochs.
pub fn same_for_all(arms: &[Arm]) -> Option<String> {
    let finished = |arm: &Arm| outcomes(arm).iter().all(|outcome| **outcome == Outcome::Finished);
    let epochs = |arm: &Arm| arm.runs[0].run.spec.training.epochs;
    if !arms.iter().all(finished) {
        return None;
    }
    let first = epochs(arms.first()?);
    let same = arms.iter().all(|arm| epochs(arm) == first);
    Some(match (same, first) {
        (true, 0) => "nothing was trained, so these are the initial parameters".to_owned(),
        (true, epochs) => format!("every run completed its {}", count(epochs, "epoch")),
        (false, _) => "every run completed all its epochs".to_owned(),
    })
}

fn outcomes<'a>(arm: &Arm<'a>) -> Vec<&'a Outcome> {
    arm.runs.iter().filter_map(|record| outcome(record, arm.reported_engine())).collect()
}

fn single(outcome: &Outcome, arm: &Arm) -> String {
    match outcome {
        Outcome::Finished => format!("all {}", count(arm.runs[0].run.spec.training.epochs, "epoch")),
        Outcome::Stopped { epoch, best } => format!("stopped at epoch {epoch}, best was {best}"),
        Outcome::Clean { epoch, corrections } => {
            format!("no mistake in epoch {epoch}, after {}", count(*corrections, "correction"))
        }
        Outcome::Cycle { length, corrections, .. } => {
            format!("weights repeat: cycle of {} after {}", count(*length, "epoch"), count(*corrections, "correction"))
        }
        Outcome::Diverged { epoch } => format!("diverged in epoch {epoch}"),
    }
}

/// Each kind of outcome with its share of the runs and its range of epochs.
fn several(outcomes: &[&Outcome], arm: &Arm) -> String {
    let mut kinds: Vec<(&str, Vec<usize>)> = Vec::new();
    for outcome in outcomes {
        let (kind, epoch) = kind(outcome, arm);
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, epochs)) => epochs.push(epoch),
            None => kinds.push((kind, vec![epoch])),
        }
    }
    let total = outcomes.len();
    let words = kinds.iter().map(|(kind, epochs)| {
        let share = if epochs.len() == total { String::new() } else { format!("{} of {total} ", epochs.len()) };
        format!("{share}{kind} {}", range(epochs))
    });
    words.collect::<Vec<_>>().join("; ")
}

fn kind(outcome: &Outcome, arm: &Arm) -> (&'static str, usize) {
    match outcome {
        Outcome::Finished => ("ran to", arm.runs[0].run.spec.training.epochs),
        Outcome::Stopped { epoch, .. } => ("stopped at", *epoch),
        Outcome::Clean { epoch, .. } => ("no mistake in", *epoch),
        Outcome::Cycle { epoch, .. } => ("weights repeat in", *epoch),
        Outcome::Diverged { epoch } => ("diverged in", *epoch),
    }
}

fn range(epochs: &[usize]) -> String {
    let (low, high) = epochs.iter().fold((usize::MAX, 0), |(low, high), &epoch| (low.min(epoch), high.max(epoch)));
    if low == high { format!("epoch {low}") } else { format!("epochs {low} to {high}") }
}

//! How the runs of an arm ended, in a few words.

use experiment::record::Outcome;

use crate::arms::{Group, outcome};
use crate::words::count;

/// "stopped at epochs 21 to 48", "clean after 6 corrections", "2 of 5 diverged".
pub fn words(group: &Group) -> String {
    let outcomes = outcomes(group);
    match outcomes[..] {
        [one] => single(one, group),
        _ => several(&outcomes, group),
    }
}

/// One sentence where every run of every arm went through its epochs.
pub fn same_for_all(groups: &[Group]) -> Option<String> {
    let finished = |group: &Group| outcomes(group).iter().all(|outcome| **outcome == Outcome::Finished);
    let epochs = |group: &Group| group.runs[0].run.spec.training.epochs;
    if !groups.iter().all(finished) {
        return None;
    }
    let first = epochs(groups.first()?);
    let same = groups.iter().all(|group| epochs(group) == first);
    Some(match (same, first) {
        (true, 0) => "nothing was trained: these are the initial parameters".to_owned(),
        (true, epochs) => format!("every run went through its {}", count(epochs, "epoch")),
        (false, _) => "every run went through all its epochs".to_owned(),
    })
}

fn outcomes<'a>(group: &Group<'a>) -> Vec<&'a Outcome> {
    group.runs.iter().filter_map(|record| outcome(record, group.reported_engine())).collect()
}

fn single(outcome: &Outcome, group: &Group) -> String {
    match outcome {
        Outcome::Finished => format!("all {}", count(group.runs[0].run.spec.training.epochs, "epoch")),
        Outcome::Stopped { epoch, best } => format!("stopped at epoch {epoch}, best was {best}"),
        Outcome::Clean { epoch, corrections } => {
            format!("epoch {epoch} clean after {}", count(*corrections, "correction"))
        }
        Outcome::Cycle { length, corrections, .. } => {
            format!(
                "weights came back: cycle of {} after {}",
                count(*length, "epoch"),
                count(*corrections, "correction")
            )
        }
        Outcome::Diverged { epoch } => format!("diverged in epoch {epoch}"),
    }
}

/// Each way of ending with its share and its range of epochs.
fn several(outcomes: &[&Outcome], group: &Group) -> String {
    let mut kinds: Vec<(&str, Vec<usize>)> = Vec::new();
    for outcome in outcomes {
        let (kind, epoch) = kind(outcome, group);
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

fn kind(outcome: &Outcome, group: &Group) -> (&'static str, usize) {
    match outcome {
        Outcome::Finished => ("ran to", group.runs[0].run.spec.training.epochs),
        Outcome::Stopped { epoch, .. } => ("stopped at", *epoch),
        Outcome::Clean { epoch, .. } => ("clean in", *epoch),
        Outcome::Cycle { epoch, .. } => ("weights came back in", *epoch),
        Outcome::Diverged { epoch } => ("diverged in", *epoch),
    }
}

fn range(epochs: &[usize]) -> String {
    let (low, high) = epochs.iter().fold((usize::MAX, 0), |(low, high), &epoch| (low.min(epoch), high.max(epoch)));
    if low == high { format!("epoch {low}") } else { format!("epochs {low} to {high}") }
}

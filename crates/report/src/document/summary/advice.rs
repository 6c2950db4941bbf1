//! What would show a difference that is not significant: more seeds, as a number, more rows, or nothing.
//!
//! Advice is given only where it is true. More seeds change nothing where nothing depends on the seed; and where runs
//! share rows, no number of seeds makes a difference below z·s·√r significant.

use crate::arms::Arm;
use crate::comparison::Comparison;
use crate::markdown::escaped;
use crate::seeds::depends_on_seed;
use crate::statistics::{MOST_RUNS, RunsNeeded};
use crate::words::count;

/// The sentence for arms with a single pair of runs.
pub fn for_single_pairs(arm: &Arm) -> String {
    let sentence = match (arm.runs.len(), depends_on_seed(&arm.first_run().run)) {
        (1, true) => "With one run for each arm, a difference cannot be distinguished from chance: set `seeds`.",
        (1, false) => "Nothing in these runs depends on the seed, so a repetition would give the same numbers.",
        _ => "Only one pair of runs did not diverge, so a difference cannot be distinguished from chance.",
    };
    sentence.to_owned()
}

/// The sentence for comparisons of `arm` that are not significant: about the one that needs the fewest seeds.
pub fn for_unclear<'g>(arm: &Arm, unclear: &[&Comparison<'g>]) -> Option<String> {
    let needed = |one: &&Comparison<'g>| Some((one.lead.runs_needed(one.decision.level)?, one.label));
    let needed: Vec<(RunsNeeded, &str)> = unclear.iter().filter_map(needed).collect();
    let runs = |needed: &RunsNeeded| match needed {
        RunsNeeded::About(runs) => *runs,
        RunsNeeded::Many => MOST_RUNS + 1,
        RunsNeeded::NoNumber => usize::MAX,
    };
    let (fewest, label) = needed.iter().min_by_key(|(needed, _)| runs(needed))?;
    match fewest {
        RunsNeeded::NoNumber if arm.overlap() == 0.0 => None,
        RunsNeeded::NoNumber => Some(no_number(unclear.len())),
        RunsNeeded::About(_) | RunsNeeded::Many if !depends_on_seed(&arm.first_run().run) => None,
        RunsNeeded::Many => {
            Some(format!("It would take more than {MOST_RUNS} runs to show a difference of this size."))
        }
        RunsNeeded::About(runs) => {
            Some(format!("{} would show a difference of this size from {}.", seeds(arm, *runs), escaped(label)))
        }
    }
}

fn no_number(differences: usize) -> String {
    let size = if differences == 1 { "a difference of this size" } else { "differences of these sizes" };
    format!("No number of seeds would show {size}, since the runs share rows; more rows might.")
}

/// So many runs as a number of seeds: "About 18 seeds", "About 3 seeds of 10 folds each".
fn seeds(arm: &Arm, runs: usize) -> String {
    match arm.first_run().run.spec.dataset.folds {
        None => format!("About {}", count(runs, "seed")),
        Some(folds) => format!("About {} of {folds} folds each", count(runs.div_ceil(folds), "seed")),
    }
}

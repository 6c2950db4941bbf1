//! The answer where a further measure judges: which arm comes first, with its value, and how far the others are.

use super::{correction, differences};
use crate::arms::Arm;
use crate::judge::RankingMeasure;
use crate::markdown::escaped;
use crate::words::{capital, list};

/// The sentences; one alone where no arm has a value.
pub fn sentences(judge: &RankingMeasure, arms: &[Arm]) -> Vec<String> {
    let ordered = judge.ordered(arms);
    let Some((first, mean)) = ordered.first().and_then(|first| Some((*first, judge.mean(first)?.mean))) else {
        return vec![format!("No arm has a value of {}.", judge.name())];
    };
    let value = judge.text(first);
    if arms.len() == 1 {
        return vec![format!("{}: {value}.", capital(&judge.name()))];
    }
    let equal = ordered.iter().take_while(|arm| judge.mean(arm).is_some_and(|other| other.mean == mean)).count();
    if equal == arms.len() {
        return vec![format!("No arm differs in {}: {value} in all of them.", judge.name())];
    }
    let names: Vec<String> = ordered[..equal].iter().map(|arm| format!("**{}**", escaped(&arm.label))).collect();
    let verb = if equal == 1 { "comes first" } else { "come first" };
    let start = format!("Judged by {}, {} {verb}: {value}.", judge.name(), list(&names));
    let comparisons = judge.comparisons(&ordered);
    let compared = comparisons.iter().flat_map(|all| differences::sentences(all, &ordered[..equal]));
    let compared: Vec<String> = compared.collect();
    let holm = comparisons.as_ref().filter(|_| !compared.is_empty()).and_then(correction);
    [start].into_iter().chain(compared).chain(holm).collect()
}

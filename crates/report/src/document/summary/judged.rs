//! The answer where a further measure judges: which arm comes first, with its value, and how far the others are.

use super::differences;
use super::result::{correction, optimistic};
use crate::arms::Arm;
use crate::judge::RankingMeasure;
use crate::markdown::escaped;
use crate::words::{capital, first_few};

/// The sentences; one alone where no arm has a value.
pub fn sentences(judge: &RankingMeasure, arms: &[Arm]) -> Vec<String> {
    let ordered = judge.ordered(arms);
    let Some((first, mean)) = ordered.first().and_then(|first| Some((*first, judge.selecting_mean(first)?))) else {
        return vec![format!("No arm has a value of {}.", judge.name())];
    };
    let value = judge.text(first);
    if arms.len() == 1 {
        return vec![format!("{}: {value}.", capital(&judge.name()))];
    }
    let equal = ordered.iter().take_while(|arm| judge.selecting_mean(arm) == Some(mean)).count();
    if equal == arms.len() && !judge.is_selected_by_validation() {
        return vec![format!("No arm differs in {}: {value} in all of them.", judge.name())];
    }
    let sharing = if judge.is_selected_by_validation() { 1 } else { equal };
    let comparisons = judge.comparisons(&ordered);
    let compared = comparisons.iter().flat_map(|all| differences::sentences(all, &ordered[..sharing]));
    let compared: Vec<String> = compared.collect();
    let holm = comparisons.as_ref().filter(|_| !compared.is_empty()).and_then(correction);
    let optimism = judge.optimistic_part().and_then(|part| optimistic(part, arms.len()));
    [first_arms(judge, &ordered[..sharing])].into_iter().chain(compared).chain(holm).chain(optimism).collect()
}

/// The arms that come first, which share their value.
fn first_arms(judge: &RankingMeasure, arms: &[&Arm]) -> String {
    let names: Vec<String> = arms.iter().map(|arm| format!("**{}**", escaped(&arm.label))).collect();
    let verb = if arms.len() == 1 { "comes first" } else { "come first" };
    let (by, value) = (judge.selected_by().unwrap_or_default(), judge.text(arms[0]));
    match by.is_empty() {
        true => format!("Judged by {}, {} {verb}: {value}.", judge.name(), first_few(&names)),
        false => format!("{}{by} comes first: {} is {value}.", names[0], judge.name()),
    }
}

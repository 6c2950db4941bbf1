//! Which arm is best by the metric of the results, by how much, and against which baselines.

use experiment::spec::{Metric, Part};

use super::{DIFFERENT_ROWS, baselines, differences, perfect_runs};
use crate::arms::Arm;
use crate::comparison::{Comparisons, Selection, comparable};
use crate::evaluation::{estimate, name, ranking, selection_metric};
use crate::markdown::escaped;
use crate::statistics::Estimate;
use crate::words::{SPELLED_OUT, capital, count, first_few, list};

/// The sentences about some arms.
pub fn sentences(arms: &[Arm], metric: Metric) -> Vec<String> {
    let selection = selection_metric(arms, metric);
    let ranked = ranking(arms, selection);
    let Some((best, mean)) = ranked.first().and_then(|(best, _)| Some((*best, best.result(metric)?))) else {
        return vec![format!("No run ended with a finite {}.", name(metric))];
    };
    if arms.len() > 1 && !comparable(arms) {
        return on_different_rows(arms, metric);
    }
    let equal = ranked.iter().take_while(|(_, other)| other.mean == ranked[0].1.mean).count();
    let ordered: Vec<&Arm> = ranked.iter().map(|(arm, _)| *arm).collect();
    let (first, selection_kind, sharing) = match arms {
        [_] => (single_arm(best, mean, metric), Selection::ByEvaluation, 1),
        _ if selection == metric => {
            (best_arms(&ordered[..equal], mean, arms.len(), metric), Selection::ByEvaluation, equal)
        }
        _ => (selected_arm(best, mean, equal, [selection, metric]), Selection::ByValidation, 1),
    };
    let comparisons = Comparisons::of(&ordered, metric, selection_kind);
    let mut compared = differences::sentences(&comparisons, &ordered[..sharing]);
    compared.extend(baselines::sentences(best, 0, metric, &comparisons));
    let holm = if compared.is_empty() { None } else { correction(&comparisons) };
    let optimism =
        (arms.len() > 1 && selection == metric && equal < arms.len()).then(|| optimistic(metric.part, arms.len()));
    let perfect = if arms.len() > 1 { perfect_runs::sentence(arms, metric) } else { None };
    [first].into_iter().chain(compared).chain(holm).chain(perfect).chain(optimism.flatten()).collect()
}

/// How several comparisons are decided.
pub fn correction(comparisons: &Comparisons) -> Option<String> {
    (comparisons.count > 1).then(|| {
        format!(
            "Significance is decided with Holm's correction for {}, and each interval has the level of its step in it.",
            count(comparisons.count, "comparison")
        )
    })
}

/// The result of an experiment with one arm.
fn single_arm(arm: &Arm, mean: Estimate, metric: Metric) -> String {
    let value = format!("{}{}", estimate(metric, mean), repeated(arm, mean));
    match perfect_runs::share(arm, metric) {
        Some(share) => format!("{} 1 is reached by {share}; the mean is {value}.", capital(&name(metric))),
        None => format!("{} is {value}.", capital(&name(metric))),
    }
}

/// The arms that share the best mean of the evaluation metric.
fn best_arms(best: &[&Arm], mean: Estimate, arms: usize, metric: Metric) -> String {
    let value = format!("{}{}", estimate(metric, mean), repeated(best[0], mean));
    if best.len() == arms {
        let all = if arms == 2 { "both".to_owned() } else { format!("all {arms}") };
        return format!("No arm is better than another: {all} have {} {value}.", name(metric));
    }
    let names: Vec<String> = best.iter().map(|arm| format!("**{}**", escaped(&arm.label))).collect();
    match &names[..] {
        [one] => format!("{one} has the best {}: {value}.", name(metric)),
        several => format!("{} share the best {}: {value}.", first_few(several), name(metric)),
    }
}

/// The arm that the validation part selected, with its result on the test part.
fn selected_arm(best: &Arm, mean: Estimate, equal: usize, [selection, evaluation]: [Metric; 2]) -> String {
    let by = match equal {
        1 => format!("selected by {}", name(selection)),
        several => format!("the first of {several} arms that share the best {}", name(selection)),
    };
    let value = format!("{}{}", estimate(evaluation, mean), repeated(best, mean));
    format!("**{}**, {by}, has {} {value}.", escaped(&best.label), name(evaluation))
}

/// Arms on different rows have no best one. Each is compared with its own baselines.
fn on_different_rows(arms: &[Arm], metric: Metric) -> Vec<String> {
    let results = arms.iter().filter_map(|arm| Some((arm, arm.result(metric)?)));
    let results: Vec<(&Arm, Estimate)> = results.collect();
    let start = DIFFERENT_ROWS;
    if results.len() > SPELLED_OUT {
        return vec![format!("{start}. The table lists them.")];
    }
    let one = |(arm, mean): &(&Arm, Estimate)| format!("{} with {}", estimate(metric, *mean), escaped(&arm.label));
    let all = list(&results.iter().map(one).collect::<Vec<_>>());
    let over = results.first().map(|(arm, mean)| repeated(arm, *mean)).unwrap_or_default();
    let first = format!("{start}. {} is {all}{over}.", capital(&name(metric)));
    let compared: Vec<&Arm> = results.iter().map(|(arm, _)| *arm).collect();
    let comparisons = Comparisons::of(&compared, metric, Selection::Nothing);
    let against = compared.iter().enumerate();
    let against = against.flat_map(|(index, arm)| baselines::against_best(arm, index, metric, &comparisons));
    [first].into_iter().chain(against).chain(correction(&comparisons)).collect()
}

/// The largest of several results is too optimistic, even where all arms are equally good.
pub fn optimistic(on: Part, arms: usize) -> Option<String> {
    let held_out = match on {
        Part::Train => false,
        Part::Validation | Part::Test => true,
    };
    held_out.then(|| {
        format!(
            "The {} part both selects this arm among {arms} and evaluates it, so its result is too optimistic. New \
             rows, or a validation part for the selection, would give an unbiased one.",
            on.in_words()
        )
    })
}

/// The runs of which a result is the mean.
fn repeated(arm: &Arm, mean: Estimate) -> String {
    match mean.count {
        1 if arm.runs.len() == 1 => " (a single run)".to_owned(),
        1 => format!(" (a single run; the others of {} diverged)", arm.runs.len()),
        2 => format!(" (mean, and the values of {})", count(2, arm.repetition())),
        many => format!(" (mean and 95 % interval over {})", count(many, arm.repetition())),
    }
}

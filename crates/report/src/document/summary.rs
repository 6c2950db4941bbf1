//! The answer first: which arm did best by the judging metric, by how much, and whether that can be told from luck.

mod baselines;
mod differences;
mod perceptron;

use experiment::record::Record;
use experiment::spec::{Metric, Part, Quantity};

use crate::arms::{Group, groups, outcome, trained};
use crate::judging::{chooser, comparable, metric, name, ranking};
use crate::markdown::plain;
use crate::statistics::Estimate;
use crate::words::{capital, count, estimate, list, number};
use differences::{Chosen, SPELLED_OUT};

/// From this share of the commonest class on, accuracy says little of the others.
const RARE: f64 = 0.8;

const UNTRAINED: &str =
    "Nothing was trained, so no arm can be better than another: the figures show the networks as they are.";

/// Some sentences in Markdown.
pub fn answer(records: &[Record]) -> String {
    let groups = groups(records);
    let mut sentences = Vec::new();
    match metric(records) {
        None => sentences.push("There is no finished run yet, so there is nothing to say.".to_owned()),
        Some(_) if !trained(records) => sentences.push(UNTRAINED.to_owned()),
        Some(metric) => {
            sentences.extend(perceptron::sentence(&groups));
            sentences.extend(judged(&groups, metric));
            sentences.extend(broken(&groups));
            sentences.extend(measure(&groups, metric));
            sentences.extend(caveat(&groups, metric));
        }
    }
    sentences.join(" ")
}

fn judged(groups: &[Group], metric: Metric) -> Vec<String> {
    let chooser = chooser(groups, metric);
    let ranked = ranking(groups, chooser);
    let Some((best, mean)) = ranked.first().and_then(|(best, _)| Some((*best, best.result(metric)?))) else {
        return vec![format!("No run ended with a finite {}.", name(metric))];
    };
    if groups.len() == 1 {
        let reached = format!("{} is {}{}.", capital(&name(metric)), estimate(mean), repeated(best, mean));
        return vec![reached].into_iter().chain(baselines::sentences(best, metric)).collect();
    }
    if !comparable(groups) {
        return apart_rows(groups, metric);
    }
    let equal = ranked.iter().take_while(|(_, other)| other.mean == ranked[0].1.mean).count();
    let arms: Vec<&Group> = ranked.iter().map(|(group, _)| *group).collect();
    let mut sentences = if chooser == metric {
        let first = first(&arms[..equal], mean, groups.len(), metric);
        [vec![first], differences::sentences(&arms, equal, metric, Chosen::Here)].concat()
    } else {
        let first = chosen(best, mean, equal, [chooser, metric]);
        [vec![first], differences::sentences(&arms, 1, metric, Chosen::Elsewhere)].concat()
    };
    sentences.extend(baselines::sentences(best, metric));
    if chooser == metric && equal < groups.len() {
        sentences.extend(flatters(groups, metric));
    }
    sentences
}

/// The arms that share the best mean, by the metric that judges.
fn first(best: &[&Group], mean: Estimate, arms: usize, metric: Metric) -> String {
    let value = format!("{}{}", estimate(mean), repeated(best[0], mean));
    if best.len() == arms {
        let all = if arms == 2 { "both".to_owned() } else { format!("all {arms}") };
        return format!("No arm did better than another: {all} end with {} {value}.", name(metric));
    }
    let names: Vec<String> = best.iter().map(|group| format!("**{}**", plain(&group.label))).collect();
    match &names[..] {
        [one] => format!("{one} did best by {}: {value}.", name(metric)),
        several => format!("{} share the best {}: {value}.", list(several), name(metric)),
    }
}

/// The arm that the validation part chose, by what the test part says of it.
fn chosen(best: &Group, mean: Estimate, equal: usize, [chooser, judge]: [Metric; 2]) -> String {
    let by = match equal {
        1 => format!("chosen by {}", name(chooser)),
        several => format!("the first of {several} arms that share the best {}", name(chooser)),
    };
    let value = format!("{}{}", estimate(mean), repeated(best, mean));
    format!("**{}**, {by}, reaches {} {value}.", plain(&best.label), name(judge))
}

/// Arms that are judged on different rows have no best; each has its own simple models beside it.
fn apart_rows(groups: &[Group], metric: Metric) -> Vec<String> {
    let results = groups.iter().filter_map(|group| Some((group, group.result(metric)?)));
    let results: Vec<(&Group, Estimate)> = results.collect();
    let start = "The arms are judged on different rows, so their numbers do not compare";
    if results.len() > SPELLED_OUT {
        return vec![format!("{start}: the table has them.")];
    }
    let one = |(group, mean): &(&Group, Estimate)| format!("{} with {}", estimate(*mean), plain(&group.label));
    let all = list(&results.iter().map(one).collect::<Vec<_>>());
    let over = results.first().map(|(group, mean)| repeated(group, *mean)).unwrap_or_default();
    let first = format!("{start}: {} is {all}{over}.", name(metric));
    let against = results.iter().filter_map(|(group, _)| baselines::against_best(group, metric));
    [first].into_iter().chain(against).collect()
}

/// The largest of several numbers is too large even where all arms are equally good.
fn flatters(groups: &[Group], metric: Metric) -> Option<String> {
    let held_out = match metric.part {
        Part::Train => false,
        Part::Validation | Part::Test => true,
    };
    held_out.then(|| {
        format!(
            "The best of {} arms by the part that judges flatters: to say how good it is takes fresh rows, or a \
             validation part that chooses.",
            groups.len()
        )
    })
}

/// What the number is a mean of.
fn repeated(group: &Group, mean: Estimate) -> String {
    match mean.count {
        1 if group.runs.len() == 1 => " (a single run)".to_owned(),
        1 => format!(" (a single run; the others of {} diverged)", group.runs.len()),
        many => format!(" (mean and 95 % interval over {})", count(many, repetition(group))),
    }
}

/// What runs of one arm differ in.
pub fn repetition(group: &Group) -> &'static str {
    let seeds = group.runs.iter().any(|record| record.run.spec.seed != group.runs[0].run.spec.seed);
    let folds = group.runs.iter().any(|record| record.run.spec.fold != group.runs[0].run.spec.fold);
    match (seeds, folds) {
        (true, false) => "seed",
        (false, true) => "fold",
        (true, true) | (false, false) => "run",
    }
}

/// Arms of which runs broke down.
fn broken(groups: &[Group]) -> Option<String> {
    let diverged = |group: &Group| {
        let ended = group.runs.iter().filter_map(|record| outcome(record, group.reported_engine()));
        ended.filter(|outcome| outcome.diverged()).count()
    };
    let told: Vec<String> = groups
        .iter()
        .filter(|group| diverged(group) > 0)
        .map(|group| {
            let share = format!("{} of {}", diverged(group), count(group.runs.len(), "run"));
            if group.label.is_empty() { share } else { format!("{share} with {}", plain(&group.label)) }
        })
        .collect();
    (!told.is_empty()).then(|| format!("{} diverged: the objective was not finite any more.", capital(&list(&told))))
}

/// Where the judging metric itself takes sides.
fn measure(groups: &[Group], metric: Metric) -> Option<String> {
    match metric.quantity {
        Quantity::R2 => {
            let loss = |group: &Group| group.runs[0].run.spec.loss().name();
            let differ = groups.iter().any(|group| loss(group) != loss(&groups[0]));
            differ.then(|| "R² is made of squared errors, so it favors an arm that minimizes them.".to_owned())
        }
        Quantity::Accuracy => {
            let share = groups.first()?.baseline("majority class", metric)?.mean;
            (share >= RARE).then(|| {
                format!(
                    "One class alone makes up {} of the rows, so accuracy hardly tells how the rare one fares.",
                    number(share)
                )
            })
        }
        Quantity::Objective | Quantity::Loss | Quantity::LogLoss | Quantity::Mae | Quantity::Rmse => None,
    }
}

fn caveat(groups: &[Group], metric: Metric) -> Option<String> {
    let sentence = match metric.part {
        Part::Train => "Nothing was held out, so this tells what the network can learn, not how well it generalizes.",
        Part::Validation if groups.len() == 1 => {
            "There is no test part: where the validation part also chose, its numbers flatter."
        }
        Part::Validation | Part::Test => return None,
    };
    Some(sentence.to_owned())
}

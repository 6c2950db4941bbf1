//! The answer first: which arm did best by the judging metric, by how much, and whether that can be told from luck.

use experiment::record::{Outcome, Record};
use experiment::spec::{Metric, Part, Quantity};

use crate::arms::{Group, groups, outcome, trained};
use crate::judging::{lead, metric, name, ranking};
use crate::markdown::plain;
use crate::statistics::Estimate;
use crate::words::{capital, count, estimate, interval, list, number};

/// The most arms whose differences are written out one by one.
const SPELLED_OUT: usize = 4;

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
            sentences.extend(perceptron(&groups));
            sentences.extend(judged(&groups, metric));
            sentences.extend(broken(&groups));
            sentences.extend(measure(&groups, metric));
            sentences.extend(caveat(&groups, metric));
        }
    }
    sentences.join(" ")
}

fn judged(groups: &[Group], metric: Metric) -> Vec<String> {
    let ranked = ranking(groups, metric);
    let Some((best, mean)) = ranked.first() else {
        return vec![format!("No run ended with a finite {}.", name(metric))];
    };
    if groups.len() == 1 {
        let reached = format!("{} is {}{}.", capital(&name(metric)), estimate(*mean), repeated(best, *mean));
        return vec![reached].into_iter().chain(baseline(best, metric)).collect();
    }
    let (equal, others): (Vec<_>, Vec<_>) = ranked[1..].iter().partition(|(_, other)| other.mean == mean.mean);
    let mut sentences = vec![first(best, *mean, &equal, groups.len(), metric)];
    let [leads, cannot] = if equal.is_empty() { ["It leads", "It cannot"] } else { ["They lead", "They cannot"] };
    let others: Vec<&Group> = others.into_iter().map(|(group, _)| *group).collect();
    sentences.extend(apart(best, &others, metric, [leads, cannot]));
    sentences.extend(baseline(best, metric));
    sentences
}

fn first(best: &Group, mean: Estimate, equal: &[&(&Group, Estimate)], arms: usize, metric: Metric) -> String {
    let value = format!("{}{}", estimate(mean), repeated(best, mean));
    if equal.len() + 1 == arms {
        let all = if arms == 2 { "both".to_owned() } else { format!("all {arms}") };
        return format!("No arm did better than another: {all} end with {} {value}.", name(metric));
    }
    if equal.is_empty() {
        return format!("**{}** did best by {}: {value}.", plain(&best.label), name(metric));
    }
    let mut names = vec![format!("**{}**", plain(&best.label))];
    names.extend(equal.iter().map(|(group, _)| format!("**{}**", plain(&group.label))));
    format!("{} share the best {}: {value}.", list(&names), name(metric))
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

fn baseline(best: &Group, metric: Metric) -> Option<String> {
    let reached = best.baselines().into_iter().filter_map(|name| {
        let mean = best.baseline(name, metric)?.mean;
        Some((number(mean), plain(name)))
    });
    let reached: Vec<(String, String)> = reached.collect();
    match &reached[..] {
        [] => None,
        [(number, name)] => Some(format!("The baseline ({name}) reaches {number}.")),
        _ => {
            let each: Vec<String> = reached.iter().map(|(number, name)| format!("{number} ({name})")).collect();
            Some(format!("The baselines reach {}.", list(&each)))
        }
    }
}

/// From which arms the best can be told apart, in sentences that begin "It leads" or "They cannot".
fn apart(best: &Group, others: &[&Group], metric: Metric, [leads_by, cannot]: [&str; 2]) -> Vec<String> {
    if others.is_empty() {
        return Vec::new();
    }
    let leads: Vec<(&str, Estimate)> =
        others.iter().filter_map(|other| Some((other.label.as_str(), lead(best, other, metric)?))).collect();
    if leads.iter().all(|(_, lead)| lead.half.is_none()) {
        let next =
            leads.first().map(|(label, lead)| format!("{} is next, {} behind. ", plain(label), number(lead.mean)));
        let warning = "With one run per arm nobody can tell an effect from luck: give `seeds`.";
        return vec![next.map(|sentence| capital(&sentence)).unwrap_or_default() + warning];
    }
    let (told, unclear): (Vec<_>, Vec<_>) = leads.into_iter().partition(|(_, lead)| lead.nonzero());
    let total = told.len() + unclear.len();
    let mut sentences = Vec::new();
    if !told.is_empty() {
        sentences.push(format!("{leads_by} {}.", differences(&told, total, Verdict::Told)));
    }
    if !unclear.is_empty() {
        let named = differences(&unclear, total, Verdict::Unclear);
        sentences.push(format!("{cannot} be told apart from {named}: more seeds might tell."));
    }
    sentences
}

/// What the interval of a paired difference allows to say.
#[derive(Clone, Copy)]
enum Verdict {
    /// It lies on one side of zero.
    Told,
    /// It contains zero.
    Unclear,
}

fn differences(leads: &[(&str, Estimate)], total: usize, verdict: Verdict) -> String {
    if leads.len() > SPELLED_OUT {
        let share =
            if leads.len() == total { format!("all {total}") } else { format!("{} of the {total}", leads.len()) };
        return format!("{share} other arms (the nearest is {}, {})", plain(leads[0].0), number(leads[0].1.mean));
    }
    let one = |(index, (label, lead)): (usize, &(&str, Estimate))| {
        let range = lead.interval().map_or_else(|| "a single pair of runs".to_owned(), interval);
        let (label, by) = (plain(label), number(lead.mean));
        match (verdict, index) {
            (Verdict::Told, 0) => format!("{label} by {by} (95 % interval of the paired difference: {range})"),
            (Verdict::Told, _) => format!("{label} by {by} ({range})"),
            (Verdict::Unclear, 0) => format!("{label} (paired difference {by}, 95 % interval {range})"),
            (Verdict::Unclear, _) => format!("{label} ({by}, {range})"),
        }
    };
    list(&leads.iter().enumerate().map(one).collect::<Vec<_>>())
}

/// Arms of which runs broke down.
fn broken(groups: &[Group]) -> Option<String> {
    let diverged = |group: &Group| {
        let ended = group.runs.iter().filter_map(|record| outcome(record, group.speaker()));
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

/// (R/γ)² bounds the corrections, whatever their order.
fn novikoff(bound: f64) -> String {
    format!(" Novikoff's theorem allows these data at most {:.0}.", bound.floor())
}

/// How a lone perceptron ended is its answer.
fn perceptron(groups: &[Group]) -> Option<String> {
    let [group] = groups else { return None };
    let [record] = group.runs[..] else { return None };
    match outcome(record, group.speaker())? {
        Outcome::Clean { epoch, corrections } => Some(format!(
            "The perceptron is right on every training sample after {}: epoch {epoch} went by without a mistake.{}",
            count(*corrections, "correction"),
            record.run.data.novikoff.map_or_else(String::new, novikoff)
        )),
        Outcome::Cycle { epoch, length, corrections } => Some(format!(
            "The training data are **not linearly separable**: after {} the weights of an earlier epoch came back at \
             the end of epoch {epoch}, so the perceptron goes round in a cycle of {} forever.",
            count(*corrections, "correction"),
            count(*length, "epoch")
        )),
        Outcome::Finished | Outcome::Stopped { .. } | Outcome::Diverged { .. } => None,
    }
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
        Part::Validation => "There is no test part: where the validation part also chose, its numbers flatter.",
        Part::Test if groups.len() > 1 => {
            "The test part compares the arms here; who chooses one by it needs fresh data to judge that one."
        }
        Part::Test => return None,
    };
    Some(sentence.to_owned())
}

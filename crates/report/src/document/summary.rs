//! The answer of a report without claims: which arm is best, by how much, and whether the difference is significant.
//! Beside claims it says quietly how the arms differ (`paired`).

mod advice;
mod baselines;
mod differences;
mod judged;
mod paired;
mod perceptron;
mod perfect;

use experiment::record::Record;
use experiment::spec::{Metric, Part, Quantity};

use crate::arms::{Arm, arms, outcome, trained};
use crate::comparison::{Comparisons, Selection, comparable};
use crate::evaluation::{self, metric, name, part, ranking, selection_metric};
use crate::judge::RankingMeasure;
use crate::markdown::{code, escaped};
use crate::statistics::Estimate;
use crate::words::{capital, count, estimate, list, number};
use differences::SPELLED_OUT;

/// From this share of the most frequent class on, accuracy says little about the others.
const DOMINANT: f64 = 0.8;

const DIFFERENT_ROWS: &str = "The arms are evaluated on different rows, so their numbers cannot be compared";

const UNTRAINED: &str =
    "Nothing was trained, so no arm can be better than another. The figures show the initial networks.";

/// The answer of an experiment in sentences, as Markdown; `records` are all its runs, arm after arm.
pub fn answer(records: &[Record]) -> String {
    let arms = arms(records);
    let mut sentences = Vec::new();
    match metric(records) {
        None => sentences.push("No run has finished yet.".to_owned()),
        Some(_) if !trained(records) => sentences.push(UNTRAINED.to_owned()),
        Some(metric) => {
            sentences.extend(perceptron::sentence(&arms));
            match RankingMeasure::of(records) {
                Some(judge) => sentences.extend(judged::sentences(&judge, &arms)),
                None => sentences.extend(result(&arms, metric)),
            }
            sentences.extend(limits(records, &arms, metric));
        }
    }
    sentences.extend(warnings(records));
    sentences.join(" ")
}

/// What an experiment with claims says besides them, in sentences: how the arms differ from the first one, and what the
/// numbers do not show.
pub fn beside_claims(records: &[Record]) -> String {
    let arms = arms(records);
    let mut sentences = Vec::new();
    match metric(records) {
        None => (),
        Some(_) if !trained(records) => sentences.push(UNTRAINED.to_owned()),
        Some(metric) => {
            sentences.extend(perceptron::sentence(&arms));
            match arms.len() > 1 && !comparable(&arms) {
                true => sentences.push(format!("{DIFFERENT_ROWS}.")),
                false => sentences.extend(paired::sentences(&arms, metric)),
            }
            sentences.extend(perfect::sentence(&arms, metric).filter(|_| arms.len() > 1));
            sentences.extend(limits(records, &arms, metric));
        }
    }
    sentences.extend(warnings(records));
    sentences.join(" ")
}

/// What the numbers of a metric do not show: which runs diverged, what the metric leaves open, and which part it is of.
fn limits(records: &[Record], arms: &[Arm], metric: Metric) -> impl Iterator<Item = String> {
    let (diverged, part) = (diverged(arms), limits_of_part(arms, metric));
    // Where a further measure judges, nothing is concluded from the metric.
    let of_metric = match RankingMeasure::of(records) {
        Some(_) => [None, None],
        None => [limits_of_metric(arms, metric), undefined(records, metric)],
    };
    [diverged].into_iter().chain(of_metric).chain([part]).flatten()
}

/// What the records say should be known before the results, each once.
fn warnings(records: &[Record]) -> Vec<String> {
    let mut sentences: Vec<String> = Vec::new();
    for warning in records.iter().flat_map(|record| &record.run.warnings) {
        let sentence = format!("**Warning:** {}.", escaped(warning));
        if !sentences.contains(&sentence) {
            sentences.push(sentence);
        }
    }
    sentences
}

fn result(arms: &[Arm], metric: Metric) -> Vec<String> {
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
    let optimism = (arms.len() > 1 && selection == metric && equal < arms.len()).then(|| optimistic(arms, metric));
    let perfect = if arms.len() > 1 { perfect::sentence(arms, metric) } else { None };
    [first].into_iter().chain(compared).chain(holm).chain(perfect).chain(optimism.flatten()).collect()
}

/// How several comparisons are decided.
fn correction(comparisons: &Comparisons) -> Option<String> {
    (comparisons.count > 1).then(|| {
        format!(
            "Significance is decided with Holm's correction for {}, and each interval has the level of its step in it.",
            count(comparisons.count, "comparison")
        )
    })
}

/// The result of an experiment with one arm.
fn single_arm(arm: &Arm, mean: Estimate, metric: Metric) -> String {
    let value = format!("{}{}", estimate(mean), repeated(arm, mean));
    match perfect::share(arm, metric) {
        Some(share) => format!("{} 1 is reached by {share}; the mean is {value}.", capital(&name(metric))),
        None => format!("{} is {value}.", capital(&name(metric))),
    }
}

/// The arms that share the best mean of the evaluation metric.
fn best_arms(best: &[&Arm], mean: Estimate, arms: usize, metric: Metric) -> String {
    let value = format!("{}{}", estimate(mean), repeated(best[0], mean));
    if best.len() == arms {
        let all = if arms == 2 { "both".to_owned() } else { format!("all {arms}") };
        return format!("No arm is better than another: {all} have {} {value}.", name(metric));
    }
    let names: Vec<String> = best.iter().map(|arm| format!("**{}**", escaped(&arm.label))).collect();
    match &names[..] {
        [one] => format!("{one} has the best {}: {value}.", name(metric)),
        several => format!("{} share the best {}: {value}.", list(several), name(metric)),
    }
}

/// The arm that the validation part selected, with its result on the test part.
fn selected_arm(best: &Arm, mean: Estimate, equal: usize, [selection, evaluation]: [Metric; 2]) -> String {
    let by = match equal {
        1 => format!("selected by {}", name(selection)),
        several => format!("the first of {several} arms that share the best {}", name(selection)),
    };
    let value = format!("{}{}", estimate(mean), repeated(best, mean));
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
    let one = |(arm, mean): &(&Arm, Estimate)| format!("{} with {}", estimate(*mean), escaped(&arm.label));
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
fn optimistic(arms: &[Arm], metric: Metric) -> Option<String> {
    let held_out = match metric.part {
        Part::Train => false,
        Part::Validation | Part::Test => true,
    };
    held_out.then(|| {
        format!(
            "The {} part both selects this arm among {} and evaluates it, so its result is too optimistic. New rows, \
             or a validation part for the selection, would give an unbiased one.",
            part(metric.part),
            arms.len()
        )
    })
}

/// The runs of which a result is the mean.
fn repeated(arm: &Arm, mean: Estimate) -> String {
    match mean.count {
        1 if arm.runs.len() == 1 => " (a single run)".to_owned(),
        1 => format!(" (a single run; the others of {} diverged)", arm.runs.len()),
        many => format!(" (mean and 95 % interval over {})", count(many, arm.repetition())),
    }
}

/// The arms with runs that diverged.
fn diverged(arms: &[Arm]) -> Option<String> {
    let count_diverged = |arm: &Arm| {
        let ended = arm.runs.iter().filter_map(|record| outcome(record, arm.reported_engine()));
        ended.filter(|outcome| outcome.diverged()).count()
    };
    let shares: Vec<String> = arms
        .iter()
        .filter(|arm| count_diverged(arm) > 0)
        .map(|arm| {
            let share = format!("{} of {}", count_diverged(arm), count(arm.runs.len(), "run"));
            if arm.label.is_empty() { share } else { format!("{share} with {}", escaped(&arm.label)) }
        })
        .collect();
    (!shares.is_empty()).then(|| format!("{} diverged: the objective became infinite or NaN.", capital(&list(&shares))))
}

/// What the evaluation metric does not show, or where it favors an arm.
fn limits_of_metric(arms: &[Arm], metric: Metric) -> Option<String> {
    match metric.quantity {
        Quantity::R2 => {
            let loss = |arm: &Arm| arm.runs[0].run.spec.loss().as_str();
            let differ = arms.iter().any(|arm| loss(arm) != loss(&arms[0]));
            differ.then(|| "R² is computed from squared errors, so it favors an arm that minimizes them.".to_owned())
        }
        Quantity::Accuracy => {
            let share = arms.first()?.baseline("majority class", metric)?.mean;
            (share >= DOMINANT).then(|| {
                format!(
                    "One class makes up {} of the rows, so accuracy says little about the other classes; \
                     {} judges by all of them.",
                    number(share),
                    code(&format!("[judge] metric = \"{}-balanced-accuracy\"", metric.part.as_str()))
                )
            })
        }
        Quantity::Recall => Some(format!(
            "It is {}; a network that predicts nothing else has a recall of 1, so precision belongs to it.",
            of_classes(arms)
        )),
        Quantity::Precision => Some(format!("It is {}; recall says how many rows are missed.", of_classes(arms))),
        Quantity::F1 | Quantity::Auc | Quantity::AveragePrecision => Some(format!("It is {}.", of_classes(arms))),
        Quantity::BrierScore | Quantity::CalibrationError => {
            arms.first()?.first().run.spec.judge.class.as_ref()?;
            Some(format!("It is {}.", of_classes(arms)))
        }
        Quantity::Objective | Quantity::Loss | Quantity::LogLoss | Quantity::BalancedAccuracy => None,
        Quantity::Mae | Quantity::Rmse => None,
    }
}

/// Of which classes the metric of the judge is.
fn of_classes(arms: &[Arm]) -> String {
    match arms.first().and_then(|arm| arm.first().run.spec.judge.class.as_ref()) {
        Some(class) => format!("that of the class {}", escaped(class)),
        None => "the mean over the classes".to_owned(),
    }
}

/// Why R² is not what arms are evaluated by.
fn undefined(records: &[Record], metric: Metric) -> Option<String> {
    let r2 = Metric { quantity: Quantity::R2, ..metric };
    let why = "R² is undefined here: the part has one row, or equal targets.";
    evaluation::is_undefined(records, r2).then(|| why.replace("the part", &format!("the {} part", part(metric.part))))
}

/// What the evaluation part does not show.
fn limits_of_part(arms: &[Arm], metric: Metric) -> Option<String> {
    let sentence = match metric.part {
        Part::Train => "Nothing was held out, so this shows what the network can learn, not how well it generalizes.",
        Part::Validation if arms.len() == 1 => {
            "There is no test part. Where the validation part also selected something, its numbers are too optimistic."
        }
        Part::Validation | Part::Test => return None,
    };
    Some(sentence.to_owned())
}

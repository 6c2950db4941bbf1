//! What the numbers do not show: which runs diverged, what the metric leaves open, and which part it is of.

use experiment::finding::DIVERGED;
use experiment::record::Record;
use experiment::spec::{Metric, Part, Quantity};

use crate::arms::Arm;
use crate::evaluation;
use crate::judge::RankingMeasure;
use crate::markdown::{code, escaped};
use crate::words::{capital, count, first_few, number};

/// From this share of the most frequent class on, accuracy says little about the others.
const DOMINANT: f64 = 0.8;

/// The sentences about a metric.
pub fn sentences(records: &[Record], arms: &[Arm], metric: Metric) -> impl Iterator<Item = String> {
    let (diverged, part) = (diverged(arms), limits_of_part(arms, metric));
    // Where a further measure judges, nothing is concluded from the metric.
    let of_metric = match RankingMeasure::of(records) {
        Some(_) => [None, None],
        None => [limits_of_metric(arms, metric), undefined(records, metric)],
    };
    [diverged].into_iter().chain(of_metric).chain([part]).flatten()
}

/// The arms with runs that diverged.
fn diverged(arms: &[Arm]) -> Option<String> {
    let shares: Vec<String> = arms
        .iter()
        .filter(|arm| arm.diverged() > 0)
        .map(|arm| {
            let share = format!("{} of {}", arm.diverged(), count(arm.runs.len(), "run"));
            if arm.label.is_empty() { share } else { format!("{share} with {}", escaped(&arm.label)) }
        })
        .collect();
    (!shares.is_empty()).then(|| format!("{} diverged: {DIVERGED}.", capital(&first_few(&shares))))
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
            arms.first()?.first_run().run.spec.judge.class.as_ref()?;
            Some(format!("It is {}.", of_classes(arms)))
        }
        Quantity::Objective | Quantity::Loss | Quantity::LogLoss | Quantity::BalancedAccuracy => None,
        Quantity::Mae | Quantity::Rmse => None,
    }
}

/// Of which classes the metric of the judge is.
fn of_classes(arms: &[Arm]) -> String {
    match arms.first().and_then(|arm| arm.first_run().run.spec.judge.class.as_ref()) {
        Some(class) => format!("that of the class {}", escaped(class)),
        None => "the mean over the classes".to_owned(),
    }
}

/// Why R² is not what arms are evaluated by.
fn undefined(records: &[Record], metric: Metric) -> Option<String> {
    let r2 = Metric { quantity: Quantity::R2, ..metric };
    evaluation::is_undefined(records, r2).then(|| {
        let part = metric.part.in_words();
        format!("R² is undefined here: the {part} part has one row, or equal targets.")
    })
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

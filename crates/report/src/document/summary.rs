//! The answer of a report without claims: which arm is best, by how much, and whether the difference is significant.
//! Beside claims it says quietly how the arms differ (`paired`).

mod advice;
mod baselines;
mod differences;
mod judged;
mod limits;
mod paired;
mod perceptron;
mod perfect_runs;
mod result;

use experiment::record::Record;

use crate::arms::{arms, trained};
use crate::comparison::comparable;
use crate::evaluation::metric;
use crate::judge::RankingMeasure;
use crate::markdown::escaped;

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
                None => sentences.extend(result::sentences(&arms, metric)),
            }
            sentences.extend(limits::sentences(records, &arms, metric));
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
            sentences.extend(perfect_runs::sentence(&arms, metric).filter(|_| arms.len() > 1));
            sentences.extend(limits::sentences(records, &arms, metric));
        }
    }
    sentences.extend(warnings(records));
    sentences.join(" ")
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

//! What the intervals of the table mean, which depends on the rows that the runs share.

use experiment::spec::Resampling;

use crate::arms::Arm;
use crate::statistics::extremes;
use crate::words::{count, number};

/// The sentences about the intervals of arms with several runs.
pub fn note(arms: &[Arm]) -> String {
    let longest = arms.iter().max_by_key(|arm| arm.runs.len()).unwrap_or(&arms[0]);
    let over = count(longest.runs.len(), longest.repetition());
    let mut sentences = vec![match longest.runs.len() {
        2 => format!("Mean over {over}, in parentheses the value of each: of two an interval says next to nothing."),
        _ => format!("Mean ± half of the 95 % interval (Student's t) over {over}."),
    }];
    for arm in arms {
        let sentence = shared_rows(arm).to_owned();
        if !sentences.contains(&sentence) {
            sentences.push(sentence);
        }
    }
    sentences.extend(variance(arms));
    sentences.join(" ")
}

fn shared_rows(arm: &Arm) -> &'static str {
    match arm.first_run().run.spec.dataset.resampling() {
        Resampling::Folds => "Folds share training rows.",
        Resampling::NewSplits => "Each seed splits the same rows anew, so runs share rows.",
        Resampling::NewSamples => "Each seed draws new samples, so runs are independent.",
        Resampling::SameRows => {
            "Every run is evaluated on the same rows, so intervals show how results vary with the random choices of \
             training, not with the rows."
        }
    }
}

/// The widening of intervals, where runs of an arm share rows.
fn variance(arms: &[Arm]) -> Option<String> {
    let (low, high) = extremes(arms.iter().map(Arm::overlap).filter(|overlap| *overlap > 0.0))?;
    let ratio = if low == high { number(low) } else { format!("{} to {}", number(low), number(high)) };
    Some(format!(
        "The variance of a mean of n runs is therefore s²·(1/n + r), where r = {ratio} is the ratio of evaluated rows \
         to training rows (Nadeau and Bengio)."
    ))
}

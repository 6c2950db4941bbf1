//! How a lone perceptron ended is its answer.
//!
//! That weights come back proves something about the data only under Rosenblatt's procedure; with no bias it speaks of
//! lines through the origin, with several outputs of one of them. Leaves out perceptrons of several arms or seeds,
//! whose endings the table of results tells.

use experiment::record::{Outcome, Record, Run};
use experiment::spec::{Bias, NetworkKind};

use crate::arms::{Group, outcome};
use crate::words::count;

/// The sentence; none where there are several runs, or no perceptron.
pub fn sentence(groups: &[Group]) -> Option<String> {
    let [group] = groups else { return None };
    let [record] = group.runs[..] else { return None };
    match outcome(record, group.reported_engine())? {
        Outcome::Clean { epoch, corrections } => Some(format!(
            "The perceptron is right on every training sample after {}: epoch {epoch} went by without a mistake.{}",
            count(*corrections, "correction"),
            record.run.data.novikoff.map_or_else(String::new, novikoff)
        )),
        Outcome::Cycle { epoch, length, corrections } => {
            let came = format!(
                "after {} the weights of an earlier epoch came back at the end of epoch {epoch}, so the perceptron \
                 goes round in a cycle of {} forever.",
                count(*corrections, "correction"),
                count(*length, "epoch")
            );
            Some(proven(&record.run).map_or_else(|| crate::words::capital(&came), |proven| format!("{proven}: {came}")))
        }
        Outcome::Finished => unfinished(record),
        Outcome::Stopped { .. } | Outcome::Diverged { .. } => None,
    }
}

/// (R/γ)² bounds the corrections, whatever their order.
fn novikoff(bound: f64) -> String {
    format!(" Novikoff's theorem allows these data at most {:.0}.", bound.floor())
}

/// What a cycle proves.
fn proven(run: &Run) -> Option<String> {
    if !run.spec.is_rosenblatts() {
        return None;
    }
    let line = if run.data.inputs.len() > 2 { "hyperplane" } else { "line" };
    Some(match (run.spec.network.bias, outputs(run)) {
        (Bias::PerUnit | Bias::Shared, 1) => "The training data are **not linearly separable**".to_owned(),
        (Bias::None, 1) => format!("**No {line} through the origin parts the classes**"),
        (Bias::PerUnit | Bias::Shared, _) => {
            format!("**At least one class cannot be parted from the rest by a {line}**")
        }
        (Bias::None, _) => {
            format!("**At least one class cannot be parted from the rest by a {line} through the origin**")
        }
    })
}

/// A perceptron has one layer, so its parameters tell how many outputs it has.
fn outputs(run: &Run) -> usize {
    let into_one = run.data.inputs.len() + usize::from(run.spec.network.bias == Bias::PerUnit);
    run.data.parameters / into_one.max(1)
}

/// A perceptron that stops when it is clean, and did not.
fn unfinished(record: &Record) -> Option<String> {
    let training = &record.run.spec.training;
    if record.run.spec.network.kind != NetworkKind::Perceptron || training.until_clean == Some(false) {
        return None;
    }
    let errs = format!("The perceptron still made mistakes in the last of its {}.", count(training.epochs, "epoch"));
    let order = "Whether it goes round in a cycle cannot be told, since the order of the samples changes from epoch to \
                 epoch: write `shuffle = false`.";
    Some(if training.shuffle { format!("{errs} {order}") } else { errs })
}

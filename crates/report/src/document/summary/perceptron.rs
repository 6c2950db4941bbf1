//! The answer of an experiment with a single run of a perceptron: how its training ended.
//!
//! Weights that repeat prove that the data are not separable only under Rosenblatt's procedure. Without a bias they
//! prove it for lines through the origin, with several outputs for at least one of the classes. Leaves out perceptrons
//! of several arms or seeds, whose outcomes are in the table of results.

use experiment::record::{Outcome, Record, Run};
use experiment::spec::{Bias, NetworkKind};

use crate::arms::{Arm, outcome};
use crate::words::count;

/// The sentence; none where there are several runs, or no perceptron.
pub fn sentence(arms: &[Arm]) -> Option<String> {
    let [arm] = arms else { return None };
    let [record] = arm.runs[..] else { return None };
    match outcome(record, arm.reported_engine())? {
        Outcome::Clean { epoch, corrections } => Some(format!(
            "The perceptron classifies every training sample correctly after {}: epoch {epoch} had no mistake.{}",
            count(*corrections, "correction"),
            record.run.data.novikoff.map_or_else(String::new, novikoff)
        )),
        Outcome::Cycle { epoch, length, corrections } => {
            let cycle = format!(
                "after {} the weights at the end of epoch {epoch} are those of an earlier epoch, so the perceptron \
                 repeats a cycle of {} forever.",
                count(*corrections, "correction"),
                count(*length, "epoch")
            );
            Some(
                proven(&record.run)
                    .map_or_else(|| crate::words::capital(&cycle), |proven| format!("{proven}: {cycle}")),
            )
        }
        Outcome::Finished => unfinished(record),
        Outcome::Stopped { .. } | Outcome::Diverged { .. } => None,
    }
}

/// Novikoff's bound (R/γ)² on the number of corrections, in whatever order.
fn novikoff(bound: f64) -> String {
    format!(" Novikoff's theorem gives at most {:.0} corrections for these data.", bound.floor())
}

/// What a cycle proves; none unless the procedure is Rosenblatt's.
fn proven(run: &Run) -> Option<String> {
    if !run.spec.is_rosenblatts() {
        return None;
    }
    let line = if run.data.inputs.len() > 2 { "hyperplane" } else { "line" };
    Some(match (run.spec.network.bias, outputs(run)) {
        (Bias::PerUnit | Bias::Shared, 1) => "The training data are **not linearly separable**".to_owned(),
        (Bias::None, 1) => format!("**No {line} through the origin separates the classes**"),
        (Bias::PerUnit | Bias::Shared, _) => {
            format!("**At least one class cannot be separated from the rest by a {line}**")
        }
        (Bias::None, _) => {
            format!("**At least one class cannot be separated from the rest by a {line} through the origin**")
        }
    })
}

/// The number of outputs, from the number of parameters of the single layer.
fn outputs(run: &Run) -> usize {
    let into_one = run.data.inputs.len() + usize::from(run.spec.network.bias == Bias::PerUnit);
    run.data.parameters / into_one.max(1)
}

/// A perceptron that should have stopped at an epoch without a mistake, and had none.
fn unfinished(record: &Record) -> Option<String> {
    let training = &record.run.spec.training;
    if record.run.spec.network.kind != NetworkKind::Perceptron || training.until_clean == Some(false) {
        return None;
    }
    let mistakes =
        format!("The perceptron still made mistakes in the last of its {}.", count(training.epochs, "epoch"));
    let order = "Whether its weights repeat cannot be checked, since the order of the samples changes from epoch to \
                 epoch; with `shuffle = false` it can.";
    Some(if training.shuffle { format!("{mistakes} {order}") } else { mistakes })
}

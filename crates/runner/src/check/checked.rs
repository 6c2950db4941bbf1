//! What a check of one run found: two certificates, the gradients in f32, and what became of every planted fault.

use engine::Layout;
use engine::certificate::Certificate;

/// A check of one run.
pub struct Checked {
    /// The tensors of the network.
    pub layout: Layout,
    /// The number of rows in the batch.
    pub rows: usize,
    /// The number of elements that the slow witnesses computed.
    pub looked: usize,
    /// The certificate at the initial parameters.
    pub initial: Certificate,
    /// The certificate after training, or where a training that diverged is replaced.
    pub trained: Certificate,
    /// Where that certificate was made.
    pub point: TrainedPoint,
    /// The gradients in f32, where the run computes in it.
    pub single: Option<SinglePrecisionError>,
    /// Every planted fault: name, words, result.
    pub faults: Vec<(&'static str, &'static str, FaultResult)>,
}

impl Checked {
    /// Whether both certificates hold and no planted fault was missed.
    pub fn holds(&self) -> bool {
        let missed = self.faults.iter().any(|(_, _, result)| *result == FaultResult::Missed);
        let single = self.single.as_ref().is_none_or(SinglePrecisionError::holds);
        self.initial.holds() && self.trained.holds() && single && !missed
    }

    /// How many faults applied, and how many of those were caught.
    pub fn tally(&self) -> (usize, usize) {
        let count =
            |wanted: &[FaultResult]| self.faults.iter().filter(|(_, _, result)| wanted.contains(result)).count();
        let caught = count(&[FaultResult::CaughtByForward, FaultResult::CaughtByVote]);
        (caught + count(&[FaultResult::Missed]), caught)
    }
}

/// What became of a planted fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultResult {
    /// The forward passes differed.
    CaughtByForward,
    /// The hand-written engine was outvoted, or there was no majority.
    CaughtByVote,
    /// No witness showed the fault: the check fails.
    Missed,
    /// The network lacks the part that it changes, or the change moves no gradient.
    NotApplicable,
}

/// The network that the second certificate of a check is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrainedPoint {
    /// The network that training leaves.
    AfterTraining,
    /// The initial network with every parameter moved at random: training diverged and left none.
    Perturbed,
}

/// How far a gradient is off that an engine computes in f32, relative to the sum of its absolute terms.
#[derive(Debug, Clone, PartialEq)]
pub struct SinglePrecisionError {
    /// The largest error of all engines.
    pub error: f64,
    /// The engine that has it.
    pub engine: &'static str,
    /// The element that has it, `layers.0.weight[1,2]`.
    pub element: String,
    /// The largest error that is rounding.
    pub bound: f64,
}

impl SinglePrecisionError {
    /// Whether the error is within its bound.
    pub fn holds(&self) -> bool {
        self.error <= self.bound
    }
}

//! What training leaves behind: networks, what was measured on the way, and how it ended.

use engine::{Engine, Layout, Matrix, Snapshot};
use experiment::record::{Agreement, FinalMetrics, LabeledTable, Metrics, Outcome};
use experiment::spec::EngineName;

use crate::probe::vitals::Examination;
use crate::tensors::{self, NamedTensor};

/// Everything that training leaves behind.
pub struct Trained {
    /// What each engine leaves, in the order of the spec.
    pub engines: Vec<TrainedEngine>,
    /// The first engine itself.
    pub first: Box<dyn Engine>,
    /// What was measured at the end of every epoch.
    pub metrics: Metrics,
    /// How far the engines were apart after every epoch; empty with one engine.
    pub agreement: Vec<Agreement>,
    /// The epochs after which a line search was decided by the last digit, so that its step was not compared.
    pub unsettled: Vec<usize>,
    /// What the probes recorded, by the name of the table.
    pub tables: Vec<(String, LabeledTable)>,
    /// What the doctor asked; nothing where no probes were.
    pub examinations: Vec<Examination>,
    /// The tensors of the network.
    pub layout: Layout,
}

/// What one engine leaves.
pub struct TrainedEngine {
    /// Which engine.
    pub name: EngineName,
    /// How its training ended.
    pub outcome: Outcome,
    /// The metrics of the network that it leaves, and the epoch that this network is from.
    pub last: FinalMetrics,
    /// The network that it leaves.
    pub snapshot: Snapshot,
    /// (n, out): its outputs for every row of the data set, as they were scaled.
    pub outputs: Matrix,
}

impl TrainedEngine {
    /// The tensors of the network: its parameters, then batch normalization's statistics of inference.
    pub fn tensors(&self, layout: &Layout) -> Vec<NamedTensor> {
        tensors::all(layout, &self.snapshot.parameters, &self.snapshot.statistics)
    }
}

/// Whether a run leaves a network that can be used. One that diverged does not, unless early stopping went back to
/// the parameters of an earlier epoch.
pub(crate) fn is_usable(outcome: &Outcome, last: &FinalMetrics) -> bool {
    match outcome {
        Outcome::Diverged { epoch } => last.epoch < *epoch,
        Outcome::Finished | Outcome::Stopped { .. } | Outcome::Clean { .. } | Outcome::Cycle { .. } => true,
    }
}

//! What a finished run is: the spec it came from, what was measured, and how it ended.

mod data;
mod metrics;
mod outcome;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::finding::Finding;
use crate::spec::{Arm, EngineName, Spec};

pub use data::{DataSummary, MissingCells};
pub use metrics::{Baseline, FinalMetrics, MetricRow, Metrics};
pub use outcome::{GROWN, Outcome};

/// One finished run of all its engines.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// What `run.toml` holds.
    pub run: Run,
    /// The metrics at the end of every epoch.
    pub metrics: Metrics,
    /// How far the engines were apart, epoch by epoch; empty with one engine.
    pub agreement: Vec<Agreement>,
    /// Further tables, recorded because a figure or the report asked for them.
    pub tables: BTreeMap<String, LabeledTable>,
}

/// What a run was and how it ended: the content of `run.toml`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// A hash of everything the run depends on.
    pub id: String,
    /// Which arm of the sweep it belongs to.
    pub arm: Arm,
    /// How training ended, by engine.
    pub outcomes: Vec<(EngineName, Outcome)>,
    /// The metrics of the network that each engine leaves: the best one where early stopping watched.
    pub finals: Vec<FinalMetrics>,
    /// The metrics of simple models on the same split, the simplest first.
    pub baselines: Vec<Baseline>,
    /// What a reader should know before the results, in sentences: targets that the output cannot be, for one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
    /// What the doctor sees in the network and its training; nothing in a healthy run.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
    /// The gradient certificate of the network that training left, for the first seed of every arm.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<CertificateSummary>,
    /// The data: columns, classes, sizes of the parts.
    pub data: DataSummary,
    /// The run itself, every default written out.
    pub spec: Spec,
}

impl Run {
    /// The content of `run.toml`.
    pub fn to_toml(&self) -> String {
        toml::to_string(self).expect("a run is tables, lists, strings and numbers")
    }

    /// The run of a `run.toml`.
    ///
    /// # Errors
    /// In words, if the text is not one that [`Run::to_toml`] wrote.
    pub fn from_toml(text: &str) -> Result<Run, String> {
        toml::from_str(text).map_err(|error| error.to_string())
    }

    /// The final metrics of an engine.
    pub fn final_of(&self, engine: EngineName) -> Option<&FinalMetrics> {
        self.finals.iter().find(|last| last.engine == engine)
    }
}

/// A gradient certificate in short: five witnesses on a drawn share of the parameters.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CertificateSummary {
    /// The largest difference of outputs and objectives between the engines.
    pub forward: f64,
    /// The largest error of a gradient, relative to the sum of its absolute terms.
    pub error: f64,
    /// How many elements were compared.
    pub checked: usize,
    /// How many were zero or undecidable, so that nothing was checked.
    pub unchecked: usize,
    /// The largest error of a gradient that an engine computes in f32, against f64; none of a run in f64.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub single: Option<f64>,
    /// The tensors on which the witnesses disagree; `f32` if an engine is wrong in that precision, `forward` if the
    /// engines compute different functions.
    pub wrong: Vec<String>,
}

/// How far two engines are apart in one epoch, compared from a shared snapshot; see CONVENTIONS.md.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Agreement {
    /// The epoch after which they were compared; 0 is before the first update.
    pub epoch: usize,
    /// The largest difference of outputs, relative to the larger of 1 and the output.
    pub outputs: f64,
    /// The largest difference of gradients, relative to the sum of their absolute terms.
    pub gradients: f64,
    /// The parameter with that largest difference, `layers.0.weight[1,2]`.
    pub worst: String,
    /// The largest difference after one step, relative as its rule asks.
    pub step: f64,
    /// Whether each of the three is within its bound.
    pub agree: bool,
    /// The largest difference of the two whole trajectories' parameters.
    pub trajectory: f64,
    /// That of the hand-written engine and its shadow, itself started one unit in the last place away.
    #[serde(rename = "shadow")]
    pub shadow_trajectory: f64,
}

/// A table of numbers with named columns, and a label in front of each row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LabeledTable {
    /// The names of the columns; the first is that of the labels.
    pub columns: Vec<String>,
    /// The rows: a label and one number for each further column.
    pub rows: Vec<(String, Vec<f64>)>,
}

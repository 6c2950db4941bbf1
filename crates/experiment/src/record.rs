//! What a finished run is: the spec it came from, what was measured, and how it ended.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::finding::Finding;
use crate::spec::{Arm, EngineName, Metric, Spec, Task};

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

/// The metrics of the network that an engine leaves.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FinalMetrics {
    /// The engine.
    pub engine: EngineName,
    /// The epoch whose parameters they are.
    pub epoch: usize,
    /// The metrics of that epoch, each in its own unit.
    pub values: Vec<(Metric, f64)>,
}

impl FinalMetrics {
    /// The value of one metric.
    pub fn get(&self, metric: Metric) -> Option<f64> {
        self.values.iter().find(|(known, _)| *known == metric).map(|(_, value)| *value)
    }
}

/// The data of a run, as reports describe them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DataSummary {
    /// Whether classes or numbers are predicted.
    pub task: Task,
    /// The names of the input columns, after one-hot and features.
    pub inputs: Vec<String>,
    /// The names of the classes, in order; empty in regression.
    pub classes: Vec<String>,
    /// Rows in the training, validation and test part.
    pub rows: [usize; 3],
    /// How many parameters the network has.
    pub parameters: usize,
    /// Novikoff's bound on the corrections of a perceptron that starts from zero weights; none where the data are
    /// not separable, or no perceptron is trained so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub novikoff: Option<f64>,
    /// How much of the file was missing.
    #[serde(default, skip_serializing_if = "MissingCells::is_empty")]
    pub missing: MissingCells,
}

/// How much of a file was missing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingCells {
    /// How many rows were left out for a missing cell.
    pub rows: usize,
    /// How many of the cells that are used were missing, by the input column; complete columns are not listed.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub cells: BTreeMap<String, usize>,
}

impl MissingCells {
    /// Whether nothing was missing.
    pub fn is_empty(&self) -> bool {
        self.rows == 0 && self.cells.is_empty()
    }
}

/// How training ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Outcome {
    /// Every epoch ran.
    Finished,
    /// Early stopping: nothing better came after epoch `best`.
    Stopped {
        /// The last epoch that ran, counted from 1.
        epoch: usize,
        /// The epoch whose parameters were restored.
        best: usize,
    },
    /// A perceptron went through an epoch without a mistake.
    Clean {
        /// That epoch, counted from 1.
        epoch: usize,
        /// The number of corrections in all epochs.
        corrections: usize,
    },
    /// A perceptron's weights returned to earlier values, so they will do so forever.
    Cycle {
        /// The epoch at whose end the weights were those of an earlier epoch.
        epoch: usize,
        /// The length of the cycle in epochs.
        length: usize,
        /// The number of corrections in all epochs.
        corrections: usize,
    },
    /// The objective was not finite any more.
    Diverged {
        /// The epoch in which the objective ceased to be finite, counted from 1.
        epoch: usize,
    },
}

impl Outcome {
    /// Whether training ended because the objective was not finite.
    pub fn diverged(&self) -> bool {
        match self {
            Outcome::Diverged { .. } => true,
            Outcome::Finished | Outcome::Stopped { .. } | Outcome::Clean { .. } | Outcome::Cycle { .. } => false,
        }
    }
}

/// A simple model and its metrics on the same split.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Baseline {
    /// Its name: "majority class", "logistic regression", "mean", "linear regression".
    pub name: String,
    /// Its metrics, each in its own unit.
    pub values: Vec<(Metric, f64)>,
}

/// Metrics by engine and epoch; epoch 0 is before the first update.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Metrics {
    /// The metric of each column.
    pub columns: Vec<Metric>,
    /// One row for each engine and epoch.
    pub rows: Vec<MetricRow>,
}

/// The metrics of one engine at the end of one epoch.
#[derive(Debug, Clone, PartialEq)]
pub struct MetricRow {
    /// The engine.
    pub engine: EngineName,
    /// The epoch; 0 is before the first update.
    pub epoch: usize,
    /// The learning rate of that epoch.
    pub rate: f64,
    /// One value for each column.
    pub values: Vec<f64>,
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
    /// That of the hand-written engine and itself started one unit in the last place away.
    pub shadow: f64,
}

/// A table of numbers with named columns, and a label in front of each row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LabeledTable {
    /// The names of the columns; the first is that of the labels.
    pub columns: Vec<String>,
    /// The rows: a label and one number for each further column.
    pub rows: Vec<(String, Vec<f64>)>,
}

impl Metrics {
    /// The values of `metric` by epoch, for one engine.
    pub fn series(&self, engine: EngineName, metric: Metric) -> Vec<(usize, f64)> {
        let Some(column) = self.columns.iter().position(|known| *known == metric) else { return Vec::new() };
        self.rows.iter().filter(|row| row.engine == engine).map(|row| (row.epoch, row.values[column])).collect()
    }

    /// The last value of `metric`, for one engine.
    pub fn last(&self, engine: EngineName, metric: Metric) -> Option<f64> {
        let column = self.columns.iter().position(|known| *known == metric)?;
        self.rows.iter().rev().find(|row| row.engine == engine).map(|row| row.values[column])
    }
}

//! What an experiment says: the tables of its TOML file, and the runs they expand to.
//!
//! An [`Experiment`] is the file as written. A [`Spec`] is one run of it: one arm of the sweep, one
//! seed, one fold, every default written out. Everything after this crate sees only `Spec`s.

mod activation;
mod batch_norm;
mod chance;
mod claim;
mod constant;
mod dataset;
mod dataset_name;
mod defaults;
mod expand;
mod expect;
mod figure;
mod file_format;
mod initializer;
mod judge;
mod lesson;
mod loss;
mod measure;
mod metric;
mod missing;
mod named;
mod network;
mod optimizer;
mod output_activation;
mod printed;
mod quantity;
mod recording;
mod resampling;
mod rosenblatt;
mod rules;
mod targets;
mod task;
mod training;

pub use activation::{Activation, ActivationFacts, Curvature, Kinks, Tails};
pub use batch_norm::{BatchNorm, Inference};
pub use claim::{Against, ArmName, At, Best, Claim, Relation};
pub use constant::Constant;
pub use dataset::{Coding, Dataset, Scale, TargetScale};
pub use dataset_name::DatasetName;
pub use expand::{Arm, Spec};
pub use expect::{Choice, Expect, PrintedVerdict, Rounding, Values};
pub use figure::{Figure, FigureKind, LegendPlace, LogAxes};
pub use file_format::{CharacterEncoding, ColumnKind, Decimal, RowRange, Thousands};
pub use initializer::Initializer;
pub use judge::Judge;
pub use lesson::{Exercise, Lesson};
pub use loss::{Compares, Loss, LossFacts, LossKinks, MeanOver, Pieces};
pub(crate) use measure::bound_in_words;
pub use measure::{BaselineName, Better, Further, Measure, MeasuredAt};
pub use metric::{Metric, Part};
pub use missing::{EVERY_OTHER, Missing, WhenMissing, WhenUnknown};
pub use named::Named;
pub use network::{AtZero, Bias, Network, NetworkKind, OneOrEach};
pub use optimizer::{Memory, Optimizer, OptimizerFacts, StepError};
pub use output_activation::OutputActivation;
pub use printed::Printed;
pub use quantity::{Frequency, MeasuredOn, Quantity};
pub use recording::{Recorded, Recording, recordings};
pub use resampling::Resampling;
pub use rules::{RuleViolation, check, lecture_of, measure_violations, unknown_arms, unknown_rows};
pub use targets::TargetColumns;
pub use task::Task;
pub use training::{
    BatchSize, ClassWeights, Clip, EarlyStopping, Full, Penalty, Schedule, Training, Update, WeightRule,
};

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// One experiment: the whole TOML file.
///
/// Required are `title`, `[dataset]`, `[network]` and `[training]`; the rest has defaults.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Experiment {
    /// The title of the report.
    #[schemars(length(min = 1))]
    pub title: String,
    /// The question that the experiment answers, shown at the top of the report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// The engines that train: the hand-written network, the burn framework, or both; two are compared every epoch.
    #[serde(default = "both_engines")]
    #[schemars(length(min = 1))]
    pub engines: Vec<EngineName>,
    /// The device of burn that computes; the hand-written engine has one alone.
    #[serde(default)]
    pub device: Device,
    /// The floating-point format of both engines.
    #[serde(default)]
    pub precision: Precision,
    /// The seed of everything random in a single run, 1 by default; not together with `seeds`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// The seeds of repeated runs: reports show their mean and its 95 % interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1))]
    pub seeds: Option<Vec<u64>>,
    /// The data: which set, how it is cut into parts, how its columns are scaled.
    pub dataset: Dataset,
    /// The network: its layers, their activations, the initial weights.
    pub network: Network,
    /// The training: loss, update rule, epochs, when to stop.
    pub training: Training,
    /// What decides which arm is best: the metric, and the class that it is of.
    #[serde(default, skip_serializing_if = "Judge::is_default")]
    pub judge: Judge,
    /// The axes of a sweep: a dotted key of this file and a list of its values. Every combination is an arm. A value
    /// that is a table replaces the table of the file; it repeats the keys that stand there.
    #[serde(default, skip_serializing_if = "serde_json::Map::is_empty")]
    #[schemars(extend("minProperties" = 1))]
    pub sweep: serde_json::Map<String, serde_json::Value>,
    /// Explicit initial parameters by name, `"layers.0.weight" = [[...], ...]` as `[fan_in][fan_out]`;
    /// or `file = "..."`, a `parameters.csv` or `.safetensors` of an earlier run.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(extend("minProperties" = 1))]
    pub initial: BTreeMap<String, Initial>,
    /// Further figures of the report; learning curves and agreement are always drawn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figure: Vec<Figure>,
    /// Printed numbers that the run has to give, digit for digit: worked examples of a lecture or a book.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expect: Vec<Expect>,
    /// What the experiment shows: sentences that are judged, and answer the question of the report.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claim: Vec<Claim>,
    /// A known solution, written as `[initial]`: the metric "distance" of a claim is the distance from it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(extend("minProperties" = 1))]
    pub solution: BTreeMap<String, Initial>,
    /// What a reader is to learn: the report shows it around the answer. No part of a run, so nothing is
    /// trained anew for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lesson: Option<Lesson>,
}

/// An engine, by the name the config uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum EngineName {
    /// The hand-written network.
    FromScratch,
    /// The burn framework.
    Burn,
}

/// The device that burn computes on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Device {
    /// burn-flex, burn's own processor device.
    #[default]
    Flex,
    /// burn-ndarray, the older device on the ndarray crate.
    Ndarray,
}

/// A floating-point format.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    /// 64 bits: the reference.
    #[default]
    F64,
    /// 32 bits: faster.
    F32,
}

/// The initial value of one parameter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Initial {
    /// A matrix, one list per row.
    Rows(Vec<Vec<f64>>),
    /// A single row: a bias may be written without the outer list.
    Row(Vec<f64>),
    /// The path of a file, only under the key `file`.
    File(String),
}

fn both_engines() -> Vec<EngineName> {
    vec![EngineName::FromScratch, EngineName::Burn]
}

impl EngineName {
    /// The name as configs and files write it.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

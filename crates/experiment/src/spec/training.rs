//! Training: the objective, the update rule, and when to stop.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Loss, Metric, Named, Optimizer, Part, Quantity, defaults};

/// The `[training]` table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Training {
    /// The data loss; by default the one that goes with the output and the task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loss: Option<Named<Loss>>,
    /// Samples per update: "full" is batch gradient descent, 1 is stochastic.
    #[serde(default = "thirty_two")]
    pub batch_size: BatchSize,
    /// How often the training part is gone through; 0 evaluates the initial parameters alone.
    #[serde(default = "defaults::hundred")]
    #[schemars(range(max = 10_000_000))]
    pub epochs: usize,
    /// Whether each epoch goes through the samples in a new order, or always in that of the table.
    #[serde(default = "defaults::yes")]
    pub shuffle: bool,
    /// The update rule and its constants.
    #[serde(default = "plain_descent")]
    pub optimizer: Optimizer,
    /// What the objective adds to the loss: l1·Σ|w| + ½·l2·Σw², weights only, not divided by n.
    #[serde(default)]
    pub penalty: Penalty,
    /// Bounds on the gradient.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clip: Option<Clip>,
    /// How the learning rate changes over the epochs.
    #[serde(default)]
    pub schedule: Named<Schedule>,
    /// When to stop early; the best parameters are restored whatever the reason of the stop.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub early_stopping: Option<EarlyStopping>,
    /// The largest norm of the weights into one unit; longer ones are shortened after every step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub max_norm: Option<f64>,
    /// The weight of each class in the loss, in the order of the classes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class_weights: Option<ClassWeights>,
    /// Whether all layers are updated from the same gradients.
    #[serde(default)]
    pub update: Update,
    /// Parameters that stay as they are, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub frozen: Vec<String>,
    /// Stop when an epoch had no misclassified training sample: the perceptron's own end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_clean: Option<bool>,
}

/// Samples per update.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum BatchSize {
    /// The whole training part.
    Full(Full),
    /// This many.
    Count(#[schemars(range(min = 1))] usize),
}

/// The word for the whole training part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Full {
    /// The whole training part.
    Full,
}

/// l1·Σ|w| + ½·l2·Σw².
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Penalty {
    /// The factor of the sum of absolute weights.
    #[serde(default)]
    #[schemars(range(min = 0))]
    pub l1: f64,
    /// Twice the factor of the sum of squared weights.
    #[serde(default)]
    #[schemars(range(min = 0))]
    pub l2: f64,
}

/// Bounds on the gradient of the objective: exactly one of the three.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Clip {
    /// The largest global norm; a longer gradient is shortened to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub norm: Option<f64>,
    /// The largest norm of each tensor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub tensor_norm: Option<f64>,
    /// The largest absolute value of each element.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub value: Option<f64>,
}

/// The learning rate over the epochs e = 0, 1, ..., as a factor of the optimizer's `learning_rate`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Schedule {
    /// 1.
    #[default]
    Constant,
    /// factor^⌊e / every⌋.
    Step {
        /// Epochs between two falls.
        #[serde(default = "defaults::ten")]
        #[schemars(range(min = 1))]
        every: usize,
        /// What each fall multiplies by.
        #[serde(default = "defaults::tenth")]
        #[schemars(extend("exclusiveMinimum" = 0))]
        factor: f64,
    },
    /// factor^e.
    Exponential {
        /// What each epoch multiplies by.
        #[serde(default = "defaults::nineteen_twentieths")]
        #[schemars(extend("exclusiveMinimum" = 0))]
        factor: f64,
    },
    /// 1 / (1 + decay·e).
    InverseTime {
        /// How fast it falls.
        #[serde(default = "defaults::tenth")]
        #[schemars(range(min = 0))]
        decay: f64,
    },
    /// (e + 1)/(warmup + 1) while e < warmup, then half a cosine from 1 to `floor` at the last epoch.
    Cosine {
        /// Epochs of linear growth at the start.
        #[serde(default)]
        warmup: usize,
        /// The factor at the end.
        #[serde(default)]
        #[schemars(range(min = 0, max = 1))]
        floor: f64,
    },
    /// Multiplied by `factor` whenever `monitor` has not improved for more than `patience` epochs.
    Plateau {
        /// What is watched.
        #[serde(default = "validation_loss")]
        monitor: Metric,
        /// Epochs without improvement that are endured.
        #[serde(default = "defaults::ten")]
        patience: usize,
        /// What each fall multiplies by.
        #[serde(default = "defaults::tenth")]
        #[schemars(extend("exclusiveMinimum" = 0, "exclusiveMaximum" = 1))]
        factor: f64,
    },
}

/// When to stop before the last epoch.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EarlyStopping {
    /// What is watched; not on the test part, which only judges.
    pub monitor: Metric,
    /// Epochs without improvement that are endured.
    #[serde(default = "defaults::ten")]
    pub patience: usize,
    /// What counts as improvement.
    #[serde(default)]
    #[schemars(range(min = 0))]
    pub min_delta: f64,
}

/// The weight of each class in the loss.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum ClassWeights {
    /// A rule.
    Rule(WeightRule),
    /// One for each class, in the order of the classes.
    Each(#[schemars(inner(range(min = 0)))] Vec<f64>),
}

/// A rule for class weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WeightRule {
    /// n / (classes · samples of the class), on the training part.
    Balanced,
}

/// Whether all layers are updated from the same gradients.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Update {
    /// All at once.
    #[default]
    Simultaneous,
    /// The output layer first, hidden gradients from its updated weights: lecture 004's program.
    Sequential,
}

fn thirty_two() -> BatchSize {
    BatchSize::Count(32)
}

fn plain_descent() -> Optimizer {
    Optimizer::GradientDescent { learning_rate: 0.1 }
}

fn validation_loss() -> Metric {
    Metric { part: Part::Validation, quantity: Quantity::Loss }
}

//! Training: the objective, the update rule, and when to stop.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Loss, Metric, Named, Optimizer, Part, Quantity, defaults};

/// The `[training]` table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Training {
    /// The data loss; by default cross-entropy behind a softmax output, binary cross-entropy behind a sigmoid, the
    /// perceptron criterion behind a step, else squared error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loss: Option<Named<Loss>>,
    /// The number of samples of one update: "full" is batch gradient descent, 1 is stochastic gradient descent.
    #[serde(default = "thirty_two")]
    pub batch_size: BatchSize,
    /// The number of passes over the training part; 0 evaluates the initial parameters alone.
    #[serde(default = "defaults::hundred")]
    #[schemars(range(max = 10_000_000))]
    pub epochs: usize,
    /// Whether each epoch takes the samples in a new random order; otherwise always in the order of the file.
    #[serde(default = "defaults::yes")]
    pub shuffle: bool,
    /// The update rule with its constants.
    #[serde(default = "plain_descent")]
    pub optimizer: Optimizer,
    /// What is added to the loss: l1·Σ|w| + ½·l2·Σw² over the weights, without biases, not divided by n.
    #[serde(default)]
    pub penalty: Penalty,
    /// A bound on the gradient, applied before the update rule; absent, there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clip: Option<Clip>,
    /// How the learning rate changes over the epochs.
    #[serde(default)]
    pub schedule: Named<Schedule>,
    /// When to stop before the last epoch. With it the best parameters are restored at the end, also after all epochs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub early_stopping: Option<EarlyStopping>,
    /// The largest norm of the weights into one unit; longer ones are shortened to it after every step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub max_norm: Option<f64>,
    /// The weight of each class in the loss: "balanced", or one number for each class in the order of the classes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class_weights: Option<ClassWeights>,
    /// Whether all layers are updated from the same gradients.
    #[serde(default)]
    pub update: Update,
    /// The names of parameters that training leaves as they are, such as "layers.0.weight".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub frozen: Vec<String>,
    /// Whether a perceptron stops after an epoch without a mistake; by default it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_clean: Option<bool>,
}

/// The number of samples of one update.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum BatchSize {
    /// All samples of the training part.
    Full(Full),
    /// This many samples.
    Count(#[schemars(range(min = 1))] usize),
}

/// The word that stands for the whole training part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Full {
    /// Every sample of the training part.
    Full,
}

/// l1·Σ|w| + ½·l2·Σw².
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("minProperties" = 1))]
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
    /// 1: the learning rate never changes.
    #[default]
    Constant,
    /// factor^⌊e / every⌋.
    Step {
        /// The number of epochs between two decreases.
        #[serde(default = "defaults::ten")]
        #[schemars(range(min = 1))]
        every: usize,
        /// The factor of each decrease.
        #[serde(default = "defaults::tenth")]
        #[schemars(extend("exclusiveMinimum" = 0))]
        factor: f64,
    },
    /// factor^e.
    Exponential {
        /// The factor of each epoch.
        #[serde(default = "defaults::nineteen_twentieths")]
        #[schemars(extend("exclusiveMinimum" = 0))]
        factor: f64,
    },
    /// 1 / (1 + decay·e).
    InverseTime {
        /// The rate of the decrease per epoch; at 1 the second epoch has half the learning rate.
        #[serde(default = "defaults::tenth")]
        #[schemars(range(min = 0))]
        decay: f64,
    },
    /// (e + 1)/(warmup + 1) while e < warmup, then half a cosine from 1 to `floor` at the last epoch.
    Cosine {
        /// The number of epochs of linear growth at the start.
        #[serde(default)]
        warmup: usize,
        /// The factor in the last epoch.
        #[serde(default)]
        #[schemars(range(min = 0, max = 1))]
        floor: f64,
    },
    /// Multiplied by `factor` whenever `monitor` has not improved for more than `patience` epochs.
    Plateau {
        /// The metric that has to improve.
        #[serde(default = "validation_loss")]
        monitor: Metric,
        /// The number of epochs without improvement before the learning rate is decreased.
        #[serde(default = "defaults::ten")]
        patience: usize,
        /// The factor of each decrease.
        #[serde(default = "defaults::tenth")]
        #[schemars(extend("exclusiveMinimum" = 0, "exclusiveMaximum" = 1))]
        factor: f64,
    },
}

/// When to stop before the last epoch.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EarlyStopping {
    /// The metric that has to improve, on the training or the validation part.
    pub monitor: Metric,
    /// The number of epochs without improvement before training stops.
    #[serde(default = "defaults::ten")]
    pub patience: usize,
    /// The least change of the metric that counts as an improvement, in the unit of the metric.
    #[serde(default)]
    #[schemars(range(min = 0))]
    pub min_delta: f64,
}

/// The weight of each class in the loss.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum ClassWeights {
    /// Weights computed from the class frequencies.
    Rule(WeightRule),
    /// One weight for each class, in the order of the classes.
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
    /// All layers at once, from gradients at one point.
    #[default]
    Simultaneous,
    /// Layer by layer from the output back, each gradient through the updated weights of the layer after it: lecture
    /// 004's program.
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

//! The network: its layers, what stands between them, and where its parameters start.
//!
//! A hidden block is affine, batch norm, activation, dropout; the output layer is affine and its activation.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use super::{Activation, Named, defaults};

/// The `[network]` table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Network {
    /// A multilayer perceptron or a perceptron.
    #[serde(default)]
    pub kind: NetworkKind,
    /// The number of units of each hidden layer, from the input on; [] is a network without a hidden layer.
    #[serde(default)]
    #[schemars(inner(range(min = 1, max = 1_000_000)))]
    pub hidden: Vec<usize>,
    /// The activation of the hidden layers: one for all, or a list with one for each.
    #[serde(default = "tanh")]
    pub activation: OneOrEach<Named<Activation>>,
    /// The activation of the output layer; by default the one that goes with the loss and the task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub output: Option<Output>,
    /// How the weights are drawn; biases start at zero except with `uniform` and `normal`, which draw them too.
    #[serde(default = "xavier")]
    pub initializer: Named<Initializer>,
    /// Batch normalization before the activation of every hidden layer; absent, there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch_norm: Option<BatchNorm>,
    /// The probability that training drops a hidden unit, from 0 to below 1: one for all hidden layers, or a list with
    /// one for each.
    #[serde(default = "none_dropped")]
    pub dropout: OneOrEach<f64>,
    /// Whether each hidden block adds its input to its output (through a learned projection where widths differ).
    #[serde(default)]
    pub residual: bool,
    /// The biases that every layer has.
    #[serde(default)]
    pub bias: Bias,
    /// The output of a perceptron's step at exactly zero.
    #[serde(default)]
    pub at_zero: AtZero,
}

/// The kind of a network.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NetworkKind {
    /// Rosenblatt's perceptron: no hidden layer, a step output, corrected on its mistakes.
    Perceptron,
    /// A multilayer perceptron: hidden layers with activations, trained by gradients.
    #[default]
    Mlp,
}

/// The activation of the output layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Output {
    /// y = z: regression.
    Identity,
    /// y = 1 / (1 + e⁻ᶻ): a probability.
    Sigmoid,
    /// y = tanh z: targets in (−1, 1).
    Tanh,
    /// yⱼ = eᶻʲ / Σₖ eᶻᵏ: probabilities of the classes.
    Softmax,
    /// y = the upper value for z ≥ 0, else the lower: the perceptron's step.
    Step,
    /// y = max(0, z), as lecture 001 has it in all layers.
    Relu,
    /// y = z for z ≥ 0, else 0.1·z.
    LeakyRelu,
    /// y = z for z ≥ 0, else eᶻ − 1.
    Elu,
    /// y = 1.0507·elu(z) with alpha = 1.6733.
    Selu,
    /// y = ln(1 + eᶻ): a positive number.
    Softplus,
    /// y = arctan z.
    Arctan,
    /// y = z / (1 + |z|).
    Softsign,
    /// y = z·Φ(z), with the normal distribution function Φ by erf.
    Gelu,
    /// y = z·sigmoid(z).
    Silu,
    /// y = z·tanh(ln(1 + eᶻ)).
    Mish,
}

impl Output {
    /// The name as configs write it.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The same function as the activation of a hidden layer, with the default of its constant; none of softmax, which
    /// takes a whole row, and of a perceptron's step, whose values are those of the classes.
    pub fn activation(self) -> Option<Activation> {
        Some(match self {
            Output::Identity => Activation::Identity,
            Output::Sigmoid => Activation::Sigmoid,
            Output::Tanh => Activation::Tanh,
            Output::Relu => Activation::Relu,
            Output::LeakyRelu => Activation::LeakyRelu { slope: defaults::tenth() },
            Output::Elu => Activation::Elu { alpha: defaults::one() },
            Output::Selu => Activation::Selu,
            Output::Softplus => Activation::Softplus,
            Output::Arctan => Activation::Arctan,
            Output::Softsign => Activation::Softsign,
            Output::Gelu => Activation::Gelu,
            Output::Silu => Activation::Silu,
            Output::Mish => Activation::Mish,
            Output::Softmax | Output::Step => return None,
        })
    }

    /// The least and the largest output, approached or reached; none where it is any number, or where the row counts.
    /// Those of selu, gelu, silu and mish are rounded outwards to three digits.
    pub fn range(self) -> Option<(f64, f64)> {
        const UP: f64 = f64::INFINITY;
        match self {
            Output::Sigmoid => Some((0.0, 1.0)),
            Output::Tanh | Output::Softsign => Some((-1.0, 1.0)),
            Output::Arctan => Some((-std::f64::consts::FRAC_PI_2, std::f64::consts::FRAC_PI_2)),
            Output::Relu | Output::Softplus => Some((0.0, UP)),
            Output::Elu => Some((-1.0, UP)),
            Output::Selu => Some((-1.76, UP)),
            Output::Gelu => Some((-0.17, UP)),
            Output::Silu => Some((-0.279, UP)),
            Output::Mish => Some((-0.309, UP)),
            Output::Identity | Output::LeakyRelu | Output::Softmax | Output::Step => None,
        }
    }
}

/// What a step gives at exactly zero: lecture 000 and 002 l.106 print ≥, lecture 002 l.181 prints >.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AtZero {
    /// step(0) is the upper value.
    #[default]
    Upper,
    /// step(0) is the lower value.
    Lower,
}

/// One value for all hidden layers, or a list with one for each.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum OneOrEach<T> {
    /// One value for each hidden layer, from the input on.
    Each(Vec<T>),
    /// One value for all hidden layers.
    One(T),
}

impl<T: Clone> OneOrEach<T> {
    /// The value of each of `layers` layers; a list is as long as that, which [`super::check`] has seen to.
    pub fn for_layers(&self, layers: usize) -> Vec<T> {
        match self {
            OneOrEach::One(value) => vec![value.clone(); layers],
            OneOrEach::Each(values) => values.clone(),
        }
    }
}

/// How initial weights are drawn. in, out: the units before and after.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Initializer {
    /// Zeros: all units of a layer stay alike.
    Zeros,
    /// Uniform between `low` and `high`, biases too.
    Uniform {
        /// The lower end of the interval.
        #[serde(default = "defaults::minus_one")]
        low: f64,
        /// The upper end of the interval.
        #[serde(default = "defaults::one")]
        high: f64,
    },
    /// Normal with mean 0, biases too.
    Normal {
        /// The standard deviation of the weights.
        #[serde(default = "defaults::one")]
        #[schemars(extend("exclusiveMinimum" = 0))]
        deviation: f64,
    },
    /// Uniform in ±√(6 / (in + out)) (Glorot and Bengio 2010).
    #[default]
    XavierUniform,
    /// Normal with variance 2 / (in + out).
    XavierNormal,
    /// Uniform in ±√(6 / in) (He and others 2015).
    HeUniform,
    /// Normal with variance 2 / in.
    HeNormal,
    /// Uniform in ±√(3 / in) (LeCun and others 1998).
    LecunUniform,
    /// Normal with variance 1 / in.
    LecunNormal,
}

/// Batch normalization (Ioffe and Szegedy 2015; lecture 002 l.861-868).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BatchNorm {
    /// m in running ← (1 − m)·running + m·batch.
    #[serde(default = "defaults::tenth")]
    #[schemars(range(max = 1), extend("exclusiveMinimum" = 0))]
    pub momentum: f64,
    /// ε, added to the variance before the root.
    #[serde(default = "defaults::epsilon")]
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub epsilon: f64,
    /// The statistics that inference normalizes by.
    #[serde(default)]
    pub inference: Inference,
}

/// Which statistics batch normalization uses in inference.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Inference {
    /// The running means of training.
    #[default]
    Running,
    /// Those of the entire training set, computed anew (lecture 002, step 6).
    TrainingSet,
}

/// The biases of a layer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Bias {
    /// One for each unit, the usual case.
    #[default]
    PerUnit,
    /// One for the whole layer, as in lecture 004.
    Shared,
    /// No bias at all.
    None,
}

fn tanh() -> OneOrEach<Named<Activation>> {
    OneOrEach::One(Named(Activation::Tanh))
}

fn xavier() -> Named<Initializer> {
    Named(Initializer::XavierUniform)
}

fn none_dropped() -> OneOrEach<f64> {
    OneOrEach::One(0.0)
}

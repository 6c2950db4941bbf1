//! The network: its layers, what stands between them, and where its parameters start.
//!
//! A hidden block is affine, batch norm, activation, dropout; the output layer is affine and its activation.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Activation, BatchNorm, Initializer, Named, OutputActivation};

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
    pub output: Option<OutputActivation>,
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

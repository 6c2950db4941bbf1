//! The activation functions; their formulas stand in `from-scratch`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The activation of a hidden layer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Activation {
    /// a = z.
    Identity,
    /// a = 1 for z ≥ 0, else 0; its derivative is 0, so nothing before it learns.
    Step,
    /// a = 1 / (1 + e⁻ᶻ), in (0, 1).
    Sigmoid,
    /// a = tanh z, in (−1, 1).
    #[default]
    Tanh,
    /// a = arctan z, in (−π/2, π/2).
    Arctan,
    /// a = max(0, z).
    Relu,
    /// a = z for z ≥ 0, else slope·z.
    LeakyRelu {
        /// The slope for z < 0.
        #[serde(default = "tenth")]
        slope: f64,
    },
    /// Leaky relu whose slope is learned, one for each layer.
    Prelu {
        /// The slope training starts from.
        #[serde(default = "quarter")]
        slope: f64,
    },
    /// a = z for z ≥ 0, else alpha·(eᶻ − 1).
    Elu {
        /// The negative of the limit for z → −∞.
        #[serde(default = "one")]
        #[schemars(extend("exclusiveMinimum" = 0))]
        alpha: f64,
    },
    /// a = 1.0507·elu(z) with alpha = 1.6733.
    Selu,
    /// a = ln(1 + eᶻ).
    Softplus,
    /// a = z·Φ(z), with the normal distribution function Φ by erf.
    Gelu,
    /// a = z·sigmoid(z).
    Silu,
    /// a = the largest of `pieces` affine functions.
    Maxout {
        /// How many affine functions each unit has.
        #[serde(default = "two")]
        #[schemars(range(min = 2, max = 100))]
        pieces: usize,
    },
}

impl Activation {
    /// The name as configs write it.
    pub fn name(self) -> &'static str {
        match self {
            Activation::Identity => "identity",
            Activation::Step => "step",
            Activation::Sigmoid => "sigmoid",
            Activation::Tanh => "tanh",
            Activation::Arctan => "arctan",
            Activation::Relu => "relu",
            Activation::LeakyRelu { .. } => "leaky-relu",
            Activation::Prelu { .. } => "prelu",
            Activation::Elu { .. } => "elu",
            Activation::Selu => "selu",
            Activation::Softplus => "softplus",
            Activation::Gelu => "gelu",
            Activation::Silu => "silu",
            Activation::Maxout { .. } => "maxout",
        }
    }

    /// Whether it is more than straight pieces.
    pub fn is_smooth(self) -> bool {
        match self {
            Activation::Sigmoid
            | Activation::Tanh
            | Activation::Arctan
            | Activation::Elu { .. }
            | Activation::Selu
            | Activation::Softplus
            | Activation::Gelu
            | Activation::Silu => true,
            Activation::Identity
            | Activation::Step
            | Activation::Relu
            | Activation::LeakyRelu { .. }
            | Activation::Prelu { .. }
            | Activation::Maxout { .. } => false,
        }
    }
}

fn tenth() -> f64 {
    0.1
}

fn quarter() -> f64 {
    0.25
}

fn one() -> f64 {
    1.0
}

fn two() -> usize {
    2
}

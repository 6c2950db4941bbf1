//! The activation of the output layer: what it is as a function of a hidden layer, and which outputs it can give.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use super::{Activation, defaults};

/// The activation of the output layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum OutputActivation {
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

impl OutputActivation {
    /// The name as configs write it.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The same function as the activation of a hidden layer, with the default of its constant; none of softmax, which
    /// takes a whole row, and of a perceptron's step, whose values are those of the classes.
    pub fn activation(self) -> Option<Activation> {
        Some(match self {
            OutputActivation::Identity => Activation::Identity,
            OutputActivation::Sigmoid => Activation::Sigmoid,
            OutputActivation::Tanh => Activation::Tanh,
            OutputActivation::Relu => Activation::Relu,
            OutputActivation::LeakyRelu => Activation::LeakyRelu { slope: defaults::tenth() },
            OutputActivation::Elu => Activation::Elu { alpha: defaults::one() },
            OutputActivation::Selu => Activation::Selu,
            OutputActivation::Softplus => Activation::Softplus,
            OutputActivation::Arctan => Activation::Arctan,
            OutputActivation::Softsign => Activation::Softsign,
            OutputActivation::Gelu => Activation::Gelu,
            OutputActivation::Silu => Activation::Silu,
            OutputActivation::Mish => Activation::Mish,
            OutputActivation::Softmax | OutputActivation::Step => return None,
        })
    }

    /// The least and the largest output, approached or reached; none where it is any number, or where the row counts.
    /// Those of selu, gelu, silu and mish are rounded outwards to three digits.
    pub fn range(self) -> Option<(f64, f64)> {
        const UP: f64 = f64::INFINITY;
        match self {
            OutputActivation::Sigmoid => Some((0.0, 1.0)),
            OutputActivation::Tanh | OutputActivation::Softsign => Some((-1.0, 1.0)),
            OutputActivation::Arctan => Some((-std::f64::consts::FRAC_PI_2, std::f64::consts::FRAC_PI_2)),
            OutputActivation::Relu | OutputActivation::Softplus => Some((0.0, UP)),
            OutputActivation::Elu => Some((-1.0, UP)),
            OutputActivation::Selu => Some((-1.76, UP)),
            OutputActivation::Gelu => Some((-0.17, UP)),
            OutputActivation::Silu => Some((-0.279, UP)),
            OutputActivation::Mish => Some((-0.309, UP)),
            OutputActivation::Identity
            | OutputActivation::LeakyRelu
            | OutputActivation::Softmax
            | OutputActivation::Step => None,
        }
    }
}

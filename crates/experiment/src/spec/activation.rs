//! The activation functions of hidden layers, and what is known of each without deriving anything.
//!
//! A new one is a variant and its arm in [`Activation::facts`]. Values and slopes stand in `from-scratch`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use super::{Constant, defaults};

/// The activation of a hidden layer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
#[strum(serialize_all = "kebab-case")]
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
    /// a = z / (1 + |z|), in (−1, 1); it approaches its limits more slowly than tanh.
    Softsign,
    /// a = z within ±1, else ±1: tanh made of three straight pieces.
    HardTanh,
    /// a = max(0, z).
    Relu,
    /// a = z for z ≥ 0, else slope·z.
    LeakyRelu {
        /// The slope for z < 0.
        #[serde(default = "defaults::tenth")]
        slope: f64,
    },
    /// a = z for z ≥ 0, else slope·z, where the slope is learned, one for each layer.
    Prelu {
        /// The slope training starts from.
        #[serde(default = "defaults::quarter")]
        slope: f64,
    },
    /// a = z for z ≥ 0, else alpha·(eᶻ − 1).
    Elu {
        /// The negative of the limit for z → −∞.
        #[serde(default = "defaults::one")]
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
    /// a = z·tanh(ln(1 + eᶻ)).
    Mish,
    /// a = the largest of `pieces` affine functions.
    Maxout {
        /// How many affine functions each unit has.
        #[serde(default = "defaults::two")]
        #[schemars(range(min = 2, max = 100))]
        pieces: usize,
    },
}

/// What is known of an activation a = f(z).
#[derive(Debug, Clone, PartialEq)]
pub struct ActivationFacts {
    /// The formula in plain text, as the description of the variant begins.
    pub formula: &'static str,
    /// The constants that a config may set.
    pub constants: Vec<Constant>,
    /// Where differences across a point say nothing about the derivative.
    pub kinks: Kinks,
    /// Whether it bends between its kinks.
    pub curvature: Curvature,
    /// The least and the largest |f′(z)|, approached or reached; `None` where training changes them.
    pub slopes: Option<(f64, f64)>,
    /// Where its slope fades.
    pub tails: Tails,
}

/// Whether large pre-activations pass a gradient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tails {
    /// Those of at least one sign do.
    Open,
    /// Those of neither sign do: it saturates, its slope approaches 0 on both sides.
    Flat,
}

/// Where an activation has kinks: points at which its value, its slope or the slope of its slope jumps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kinks {
    /// Nowhere.
    Nowhere,
    /// At these pre-activations.
    At(&'static [f64]),
    /// Where the two largest of this many pre-activations of a unit are equal.
    Ties(usize),
}

/// Whether a function bends between its kinks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Curvature {
    /// Its slope is constant between two kinks.
    PiecewiseLinear,
    /// Its slope changes between two kinks.
    Curved,
}

impl Activation {
    /// The name as configs write it.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// What is known of it. The largest slopes of selu, gelu, silu and mish are rounded to five digits.
    pub fn facts(self) -> ActivationFacts {
        match self {
            Activation::Identity => straight("a = z").slopes(1.0, 1.0),
            Activation::Step => straight("a = 1 for z ≥ 0, else 0").kinks(AT_ZERO).slopes(0.0, 0.0).flat_tails(),
            Activation::Sigmoid => curved("a = 1 / (1 + e⁻ᶻ)").slopes(0.0, 0.25).flat_tails(),
            Activation::Tanh => curved("a = tanh z").slopes(0.0, 1.0).flat_tails(),
            Activation::Arctan => curved("a = arctan z").slopes(0.0, 1.0).flat_tails(),
            Activation::Softsign => curved("a = z / (1 + |z|)").kinks(AT_ZERO).slopes(0.0, 1.0).flat_tails(),
            Activation::HardTanh => {
                straight("a = z within ±1, else ±1").kinks(Kinks::At(&[-1.0, 1.0])).slopes(0.0, 1.0).flat_tails()
            }
            Activation::Relu => straight("a = max(0, z)").kinks(AT_ZERO).slopes(0.0, 1.0),
            Activation::LeakyRelu { slope } => straight("a = z for z ≥ 0, else slope·z")
                .constant("slope", slope)
                .kinks(AT_ZERO)
                .slopes(slope.abs().min(1.0), slope.abs().max(1.0)),
            Activation::Prelu { slope } => {
                straight("a = z for z ≥ 0, else slope·z").constant("slope learned from", slope).kinks(AT_ZERO)
            }
            Activation::Elu { alpha } => curved("a = z for z ≥ 0, else alpha·(eᶻ − 1)")
                .constant("alpha", alpha)
                .kinks(AT_ZERO)
                .slopes(0.0, alpha.max(1.0)),
            Activation::Selu => curved("a = 1.0507·elu(z)").kinks(AT_ZERO).slopes(0.0, 1.7581),
            Activation::Softplus => curved("a = ln(1 + eᶻ)").slopes(0.0, 1.0),
            Activation::Gelu => curved("a = z·Φ(z)").slopes(0.0, 1.1289),
            Activation::Silu => curved("a = z·sigmoid(z)").slopes(0.0, 1.0998),
            Activation::Mish => curved("a = z·tanh(ln(1 + eᶻ))").slopes(0.0, 1.0885),
            Activation::Maxout { pieces } => straight("a = the largest of `pieces` affine functions")
                .constant("pieces", pieces as f64)
                .kinks(Kinks::Ties(pieces))
                .slopes(1.0, 1.0),
        }
    }
}

/// The kink of a function that has one piece on each side of zero.
const AT_ZERO: Kinks = Kinks::At(&[0.0]);

/// A function of straight pieces, without constants, kinks and flat tails until they are added.
fn straight(formula: &'static str) -> ActivationFacts {
    ActivationFacts {
        formula,
        constants: Vec::new(),
        kinks: Kinks::Nowhere,
        curvature: Curvature::PiecewiseLinear,
        slopes: None,
        tails: Tails::Open,
    }
}

/// The same of a function that bends between its kinks.
fn curved(formula: &'static str) -> ActivationFacts {
    ActivationFacts { curvature: Curvature::Curved, ..straight(formula) }
}

impl ActivationFacts {
    fn constant(mut self, name: &'static str, value: f64) -> Self {
        self.constants.push(Constant { name, value });
        self
    }

    fn kinks(self, kinks: Kinks) -> Self {
        ActivationFacts { kinks, ..self }
    }

    fn slopes(self, least: f64, largest: f64) -> Self {
        ActivationFacts { slopes: Some((least, largest)), ..self }
    }

    fn flat_tails(self) -> Self {
        ActivationFacts { tails: Tails::Flat, ..self }
    }
}

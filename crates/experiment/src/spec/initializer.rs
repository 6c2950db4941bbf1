//! How the weights of a network are drawn before training.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::defaults;

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

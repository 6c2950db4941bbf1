//! What decides which arm is best: `[judge]`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Metric;

/// What decides which arm is best.
///
/// Accuracy says little where one class is rare: a network that never finds it is right on all other rows.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Judge {
    /// The metric by which arms are evaluated, ranked and compared; by default accuracy or R² on the last part that is
    /// held out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metric: Option<Metric>,
    /// The class that recall, precision, F1, AUC, average precision, Brier score and calibration error are of; by
    /// default they are taken over all classes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
}

impl Judge {
    /// Whether it says nothing.
    pub fn is_default(&self) -> bool {
        *self == Judge::default()
    }
}

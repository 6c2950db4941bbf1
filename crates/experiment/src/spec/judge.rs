//! What decides which arm is best: `[judge]`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Further, Measure, Metric};

/// What decides which arm is best.
///
/// Accuracy says little where one class is rare: a network that never finds it is right on all other rows.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("minProperties" = 1))]
pub struct Judge {
    /// The metric by which arms are evaluated, ranked and compared; by default accuracy or R² on the last part that is
    /// held out. Any measure of a claim but `bits`: a further one orders the arms and is a column of the results.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metric: Option<Measure>,
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

    /// The metric of the results that it names; none where it names nothing, or a further measure.
    pub fn results_metric(&self) -> Option<Metric> {
        match self.metric.as_ref()? {
            Measure::Metric(metric) => Some(*metric),
            Measure::Further(_) => None,
        }
    }

    /// The further measure that it names.
    pub fn further(&self) -> Option<&Further> {
        self.metric.as_ref()?.further()
    }
}

//! What an experiment shows, as sentences that are judged: `[[claim]]`.
//!
//! A claim compares one number of an arm with a bound or with the same number of another arm. No part of it belongs
//! to the id of a run, except what must be recorded to judge it ([`recording`](super::recording)).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Further, Measure};

/// The keys and values that name an arm: a dotted key of the sweep and its value.
pub type ArmName = serde_json::Map<String, serde_json::Value>;

/// A sentence that the runs must bear out.
///
/// It says of one arm that its metric lies above, below or at a bound, or above, below or at that of another arm.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// The sentence.
    #[schemars(length(min = 1))]
    pub says: String,
    /// What it is about.
    pub metric: Measure,
    /// The epoch, 0 for the start, or "best"; by default the network that training leaves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<At>,
    /// The arm, by every swept key that tells it from the others: `{ network.activation = "relu" }`.
    #[serde(default, skip_serializing_if = "ArmName::is_empty")]
    pub arm: ArmName,
    /// The arm has more than this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub above_arm: Option<ArmName>,
    /// The arm has less than this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below_arm: Option<ArmName>,
    /// The arm has as much as this one, within the margin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equals_arm: Option<ArmName>,
    /// The arm has more than this number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub above: Option<f64>,
    /// The arm has less than this number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<f64>,
    /// The arm has this number, within the margin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equals: Option<f64>,
    /// By how much more, less or different, 0 by default; of a ratio a factor, 1 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0))]
    pub margin: Option<f64>,
    /// The rows of the course's index that it checks, "M42".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lecture: Vec<String>,
    /// What the lecture states, where that is not true as it stands and `says` gives what holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated: Option<String>,
}

/// The moment a claim is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum At {
    /// The end of this epoch; 0 is before the first update.
    Epoch(usize),
    /// The epoch with the best value.
    Best(Best),
}

/// The word that stands for the best epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Best {
    /// The epoch with the best value.
    Best,
}

/// How the number of an arm lies to a bound or to that of another arm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// It is larger, by more than the margin.
    Above,
    /// It is smaller, by more than the margin.
    Below,
    /// It differs by less than the margin.
    Equals,
}

/// With what an arm is compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Against<'c> {
    /// A number.
    Bound(f64),
    /// Another arm.
    Arm(&'c ArmName),
}

impl Claim {
    /// The keys of all bounds that are written, each with what it says.
    pub fn bounds(&self) -> Vec<(&'static str, Relation, Against<'_>)> {
        use Relation::{Above, Below, Equals};
        let arms = [
            ("above_arm", Above, &self.above_arm),
            ("below_arm", Below, &self.below_arm),
            ("equals_arm", Equals, &self.equals_arm),
        ];
        let numbers = [("above", Above, self.above), ("below", Below, self.below), ("equals", Equals, self.equals)];
        let arms =
            arms.into_iter().filter_map(|(key, relation, arm)| Some((key, relation, Against::Arm(arm.as_ref()?))));
        let numbers =
            numbers.into_iter().filter_map(|(key, relation, bound)| Some((key, relation, Against::Bound(bound?))));
        arms.chain(numbers).collect()
    }

    /// Whether it looks at single epochs of the metrics, not at the end alone.
    pub fn is_of_epochs(&self) -> bool {
        let further = self.metric.further();
        let goes_through = matches!(further, Some(Further::EpochsUntil { .. } | Further::UpdatesUntil { .. }));
        self.at.is_some() || goes_through || further == Some(&Further::Bits)
    }

    /// The margin: a difference, or of a ratio a factor.
    pub fn margin(&self) -> f64 {
        self.margin.unwrap_or(if self.metric.is_ratio() { 1.0 } else { 0.0 })
    }
}

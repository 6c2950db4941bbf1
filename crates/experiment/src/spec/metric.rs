//! A metric: a quantity on a part of the data, written `validation-loss`.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use strum::IntoStaticStr;

use super::Quantity;

/// A part of the data set.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Part {
    /// The rows that drive the updates.
    Train,
    /// The rows that early stopping and plateaus may watch.
    Validation,
    /// The rows that only measure the trained network.
    Test,
}

/// A quantity on a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Metric {
    /// The part of the data.
    pub part: Part,
    /// The quantity.
    pub quantity: Quantity,
}

impl Part {
    /// All parts, in the order tables show them.
    pub const ALL: [Part; 3] = [Part::Train, Part::Validation, Part::Test];

    /// The name as configs and tables write it.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The name as messages and reports write it.
    pub fn in_words(self) -> &'static str {
        match self {
            Part::Train => "training",
            Part::Validation => "validation",
            Part::Test => "test",
        }
    }

    /// The last part that has rows: what a trained network is evaluated on.
    pub fn last(has_rows: impl Fn(Part) -> bool) -> Part {
        Part::ALL.into_iter().rev().find(|part| has_rows(*part)).unwrap_or(Part::Train)
    }
}

impl Metric {
    /// Every metric there is.
    pub fn all() -> impl Iterator<Item = Metric> {
        Part::ALL.into_iter().flat_map(|part| Quantity::ALL.into_iter().map(move |quantity| Metric { part, quantity }))
    }

    /// The metric of that name, if there is one.
    pub fn parse(name: &str) -> Option<Metric> {
        Metric::all().find(|metric| metric.to_string() == name)
    }
}

impl fmt::Display for Metric {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}-{}", self.part.as_str(), self.quantity.as_str())
    }
}

impl Serialize for Metric {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Metric {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Metric::parse(&name).ok_or_else(|| D::Error::custom(format!("there is no metric {name:?}")))
    }
}

impl JsonSchema for Metric {
    fn schema_name() -> Cow<'static, str> {
        "Metric".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let names: Vec<String> = Metric::all().map(|metric| metric.to_string()).collect();
        json_schema!({ "type": "string", "enum": names })
    }
}

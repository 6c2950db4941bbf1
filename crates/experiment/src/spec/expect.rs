//! A number that somebody printed: which one it is, its digits, and what becomes of it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// A printed number, which the run has to give. No part of the run itself: a run is not trained anew for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// Which number: `NAME[i,j] of QUANTITY sample s output o via unit u @ n`, such as `layers.0.z[1] sample 2`,
    /// `dlayers.1.weight[0,0]`, `output[0] @ 10`. A lost number may be named in any words.
    #[schemars(length(min = 1))]
    pub quantity: String,
    /// The digits as they are printed, which are the tolerance: half a unit in the last place. Absent where a number is
    /// asked for and not printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed: Option<String>,
    /// Where it is printed, such as `004 l.208`.
    #[schemars(length(min = 1))]
    pub source: String,
    /// Which arm of the sweep it belongs to: a value for each axis, by its key, as in `[sweep]`; by default the first
    /// arm.
    #[serde(default, skip_serializing_if = "serde_json::Map::is_empty")]
    pub arm: serde_json::Map<String, serde_json::Value>,
    /// The unit of an input, a target or an output.
    #[serde(default)]
    pub values: Values,
    /// How the printed digits were cut.
    #[serde(default)]
    pub rounding: Rounding,
    /// Numbers to go on from in place of the computed ones, by their quantity: rounded intermediate results.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub given: BTreeMap<String, f64>,
    /// What is to become of the printed number.
    #[serde(default)]
    pub verdict: PrintedVerdict,
    /// The digits that are right: of an erratum, or of a number that is asked for and not printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub right: Option<String>,
    /// The reason in a sentence; an erratum and a lost number have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// The unit of a value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Values {
    /// As the network sees it, scaled.
    #[default]
    Scaled,
    /// As the data have it.
    Own,
}

/// How digits were cut.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Rounding {
    /// To the nearest: off by half a unit in the last place at most.
    #[default]
    Nearest,
    /// Further digits left out: off by less than a unit in the last place, and not too large.
    Truncated,
}

/// What becomes of a printed number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum PrintedVerdict {
    /// It comes out as printed.
    #[default]
    Reproduced,
    /// It does not come out, `right` does.
    Erratum,
    /// Too little is printed to compute it.
    Lost,
}

/// An axis with the value that an expectation names.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice<'a> {
    /// The axis, a dotted path.
    pub axis: String,
    /// The same path as it is written below `arm`.
    pub written: String,
    /// The value.
    pub value: &'a serde_json::Value,
}

impl Expect {
    /// The number of the arm that it belongs to, of arms by their settings; none if no arm has its values.
    pub fn arm_among(&self, arms: &[Vec<(String, toml::Value)>]) -> Option<usize> {
        let axes: Vec<&str> = arms.iter().flatten().map(|(axis, _)| axis.as_str()).collect();
        let choices = self.choices(&axes);
        let is_set = |arm: &[(String, toml::Value)], of: &Choice| {
            arm.iter()
                .any(|(axis, set)| *axis == of.axis && serde_json::to_value(set).is_ok_and(|set| set == *of.value))
        };
        arms.iter().position(|arm| choices.iter().all(|of| is_set(arm, of)))
    }

    /// Its values of axes. A key with dots is a path, with quotes or without: `arm.network.activation` is the axis
    /// `network.activation`, unless `network` itself is swept.
    pub fn choices(&self, axes: &[&str]) -> Vec<Choice<'_>> {
        choices(&self.arm, axes, "", "")
    }
}

fn choices<'a>(
    table: &'a serde_json::Map<String, serde_json::Value>,
    axes: &[&str],
    above: &str,
    written: &str,
) -> Vec<Choice<'a>> {
    let of = |(key, value): (&String, &'a serde_json::Value)| {
        let (axis, written) = (format!("{above}{key}"), format!("{written}.{key:?}"));
        let inside = format!("{axis}.");
        match value {
            serde_json::Value::Object(inner) if axes.iter().any(|axis| axis.starts_with(&inside)) => {
                choices(inner, axes, &inside, &written)
            }
            value => vec![Choice { axis, written, value }],
        }
    };
    table.iter().flat_map(of).collect()
}

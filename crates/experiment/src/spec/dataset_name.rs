//! The data sets there are, by name, and what each predicts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use super::Task;

/// A data set, by the name the config uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum DatasetName {
    /// x₁ and x₂ of two bits.
    And,
    /// x₁ or x₂ of two bits.
    Or,
    /// Not x of one bit.
    Not,
    /// Not (x₁ and x₂) of two bits.
    Nand,
    /// Either x₁ or x₂ of two bits, not both.
    Xor,
    /// Whether an odd number of `bits` is set.
    Parity,
    /// A disc within a ring, as TensorFlow Playground draws it.
    Circles,
    /// Two interleaved half circles, one for each class.
    Moons,
    /// Gaussian clouds, `classes` of them.
    Blobs,
    /// `classes` arms of a spiral.
    Spirals,
    /// Two Gaussian clouds on the diagonal (TensorFlow Playground).
    Gauss,
    /// Four quadrants, classes across the diagonal (TensorFlow Playground's xor).
    Quadrants,
    /// y = (x₁ + x₂)/10 (TensorFlow Playground's plane).
    Plane,
    /// Six smooth hills (TensorFlow Playground's multi-gauss).
    Hills,
    /// y = sin x.
    Sine,
    /// y = 1 for x ≥ 0, else 0, as a curve.
    Step,
    /// y = c₀ + c₁x + c₂x² + ...
    Polynomial,
    /// Fisher's iris flowers: three species by four lengths.
    Iris,
    /// Wines of three cultivars, by chemical measurements.
    Wine,
    /// Breast tumors, benign or malignant, by measurements of cell nuclei.
    BreastCancer,
    /// The progression of diabetes after a year, a number.
    Diabetes,
    /// Handwritten digits of 8 by 8 pixels.
    Digits,
    /// A file of comma-separated values.
    Csv,
    /// Images and labels in MNIST's format.
    Idx,
    /// Inputs and targets written in the config.
    Inline,
}

impl DatasetName {
    /// The name as configs write it.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Whether the set predicts classes or numbers; `None` for sets of your own, which may hold either.
    pub fn task(self) -> Option<Task> {
        use DatasetName::*;
        match self {
            And | Or | Not | Nand | Xor | Parity | Circles | Moons | Blobs | Spirals | Gauss | Quadrants | Iris
            | Wine | BreastCancer | Digits | Idx => Some(Task::Classification),
            Plane | Hills | Sine | Step | Polynomial | Diabetes => Some(Task::Regression),
            Csv | Inline => None,
        }
    }
}

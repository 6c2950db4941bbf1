//! How outputs become classes or numbers.

use engine::schema::{Scaling, TargetEncoding};
use serde::{Deserialize, Serialize};

/// How outputs become classes or numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Targets {
    /// Two classes in one output.
    Pair {
        /// The names of the classes.
        classes: Vec<String>,
        /// The outputs that stand for the first and the second.
        low_high: [f64; 2],
    },
    /// One output for each class.
    OneHot {
        /// The names of the classes.
        classes: Vec<String>,
        /// The outputs that stand for no and yes.
        low_high: [f64; 2],
    },
    /// Numbers.
    Numeric {
        /// The names of the targets.
        names: Vec<String>,
        /// The shift and factor of each.
        scaling: Vec<[f64; 2]>,
    },
}

/// Shifts and factors as a recipe keeps them.
pub fn pairs(scaling: &[Scaling]) -> Vec<[f64; 2]> {
    scaling.iter().map(|scaling| [scaling.shift, scaling.factor]).collect()
}

/// A shift and a factor as they stand in a recipe.
pub fn scaling([shift, factor]: [f64; 2]) -> Scaling {
    Scaling { shift, factor }
}

impl Targets {
    /// How classes are written in outputs.
    pub fn encoding(&self) -> TargetEncoding {
        match *self {
            Targets::Pair { low_high: [low, high], .. } => TargetEncoding::Pair { low, high },
            Targets::OneHot { low_high: [low, high], .. } => TargetEncoding::OneHot { low, high },
            Targets::Numeric { .. } => TargetEncoding::Numeric,
        }
    }

    /// The names of the classes; none in regression.
    pub fn classes(&self) -> &[String] {
        match self {
            Targets::Pair { classes, .. } | Targets::OneHot { classes, .. } => classes,
            Targets::Numeric { .. } => &[],
        }
    }

    /// How each target is scaled; classes are not.
    pub fn scaling(&self) -> Vec<Scaling> {
        match self {
            Targets::Pair { .. } => vec![Scaling::NONE],
            Targets::OneHot { classes, .. } => vec![Scaling::NONE; classes.len()],
            Targets::Numeric { scaling: pairs, .. } => pairs.iter().map(|&pair| scaling(pair)).collect(),
        }
    }
}

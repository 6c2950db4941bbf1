//! How raw columns became inputs, and outputs become answers: enough to predict from a new file with the
//! same header, long after the training data are gone.

mod read;

use engine::dataset::{Encoding, Scaling};
use engine::{Dataset, Matrix};
use experiment::Spec;
use experiment::spec::Missing;
use serde::{Deserialize, Serialize};

use crate::columns::Columns;
use crate::data_error::DataError;
use crate::scale::{self, Fit};
use crate::table::Column;

pub use read::{Answers, New};

/// The way from a row of a file to the inputs of a network, and from its outputs to an answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// The names of the inputs, after one-hot and features.
    pub inputs: Vec<String>,
    /// The formulas of the inputs, if they are not the columns themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub features: Option<Vec<String>>,
    /// The shift and factor of each input.
    pub input_scaling: Vec<[f64; 2]>,
    /// What stands in for a missing value of each input, if missing values are allowed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fill: Option<Vec<f64>>,
    /// The column of the file that is predicted.
    pub target: String,
    /// How the targets were made.
    pub targets: Targets,
    /// The columns of the file that are used.
    pub columns: Vec<Column>,
}

/// How outputs become answers.
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

impl Recipe {
    /// Turns the inputs of a table, (n, columns), into those of a network, fitted on the training rows.
    ///
    /// # Errors
    /// A feature that is no formula, or not finite on some row; an input of which nothing is known.
    pub(crate) fn prepare(
        spec: &Spec,
        mut values: Vec<f64>,
        columns: Vec<Column>,
        rows: usize,
        train: &[usize],
    ) -> Result<(Matrix, Recipe), DataError> {
        let features = spec.dataset.features.clone();
        let made = Columns::new(&columns, features.as_deref())?;
        made.apply(&mut values)?;
        let fits = scale::fit(&values, made.names.len(), train);
        known(if features.is_none() { &columns } else { &[] }, &made.names, &fits)?;
        let scaling: Vec<Scaling> = fits.iter().map(|fit| fit.scaling(spec.dataset.scale)).collect();
        let means: Vec<f64> = fits.iter().map(|fit| fit.mean).collect();
        scale::apply(&mut values, &means, &scaling);
        let recipe = Recipe {
            inputs: made.names,
            features,
            input_scaling: pairs(&scaling),
            fill: (spec.dataset.missing == Some(Missing::Mean)).then_some(means),
            target: String::new(),
            targets: Targets::Numeric { names: Vec::new(), scaling: Vec::new() },
            columns,
        };
        Ok((Matrix::new(rows, recipe.inputs.len(), values), recipe))
    }

    /// The same with the targets of this data set.
    pub(crate) fn with_targets(self, target: String, dataset: &Dataset) -> Recipe {
        let classes = dataset.classes.clone();
        let targets = match dataset.encoding {
            Encoding::Pair { low, high } => Targets::Pair { classes, low_high: [low, high] },
            Encoding::OneHot { low, high } => Targets::OneHot { classes, low_high: [low, high] },
            Encoding::Numeric => {
                Targets::Numeric { names: dataset.target_names.clone(), scaling: pairs(&dataset.target_scaling) }
            }
        };
        Recipe { target, targets, ..self }
    }

    /// How each input is scaled.
    pub fn scaling(&self) -> Vec<Scaling> {
        self.input_scaling.iter().map(|&pair| scaling(pair)).collect()
    }

    /// For each column of the table, the input that is this column unchanged, if there is one.
    pub fn unchanged(&self) -> Vec<Option<usize>> {
        Columns::new(&self.columns, self.features.as_deref()).map(|made| made.unchanged()).unwrap_or_default()
    }

    /// The scaled inputs of rows of the table: (n, columns)  ->  (n, in).
    ///
    /// # Errors
    /// A feature that is not finite on some row.
    pub fn inputs_of(&self, rows: &Matrix) -> Result<Matrix, DataError> {
        let mut values = rows.values().to_vec();
        Columns::new(&self.columns, self.features.as_deref())?.apply(&mut values)?;
        scale::apply(&mut values, &vec![0.0; self.inputs.len()], &self.scaling());
        Ok(Matrix::new(rows.rows(), self.inputs.len(), values))
    }
}

/// Every input is known somewhere in the training part, or nothing could stand for its missing cells. A column of
/// categories without a single one makes no input at all.
fn known(columns: &[Column], names: &[String], fits: &[Fit]) -> Result<(), DataError> {
    let empty = columns.iter().find(|column| column.categories.as_ref().is_some_and(Vec::is_empty));
    let unknown = names.iter().zip(fits).find(|(_, fit)| fit.known == 0).map(|(name, _)| name);
    match empty.map(|column| &column.name).or(unknown) {
        None => Ok(()),
        Some(name) => {
            Err(DataError::new("dataset.missing", format!("no cell of {name:?} in the training part is known"))
                .help("name the column in ignore, fill some of its cells, or hold out less"))
        }
    }
}

fn pairs(scaling: &[Scaling]) -> Vec<[f64; 2]> {
    scaling.iter().map(|scaling| [scaling.shift, scaling.factor]).collect()
}

fn scaling([shift, factor]: [f64; 2]) -> Scaling {
    Scaling { shift, factor }
}

impl Targets {
    /// How classes are written in outputs.
    pub fn encoding(&self) -> Encoding {
        match *self {
            Targets::Pair { low_high: [low, high], .. } => Encoding::Pair { low, high },
            Targets::OneHot { low_high: [low, high], .. } => Encoding::OneHot { low, high },
            Targets::Numeric { .. } => Encoding::Numeric,
        }
    }

    /// The names of the classes; none in regression.
    pub fn classes(&self) -> &[String] {
        match self {
            Targets::Pair { classes, .. } | Targets::OneHot { classes, .. } => classes,
            Targets::Numeric { .. } => &[],
        }
    }

    /// How numeric targets are scaled; nothing for classes.
    pub fn scaling(&self) -> Vec<Scaling> {
        match self {
            Targets::Pair { .. } | Targets::OneHot { .. } => Vec::new(),
            Targets::Numeric { scaling: pairs, .. } => pairs.iter().map(|&pair| scaling(pair)).collect(),
        }
    }
}

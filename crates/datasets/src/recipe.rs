//! How columns become inputs, and how outputs become classes or numbers: enough to predict from a new file with the
//! same header, long after the training data are gone.

mod out_of_range;
mod read;
mod targets;
mod wording;

use engine::schema::{Scaling, TargetEncoding};
use engine::{Matrix, Schema};
use experiment::Spec;
use experiment::spec::{ColumnKind, TargetColumns, Task, WhenUnknown};
use serde::{Deserialize, Serialize};

use crate::column::Column;
use crate::columns::Columns;
use crate::csv::FileFormat;
use crate::data_error::DataError;
use crate::impute;
use crate::scale::{self, ColumnStatistics};

pub use targets::Targets;
use targets::{pairs, scaling};

pub use out_of_range::OutOfRange;
pub use read::{KnownTargets, NewRows};

/// The way from a row of a file to the inputs of a network, and from its outputs to a class or a number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// The number of the format of this file.
    pub format: u32,
    /// The names of the inputs, after one-hot and features.
    pub inputs: Vec<String>,
    /// The formulas of the inputs, if they are not the columns themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub features: Option<Vec<String>>,
    /// The shift and factor of each input.
    pub input_scaling: Vec<[f64; 2]>,
    /// The least and the greatest value of each input in the training part, before it is scaled.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub input_ranges: Vec<[f64; 2]>,
    /// What stands in for a missing value of each input, if missing values are allowed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fill: Option<Vec<f64>>,
    /// The columns of the file that are predicted.
    pub target: TargetColumns,
    /// The form of the numbers in the target, if they are no plain ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_kind: Option<ColumnKind>,
    /// How the targets were made.
    pub targets: Targets,
    /// The columns of the file that are used.
    pub columns: Vec<Column>,
    /// What becomes of a category that the training data do not have; without an answer it is an error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unknown: Option<WhenUnknown>,
    /// How the file is written.
    #[serde(default)]
    pub file: FileFormat,
}

/// The version of the format of recipes that is written and read.
pub const FORMAT: u32 = 2;

/// The format of recipes that name none.
fn first_format() -> u32 {
    1
}

impl Recipe {
    /// The recipe in a text that [`Recipe::to_json`] wrote.
    ///
    /// # Errors
    /// In words, if the text is another format or none at all.
    pub fn from_json(text: &str) -> Result<Recipe, String> {
        #[derive(Deserialize)]
        struct Format {
            #[serde(default = "first_format")]
            format: u32,
        }
        let Format { format } = serde_json::from_str(text).map_err(|error| error.to_string())?;
        match format == FORMAT {
            true => serde_json::from_str(text).map_err(|error| error.to_string()),
            false => Err(format!("its format is {format}, and this program reads format {FORMAT}")),
        }
    }

    /// The recipe as JSON, a key to a line.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).expect("a recipe is lists, names and finite numbers") + "\n"
    }

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
        let (features, file) = (spec.dataset.features.clone(), FileFormat::of(&spec.dataset));
        let mut recipe = Recipe {
            format: FORMAT,
            inputs: Vec::new(),
            features,
            input_scaling: Vec::new(),
            input_ranges: Vec::new(),
            fill: None,
            target: TargetColumns::One(String::new()),
            target_kind: None,
            targets: Targets::Numeric { names: Vec::new(), scaling: Vec::new() },
            unknown: spec.dataset.unknown,
            columns: earliest(columns, &values, train),
            file,
        };
        recipe.count_from_earliest(&mut values);
        let made = Columns::new(&recipe.columns, recipe.features.as_deref())?;
        made.apply(&mut values)?;
        let fits = scale::fit(&values, made.names.len(), train);
        known(if recipe.features.is_none() { &recipe.columns } else { &[] }, &made.names, &fits)?;
        let fills = impute::fills(&values, &made.imputations(), train, &fits);
        let scaling = scale::scalings(&values, &fits, &fills, train, spec.dataset.scale);
        finite(&made.names, &scaling)?;
        scale::apply(&mut values, &fills, &scaling);
        recipe.input_ranges = fits.iter().map(ColumnStatistics::range).collect();
        recipe.inputs = made.names;
        recipe.input_scaling = pairs(&scaling);
        recipe.fill = recipe.columns.iter().any(|column| column.missing.is_some()).then_some(fills);
        Ok((Matrix::new(rows, recipe.inputs.len(), values), recipe))
    }

    /// The same with the targets of a data set of this schema.
    pub(crate) fn with_targets(self, target: TargetColumns, kind: Option<ColumnKind>, schema: &Schema) -> Recipe {
        let classes = schema.classes.clone();
        let targets = match schema.encoding {
            TargetEncoding::Pair { low, high } => Targets::Pair { classes, low_high: [low, high] },
            TargetEncoding::OneHot { low, high } => Targets::OneHot { classes, low_high: [low, high] },
            TargetEncoding::Numeric => {
                Targets::Numeric { names: schema.target_names.clone(), scaling: pairs(&schema.target_scaling) }
            }
        };
        Recipe { target, target_kind: kind, targets, ..self }
    }

    /// The schema of the data set that the recipe was made with.
    pub fn schema(&self) -> Schema {
        let encoding = self.targets.encoding();
        let target_names = match &self.targets {
            Targets::OneHot { classes, .. } => classes,
            Targets::Pair { .. } => self.target.names(),
            Targets::Numeric { names, .. } => names,
        };
        Schema {
            task: if encoding == TargetEncoding::Numeric { Task::Regression } else { Task::Classification },
            input_names: self.inputs.clone(),
            target_names: target_names.to_vec(),
            classes: self.targets.classes().to_vec(),
            encoding,
            input_scaling: self.scaling(),
            target_scaling: self.targets.scaling(),
        }
    }

    /// How each input is scaled.
    pub fn scaling(&self) -> Vec<Scaling> {
        self.input_scaling.iter().map(|&pair| scaling(pair)).collect()
    }

    /// For each column of the table, the input that is this column unchanged, if there is one.
    pub fn unchanged_inputs(&self) -> Vec<Option<usize>> {
        Columns::new(&self.columns, self.features.as_deref()).map(|made| made.unchanged_inputs()).unwrap_or_default()
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

    /// What stands for a missing value of each input.
    fn fills(&self) -> Vec<f64> {
        self.fill.clone().unwrap_or_else(|| vec![0.0; self.inputs.len()])
    }

    /// values: (n, columns), in place: dates are counted from the earliest of the training part.
    fn count_from_earliest(&self, values: &mut [f64]) {
        let dates = self.columns.iter().enumerate().filter_map(|(index, column)| Some((index, column.earliest?)));
        for (index, earliest) in dates {
            values.iter_mut().skip(index).step_by(self.columns.len()).for_each(|value| *value -= earliest);
        }
    }
}

/// The columns with the earliest date of the training rows.
fn earliest(mut columns: Vec<Column>, values: &[f64], train: &[usize]) -> Vec<Column> {
    let width = columns.len();
    let dates = columns.iter_mut().enumerate().filter(|(_, column)| column.kind == Some(ColumnKind::Date));
    for (index, column) in dates {
        let known = train.iter().map(|row| values[row * width + index]).filter(|value| !value.is_nan());
        column.earliest = known.reduce(f64::min);
    }
    columns
}

/// A column whose values differ by less than f64 can divide by cannot be scaled.
fn finite(names: &[String], scaling: &[Scaling]) -> Result<(), DataError> {
    match names.iter().zip(scaling).find(|(_, scaling)| !(scaling.factor.is_finite() && scaling.shift.is_finite())) {
        None => Ok(()),
        Some((name, _)) => {
            let message = format!("the values of {name:?} are too small or too large to be scaled");
            Err(DataError::new("dataset.scale", message).help("write the column in another unit"))
        }
    }
}

/// Every input has a value somewhere in the training part, or nothing could stand for its missing cells. A column of
/// categories without a single one makes no input at all.
fn known(columns: &[Column], names: &[String], fits: &[ColumnStatistics]) -> Result<(), DataError> {
    let empty = columns.iter().find(|column| column.categories.as_ref().is_some_and(Vec::is_empty));
    let unknown = names.iter().zip(fits).find(|(_, fit)| fit.known == 0).map(|(name, _)| name);
    match empty.map(|column| &column.name).or(unknown) {
        None => Ok(()),
        Some(name) => {
            Err(DataError::new("dataset.missing", format!("every cell of {name:?} in the training part is missing"))
                .help("name the column in ignore, fill some of its cells, or hold out less"))
        }
    }
}

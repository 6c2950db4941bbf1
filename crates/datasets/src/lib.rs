//! Data sets: built in, drawn, or read from files, and made ready for a network.
//!
//! [`load`] goes from a [`Spec`] to a [`Dataset`]: it reads or draws the table, cuts it into parts, computes features,
//! fills and scales by the training part alone, and encodes the targets. The [`Recipe`] it returns does the same to a
//! new file later. [`baseline`] holds the simplest models of the same data.
//!
//! Only this crate opens data files. Everything that is wrong with one is a [`DataError`] with its line and its remedy.
//!
//! ```
//! use experiment::{Experiment, check};
//! use std::path::Path;
//!
//! let config = r#"
//!     title = "Irises"
//!     dataset = { name = "iris", test = 0.2, scale = "standard" }
//!     network = { hidden = [8] }
//!     training = {}
//! "#;
//! let parsed = check::parse::<Experiment>("irises.toml", config, &[], |_| Vec::new())?;
//! let irises = datasets::load(&parsed.base.first_spec(), Path::new("."))?.dataset;
//! assert_eq!((irises.train.len(), irises.test.len()), (120, 30));
//! assert_eq!(irises.schema.classes, ["setosa", "versicolor", "virginica"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod baseline;
mod builtin;
mod column;
mod columns;
mod csv;
mod curves;
mod data_error;
mod digest;
mod encode;
mod feature;
mod files;
mod idx;
mod impute;
mod inline;
mod logic;
pub mod memory;
pub mod proposal;
mod quantile;
mod recipe;
mod sample_weights;
mod scale;
mod shapes;
mod source;
mod split;
mod table;

use engine::{Dataset, Schema};
use experiment::Spec;
use experiment::record::MissingCells;

pub use column::Column;
pub use csv::FileFormat;
pub use data_error::{DataError, DataErrors};
pub use files::{DataFile, Folder, NewFile};
pub use recipe::{KnownTargets, NewRows, OutOfRange, Recipe, Targets};
pub use source::without_noise;

use files::Files;
use split::Split;
use table::RawTable;

/// A data set and how it was made.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// Ready to train on.
    pub dataset: Dataset,
    /// How to make inputs of the same kind from a new file.
    pub recipe: Recipe,
    /// Which rows of the file are left out, ascending: those with a missing cell to drop, and those outside of `rows`;
    /// those of a test file follow.
    pub left_out: Vec<usize>,
    /// What was missing.
    pub missing: MissingCells,
    /// The files that were read; none of a set that is built in or drawn.
    pub files: Vec<DataFile>,
}

/// Everything of a spec that [`load`] looks at: runs with one key and one folder have the same data.
pub fn cache_key(spec: &Spec) -> String {
    let coding = (spec.task(), spec.output(), spec.loss().wants_signed_targets());
    format!("{:?}", (&spec.dataset, source::seed(spec), spec.fold, coding, &spec.training.class_weights))
}

/// Reads or draws the data of a run; paths of the config are relative to `folder`, a path or files in memory.
///
/// # Errors
/// Every problem of the cells of a file, or else the first problem of the data.
pub fn load(spec: &Spec, folder: impl Into<Folder>) -> Result<Loaded, DataErrors> {
    let files = Files::new(folder.into());
    let (table, held_out) = source::table(spec, &files)?;
    let files = files.read()?;
    let missing = missing(&table);
    let RawTable { rows, inputs, columns, target, weights, left_out, .. } = table;
    let target = encode::as_asked(target, spec.dataset.task)?;
    let (labels, classes) = encode::classes(&target, source::target_key(spec.dataset.name))?;
    classes.iter().try_for_each(|class| short(class, source::target_key(spec.dataset.name)))?;
    encode::check_judged_class(spec, &classes)?;
    let split = split::split(spec, rows, held_out, &labels, &classes)?;
    let weights = sample_weights::sample_weights(spec, weights, &labels, &classes, &split)?;
    let (inputs, recipe) = Recipe::prepare(spec, inputs, columns, rows, &split.train)?;
    let (task, predicted) = (target.task(), target.columns());
    let kind = predicted.names().first().and_then(|name| spec.dataset.kind.get(name)).copied();
    let encoded = encode::encode_targets(spec, target, rows, &split.train)?;
    let schema = Schema {
        task,
        input_names: recipe.inputs.clone(),
        target_names: encoded.names,
        classes,
        encoding: encoded.encoding,
        input_scaling: recipe.scaling(),
        target_scaling: encoded.scaling,
    };
    let recipe = recipe.with_targets(predicted, kind, &schema);
    let Split { train, validation, test } = split;
    let dataset = Dataset { schema, inputs, targets: encoded.targets, labels, weights, train, validation, test };
    Ok(Loaded { recipe, dataset, left_out, missing, files })
}

/// The longest name of a class in bytes: it stands in every figure and table of a report.
const LONGEST_CLASS: usize = 256;

fn short(class: &str, at: &str) -> Result<(), DataError> {
    if class.len() <= LONGEST_CLASS {
        return Ok(());
    }
    let start: String = class.chars().take(40).collect();
    let message = format!("the name of a class has {} bytes, more than {LONGEST_CLASS}: {start:?}...", class.len());
    Err(DataError::new(at, message).help("is the target another column, or a quote never closed?"))
}

fn missing(table: &RawTable) -> MissingCells {
    let columns = table.columns.iter().zip(table.missing_cells()).filter(|(_, count)| *count > 0);
    let cells = columns.map(|(column, count)| (column.name.clone(), count)).collect();
    MissingCells { rows: table.incomplete, cells }
}

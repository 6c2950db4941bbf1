//! Data sets: built in, drawn, or read from files, and made ready for a network.
//!
//! [`load`] goes from a [`Spec`] to a [`Dataset`]: read or draw the table, cut it into parts,
//! compute features, fill and scale by the training part alone, encode the targets. The [`Recipe`] it returns
//! does the same to a new file later. [`baseline`] is the simplest model of the same data.
//!
//! Only this crate opens data files. Every fault of theirs is a [`DataError`] with its line and its remedy.

pub mod baseline;
mod builtin;
mod columns;
mod csv;
mod curves;
mod data_error;
mod encode;
mod feature;
mod idx;
mod inline;
mod logic;
mod recipe;
mod scale;
mod shapes;
mod source;
mod split;
mod table;
mod weigh;

use std::path::Path;

use engine::Dataset;
use experiment::Spec;
use experiment::spec::Loss;

pub use data_error::DataError;
pub use recipe::{Answers, New, Recipe, Targets};
pub use source::files;
pub use table::Column;

use table::Table;

/// A data set and how it was made.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// Ready to train on.
    pub dataset: Dataset,
    /// How to make inputs of the same kind from a new file.
    pub recipe: Recipe,
    /// Which rows of the file are left out for a missing cell, ascending; those of a test file follow.
    pub left_out: Vec<usize>,
}

/// Everything of a spec that [`load`] looks at: runs with one key and one folder have the same data.
pub fn key(spec: &Spec) -> String {
    let coding = (spec.task(), spec.output(), spec.loss() == Loss::Hinge);
    format!("{:?}", (&spec.dataset, source::seed(spec), spec.fold, coding, &spec.training.class_weights))
}

/// Reads or draws the data of a run; paths of the config are relative to `folder`.
///
/// # Errors
/// The first fault of the data.
pub fn load(spec: &Spec, folder: &Path) -> Result<Loaded, DataError> {
    let (Table { rows, inputs, columns, target, weights, left_out }, held_out) = source::table(spec, folder)?;
    let target = encode::as_asked(target, spec.dataset.task)?;
    let (labels, classes) = encode::classes(&target, source::target_key(spec.dataset.name))?;
    let split = split::split(spec, rows, held_out, &labels, &classes)?;
    let weights = weigh::weigh(spec, weights, &labels, &classes, &split)?;
    let (inputs, recipe) = Recipe::prepare(spec, inputs, columns, rows, &split.train)?;
    let (task, name) = (target.task(), target.name().to_owned());
    let encoded = encode::encode(spec, target, rows, &split.train)?;
    let dataset = Dataset {
        task,
        inputs,
        targets: encoded.targets,
        labels,
        weights,
        input_names: recipe.inputs.clone(),
        target_names: encoded.names,
        classes,
        encoding: encoded.encoding,
        input_scaling: recipe.scaling(),
        target_scaling: encoded.scaling,
        train: split.train,
        validation: split.validation,
        test: split.test,
    };
    Ok(Loaded { recipe: recipe.with_targets(name, &dataset), dataset, left_out })
}

//! From the text of a config to checked values, or to all its errors with their places.
//!
//! The text is parsed to a tree that knows its places (`node`), overrides are applied to it (`overrides`), and the tree
//! is compared with the shape of the type (`shape`, `walk`), which comes from the JSON schema of the type (`schema`).
//! Every arm of the sweep is compared with the shape, turned into its type, and checked by the rules between keys.
//! Serde sees a tree only when nothing is wrong with it.

pub(crate) mod document;
mod draft;
mod mend;
pub(crate) mod node;
pub(crate) mod overrides;
pub(crate) mod path;
mod schema;
mod shape;
pub mod sweep;
mod syntax;
mod walk;
mod words;

use serde::Deserialize;

use self::sweep::{Axis, Settings};
use crate::diagnostic::Diagnostics;
use crate::spec::{Experiment, RuleViolation};

pub use document::Document;
use draft::Draft;
pub use schema::{schema, schema_text};
pub(crate) use shape::ValueShape;

/// What the text of a config is turned into.
///
/// Reading a type of many keys by serde is half a minute of compiling, for every crate anew that names the type behind
/// a generic function. The methods of this trait are compiled once, where they are implemented.
pub trait FromConfig: Sized {
    /// The schema of the text, as [`schema()`] gives it.
    fn schema() -> serde_json::Value;

    /// The value of a table that fits the schema.
    ///
    /// # Errors
    /// What serde finds, without a place.
    fn from_table(table: toml::Value) -> Result<Self, toml::de::Error>;
}

impl FromConfig for Experiment {
    fn schema() -> serde_json::Value {
        schema::<Experiment>()
    }

    fn from_table(table: toml::Value) -> Result<Experiment, toml::de::Error> {
        Experiment::deserialize(table)
    }
}

/// A config without errors.
#[derive(Clone, Debug)]
pub struct Parsed<T> {
    /// The config with its overrides, without its sweep.
    pub document: Document,
    /// Its value; `sweep` is a flat table of paths.
    pub base: T,
    /// The axes of the sweep, the slowest first.
    pub axes: Vec<Axis>,
    /// The arms in order; without a sweep a single one that sets nothing.
    pub arms: Vec<Arm<T>>,
}

/// One combination of the values of a sweep.
#[derive(Clone, Debug)]
pub struct Arm<T> {
    /// The path and the value of each axis.
    pub settings: Settings,
    /// The config with these values; their places are those in the sweep.
    pub document: Document,
    /// Its value, the sweep left out.
    pub value: T,
}

/// Parses and checks the text of a config.
///
/// `file` is the name that errors show, `overrides` are `key=value` in the order of the command
/// line, and `rules` finds the violated rules between keys of one arm.
///
/// # Errors
/// Every error of the text, the overrides and the sweep. The rules are checked only when every arm has the right
/// types, or can be mended so that it has.
pub fn parse<T: FromConfig>(
    file: &str,
    source: &str,
    overrides: &[String],
    rules: impl Fn(&T) -> Vec<RuleViolation>,
) -> Result<Parsed<T>, Diagnostics> {
    let shape = ValueShape::of_schema(&T::schema());
    let mut draft = Draft::read(file, source, overrides, &shape);
    draft.check_base();
    draft.check_axes();
    draft.finish(rules)
}

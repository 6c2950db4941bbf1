//! Sweeps: `[sweep]` names keys and the values they take; every combination is an arm.
//!
//! An axis is a dotted path, `"network.activation" = [...]` or the same without quotes, with the
//! values of its key. The first axis of the file varies slowest. A sweep changes the tree before it
//! is typed, so any key can be swept, also one inside an inline table, and a table as a whole.

use crate::check::node::{Entry, Node, Value};
use crate::check::overrides::{self, Setting};
use crate::check::path::{self, Segment};
use crate::diagnostic::{Diagnostic, Place};

mod read;
mod replaced;

pub(crate) use read::read;
pub(crate) use replaced::{keys_lost_by_axis, keys_lost_by_override};

/// The most arms a sweep may have.
pub const MOST_ARMS: usize = 10_000;

/// A key and the values it takes.
#[derive(Clone, Debug)]
pub struct Axis {
    /// The path of the key.
    pub path: String,
    /// The path, each step with its place.
    pub(crate) steps: Vec<(Segment, Place)>,
    /// The values, at least one.
    pub(crate) values: Vec<Node>,
    /// Where the list of values stands.
    pub place: Place,
}

/// One choice of a value for every axis: the path and the value of each.
pub type Settings = Vec<(String, toml::Value)>;

/// The settings as a run keeps them: path and value as text, strings without quotes.
pub fn arm(settings: &Settings) -> crate::spec::Arm {
    let text = |value: &toml::Value| value.as_str().map_or_else(|| value.to_string(), str::to_string);
    settings.iter().map(|(path, value)| (path.clone(), text(value))).collect()
}

/// Takes `[sweep]` out of a tree.
pub(crate) fn take(root: &mut Node) -> Option<Entry> {
    let Value::Table(entries) = &mut root.value else { return None };
    let position = entries.iter().position(|entry| entry.key == "sweep")?;
    Some(entries.remove(position))
}

/// Every arm: its settings and the tree with them applied.
pub(crate) fn arms(root: &Node, axes: &[Axis]) -> Vec<(Settings, Node)> {
    let mut arms = vec![(Settings::new(), root.clone())];
    for axis in axes {
        let with_each = |arm: (Settings, Node)| {
            axis.values.iter().filter_map(move |value| {
                let (mut settings, root) = arm.clone();
                settings.push((axis.path.clone(), value.to_toml()));
                axis.applied(&root, value).ok().map(|root| (settings, root))
            })
        };
        arms = arms.into_iter().flat_map(with_each).collect();
    }
    arms
}

impl Axis {
    /// The values, in the order of the file.
    pub fn values(&self) -> Vec<toml::Value> {
        self.values.iter().map(Node::to_toml).collect()
    }

    /// The tree with a value of this axis.
    ///
    /// # Errors
    /// The path leads through something that is not a table.
    pub(crate) fn applied(&self, root: &Node, value: &Node) -> Result<Node, Box<Diagnostic>> {
        let mut root = root.clone();
        let setting = Setting { steps: self.steps.clone(), value: value.clone() };
        overrides::apply(&mut root, &setting)?;
        Ok(root)
    }

    /// `value 3 of 3 of the axis "network.activation"`, for the value with this index.
    pub(crate) fn note(&self, index: usize) -> String {
        format!("value {} of {} of the axis {:?}", index + 1, self.values.len(), self.path)
    }
}

/// The axes as one flat table of paths, which is how a config without its file keeps them.
pub(crate) fn flat(axes: &[Axis], entry: &Entry) -> Entry {
    let axis = |axis: &Axis| Entry {
        key: axis.path.clone(),
        place: axis.place.clone(),
        node: Node { place: axis.place.clone(), value: Value::List(axis.values.clone()) },
    };
    let value = Value::Table(axes.iter().map(axis).collect());
    Entry { node: Node { place: entry.node.place.clone(), value }, ..entry.clone() }
}

/// The arm in words: `network.activation = "relu", training.epochs = 3`.
pub(crate) fn in_words(settings: &Settings) -> String {
    let setting = |(path, value): &(String, toml::Value)| format!("{path} = {value}");
    settings.iter().map(setting).collect::<Vec<_>>().join(", ")
}

/// The text of a path.
fn path_text(steps: &[(Segment, Place)]) -> String {
    let segments: Vec<&Segment> = steps.iter().map(|(segment, _)| segment).collect();
    path::text(&segments)
}

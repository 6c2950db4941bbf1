//! Comparison of a tree with its shape, node by node: every value that does not fit becomes an error.

use super::node::{Node, Value};
use super::shape::{Items, List, Number, ValueShape};
use super::words::one_of;
use crate::diagnostic::{Diagnostic, Place};
use crate::repeated::repeated;
use crate::suggest::{did_you_mean, nearest};

mod table;

/// How a value is named in messages.
#[derive(Clone, Debug, Default)]
pub struct Name {
    /// The path from the root, empty there.
    pub path: String,
    /// The last key, with its indices.
    pub leaf: String,
}

impl Name {
    fn key(&self, key: &str) -> Self {
        let dot = if self.path.is_empty() { "" } else { "." };
        Self { path: format!("{}{dot}{key}", self.path), leaf: key.to_owned() }
    }

    fn index(&self, index: usize) -> Self {
        Self { path: format!("{}[{index}]", self.path), leaf: format!("{}[{index}]", self.leaf) }
    }
}

/// An error and what kind of error it is.
#[derive(Clone, Debug)]
pub struct Mismatch {
    /// The kind of error, from which a repair follows.
    pub cause: Cause,
    /// The message with its place and remedy.
    pub diagnostic: Diagnostic,
}

/// The kinds of errors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// A key that is unknown, and the one that was probably meant.
    Key(Option<String>),
    /// A word that is unknown, and the one that was probably meant.
    Word(Option<String>),
    /// A value that does not fit.
    Value,
    /// A key that is missing.
    Missing,
}

impl Mismatch {
    /// Whether this asks a scalar to be of one type, without a list of names.
    fn is_narrow(&self, node: &Node) -> bool {
        let scalar = !matches!(node.value, Value::List(_) | Value::Table(_));
        scalar && (self.cause == Cause::Value || self.diagnostic.help.iter().all(|help| !help.contains(',')))
    }
}

/// The errors of a tree.
pub fn walk(root: &Node, shape: &ValueShape) -> Vec<Mismatch> {
    let mut walk = Walk { whole: shape, mismatches: Vec::new() };
    walk.value(&Name::default(), root, shape);
    walk.mismatches
}

struct Walk<'s> {
    /// The shape of the whole config, to say where a misplaced key belongs.
    whole: &'s ValueShape,
    mismatches: Vec<Mismatch>,
}

impl Walk<'_> {
    fn value(&mut self, name: &Name, node: &Node, shape: &ValueShape) {
        match (shape, &node.value) {
            (_, Value::Integer(integer)) if i64::try_from(*integer).is_err() => self.too_large(name, node),
            (ValueShape::Anything, _) | (ValueShape::Boolean, Value::Boolean(_)) => {}
            (ValueShape::Text(least), Value::Text(text)) => self.text(name, node, text, *least),
            (ValueShape::Choice(names), Value::Text(text)) => self.choice(name, node, text, names),
            (ValueShape::Number(number), Value::Integer(integer)) => self.number(name, node, number, *integer as f64),
            (ValueShape::Number(number), Value::Float(float)) if !number.integer || !float.is_finite() => {
                self.number(name, node, number, *float);
            }
            (ValueShape::List(list), Value::List(nodes)) => self.list(name, node, list, nodes),
            (ValueShape::Table(table), Value::Table(entries)) => self.table(name, node, table, entries, None),
            (ValueShape::Tagged(tagged), Value::Table(entries)) => self.tagged(name, node, tagged, entries),
            (ValueShape::Union(shapes), _) => self.union(name, node, shape, shapes),
            _ => self.wrong_kind(name, node, shape),
        }
    }

    fn error(&mut self, node: &Node, message: String) -> &mut Diagnostic {
        self.mismatch(Cause::Value, node.place.clone(), message)
    }

    fn mismatch(&mut self, cause: Cause, place: Place, message: String) -> &mut Diagnostic {
        self.mismatches.push(Mismatch { cause, diagnostic: Diagnostic::new(place, message) });
        &mut self.mismatches.last_mut().expect("one was just pushed").diagnostic
    }

    fn wrong_kind(&mut self, name: &Name, node: &Node, shape: &ValueShape) {
        let message = format!("{} must be {}, not {}", name.leaf, shape.words(), node.value.words());
        let error = self.error(node, message);
        error.help.extend(shape.remedy());
        if let (Value::Text(text), ValueShape::Number(_) | ValueShape::Boolean) = (&node.value, shape)
            && (text.parse::<f64>().is_ok() || text.parse::<bool>().is_ok())
        {
            error.label = Some("write it without quotes".to_owned());
        }
    }

    fn too_large(&mut self, name: &Name, node: &Node) {
        let message = format!("the integer of {} does not fit 64 bits", name.leaf);
        self.error(node, message).help.push(format!("the greatest is {}", i64::MAX));
    }

    fn text(&mut self, name: &Name, node: &Node, text: &str, least: usize) {
        if text.chars().count() < least {
            let message = match least {
                1 => format!("{} must not be empty", name.leaf),
                _ => format!("{} must have at least {least} characters", name.leaf),
            };
            self.error(node, message);
        }
    }

    fn choice(&mut self, name: &Name, node: &Node, text: &str, names: &[String]) {
        if !names.iter().any(|name| name == text) {
            let meant = nearest(text, names.iter().map(String::as_str));
            let cause = Cause::Word(meant.map(str::to_owned));
            let error = self.mismatch(cause, node.place.clone(), format!("{} {text:?} is unknown", name.leaf));
            error.label = meant.map(did_you_mean);
            error.help.push(one_of(names));
        }
    }

    fn number(&mut self, name: &Name, node: &Node, number: &Number, value: f64) {
        let fits = number.least.is_none_or(|least| value >= least)
            && number.above.is_none_or(|above| value > above)
            && number.most.is_none_or(|most| value <= most)
            && number.below.is_none_or(|below| value < below);
        if !value.is_finite() {
            self.error(node, format!("{} must be a finite number", name.leaf));
        } else if let Some(limit) = number.limit.filter(|limit| value > *limit) {
            self.error(node, format!("{} must be at most {limit}", name.leaf));
        } else if !fits {
            let message = format!(
                "{} must be {}, not {}",
                name.leaf,
                ValueShape::Number(number.clone()).words(),
                node.value.words()
            );
            self.error(node, message);
        }
    }

    fn list(&mut self, name: &Name, node: &Node, list: &List, nodes: &[Node]) {
        if let Some(wanted) = length(list, nodes.len()) {
            self.error(node, format!("{} must have {wanted}, not {}", name.leaf, nodes.len()));
        }
        for (index, node) in nodes.iter().enumerate() {
            let shape = match &list.items {
                Items::Every(shape) => Some(shape),
                Items::Each(shapes) => shapes.get(index),
            };
            if let Some(shape) = shape {
                self.value(&name.index(index), node, shape);
            }
        }
        if list.unique {
            self.repetitions(name, nodes);
        }
    }

    fn repetitions(&mut self, name: &Name, nodes: &[Node]) {
        for (index, first) in repeated(nodes.iter().map(Node::key)) {
            let place = nodes[first].place.clone();
            let message = format!("{} lists the same value twice", name.leaf);
            self.error(&nodes[index], message).secondary.push((place, "first here".to_owned()));
        }
    }

    /// The type of the value chooses among the shapes; among several that fit it, the fewest errors.
    fn union(&mut self, name: &Name, node: &Node, union: &ValueShape, shapes: &[ValueShape]) {
        if shapes.iter().any(|shape| self.reports_missing_details(name, node, shape)) {
            return;
        }
        let candidates = shapes.iter().filter(|shape| accepts_kind(shape, &node.value));
        let attempt = |shape| {
            let mut walk = Walk { whole: self.whole, mismatches: Vec::new() };
            walk.value(name, node, shape);
            walk.mismatches
        };
        let Some(mut mismatches) = candidates.map(attempt).min_by_key(Vec::len) else {
            return self.wrong_kind(name, node, union);
        };
        for mismatch in mismatches.iter_mut().filter(|mismatch| mismatch.is_narrow(node)) {
            mismatch.diagnostic.help = vec![format!("it may be {}", union.words())];
        }
        self.mismatches.append(&mut mismatches);
    }
}

/// Whether a shape takes values of this type at all.
fn accepts_kind(shape: &ValueShape, value: &Value) -> bool {
    match (shape, value) {
        (ValueShape::Anything, _)
        | (ValueShape::Boolean, Value::Boolean(_))
        | (ValueShape::Text(_) | ValueShape::Choice(_), Value::Text(_))
        | (ValueShape::Number(_), Value::Integer(_))
        | (ValueShape::List(_), Value::List(_))
        | (ValueShape::Table(_) | ValueShape::Tagged(_), Value::Table(_)) => true,
        (ValueShape::Number(number), Value::Float(_)) => !number.integer,
        (ValueShape::Union(shapes), _) => shapes.iter().any(|shape| accepts_kind(shape, value)),
        _ => false,
    }
}

/// The wanted length of a list, if it has another one.
fn length(list: &List, length: usize) -> Option<String> {
    let values = |count: usize| if count == 1 { "1 value".to_owned() } else { format!("{count} values") };
    if (list.least..=list.most).contains(&length) {
        None
    } else if list.least == list.most {
        Some(values(list.least))
    } else if length < list.least {
        Some(format!("at least {}", values(list.least)))
    } else {
        Some(format!("at most {}", values(list.most)))
    }
}

//! Faults of the TOML itself, in words that name the remedy.
//!
//! toml recovers from a fault and goes on. What it says after an unclosed bracket is an echo of
//! that bracket, so only the bracket is reported; of a line only the first fault.

use std::ops::Range;

use toml::de::{DeTable, Error};

use super::node::{Node, Value};
use crate::diagnostic::{Diagnostic, Place};

/// What could be read of a text.
pub struct Syntax {
    /// The tree as far as it could be read.
    pub root: Node,
    /// The faults of the text.
    pub faults: Vec<Diagnostic>,
    /// From this byte on the tree cannot be trusted.
    reach: usize,
}

/// Parses a config.
pub fn parse(text: &str) -> Syntax {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut errors: Vec<(Range<usize>, String)> = errors.iter().map(|error| located(error, text)).collect();
    errors.sort_by_key(|(range, _)| range.start);
    let mut syntax = Syntax { root: Node::root(table.get_ref()), faults: Vec::new(), reach: usize::MAX };
    if let Some(opening) = unclosed(&syntax.root, &errors) {
        errors.retain(|(range, _)| range.start < opening);
        syntax.reach = opening;
        syntax.faults.push(not_closed(text, opening));
    }
    errors.dedup_by_key(|(range, _)| line(text, range.start));
    for (range, message) in errors {
        if !is_local(&message) {
            syntax.reach = syntax.reach.min(range.start);
        }
        syntax.faults.push(in_words(text, range, &message));
    }
    syntax
}

impl Syntax {
    /// Whether the tree tells the truth at a place: not after a fault that swallows what follows,
    /// nor on the line of any.
    pub fn trusts(&self, text: &str, place: &Place) -> bool {
        let same_line = |fault: &Diagnostic| line(text, fault.place.start) == line(text, place.start);
        place.source > 0 || place.start < self.reach && !self.faults.iter().any(same_line)
    }
}

fn located(error: &Error, text: &str) -> (Range<usize>, String) {
    (error.span().unwrap_or(text.len()..text.len()), error.message().to_owned())
}

/// The innermost bracket that reaches to where toml missed its end.
fn unclosed(root: &Node, errors: &[(Range<usize>, String)]) -> Option<usize> {
    let is_bracket = |message: &str| message.starts_with("unclosed array") || message.starts_with("unclosed inline");
    let (end, _) = errors.iter().find(|(_, message)| is_bracket(message))?;
    innermost(root, end.start).map(|node| node.place.start)
}

fn innermost(node: &Node, at: usize) -> Option<&Node> {
    let children: Vec<&Node> = match &node.value {
        Value::List(nodes) => nodes.iter().collect(),
        Value::Table(entries) => entries.iter().map(|entry| &entry.node).collect(),
        _ => return None,
    };
    let inside = node.place.start < node.place.end && (node.place.start..=node.place.end).contains(&at);
    children.into_iter().rev().find_map(|child| innermost(child, at)).or(inside.then_some(node))
}

fn not_closed(text: &str, opening: usize) -> Diagnostic {
    let (what, close) = match text.as_bytes().get(opening) {
        Some(b'{') => ("table", '}'),
        _ => ("list", ']'),
    };
    let message = format!("this {what} is not closed");
    Diagnostic::new(Place::new(0, opening..opening + 1), message).label(format!("its {close} is missing"))
}

/// Faults after which toml goes on with the next value.
fn is_local(message: &str) -> bool {
    let kinds = ["string", "boolean", "integer", "float", "number", "duplicate key"];
    kinds.iter().any(|kind| message.contains(kind))
}

/// A fault of toml in our words, where its own leave the remedy open.
pub fn in_words(text: &str, range: Range<usize>, message: &str) -> Diagnostic {
    let written = text.get(range.clone()).unwrap_or("").to_owned();
    let at = |message: &str| Diagnostic::new(Place::new(0, range.clone()), message);
    let word = message.starts_with("string values must be quoted") || message.starts_with("invalid boolean");
    if word && written.is_empty() {
        at("a value is missing")
    } else if word && ["true", "false"].contains(&written.to_lowercase().as_str()) {
        at(&format!("{written} is no value")).label(format!("write {}", written.to_lowercase()))
    } else if word {
        at(&format!("{written} is no value, strings stand in quotes")).label(format!("write {written:?}"))
    } else if message == "duplicate key" {
        at(&format!("the key {:?} is given twice", written.trim_matches(['"', '\'']))).help("keep one of them")
    } else if message.starts_with("invalid basic string, expected `\"`") {
        at("this string is not closed").label("its \" is missing")
    } else if message.starts_with("unclosed table") {
        at("this header is not closed").label("its ] is missing")
    } else if message.starts_with("key with no value") {
        at("a key without a value").help("write key = value")
    } else {
        at(message)
    }
}

/// The number of the line of a byte, from 0.
fn line(text: &str, byte: usize) -> usize {
    text.as_bytes()[..byte.min(text.len())].iter().filter(|&&byte| byte == b'\n').count()
}

//! Errors of the TOML itself, in words that name the remedy.
//!
//! toml recovers from an error and goes on. What it reports after an unclosed bracket follows from that bracket, so
//! only the bracket is reported; of a line only the first error.

use std::ops::Range;

use toml::de::{DeTable, Error};

use super::node::{Node, Value};
use crate::diagnostic::{Diagnostic, Place};

/// What could be read of a text.
pub struct Syntax {
    /// The tree as far as it could be read.
    pub root: Node,
    /// The errors of the text.
    pub errors: Vec<Diagnostic>,
    /// The tree is right up to this byte.
    trusted_until: usize,
}

/// Parses a config.
pub fn parse(text: &str) -> Syntax {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut errors: Vec<(Range<usize>, String)> = errors.iter().map(|error| located(error, text)).collect();
    errors.sort_by_key(|(range, _)| range.start);
    let mut syntax = Syntax { root: Node::root(table.get_ref()), errors: Vec::new(), trusted_until: usize::MAX };
    if let Some(opening) = unclosed(&syntax.root, text, &errors) {
        errors.retain(|(range, _)| range.start < opening);
        syntax.trusted_until = opening;
        syntax.errors.push(not_closed(text, opening));
    }
    errors.dedup_by_key(|(range, _)| line(text, range.start));
    for (range, message) in errors {
        if !is_local(&message) {
            syntax.trusted_until = syntax.trusted_until.min(range.start);
        }
        syntax.errors.push(in_words(text, range, &message));
    }
    syntax
}

impl Syntax {
    /// Whether the tree is right at a place: not after an error that takes in what follows, nor on the line of an
    /// error.
    pub fn trusts(&self, text: &str, place: &Place) -> bool {
        let same_line = |error: &Diagnostic| line(text, error.place.start) == line(text, place.start);
        place.source > 0 || place.start < self.trusted_until && !self.errors.iter().any(same_line)
    }
}

fn located(error: &Error, text: &str) -> (Range<usize>, String) {
    (error.span().unwrap_or(text.len()..text.len()), error.message().to_owned())
}

/// The innermost unclosed bracket around the place where toml missed its end.
fn unclosed(root: &Node, text: &str, errors: &[(Range<usize>, String)]) -> Option<usize> {
    let is_bracket = |message: &str| message.starts_with("unclosed array") || message.starts_with("unclosed inline");
    let (end, _) = errors.iter().find(|(_, message)| is_bracket(message))?;
    innermost(root, text, end.start).map(|node| node.place.start)
}

fn innermost<'n>(node: &'n Node, text: &str, at: usize) -> Option<&'n Node> {
    let children = children(node);
    let bracket = text[node.place.start..node.place.end].starts_with(['[', '{']);
    let encloses = bracket && (node.place.start..=node.place.end).contains(&at);
    // The last closing bracket of an unclosed list is that of its last item.
    let closed =
        text[..node.place.end].ends_with([']', '}']) && children.iter().all(|child| child.place.end < node.place.end);
    let inside = children.into_iter().rev().find_map(|child| innermost(child, text, at));
    inside.or((encloses && !closed).then_some(node))
}

fn children(node: &Node) -> Vec<&Node> {
    match &node.value {
        Value::List(nodes) => nodes.iter().collect(),
        Value::Table(entries) => entries.iter().map(|entry| &entry.node).collect(),
        Value::Text(_) | Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Date(_) => Vec::new(),
    }
}

fn not_closed(text: &str, opening: usize) -> Diagnostic {
    let (what, close) = match text.as_bytes().get(opening) {
        Some(b'{') => ("table", '}'),
        _ => ("list", ']'),
    };
    let message = format!("this {what} is not closed");
    Diagnostic::new(Place::new(0, opening..opening + 1), message).label(format!("its {close} is missing"))
}

/// Errors after which toml goes on with the next value, not errors between values.
fn is_local(message: &str) -> bool {
    let structural =
        ["unclosed", "missing", "extra", "unexpected", "key with no value", "invalid key", "invalid inline"];
    !structural.iter().any(|start| message.starts_with(start))
}

/// An error of toml in our words, where its own leave the remedy open.
fn in_words(text: &str, range: Range<usize>, message: &str) -> Diagnostic {
    let written = text.get(range.clone()).unwrap_or("").to_owned();
    let at = |message: &str| Diagnostic::new(Place::new(0, range.clone()), message);
    if message.starts_with("string values must be quoted") || message.starts_with("invalid boolean") {
        no_value(&written, at)
    } else if message == "duplicate key" {
        match text[..range.start].ends_with('[') {
            true => table_twice(&written, at),
            false => key_twice(&written, at),
        }
    } else if message.starts_with("invalid basic string, expected `\"`") {
        at("this string is not closed").label("its \" is missing")
    } else if message.starts_with("invalid literal string, expected `'`") {
        at("this string is not closed").label("its ' is missing")
    } else if message.starts_with("unclosed table") {
        at("this header is not closed").label("its ] is missing")
    } else if message.starts_with("key with no value") {
        at("this key has no value").help("write key = value")
    } else {
        at(message)
    }
}

/// A bare word where a value should stand.
fn no_value(written: &str, at: impl Fn(&str) -> Diagnostic) -> Diagnostic {
    let lower = written.to_lowercase();
    match lower.as_str() {
        "" => at("a value is missing"),
        "true" | "false" => at(&format!("{written} is not a value")).label(format!("write {lower}")),
        _ => at(&format!("{written} is not a value; strings need quotes")).label(format!("write {written:?}")),
    }
}

fn table_twice(written: &str, at: impl Fn(&str) -> Diagnostic) -> Diagnostic {
    at(&format!("the table [{}] is given twice", unquoted(written))).help("write its keys under one header")
}

fn key_twice(written: &str, at: impl Fn(&str) -> Diagnostic) -> Diagnostic {
    at(&format!("the key {:?} is given twice", unquoted(written))).help("keep one of them")
}

fn unquoted(key: &str) -> &str {
    key.trim_matches(['"', '\''])
}

/// The number of the line of a byte, from 0.
fn line(text: &str, byte: usize) -> usize {
    text.as_bytes()[..byte.min(text.len())].iter().filter(|&&byte| byte == b'\n').count()
}

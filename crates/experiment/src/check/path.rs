//! Paths of keys: `training.optimizer.rule`, `dataset.inputs[2][1]`, `initial."layers.0.weight"`.
//!
//! Every step remembers the bytes it was written with, so that a wrong one can be pointed at.

use std::ops::Range;

use super::node::{Entry, Node, Value};
use crate::diagnostic::Place;

/// One step down the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Into a table.
    Key(String),
    /// Into a list, counted from 0.
    Index(usize),
}

/// A step and where it stands in the text of the path.
#[derive(Clone, Debug)]
pub struct Step {
    /// The step.
    pub segment: Segment,
    /// Its bytes in the text of the path, brackets and quotes included.
    pub range: Range<usize>,
}

/// The steps of a path, or the position of the first character that fits no path.
pub fn parse(text: &str) -> Result<Vec<Step>, usize> {
    let mut steps = Vec::new();
    let mut at = 0;
    while at < text.len() || steps.is_empty() {
        let step = match text.as_bytes().get(at) {
            Some(b'[') if !steps.is_empty() => index(text, at)?,
            Some(b'.') if !steps.is_empty() => key(text, at + 1)?,
            _ if steps.is_empty() => key(text, at)?,
            _ => return Err(at),
        };
        at = step.range.end;
        steps.push(step);
    }
    Ok(steps)
}

fn key(text: &str, at: usize) -> Result<Step, usize> {
    let rest = &text[at..];
    if let Some(quoted) = rest.strip_prefix('"') {
        let length = quoted.find('"').ok_or(at)?;
        let segment = Segment::Key(quoted[..length].to_owned());
        return Ok(Step { segment, range: at..at + length + 2 });
    }
    let length = rest.find(|c| !is_bare(c)).unwrap_or(rest.len());
    if length == 0 {
        return Err(at);
    }
    Ok(Step { segment: Segment::Key(rest[..length].to_owned()), range: at..at + length })
}

fn index(text: &str, at: usize) -> Result<Step, usize> {
    let length = text[at..].find(']').ok_or(at)?;
    let number = text[at + 1..at + length].parse().map_err(|_| at + 1)?;
    Ok(Step { segment: Segment::Index(number), range: at..at + length + 1 })
}

/// The text of a path; keys that are not bare stand in quotes.
pub fn text(segments: &[&Segment]) -> String {
    let mut text = String::new();
    for segment in segments {
        let dot = if text.is_empty() { "" } else { "." };
        text += &match segment {
            Segment::Key(key) if key.chars().all(is_bare) => format!("{dot}{key}"),
            Segment::Key(key) => format!("{dot}\"{key}\""),
            Segment::Index(index) => format!("[{index}]"),
        };
    }
    text
}

fn is_bare(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '-'
}

/// The child a step leads to.
pub fn child<'n>(node: &'n Node, segment: &Segment) -> Option<&'n Node> {
    match (segment, &node.value) {
        (Segment::Key(key), _) => node.entry(key).map(|entry| &entry.node),
        (Segment::Index(index), Value::List(nodes)) => nodes.get(*index),
        (Segment::Index(_), _) => None,
    }
}

/// Sets the value at the end of `steps`; tables on the way are made where there are none.
///
/// # Errors
/// The number of the first step that does not fit: a key of something that is not a table, or an
/// index that the list does not have.
pub fn set(root: &mut Node, steps: &[(Segment, Place)], value: Node) -> Result<(), usize> {
    let mut node = root;
    for (number, (segment, place)) in steps.iter().enumerate() {
        node = descend(node, segment, place).ok_or(number)?;
    }
    *node = value;
    Ok(())
}

fn descend<'n>(node: &'n mut Node, segment: &Segment, place: &Place) -> Option<&'n mut Node> {
    match (segment, &mut node.value) {
        (Segment::Key(key), Value::Table(entries)) => {
            let found = entries.iter().position(|entry| entry.key == *key);
            let position = found.unwrap_or_else(|| {
                let node = Node { place: place.clone(), value: Value::Table(Vec::new()) };
                entries.push(Entry { key: key.clone(), place: place.clone(), node });
                entries.len() - 1
            });
            Some(&mut entries[position].node)
        }
        (Segment::Index(index), Value::List(nodes)) => nodes.get_mut(*index),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Segment, parse};

    #[test]
    fn keys_indices_and_quotes() {
        let steps = parse("initial.\"layers.0.weight\"[2][1]").expect("a path");
        let segments: Vec<Segment> = steps.iter().map(|step| step.segment.clone()).collect();
        let key = |key: &str| Segment::Key(key.to_owned());
        assert_eq!(segments[..2], [key("initial"), key("layers.0.weight")]);
        assert_eq!(segments[2..], [Segment::Index(2), Segment::Index(1)]);
        assert_eq!(steps[1].range, 8..25);
    }

    #[test]
    fn a_fault_is_found_where_it_stands() {
        for (text, at) in [("", 0), ("a..b", 2), ("a[x]", 2), ("a[1", 1), ("a b", 1), ("a.", 2)] {
            assert_eq!(parse(text).map(|_| ()), Err(at), "{text}");
        }
    }
}

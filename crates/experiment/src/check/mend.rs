//! Mending an invalid tree, so that the rules between keys can be checked in the same run.
//!
//! An unknown word or key becomes the one that was probably meant; any other invalid value is taken out, so that its
//! default holds. What the rules then say about a mended place is not shown.

use super::node::{Entry, Node, Value};
use super::walk::{Cause, Mismatch};
use crate::diagnostic::Place;

/// The tree without its errors; nothing if the root itself is invalid.
pub fn mended(root: &Node, mismatches: &[Mismatch]) -> Option<Node> {
    Mender { mismatches }.node(root)
}

/// Whether a place holds what the user wrote.
pub fn is_untouched(place: &Place, mismatches: &[Mismatch]) -> bool {
    !mismatches.iter().any(|mismatch| place.contains(&mismatch.diagnostic.place))
}

/// The paths of the keys that are gone from a tree since it was mended.
pub fn taken_out(before: &Node, after: &Node) -> Vec<String> {
    let mut paths = Vec::new();
    compare("", before, after, &mut paths);
    paths
}

fn compare(path: &str, before: &Node, after: &Node, gone: &mut Vec<String>) {
    for entry in before.entries() {
        let below = if path.is_empty() { entry.key.clone() } else { format!("{path}.{}", entry.key) };
        match after.entry(&entry.key) {
            None => gone.push(below),
            Some(kept) => compare(&below, &entry.node, &kept.node, gone),
        }
    }
    if let (Value::List(before), Value::List(after)) = (&before.value, &after.value) {
        for (index, (before, after)) in before.iter().zip(after).enumerate() {
            compare(&format!("{path}[{index}]"), before, after, gone);
        }
    }
}

struct Mender<'f> {
    mismatches: &'f [Mismatch],
}

impl Mender<'_> {
    fn cause(&self, place: &Place) -> Option<&Cause> {
        let at_place = |mismatch: &&Mismatch| mismatch.diagnostic.place == *place;
        self.mismatches.iter().find(at_place).map(|mismatch| &mismatch.cause)
    }

    /// The node as it was probably meant, or nothing if it has to go.
    fn node(&self, node: &Node) -> Option<Node> {
        let value = match (self.cause(&node.place), &node.value) {
            (Some(Cause::Word(Some(meant))), Value::Text(_)) => Value::Text(meant.clone()),
            (None | Some(Cause::Missing), Value::Table(entries)) => {
                Value::Table(entries.iter().filter_map(|entry| self.entry(entry, entries)).collect())
            }
            (None, Value::List(nodes)) => Value::List(nodes.iter().map(|node| self.node(node)).collect::<Option<_>>()?),
            (None, scalar) => scalar.clone(),
            (Some(_), _) => return None,
        };
        Some(Node { place: node.place.clone(), value })
    }

    fn entry(&self, entry: &Entry, siblings: &[Entry]) -> Option<Entry> {
        let key = match self.cause(&entry.place) {
            Some(Cause::Key(Some(meant))) if siblings.iter().all(|sibling| sibling.key != *meant) => meant.clone(),
            Some(Cause::Key(_)) => return None,
            Some(Cause::Word(_) | Cause::Value | Cause::Missing) | None => entry.key.clone(),
        };
        Some(Entry { key, place: entry.place.clone(), node: self.node(&entry.node)? })
    }
}

//! A config with the places of all its values.

use std::ops::Range;
use std::sync::Arc;

use super::node::Node;
use super::path::{self, Segment, Step};
use crate::diagnostic::{Diagnostic, Place, Source};
use crate::spec::RuleViolation;

/// The tree of a config, overrides and the values of an arm applied, over the texts it came from.
#[derive(Clone, Debug)]
pub struct Document {
    /// The config, then the overrides.
    pub(crate) sources: Arc<Vec<Source>>,
    pub(crate) root: Node,
}

impl Document {
    /// The texts that places point into: the config, then the overrides.
    pub fn sources(&self) -> &Arc<Vec<Source>> {
        &self.sources
    }

    /// The text a place covers.
    pub fn text(&self, place: &Place) -> &str {
        &self.sources[place.source].text[place.start..place.end]
    }

    /// Where the value of a path stands, `training.loss` or `dataset.inputs[2][1]`.
    ///
    /// For an absent key this is its nearest table, in the end the start of the file.
    pub fn place(&self, path: &str) -> Place {
        let mut node = &self.root;
        for Step { segment, .. } in steps(path) {
            let Some(child) = path::child(node, &segment) else { break };
            node = child;
        }
        node.place.clone()
    }

    /// Where the last key of a path stands; [`Document::place`] if it has none.
    pub fn key_place(&self, path: &str) -> Place {
        let mut node = &self.root;
        let mut place = None;
        for Step { segment, .. } in steps(path) {
            place = match &segment {
                Segment::Key(key) => node.entry(key).map(|entry| entry.place.clone()),
                Segment::Index(_) => None,
            };
            let Some(child) = path::child(node, &segment) else { break };
            node = child;
        }
        place.unwrap_or_else(|| node.place.clone())
    }

    /// An error that names paths, with the places of those paths.
    ///
    /// A second path that is absent is left out: its table would say nothing about it.
    pub fn diagnostic(&self, error: &RuleViolation) -> Diagnostic {
        let also = error.also.iter().filter(|(path, _)| self.has(path));
        Diagnostic {
            message: error.message.clone(),
            place: self.part(self.place(&error.at), error.within.as_ref()),
            label: None,
            secondary: also.map(|(path, label)| (self.place(path), label.clone())).collect(),
            elsewhere: None,
            help: error.help.clone(),
        }
    }

    /// The place of some bytes of the string at a place; the whole string where it is written with escapes.
    fn part(&self, place: Place, bytes: Option<&Range<usize>>) -> Place {
        let written = self.text(&place);
        let quotes = if written.starts_with("'''") || written.starts_with("\"\"\"") { 3 } else { 1 };
        let inner = written.get(quotes..written.len().saturating_sub(quotes)).unwrap_or_default();
        // A line feed behind the opening quotes is no part of the string.
        let text =
            if quotes == 3 { inner.strip_prefix("\r\n").or(inner.strip_prefix('\n')).unwrap_or(inner) } else { inner };
        let is_literal = written.starts_with('\'') || !text.contains('\\');
        let start = place.start + quotes + inner.len() - text.len();
        match bytes.filter(|_| is_literal && !text.contains('\r')) {
            Some(bytes) => Place { start: start + bytes.start, end: start + bytes.end, ..place },
            None => place,
        }
    }

    /// Whether the path is written in the config or an override.
    pub fn has(&self, path: &str) -> bool {
        let step = |node, Step { segment, .. }| path::child(node, &segment);
        steps(path).into_iter().try_fold(&self.root, step).is_some()
    }
}

/// The steps of a path; one that names nothing leads to the root.
fn steps(path: &str) -> Vec<Step> {
    path::parse(path).unwrap_or_default()
}

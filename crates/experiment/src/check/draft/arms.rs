//! The arms of a sweep, each as a value of its type; the errors of all, each told once.

use std::sync::Arc;

use crate::check::document::Document;
use crate::check::node::Node;
use crate::check::shape::ValueShape;
use crate::check::sweep::{self, Axis, Settings};
use crate::check::walk::{Mismatch, walk};
use crate::check::{Arm, FromConfig};
use crate::diagnostic::Diagnostic;
use crate::spec::RuleViolation;

/// The arms without errors, and the errors of the others.
pub(super) fn read<T: FromConfig>(
    base: &Document,
    axes: &[Axis],
    shape: &ValueShape,
    rules: impl Fn(&T) -> Vec<RuleViolation>,
) -> (Vec<Arm<T>>, Vec<Diagnostic>) {
    let all = sweep::arms(&base.root, axes);
    let mut tally = Tally { arms: all.len(), errors: Vec::new() };
    let mut arms = Vec::new();
    for (settings, root) in all {
        let document = Document { sources: Arc::clone(&base.sources), root };
        match checked(&document, shape, &rules) {
            Ok(value) => arms.push(Arm { settings, document, value }),
            Err(errors) => errors.into_iter().for_each(|error| tally.count(error, &settings)),
        }
    }
    (arms, tally.into_errors().collect())
}

/// The value of one arm, or all its errors.
fn checked<T: FromConfig>(
    document: &Document,
    shape: &ValueShape,
    rules: &impl Fn(&T) -> Vec<RuleViolation>,
) -> Result<T, Vec<Diagnostic>> {
    let errors = new_mismatches(&document.root, shape, &[]);
    if !errors.is_empty() {
        return Err(errors);
    }
    let value = typed(document).map_err(|error| vec![*error])?;
    let errors: Vec<Diagnostic> = rules(&value).iter().map(|error| document.diagnostic(error)).collect();
    if errors.is_empty() { Ok(value) } else { Err(errors) }
}

/// The typed value of a document. An error of serde gets its place from the last line of toml's message, where that
/// names a path.
pub(super) fn typed<T: FromConfig>(document: &Document) -> Result<T, Box<Diagnostic>> {
    T::from_table(document.root.to_toml()).map_err(|error: toml::de::Error| {
        let text = error.to_string();
        let path = text.lines().last().and_then(|line| line.strip_prefix("in `")?.strip_suffix('`'));
        let error = RuleViolation::new(path.unwrap_or_default(), error.message());
        Box::new(document.diagnostic(&error))
    })
}

/// The mismatches of a config that are not among those known.
pub(super) fn new_mismatches(root: &Node, shape: &ValueShape, known: &[Mismatch]) -> Vec<Diagnostic> {
    let mismatches = walk(root, shape).into_iter().map(|mismatch| mismatch.diagnostic);
    mismatches.filter(|error| !known.iter().any(|known| known.diagnostic.repeats(error))).collect()
}

/// Counts in how many arms an error occurs: one that occurs in some arms alone names the first of them.
struct Tally {
    arms: usize,
    errors: Vec<(Diagnostic, usize, Settings)>,
}

impl Tally {
    fn count(&mut self, error: Diagnostic, settings: &Settings) {
        match self.errors.iter_mut().find(|(known, ..)| known.repeats(&error)) {
            Some((_, count, _)) => *count += 1,
            None => self.errors.push((error, 1, settings.clone())),
        }
    }

    fn into_errors(self) -> impl Iterator<Item = Diagnostic> {
        let all = self.arms;
        self.errors.into_iter().map(move |(error, count, settings)| match count == all {
            true => error,
            false => error.help(format!("in the arm {}", sweep::in_words(&settings))),
        })
    }
}

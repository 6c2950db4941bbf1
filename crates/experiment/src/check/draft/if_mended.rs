//! The rules that a config would violate if what is wrong with its values were mended: told together with them.

use std::sync::Arc;

use super::Draft;
use super::arms::typed;
use crate::check::document::Document;
use crate::check::walk::walk;
use crate::check::{FromConfig, mend, sweep};
use crate::diagnostic::Diagnostic;
use crate::spec::RuleViolation;

impl Draft<'_> {
    /// The rules that would be violated if every error so far were mended; none unless all errors are mismatches
    /// that can be mended.
    pub(super) fn likely_violations<T: FromConfig>(&self, rules: impl Fn(&T) -> Vec<RuleViolation>) -> Vec<Diagnostic> {
        let only_values = self.errors.len() == self.mismatches.len();
        let mended = if only_values { mend::mended(&self.document.root, &self.mismatches) } else { None };
        let Some(root) = mended.filter(|root| walk(root, self.shape).is_empty()) else { return Vec::new() };
        let document = Document { sources: Arc::clone(&self.document.sources), root };
        let gone = mend::taken_out(&self.document.root, &document.root);
        let untouched = |path: &str| mend::is_untouched(&document.place(path), &self.mismatches);
        let certain = |error: &RuleViolation| {
            let also = error.also.iter().map(|(path, _)| path.as_str());
            document.has(&error.at)
                && also.chain([error.at.as_str()]).all(untouched)
                && !error.absent.iter().any(|path| gone.iter().any(|gone| is_within(path, gone)))
        };
        let first = sweep::arms(&document.root, &self.axes).into_iter().next();
        let arm = first.map(|(_, root)| Document { sources: Arc::clone(&document.sources), root });
        let value: Option<T> = arm.as_ref().and_then(|arm| typed(arm).ok());
        let errors = value.map_or_else(Vec::new, |value| rules(&value));
        errors.iter().filter(|error| certain(error)).map(|error| document.diagnostic(error)).collect()
    }
}

/// Whether a path is another one, or leads on from it.
fn is_within(path: &str, other: &str) -> bool {
    path.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

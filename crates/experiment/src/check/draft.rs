//! A config on its way through the checks, and the errors found so far.

mod arms;
mod if_mended;

use std::sync::Arc;

use super::document::Document;
use super::node::{Entry, Node, Value};
use super::overrides::{self, Setting};
use super::path;
use super::shape::ValueShape;
use super::syntax::{self, Syntax};
use super::walk::{Cause, Mismatch, walk};
use super::{FromConfig, Parsed};
use crate::check::sweep::{self, Axis};
use crate::diagnostic::{Diagnostic, Diagnostics, Source};
use crate::spec::RuleViolation;
use arms::{new_mismatches, typed};

/// A config before all checks have passed: read, then its base checked, then its axes, then finished, in this order.
pub struct Draft<'s> {
    shape: &'s ValueShape,
    syntax: Syntax,
    document: Document,
    sweep: Option<Entry>,
    axes: Vec<Axis>,
    mismatches: Vec<Mismatch>,
    errors: Vec<Diagnostic>,
}

impl<'s> Draft<'s> {
    /// Parses the text, applies the overrides, and takes the sweep out.
    pub fn read(file: &str, source: &str, overrides: &[String], shape: &'s ValueShape) -> Self {
        let config = Source { name: file.to_owned(), text: source.to_owned() };
        let sources = std::iter::once(config).chain(overrides.iter().map(|text| overrides::source(text)));
        let syntax = syntax::parse(source);
        let document = Document { sources: Arc::new(sources.collect()), root: syntax.root.clone() };
        let errors = syntax.errors.clone();
        let (axes, mismatches) = (Vec::new(), Vec::new());
        let mut draft = Self { shape, syntax, document, sweep: None, axes, mismatches, errors };
        let settings = draft.apply(overrides);
        draft.take_sweep(&settings);
        draft
    }

    fn apply(&mut self, overrides: &[String]) -> Vec<Setting> {
        let mut settings = Vec::new();
        for (number, text) in overrides.iter().enumerate() {
            let read = overrides::read(text, number + 1);
            let applied = read.and_then(|setting| {
                match sweep::keys_lost_by_override(&setting, &self.document.root) {
                    Some(error) => return Err(Box::new(error)),
                    None => overrides::apply(&mut self.document.root, &setting)?,
                }
                Ok(setting)
            });
            match applied {
                Ok(setting) => settings.push(setting),
                Err(error) => self.errors.push(*error),
            }
        }
        settings
    }

    fn take_sweep(&mut self, settings: &[Setting]) {
        if !self.shape.has_key("sweep") {
            return;
        }
        self.sweep = sweep::take(&mut self.document.root);
        if let Some(sweep) = &self.sweep
            && self.syntax.errors.is_empty()
        {
            let (axes, errors) = sweep::read(sweep, &self.document, settings);
            self.axes = axes;
            self.errors.extend(errors);
            self.withdraw_swept_overrides(settings);
        }
    }

    /// Withdraws overrides inside of swept tables. They are errors already; applied, each would give a second one,
    /// about a key that the axis leaves out.
    fn withdraw_swept_overrides(&mut self, settings: &[Setting]) {
        let is_inside = |setting: &&Setting| self.axes.iter().any(|axis| axis.holds(setting));
        if settings.iter().any(|setting| is_inside(&setting)) {
            let mut root = self.syntax.root.clone();
            for setting in settings.iter().filter(|setting| !is_inside(setting)) {
                // Cannot fail: it was applied before, and what is skipped here touches swept tables alone.
                let _ = overrides::apply(&mut root, setting);
            }
            self.sweep = sweep::take(&mut root);
            self.document.root = root;
        }
    }

    /// Checks the config without its sweep.
    pub fn check_base(&mut self) {
        self.mismatches = walk(&self.document.root, self.shape);
        if !self.syntax.errors.is_empty() {
            // A broken line hides the keys behind it: they are not missing.
            let text = &self.document.sources[0].text;
            let syntax = &self.syntax;
            self.mismatches
                .retain(|mismatch| mismatch.cause != Cause::Missing && syntax.trusts(text, &mismatch.diagnostic.place));
        }
        self.errors.extend(self.mismatches.iter().map(|mismatch| mismatch.diagnostic.clone()));
    }

    /// Checks the config once with every value of every axis.
    pub fn check_axes(&mut self) {
        for axis in &self.axes {
            self.errors.extend(sweep::keys_lost_by_axis(axis, &self.document.root));
            for (index, value) in axis.values.iter().enumerate() {
                let found = match axis.applied(&self.document.root, value) {
                    Ok(root) => new_mismatches(&root, self.shape, &self.mismatches),
                    Err(_) if self.leads_through_mismatch(axis) => Vec::new(),
                    Err(error) => vec![*error],
                };
                for error in found {
                    // An error in the key of an axis is the same for all its values; one in a value names it.
                    let in_path = axis.steps.iter().any(|(_, place)| *place == error.place);
                    let error = if in_path { error } else { error.help(axis.note(index)) };
                    push_new(&mut self.errors, error);
                }
            }
        }
    }

    /// Whether an axis leads through a value that is refused already.
    fn leads_through_mismatch(&self, axis: &Axis) -> bool {
        let is_refused = |node: &Node| self.mismatches.iter().any(|mismatch| mismatch.diagnostic.place == node.place);
        let mut node = &self.document.root;
        for (segment, _) in &axis.steps {
            match path::child(node, segment) {
                Some(child) if is_refused(child) => return true,
                Some(child) => node = child,
                None => return false,
            }
        }
        false
    }

    /// Turns the arms into their type and checks the rules, if there is no error so far.
    pub fn finish<T: FromConfig>(mut self, rules: impl Fn(&T) -> Vec<RuleViolation>) -> Result<Parsed<T>, Diagnostics> {
        if !self.errors.is_empty() {
            self.errors.extend(self.likely_violations(rules));
            return Err(self.into_diagnostics());
        }
        let base = self.base();
        let (arms, errors) = arms::read(&self.document, &self.axes, self.shape, rules);
        self.errors.extend(errors);
        match base {
            Ok(base) if self.errors.is_empty() => Ok(Parsed { document: self.document, base, axes: self.axes, arms }),
            Ok(_) => Err(self.into_diagnostics()),
            Err(error) => {
                self.errors.push(*error);
                Err(self.into_diagnostics())
            }
        }
    }

    fn base<T: FromConfig>(&self) -> Result<T, Box<Diagnostic>> {
        let mut document = self.document.clone();
        if let (Some(sweep), Value::Table(entries)) = (&self.sweep, &mut document.root.value) {
            entries.push(sweep::flat(&self.axes, sweep));
        }
        typed(&document)
    }

    fn into_diagnostics(self) -> Diagnostics {
        Diagnostics::new(self.document.sources, self.errors)
    }
}

fn push_new(errors: &mut Vec<Diagnostic>, error: Diagnostic) {
    if !errors.iter().any(|known| known.repeats(&error)) {
        errors.push(error);
    }
}

//! A config on its way through the checks, and the errors found so far.

use std::sync::Arc;

use super::document::Document;
use super::mend;
use super::node::{Entry, Node, Value};
use super::overrides::{self, Setting};
use super::path;
use super::shape::ValueShape;
use super::syntax::{self, Syntax};
use super::walk::{Cause, Mismatch, walk};
use super::{Arm, FromConfig, Parsed};
use crate::check::sweep::{self, Axis, Settings};
use crate::diagnostic::{Diagnostic, Diagnostics, Source};
use crate::spec::RuleViolation;

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

    /// Withdraws overrides inside of a swept table. They are an error already; applied, they would give a second one,
    /// about a key that the axis leaves out.
    fn withdraw_swept_overrides(&mut self, settings: &[Setting]) {
        let is_inside = |setting: &&Setting| self.axes.iter().any(|axis| axis.holds(setting));
        if settings.iter().any(|setting| is_inside(&setting)) {
            let mut root = self.syntax.root.clone();
            for setting in settings.iter().filter(|setting| !is_inside(setting)) {
                // Cannot fail: it was applied before, and what is skipped here changes swept tables alone.
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
        let arms = self.arms(rules);
        match base {
            Ok(base) if self.errors.is_empty() => Ok(Parsed { document: self.document, base, axes: self.axes, arms }),
            Ok(_) => Err(self.into_diagnostics()),
            Err(error) => {
                self.errors.push(*error);
                Err(self.into_diagnostics())
            }
        }
    }

    /// The rules that would be violated if every error so far were mended; none unless all errors are mismatches.
    fn likely_violations<T: FromConfig>(&self, rules: impl Fn(&T) -> Vec<RuleViolation>) -> Vec<Diagnostic> {
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

    fn base<T: FromConfig>(&self) -> Result<T, Box<Diagnostic>> {
        let mut document = self.document.clone();
        if let (Some(sweep), Value::Table(entries)) = (&self.sweep, &mut document.root.value) {
            entries.push(sweep::flat(&self.axes, sweep));
        }
        typed(&document)
    }

    fn arms<T: FromConfig>(&mut self, rules: impl Fn(&T) -> Vec<RuleViolation>) -> Vec<Arm<T>> {
        let all = sweep::arms(&self.document.root, &self.axes);
        let mut tally = Tally { arms: all.len(), errors: Vec::new() };
        let mut arms = Vec::new();
        for (settings, root) in all {
            let document = Document { sources: Arc::clone(&self.document.sources), root };
            match checked(&document, self.shape, &rules) {
                Ok(value) => arms.push(Arm { settings, document, value }),
                Err(errors) => errors.into_iter().for_each(|error| tally.count(error, &settings)),
            }
        }
        self.errors.extend(tally.into_errors());
        arms
    }

    fn into_diagnostics(self) -> Diagnostics {
        Diagnostics::new(self.document.sources, self.errors)
    }
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

/// Whether a path is another one, or leads on from it.
fn is_within(path: &str, other: &str) -> bool {
    path.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// The typed value of a document. Serde's own errors have no place; toml names the path of some in the last line of
/// its message.
fn typed<T: FromConfig>(document: &Document) -> Result<T, Box<Diagnostic>> {
    T::from_table(document.root.to_toml()).map_err(|error: toml::de::Error| {
        let text = error.to_string();
        let path = text.lines().last().and_then(|line| line.strip_prefix("in `")?.strip_suffix('`'));
        let error = RuleViolation::new(path.unwrap_or_default(), error.message());
        Box::new(document.diagnostic(&error))
    })
}

fn new_mismatches(root: &Node, shape: &ValueShape, known: &[Mismatch]) -> Vec<Diagnostic> {
    let mismatches = walk(root, shape).into_iter().map(|mismatch| mismatch.diagnostic);
    mismatches.filter(|error| !known.iter().any(|known| known.diagnostic.repeats(error))).collect()
}

fn push_new(errors: &mut Vec<Diagnostic>, error: Diagnostic) {
    if !errors.iter().any(|known| known.repeats(&error)) {
        errors.push(error);
    }
}

/// Counts in how many arms an error occurs. An error of some arms only names the first of them.
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

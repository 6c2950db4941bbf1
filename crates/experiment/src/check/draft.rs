//! A config on its way through the checks, and the faults found so far.

use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::document::Document;
use super::mend;
use super::node::{Entry, Node, Value};
use super::overrides::{self, Setting};
use super::shape::Shape;
use super::syntax::{self, Syntax};
use super::walk::{Cause, Finding, walk};
use super::{Arm, Parsed};
use crate::diagnostic::{Diagnostic, Diagnostics, Source};
use crate::spec::RuleViolation;
use crate::sweep::{self, Axis, Settings};

/// What is known of a config before it is known to be right.
pub struct Draft<'s> {
    shape: &'s Shape,
    syntax: Syntax,
    document: Document,
    sweep: Option<Entry>,
    axes: Vec<Axis>,
    findings: Vec<Finding>,
    faults: Vec<Diagnostic>,
}

impl<'s> Draft<'s> {
    /// Parses the text, applies the overrides, and takes the sweep out.
    pub fn read(file: &str, source: &str, overrides: &[String], shape: &'s Shape) -> Self {
        let config = Source { name: file.to_owned(), text: source.to_owned() };
        let sources = std::iter::once(config).chain(overrides.iter().map(|text| overrides::source(text)));
        let syntax = syntax::parse(source);
        let document = Document { sources: Arc::new(sources.collect()), root: syntax.root.clone() };
        let faults = syntax.faults.clone();
        let (axes, findings) = (Vec::new(), Vec::new());
        let mut draft = Self { shape, syntax, document, sweep: None, axes, findings, faults };
        let settings = draft.apply(overrides);
        draft.take_sweep(&settings);
        draft
    }

    fn apply(&mut self, overrides: &[String]) -> Vec<Setting> {
        let mut settings = Vec::new();
        for (number, text) in overrides.iter().enumerate() {
            let read = overrides::read(text, number + 1);
            let applied = read.and_then(|setting| {
                overrides::apply(&mut self.document.root, &setting)?;
                Ok(setting)
            });
            match applied {
                Ok(setting) => settings.push(setting),
                Err(fault) => self.faults.push(*fault),
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
            && self.syntax.faults.is_empty()
        {
            let (axes, faults) = sweep::read(sweep, &self.document, settings);
            self.axes = axes;
            self.faults.extend(faults);
        }
    }

    /// Walks the config without its sweep.
    pub fn check_values(&mut self) {
        self.findings = walk(&self.document.root, self.shape);
        if !self.syntax.faults.is_empty() {
            let text = &self.document.sources[0].text;
            let syntax = &self.syntax;
            self.findings
                .retain(|finding| finding.cause != Cause::Missing && syntax.trusts(text, &finding.diagnostic.place));
        }
        self.faults.extend(self.findings.iter().map(|finding| finding.diagnostic.clone()));
    }

    /// Walks the config once with every value of every axis.
    pub fn check_axes(&mut self) {
        for axis in &self.axes {
            for (index, value) in axis.values.iter().enumerate() {
                let found = match axis.applied(&self.document.root, value) {
                    Ok(root) => new_findings(&root, self.shape, &self.findings),
                    Err(fault) => vec![*fault],
                };
                for fault in found {
                    let in_path = axis.steps.iter().any(|(_, place)| *place == fault.place);
                    let fault = if in_path { fault } else { fault.help(axis.note(index)) };
                    push_new(&mut self.faults, fault);
                }
            }
        }
    }

    /// Types the arms and asks the rules, if nothing is wrong so far.
    pub fn finish<T: DeserializeOwned>(
        mut self,
        rules: impl Fn(&T) -> Vec<RuleViolation>,
    ) -> Result<Parsed<T>, Diagnostics> {
        if !self.faults.is_empty() {
            self.faults.extend(self.likely(rules));
            return Err(self.failed());
        }
        let base = self.base();
        let arms = self.arms(rules);
        match base {
            Ok(base) if self.faults.is_empty() => Ok(Parsed { document: self.document, base, axes: self.axes, arms }),
            Ok(_) => Err(self.failed()),
            Err(fault) => {
                self.faults.push(*fault);
                Err(self.failed())
            }
        }
    }

    /// What the rules would say if every fault so far were mended; nothing if that is a guess.
    fn likely<T: DeserializeOwned>(&self, rules: impl Fn(&T) -> Vec<RuleViolation>) -> Vec<Diagnostic> {
        let only_values = self.faults.len() == self.findings.len();
        let mended = if only_values { mend::mended(&self.document.root, &self.findings) } else { None };
        let Some(root) = mended.filter(|root| walk(root, self.shape).is_empty()) else { return Vec::new() };
        let document = Document { sources: Arc::clone(&self.document.sources), root };
        let untouched = |path: &str| mend::is_untouched(&document.place(path), &self.findings);
        let certain = |fault: &RuleViolation| {
            let also = fault.also.iter().map(|(path, _)| path.as_str());
            document.has(&fault.at) && also.chain([fault.at.as_str()]).all(untouched)
        };
        let first = sweep::arms(&document.root, &self.axes).into_iter().next();
        let arm = first.map(|(_, root)| Document { sources: Arc::clone(&document.sources), root });
        let value: Option<T> = arm.as_ref().and_then(|arm| typed(arm).ok());
        let faults = value.map_or_else(Vec::new, |value| rules(&value));
        faults.iter().filter(|fault| certain(fault)).map(|fault| document.diagnostic(fault)).collect()
    }

    fn base<T: DeserializeOwned>(&self) -> Result<T, Box<Diagnostic>> {
        let mut document = self.document.clone();
        if let (Some(sweep), Value::Table(entries)) = (&self.sweep, &mut document.root.value) {
            entries.push(sweep::flat(&self.axes, sweep));
        }
        typed(&document)
    }

    fn arms<T: DeserializeOwned>(&mut self, rules: impl Fn(&T) -> Vec<RuleViolation>) -> Vec<Arm<T>> {
        let all = sweep::arms(&self.document.root, &self.axes);
        let mut tally = Tally { arms: all.len(), faults: Vec::new() };
        let mut arms = Vec::new();
        for (settings, root) in all {
            let document = Document { sources: Arc::clone(&self.document.sources), root };
            match examined(&document, self.shape, &rules) {
                Ok(value) => arms.push(Arm { settings, document, value }),
                Err(faults) => faults.into_iter().for_each(|fault| tally.count(fault, &settings)),
            }
        }
        self.faults.extend(tally.into_faults());
        arms
    }

    fn failed(self) -> Diagnostics {
        Diagnostics::new(self.document.sources, self.faults)
    }
}

/// The value of one arm, or all that is wrong with it.
fn examined<T: DeserializeOwned>(
    document: &Document,
    shape: &Shape,
    rules: &impl Fn(&T) -> Vec<RuleViolation>,
) -> Result<T, Vec<Diagnostic>> {
    let faults = new_findings(&document.root, shape, &[]);
    if !faults.is_empty() {
        return Err(faults);
    }
    let value = typed(document).map_err(|fault| vec![*fault])?;
    let faults: Vec<Diagnostic> = rules(&value).iter().map(|fault| document.diagnostic(fault)).collect();
    if faults.is_empty() { Ok(value) } else { Err(faults) }
}

/// Serde's own faults have no place; toml names the path of some in the last line of its text.
fn typed<T: DeserializeOwned>(document: &Document) -> Result<T, Box<Diagnostic>> {
    T::deserialize(document.root.to_toml()).map_err(|error: toml::de::Error| {
        let text = error.to_string();
        let path = text.lines().last().and_then(|line| line.strip_prefix("in `")?.strip_suffix('`'));
        let fault = RuleViolation::new(path.unwrap_or_default(), error.message());
        Box::new(document.diagnostic(&fault))
    })
}

fn new_findings(root: &Node, shape: &Shape, known: &[Finding]) -> Vec<Diagnostic> {
    let findings = walk(root, shape).into_iter().map(|finding| finding.diagnostic);
    findings.filter(|fault| !known.iter().any(|known| known.diagnostic.repeats(fault))).collect()
}

fn push_new(faults: &mut Vec<Diagnostic>, fault: Diagnostic) {
    if !faults.iter().any(|known| known.repeats(&fault)) {
        faults.push(fault);
    }
}

/// Counts in how many arms a fault occurs: one of a few arms says in which.
struct Tally {
    arms: usize,
    faults: Vec<(Diagnostic, usize, Settings)>,
}

impl Tally {
    fn count(&mut self, fault: Diagnostic, settings: &Settings) {
        match self.faults.iter_mut().find(|(known, ..)| known.repeats(&fault)) {
            Some((_, count, _)) => *count += 1,
            None => self.faults.push((fault, 1, settings.clone())),
        }
    }

    fn into_faults(self) -> impl Iterator<Item = Diagnostic> {
        let all = self.arms;
        self.faults.into_iter().map(move |(fault, count, settings)| match count == all {
            true => fault,
            false => fault.help(format!("in the arm {}", sweep::in_words(&settings))),
        })
    }
}

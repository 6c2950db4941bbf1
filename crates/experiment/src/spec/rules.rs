//! Rules between keys: what types and ranges alone cannot say.
//!
//! Each rule looks at a whole [`Experiment`] (one arm of it) and names the offending key by its dotted
//! path; the checker turns paths into places in the file.

mod course;
mod dataset;
mod expect;
mod figure;
mod idle;
mod lesson;
mod measure;
mod metric;
mod network;
mod training;
mod update;

pub use course::{lecture_of, unknown_rows};
pub use expect::unknown_arms;
pub use measure::measure_violations;
pub(crate) use metric::measurable;

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Experiment, Initial};
use crate::repeated::repeated;

/// A rule that a config violates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleViolation {
    /// The dotted path of the offending key, `training.loss` or `network.hidden[1]`.
    pub at: String,
    /// Which bytes of a text at that key are meant, where it is not the whole value.
    pub within: Option<Range<usize>>,
    /// What is wrong, in one line.
    pub message: String,
    /// Other keys that contribute to it, each with a short label.
    pub also: Vec<(String, String)>,
    /// The keys that contribute to it by their absence.
    pub absent: Vec<String>,
    /// What to write instead, one line each.
    pub help: Vec<String>,
}

impl RuleViolation {
    /// A violated rule of the key `at`.
    pub fn new(at: impl Into<String>, message: impl Into<String>) -> Self {
        let (also, absent, help) = (Vec::new(), Vec::new(), Vec::new());
        RuleViolation { at: at.into(), within: None, message: message.into(), also, absent, help }
    }

    /// Points at these bytes of the text at its key.
    pub fn within(mut self, bytes: Range<usize>) -> Self {
        self.within = Some(bytes);
        self
    }

    /// Adds another key that contributes to it.
    pub fn also(mut self, path: impl Into<String>, label: impl Into<String>) -> Self {
        self.also.push((path.into(), label.into()));
        self
    }

    /// Adds a key that contributes to it by its absence.
    pub fn without(mut self, path: impl Into<String>) -> Self {
        self.absent.push(path.into());
        self
    }

    /// Adds a line that says what to write instead.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }
}

/// Every rule that one arm violates.
pub fn check(experiment: &Experiment) -> Vec<RuleViolation> {
    let mut violations = Vec::new();
    top(experiment, &mut violations);
    dataset::check(experiment, &mut violations);
    network::check(experiment, &mut violations);
    training::check(experiment, &mut violations);
    update::check(experiment, &mut violations);
    metric::check(experiment, &mut violations);
    measure::check(experiment, &mut violations);
    idle::check(experiment, &mut violations);
    figure::check(experiment, &mut violations);
    expect::check(experiment, &mut violations);
    lesson::check(experiment, &mut violations);
    violations
}

fn top(experiment: &Experiment, violations: &mut Vec<RuleViolation>) {
    if experiment.seed.is_some() && experiment.seeds.is_some() {
        violations.push(
            RuleViolation::new("seed", "seed and seeds exclude each other")
                .also("seeds", "here")
                .help("keep one of them"),
        );
    }
    if experiment.title.trim().is_empty() {
        violations.push(RuleViolation::new("title", "the title is empty").help("write a title: it heads the report"));
    }
    different("engines", &experiment.engines, violations);
    different("seeds", experiment.seeds.as_deref().unwrap_or_default(), violations);
    explicit("initial", &experiment.initial, violations);
    explicit("solution", &experiment.solution, violations);
}

/// Explicit parameters are matrices; the initial ones may be in a file.
fn explicit(key: &str, values: &BTreeMap<String, Initial>, violations: &mut Vec<RuleViolation>) {
    for (name, value) in values {
        let file = matches!(value, Initial::File(_));
        let may_be_file = key == "initial" && name == "file";
        if file != may_be_file {
            let message = format!("the {key} value of {name} is not a matrix");
            violations.push(
                RuleViolation::new(format!("{key}.\"{name}\""), message)
                    .help("write a matrix [[...], ...] as [fan_in][fan_out], or file = \"parameters.csv\""),
            );
        }
    }
}

/// The rules of which the condition holds.
fn violated<const N: usize>(rules: [(bool, RuleViolation); N]) -> impl Iterator<Item = RuleViolation> {
    rules.into_iter().filter_map(|(holds, violation)| holds.then_some(violation))
}

/// A list whose values must differ.
fn different<T: Ord>(path: &str, values: &[T], violations: &mut Vec<RuleViolation>) {
    violations.extend(repeated(values).into_iter().map(|(index, first)| {
        RuleViolation::new(format!("{path}[{index}]"), format!("{path} lists the same value twice"))
            .also(format!("{path}[{first}]"), "first here")
    }));
}

//! Rules between keys: what types and ranges alone cannot say.
//!
//! Each rule looks at a whole [`Experiment`] (one arm of it) and names the key at fault by its dotted
//! path; the checker turns paths into places in the file.

mod dataset;
mod idle;
mod network;
mod training;
mod update;

use super::Experiment;

/// A fault between keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleViolation {
    /// The dotted path of the key at fault, `training.loss` or `network.hidden[1]`.
    pub at: String,
    /// What is wrong, in one line.
    pub message: String,
    /// Other places that have a part in it, each with a short label.
    pub also: Vec<(String, String)>,
    /// What to write instead.
    pub help: Vec<String>,
}

impl RuleViolation {
    /// A fault at `at`.
    pub fn new(at: impl Into<String>, message: impl Into<String>) -> Self {
        RuleViolation { at: at.into(), message: message.into(), also: Vec::new(), help: Vec::new() }
    }

    /// Another place that has a part in it.
    pub fn also(mut self, path: impl Into<String>, label: impl Into<String>) -> Self {
        self.also.push((path.into(), label.into()));
        self
    }

    /// What to write instead.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }
}

/// Every fault between the keys of one arm.
pub fn check(experiment: &Experiment) -> Vec<RuleViolation> {
    let mut faults = Vec::new();
    top(experiment, &mut faults);
    dataset::check(experiment, &mut faults);
    network::check(experiment, &mut faults);
    training::check(experiment, &mut faults);
    update::check(experiment, &mut faults);
    idle::check(experiment, &mut faults);
    faults
}

fn top(experiment: &Experiment, faults: &mut Vec<RuleViolation>) {
    if experiment.seed.is_some() && experiment.seeds.is_some() {
        faults.push(
            RuleViolation::new("seed", "seed and seeds exclude each other")
                .also("seeds", "here")
                .help("keep one of them"),
        );
    }
    if experiment.title.trim().is_empty() {
        faults.push(RuleViolation::new("title", "the title is empty").help("the report opens with it"));
    }
    repeated("engines", &experiment.engines, faults);
    repeated("seeds", experiment.seeds.as_deref().unwrap_or_default(), faults);
    for (name, value) in &experiment.initial {
        let file = matches!(value, super::Initial::File(_));
        if file != (name == "file") {
            let message = format!("the initial value of {name} is not a matrix");
            faults.push(
                RuleViolation::new(format!("initial.\"{name}\""), message)
                    .help("write a matrix [[...], ...] as [fan_in][fan_out], or file = \"parameters.csv\""),
            );
        }
    }
}

/// A list whose values must differ.
fn repeated<T: PartialEq + std::fmt::Debug>(path: &str, values: &[T], faults: &mut Vec<RuleViolation>) {
    for (index, value) in values.iter().enumerate() {
        if let Some(first) = values[..index].iter().position(|earlier| earlier == value) {
            faults.push(
                RuleViolation::new(format!("{path}[{index}]"), format!("{path} names the same value twice"))
                    .also(format!("{path}[{first}]"), "first here"),
            );
        }
    }
}

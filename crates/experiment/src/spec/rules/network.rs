//! Rules of the `[network]` table.

use super::RuleViolation;
use crate::spec::{Activation, Experiment, Initializer, Named, NetworkKind, OneOrEach, OutputActivation};
use crate::words;

pub(super) fn check(experiment: &Experiment, violations: &mut Vec<RuleViolation>) {
    let network = &experiment.network;
    if let OneOrEach::Each(list) = &network.activation {
        count("activation", list.len(), network.hidden.len(), violations);
    }
    if let OneOrEach::Each(list) = &network.dropout {
        count("dropout", list.len(), network.hidden.len(), violations);
    }
    shares(&network.dropout, violations);
    size(&network.hidden, violations);
    interval(experiment, violations);
    perceptron(experiment, violations);
    normalized_step(experiment, violations);
}

/// A list has one value for each hidden layer.
fn count(key: &str, given: usize, hidden: usize, violations: &mut Vec<RuleViolation>) {
    if given != hidden {
        let (values, layers) = (words::count(given, "value"), words::count(hidden, "hidden layer"));
        let message = format!("{key} lists {values} for {layers}");
        violations.push(
            RuleViolation::new(format!("network.{key}"), message)
                .also("network.hidden", "the hidden layers")
                .help("write one value for all layers, or one for each"),
        );
    }
}

/// A dropped share is in [0, 1).
fn shares(dropout: &OneOrEach<f64>, violations: &mut Vec<RuleViolation>) {
    let (values, list) = match dropout {
        OneOrEach::One(value) => (std::slice::from_ref(value), false),
        OneOrEach::Each(values) => (values.as_slice(), true),
    };
    for (index, value) in values.iter().enumerate().filter(|(_, value)| !(0.0..1.0).contains(*value)) {
        let place = if list { format!("network.dropout[{index}]") } else { "network.dropout".into() };
        violations.push(RuleViolation::new(place, format!("dropout must be from 0 to below 1, not {value}")));
    }
}

/// The most weights that two neighboring layers may have between them: 8 GB in f64.
const MOST: usize = 1_000_000_000;

/// A network that fits into memory.
fn size(hidden: &[usize], violations: &mut Vec<RuleViolation>) {
    for (layer, pair) in hidden.windows(2).enumerate().filter(|(_, pair)| pair[0].saturating_mul(pair[1]) > MOST) {
        let message = format!("{} units after {} are more than {MOST} weights", pair[1], pair[0]);
        violations
            .push(RuleViolation::new(format!("network.hidden[{}]", layer + 1), message).help("write narrower layers"));
    }
}

/// The ends of an interval are in order.
fn interval(experiment: &Experiment, violations: &mut Vec<RuleViolation>) {
    if let Initializer::Uniform { low, high } = experiment.network.initializer.0
        && low >= high
    {
        let message = format!("uniform draws between low and high, but {low} is not below {high}");
        violations.push(RuleViolation::new("network.initializer", message).help("write low below high"));
    }
}

/// A perceptron is one layer of steps.
fn perceptron(experiment: &Experiment, violations: &mut Vec<RuleViolation>) {
    let network = &experiment.network;
    match network.kind {
        NetworkKind::Perceptron => {
            if !network.hidden.is_empty() {
                violations.push(
                    RuleViolation::new("network.hidden", "a perceptron has no hidden layer")
                        .also("network.kind", "here")
                        .help("write kind = \"mlp\", or leave out hidden"),
                );
            }
            if network.output.is_some_and(|output| output != OutputActivation::Step) {
                violations.push(
                    RuleViolation::new("network.output", "a perceptron's output is a step")
                        .also("network.kind", "here")
                        .help("leave out output, or write kind = \"mlp\""),
                );
            }
        }
        NetworkKind::Mlp => {
            if experiment.training.until_clean.is_some() {
                violations.push(
                    RuleViolation::new("training.until_clean", "until_clean counts the mistakes of a perceptron")
                        .also("network.kind", "here")
                        .help("leave it out, or write kind = \"perceptron\""),
                );
            }
            if network.output == Some(OutputActivation::Step) {
                violations.push(
                    RuleViolation::new("network.output", "only a perceptron has a step output")
                        .without("network.kind")
                        .help("write kind = \"perceptron\", or another output"),
                );
            }
        }
    }
}

/// Maxout mixes its pieces after batch norm would have normalized them.
fn normalized_step(experiment: &Experiment, violations: &mut Vec<RuleViolation>) {
    let network = &experiment.network;
    let maxout = |named: &Named<Activation>| matches!(named.0, Activation::Maxout { .. });
    let any = match &network.activation {
        OneOrEach::One(one) => maxout(one),
        OneOrEach::Each(list) => list.iter().any(maxout),
    };
    if network.batch_norm.is_some() && any {
        violations.push(
            RuleViolation::new("network.batch_norm", "batch_norm does not go with maxout")
                .also("network.activation", "here")
                .help("leave out batch_norm, or choose another activation"),
        );
    }
}

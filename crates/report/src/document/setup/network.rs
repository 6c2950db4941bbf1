//! The rows of the setup table about the network.

use experiment::record::Run;
use experiment::spec::{Bias, NetworkKind};

use super::{Row, shortened};
use crate::csv::digits;
use crate::document::details;

pub const ROWS: &[Row] = &[
    Row { name: "kind", path: "network.kind", value: |run| Some(kind(run.spec.network.kind)) },
    Row { name: "hidden layers", path: "network.hidden", value: hidden },
    Row { name: "hidden activation", path: "network.activation", value: activation },
    Row { name: "output", path: "network.output", value: |run| Some(run.spec.output().as_str().to_owned()) },
    Row { name: "initializer", path: "network.initializer", value: initializer },
    Row { name: "given initial values", path: "initial", value: given },
    Row {
        name: "batch norm",
        path: "network.batch_norm",
        value: |run| run.spec.network.batch_norm.map(details::batch_norm),
    },
    Row { name: "dropout", path: "network.dropout", value: dropout },
    Row { name: "residual", path: "network.residual", value: residual },
    Row { name: "bias", path: "network.bias", value: |run| bias(run.spec.network.bias) },
    Row { name: "parameters", path: "", value: |run| Some(run.data.parameters.to_string()) },
];

fn kind(kind: NetworkKind) -> String {
    match kind {
        NetworkKind::Perceptron => "perceptron",
        NetworkKind::Mlp => "multilayer perceptron",
    }
    .to_owned()
}

fn hidden(run: &Run) -> Option<String> {
    let widths: Vec<String> = run.spec.network.hidden.iter().map(ToString::to_string).collect();
    match (widths.len(), run.spec.network.kind) {
        (0, NetworkKind::Perceptron) => None,
        (0, NetworkKind::Mlp) => Some("none".to_owned()),
        (1, _) => Some(widths.join("")),
        (_, _) => Some(widths.join("–")),
    }
}

/// One name where all hidden layers share it.
fn activation(run: &Run) -> Option<String> {
    let names: Vec<String> = run.spec.activations().into_iter().map(details::activation).collect();
    same_or_each(names)
}

fn same_or_each(values: Vec<String>) -> Option<String> {
    let first = values.first()?.clone();
    if values.iter().all(|value| *value == first) { Some(first) } else { Some(values.join(", ")) }
}

fn initializer(run: &Run) -> Option<String> {
    Some(details::initializer(run.spec.network.initializer.0))
}

fn given(run: &Run) -> Option<String> {
    let names: Vec<String> = run.spec.initial.keys().cloned().collect();
    (!names.is_empty()).then(|| shortened(&names, 6))
}

fn dropout(run: &Run) -> Option<String> {
    let shares = run.spec.dropouts();
    let any = shares.iter().any(|share| *share > 0.0);
    any.then(|| same_or_each(shares.into_iter().map(digits).collect())).flatten()
}

fn residual(run: &Run) -> Option<String> {
    run.spec.network.residual.then(|| "each hidden block adds its input".to_owned())
}

fn bias(bias: Bias) -> Option<String> {
    match bias {
        Bias::PerUnit => None,
        Bias::Shared => Some("one per layer".to_owned()),
        Bias::None => Some("none".to_owned()),
    }
}

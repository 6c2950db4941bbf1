//! The rows of the setup table about the training.

use experiment::record::Run;
use experiment::spec::{Device, EngineName, NetworkKind, Precision, Update};

use super::{Row, shortened};
use crate::csv::digits;
use crate::document::details;
use crate::words::list;

pub const ROWS: &[Row] = &[
    Row { name: "loss", path: "training.loss", value: |run| Some(details::loss(run.spec.loss())) },
    Row { name: "penalty", path: "training.penalty", value: |run| details::penalty(run.spec.training.penalty) },
    Row {
        name: "rule",
        path: "training.optimizer",
        value: |run| Some(details::optimizer(run.spec.training.optimizer)),
    },
    Row { name: "batch size", path: "training.batch_size", value: batch_size },
    Row { name: "epochs", path: "training.epochs", value: |run| Some(run.spec.training.epochs.to_string()) },
    Row { name: "order of the samples", path: "training.shuffle", value: order },
    Row { name: "schedule", path: "training.schedule", value: |run| details::schedule(run.spec.training.schedule.0) },
    Row { name: "clipping", path: "training.clip", value: |run| run.spec.training.clip.map(details::clip) },
    Row { name: "early stopping", path: "training.early_stopping", value: early_stopping },
    Row {
        name: "maximal norm of a unit",
        path: "training.max_norm",
        value: |run| run.spec.training.max_norm.map(digits),
    },
    Row { name: "class weights", path: "training.class_weights", value: class_weights },
    Row { name: "update", path: "training.update", value: |run| update(run.spec.training.update) },
    Row { name: "frozen", path: "training.frozen", value: frozen },
    Row { name: "seed", path: "", value: |run| Some(run.spec.seed.to_string()) },
    Row { name: "engines", path: "engines", value: |run| Some(engines(run)) },
    Row { name: "precision", path: "precision", value: |run| Some(precision(run.spec.precision)) },
];

fn batch_size(run: &Run) -> Option<String> {
    Some(details::batch_size(run.spec.training.batch_size))
}

/// Perceptrons are often trained in the order of the table, so their order is always shown; that of others only where
/// it is not the default.
fn order(run: &Run) -> Option<String> {
    match (run.spec.training.shuffle, run.spec.network.kind) {
        (true, NetworkKind::Mlp) => None,
        (true, NetworkKind::Perceptron) => Some("drawn anew in every epoch".to_owned()),
        (false, _) => Some("that of the table".to_owned()),
    }
}

fn early_stopping(run: &Run) -> Option<String> {
    run.spec.training.early_stopping.map(details::early_stopping)
}

fn class_weights(run: &Run) -> Option<String> {
    run.spec.training.class_weights.as_ref().map(details::class_weights)
}

fn update(update: Update) -> Option<String> {
    match update {
        Update::Simultaneous => None,
        Update::Sequential => Some("output layer first, hidden gradients from its updated weights".to_owned()),
    }
}

fn frozen(run: &Run) -> Option<String> {
    let frozen = &run.spec.training.frozen;
    (!frozen.is_empty()).then(|| shortened(frozen, 6))
}

fn engines(run: &Run) -> String {
    let device = match run.spec.device {
        Device::Flex => "flex",
        Device::Ndarray => "ndarray",
    };
    let name = |engine: &EngineName| match engine {
        EngineName::FromScratch => "from-scratch".to_owned(),
        EngineName::Burn => format!("burn (device {device})"),
    };
    list(&run.spec.engines.iter().map(name).collect::<Vec<_>>())
}

fn precision(precision: Precision) -> String {
    match precision {
        Precision::F64 => "64 bits",
        Precision::F32 => "32 bits",
    }
    .to_owned()
}

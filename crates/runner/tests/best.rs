//! Early stopping leaves the best parameters whatever the reason of the stop: those of a training that ends there.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use experiment::Experiment;
use experiment::check::parse;
use experiment::record::Outcome;
use experiment::spec::{self, EngineName};
use runner::run::train_unrecorded;
use runner::trained::{Trained, TrainedEngine};

fn build(
    _: EngineName,
    spec: &experiment::Spec,
    dataset: Arc<engine::Dataset>,
    parameters: &[f64],
) -> Box<dyn engine::Engine> {
    from_scratch::engine(spec, dataset, parameters)
}

/// Trains a network on sine, with these keys of `[training]`.
fn train(rest: &str) -> Trained {
    let config = format!(
        "title = \"t\"\nengines = [\"from-scratch\"]\n\
         dataset = {{ name = \"sine\", samples = 60, noise = 0.5, validation = 0.3 }}\n\
         network = {{ hidden = [16], initializer = {{ kind = \"normal\", deviation = 2.0 }} }}\n\
         training = {{ batch_size = 7, {rest} }}\n"
    );
    let parsed = parse::<Experiment>("t.toml", &config, &[], spec::check).unwrap_or_else(|faults| panic!("{faults}"));
    let spec = parsed.base.first_spec();
    let dataset = Arc::new(datasets::load(&spec, Path::new("")).expect("sine is made").dataset);
    train_unrecorded(&spec, &dataset, build, &AtomicBool::new(false), |_, _| {}).expect("nobody interrupts")
}

/// Trains with early stopping, and again without it up to the best epoch: the parameters must be the same bits.
fn best(optimizer: &str, epochs: usize, patience: usize) -> Outcome {
    let early_stopping = format!("early_stopping = {{ monitor = \"validation-loss\", patience = {patience} }}");
    let stopped = first(train(&format!("{optimizer}, epochs = {epochs}, {early_stopping}")));
    let epoch = stopped.last.epoch;
    let plain = first(train(&format!("{optimizer}, epochs = {epoch}")));
    let (ours, theirs) = (stopped.snapshot.parameters, plain.snapshot.parameters);
    assert_eq!(ours, theirs, "the network left is not that of epoch {epoch}");
    stopped.outcome
}

fn first(mut trained: Trained) -> TrainedEngine {
    trained.engines.swap_remove(0)
}

const ADAM: &str = "optimizer = { rule = \"adam\", learning_rate = 0.05 }";

#[test]
fn when_it_stops() {
    assert!(matches!(best(ADAM, 200, 5), Outcome::Stopped { .. }));
}

#[test]
fn when_training_goes_through() {
    assert_eq!(best(ADAM, 30, 100), Outcome::Finished);
}

/// The rate grows fourfold with every epoch, so the numbers break down after some good epochs.
#[test]
fn when_it_diverges() {
    let wild = "optimizer = { rule = \"gradient-descent\", learning_rate = 0.001 }, \
                schedule = { kind = \"exponential\", factor = 4.0 }";
    assert!(matches!(best(wild, 60, 100), Outcome::Diverged { .. }));
}

//! The judge of twin training says yes to twins, and no to a twin with one thing spoiled.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use engine::spoiled::{Defect, Spoiled};
use engine::{Dataset, Engine};
use experiment::check::parse;
use experiment::spec::{self, EngineName};
use experiment::{Experiment, Spec};
use runner::run::train_unrecorded;

/// The second engine is the first once more, spoiled.
fn second(name: EngineName, spec: &Spec, data: Arc<Dataset>, parameters: &[f64], defect: Defect) -> Box<dyn Engine> {
    let engine = from_scratch::engine(spec, data, parameters);
    match name {
        EngineName::FromScratch => engine,
        EngineName::Burn => Box::new(Spoiled::new(engine, defect)),
    }
}

fn twins(name: EngineName, spec: &Spec, data: Arc<Dataset>, parameters: &[f64]) -> Box<dyn Engine> {
    // Nobody asks for gradients of the inputs, so this one is spoiled in nothing that shows.
    second(name, spec, data, parameters, Defect::InputGradients)
}

fn statistics(name: EngineName, spec: &Spec, data: Arc<Dataset>, parameters: &[f64]) -> Box<dyn Engine> {
    second(name, spec, data, parameters, Defect::Statistics)
}

fn memory(name: EngineName, spec: &Spec, data: Arc<Dataset>, parameters: &[f64]) -> Box<dyn Engine> {
    second(name, spec, data, parameters, Defect::Memory)
}

fn gradients(name: EngineName, spec: &Spec, data: Arc<Dataset>, parameters: &[f64]) -> Box<dyn Engine> {
    second(name, spec, data, parameters, Defect::Gradients)
}

fn step(name: EngineName, spec: &Spec, data: Arc<Dataset>, parameters: &[f64]) -> Box<dyn Engine> {
    second(name, spec, data, parameters, Defect::Step)
}

/// Whether every comparison of a short training agrees.
fn agrees(build: runner::BuildEngine, optimizer: &str) -> bool {
    let config = format!(
        "title = \"t\"\ndataset = {{ name = \"iris\", scale = \"standard\" }}\n\
         network = {{ hidden = [4], batch_norm = {{}} }}\n\
         training = {{ epochs = 3, batch_size = 30, optimizer = {optimizer} }}\n"
    );
    let parsed = parse::<Experiment>("t.toml", &config, &[], spec::check).unwrap_or_else(|faults| panic!("{faults}"));
    let spec = parsed.base.first_spec();
    let dataset = Arc::new(datasets::load(&spec, Path::new("")).expect("iris is built in").dataset);
    let trained =
        train_unrecorded(&spec, &dataset, build, &AtomicBool::new(false), |_, _| {}).expect("nobody interrupts");
    assert_eq!(trained.agreement.len(), 4, "epochs 0 to 3");
    trained.agreement.iter().all(|row| row.agree)
}

const MOMENTUM: &str = "{ rule = \"momentum\", learning_rate = 0.05 }";
const ADAM: &str = "{ rule = \"adam\" }";
const RMSPROP: &str = "{ rule = \"rmsprop\", learning_rate = 0.01 }";

#[test]
fn twins_agree() {
    assert!([MOMENTUM, ADAM, RMSPROP].iter().all(|rule| agrees(twins, rule)));
}

#[test]
fn a_spoiled_twin_is_found_out() {
    for optimizer in [MOMENTUM, ADAM, RMSPROP] {
        for (name, build) in
            [("statistics", statistics as runner::BuildEngine), ("memory", memory), ("gradients", gradients)]
        {
            assert!(!agrees(build, optimizer), "{name} under {optimizer}");
        }
    }
    assert!(!agrees(step, MOMENTUM), "a part in a million of a plain step");
}

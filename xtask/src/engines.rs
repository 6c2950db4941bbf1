//! The one place that names both engines, and every witness of the certificate.

use std::sync::Arc;

use engine::certificate::{DifferencesWitness, EngineWitness, Witness};
use engine::{Dataset, Engine};
use experiment::Spec;
use experiment::spec::{Device, EngineName};
use runner::check::{CheckEngines, PlantedEngine};

/// Builds an engine for a spec.
pub fn build(name: EngineName, spec: &Spec, dataset: Arc<Dataset>, parameters: &[f64]) -> Box<dyn Engine> {
    match name {
        EngineName::FromScratch => from_scratch::engine(spec, dataset, parameters),
        EngineName::Burn => models::engine(spec, dataset, parameters),
    }
}

/// Shares the cores of the machine among runs that go side by side: what is left of them serves inside each run.
pub fn share_cores(cores: usize, runs: usize) {
    from_scratch::threads::set_num_threads(cores / runs.clamp(1, cores.max(1)));
}

/// The engines and witnesses of a gradient check.
pub const ENGINES: CheckEngines = CheckEngines { build, engines, witnesses, faults };

/// The name and the description of every planted fault.
pub fn planted_faults() -> impl Iterator<Item = (&'static str, &'static str)> {
    from_scratch::faults().into_iter().map(|fault| (fault.name, fault.what))
}

fn engines(spec: &Spec, dataset: &Arc<Dataset>, parameters: &[f64]) -> Vec<Box<dyn Engine>> {
    let on = |device| models::engine_on(device, spec, dataset.clone(), parameters);
    vec![from_scratch::engine(spec, dataset.clone(), parameters), on(Device::Flex), on(Device::Ndarray)]
}

fn witnesses(spec: &Spec, dataset: &Arc<Dataset>, parameters: &[f64], elements: &[usize]) -> Vec<Box<dyn Witness>> {
    let hand = || from_scratch::engine(spec, dataset.clone(), parameters);
    let on = |device| models::engine_on(device, spec, dataset.clone(), parameters);
    vec![
        Box::new(EngineWitness::new("hand", hand())),
        Box::new(from_scratch::DualWitness::new(spec, dataset.clone(), elements.to_vec())),
        Box::new(EngineWitness::new("burn-flex", on(Device::Flex))),
        Box::new(EngineWitness::new("burn-ndarray", on(Device::Ndarray))),
        Box::new(DifferencesWitness::new(hand(), spec, dataset.clone(), elements.to_vec())),
    ]
}

fn faults(spec: &Spec, dataset: &Arc<Dataset>, parameters: &[f64]) -> Vec<PlantedEngine> {
    let plant = |fault: from_scratch::PlantedFault| PlantedEngine {
        name: fault.name,
        what: fault.what,
        engine: fault.applies(spec, dataset).then(|| fault.build(spec, dataset.clone(), parameters)),
    };
    from_scratch::faults().into_iter().map(plant).collect()
}

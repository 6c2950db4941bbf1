//! The gradient certificate of `check` with one engine spoiled: where the defect moves an output or a gradient by more
//! than a thousand bounds, and whether the certificate falls. Steps and what they remember are compared by runs alone.

use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use engine::certificate::{Differences, EngineWitness, FORWARD, Witness};
use engine::spoiled::{Defect, Number, Spoiled};
use engine::{Dataset, Engine, Layout, initializer};
use experiment::Spec;
use experiment::spec::{Device, EngineName};
use runner::check::{CheckEngines, check};
use runner::draws::Draws;

use crate::spoiled::BOUNDS;

/// The defects of what is compared in a certificate.
pub const COMPARED: [Defect; 3] =
    [Defect::Gradients, Defect::Nudge(Number::Gradient, NUDGE), Defect::Nudge(Number::Output, NUDGE)];

/// How far a nudged number is off.
const NUDGE: f64 = 1e-6;

/// What two witnesses of a gradient may differ by, relative to its terms, where one of them is burn.
const GRADIENTS: f64 = 1e-11;

thread_local! {
    /// The engine that is spoiled, and how: builders are plain functions.
    static SPOILED: Cell<(EngineName, Defect)> = const { Cell::new((EngineName::Burn, Defect::Gradients)) };
}

const ENGINES: CheckEngines = CheckEngines { build, engines, witnesses, faults: |_, _, _| Vec::new() };

fn build(name: EngineName, spec: &Spec, dataset: Arc<Dataset>, parameters: &[f64]) -> Box<dyn Engine> {
    let engine = match name {
        EngineName::FromScratch => from_scratch::engine(spec, dataset, parameters),
        EngineName::Burn => models::engine_on(Device::Flex, spec, dataset, parameters),
    };
    let (spoiled, defect) = SPOILED.get();
    if name == spoiled { Box::new(Spoiled::new(engine, defect)) } else { engine }
}

fn engines(spec: &Spec, dataset: &Arc<Dataset>, parameters: &[f64]) -> Vec<Box<dyn Engine>> {
    let built = |name| build(name, spec, dataset.clone(), parameters);
    let honest = models::engine_on(Device::Ndarray, spec, dataset.clone(), parameters);
    vec![built(EngineName::FromScratch), built(EngineName::Burn), honest]
}

fn witnesses(spec: &Spec, dataset: &Arc<Dataset>, parameters: &[f64], elements: &[usize]) -> Vec<Box<dyn Witness>> {
    let mut engines = engines(spec, dataset, parameters).into_iter();
    let mut engine = |name| EngineWitness::new(name, engines.next().expect("there are three"));
    let hand = build(EngineName::FromScratch, spec, dataset.clone(), parameters);
    vec![
        Box::new(engine("hand")),
        Box::new(engine("burn-flex")),
        Box::new(engine("burn-ndarray")),
        Box::new(from_scratch::DualWitness::new(spec, dataset.clone(), elements.to_vec())),
        Box::new(Differences::new(hand, spec, dataset.clone(), elements.to_vec())),
    ]
}

/// Whether a check falls in which this engine is spoiled.
pub fn falls(spoiled: EngineName, defect: Defect, spec: &Spec, dataset: &Arc<Dataset>) -> bool {
    SPOILED.set((spoiled, defect));
    !check(spec, dataset, &ENGINES, &AtomicBool::new(false)).expect("nobody interrupts").holds()
}

/// Whether the defect moves an output or a gradient by more than a thousand bounds before training.
pub fn shows(defect: Defect, spec: &Spec, dataset: &Arc<Dataset>) -> bool {
    let layout = Layout::of(spec, dataset.inputs.columns(), dataset.targets.columns());
    let mut engine = from_scratch::engine(spec, Arc::clone(dataset), &initializer::initial(spec, &layout));
    Draws::new(spec, dataset, &layout).first_batch(1, usize::MAX, |batch| {
        let rounding = engine.rounding(batch, None).expect("the hand-written engine knows its rounding");
        let terms = engine.terms(batch).expect("the hand-written engine knows its terms");
        let sizes: Vec<f64> = terms.iter().zip(&rounding.gradients).map(|(terms, size)| terms.max(*size)).collect();
        let gradients = engine.gradients(batch);
        let least = |size: f64| BOUNDS * GRADIENTS * size;
        match defect {
            Defect::Gradients => gradients.iter().zip(&sizes).any(|(value, size)| value.abs() > least(*size)),
            Defect::Nudge(Number::Gradient, by) => gradients[0].is_finite() && by > least(sizes[0]),
            Defect::Nudge(Number::Output, by) => {
                let output = engine.evaluate(batch.rows).outputs.at(0, 0);
                output.is_finite() && by > BOUNDS * FORWARD * output.abs().max(1.0).max(rounding.outputs[0])
            }
            Defect::Nudge(Number::Parameter | Number::Statistic | Number::Memory, _)
            | Defect::InputGradients
            | Defect::Predictions
            | Defect::Statistics
            | Defect::Memory
            | Defect::Step => false,
        }
    })
}

//! The gradient certificate of `check` with one engine spoiled: the defects that move an output or a gradient by a
//! thousand bounds and hardly more, and whether the certificate falls. Steps and what they remember are compared by
//! runs alone.

use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use engine::certificate::{DifferencesWitness, EngineWitness, FORWARD_TOLERANCE, Witness};
use engine::spoiled::{Defect, Number, Spoiled};
use engine::{Batch, Dataset, Engine, Layout, initializer};
use experiment::Spec;
use experiment::spec::{Device, EngineName, Precision};
use runner::batch_sampler::BatchSampler;
use runner::check::{CheckEngines, check};

use crate::spoiled::BOUNDS;

/// The defects of what is compared in a certificate, by name.
pub const KINDS: [&str; 3] = ["no gradients", "a nudged gradient", "a nudged output"];

/// A nudge is so little more than a thousand bounds that rounding does not bring it below.
const MORE: f64 = 1.001;

/// Sizes below this have lost digits, and count as zero.
const LEAST: f64 = 1e-200;

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
        Box::new(DifferencesWitness::new(hand, spec, dataset.clone(), elements.to_vec())),
    ]
}

/// Whether a check falls in which this engine is spoiled; with a nudge by 0 it is honest.
pub fn falls(spoiled: EngineName, defect: Defect, spec: &Spec, dataset: &Arc<Dataset>) -> bool {
    SPOILED.set((spoiled, defect));
    !check(spec, dataset, &ENGINES, &AtomicBool::new(false)).expect("nobody interrupts").holds()
}

/// The defect of each kind that moves a compared number by more than a thousand bounds before training; none where no
/// number has a size. In f64, as a certificate is made: a gradient of f32 may be nothing but rounding.
pub fn defects(spec: &Spec, dataset: &Arc<Dataset>) -> [Option<Defect>; KINDS.len()] {
    let spec = &Spec { precision: Precision::F64, ..spec.clone() };
    let layout = Layout::of(spec, dataset.inputs.columns(), dataset.targets.columns());
    let mut engine = from_scratch::engine(spec, Arc::clone(dataset), &initializer::initial(spec, &layout));
    BatchSampler::new(spec, dataset, &layout).first_batch(1, usize::MAX, |batch| {
        let rounding = engine.rounding(batch, None).expect("the hand-written engine knows its rounding");
        let terms = engine.gradient_terms(batch).expect("the hand-written engine knows its terms");
        let sizes: Vec<f64> = terms.iter().zip(&rounding.gradients).map(|(terms, size)| terms.max(*size)).collect();
        let gradients = engine.gradients(batch);
        let output = engine.evaluate(batch.rows).outputs.at(0, 0);
        let lost =
            gradients.iter().zip(&sizes).any(|(value, size)| *size > LEAST && value.abs() > BOUNDS * GRADIENTS * size);
        let nudge = |number, value: f64, bound: f64, size: f64| {
            let moves = value.is_finite() && size.is_finite() && size > LEAST;
            moves.then_some(Defect::Nudge(number, MORE * BOUNDS * bound * size))
        };
        [
            lost.then_some(Defect::Gradients),
            nudge(Number::Gradient, gradients[0], GRADIENTS, sizes[0]),
            nudge(Number::Output, output, FORWARD_TOLERANCE, output.abs().max(1.0).max(rounding.outputs[0])),
        ]
    })
}

/// The rows of a certificate stand in a data set of their own, in the order in which training shuffled them: sums of
/// the gradient have the same last digits.
#[test]
fn a_shuffled_batch_is_certified_as_it_is_trained_on() {
    let rows: Vec<String> = (0..40).map(|row| format!("[{}, {}]", (row * 7 % 40) as f64 / 3.0, row % 3)).collect();
    let targets: Vec<String> = (0..40).map(|row| format!("[{}]", (row * row % 11) as f64 / 7.0)).collect();
    let (spec, dataset) = crate::load(&format!(
        "title = \"t\"\n[dataset]\nname = \"inline\"\ntask = \"regression\"\ninputs = [{}]\ntargets = [{}]\n\
         [network]\nhidden = [4]\nactivation = \"tanh\"\n[training]\nbatch_size = 15\nepochs = 0\n",
        rows.join(", "),
        targets.join(", ")
    ))
    .expect("the config is right");
    SPOILED.set((EngineName::Burn, Defect::Nudge(Number::Output, 0.0)));
    let checked = check(&spec, &dataset, &ENGINES, &AtomicBool::new(false)).expect("nobody interrupts");
    let certified: Vec<Option<f64>> = checked.initial.values.iter().map(|values| values[0]).collect();
    let layout = Layout::of(&spec, dataset.inputs.columns(), dataset.targets.columns());
    let mut engine = from_scratch::engine(&spec, Arc::clone(&dataset), &initializer::initial(&spec, &layout));
    let mut gradients = |batch: Batch| engine.gradients(&batch).into_iter().map(Some).collect::<Vec<Option<f64>>>();
    BatchSampler::new(&spec, &dataset, &layout).first_batch(1, usize::MAX, |batch| {
        let mut sorted = batch.rows.to_vec();
        sorted.sort_unstable();
        assert_eq!(certified, gradients(*batch));
        assert_ne!(certified, gradients(Batch { rows: &sorted, ..*batch }), "another order has the same last digits");
    });
}

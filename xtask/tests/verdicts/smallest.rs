//! The smallest planted fault that is still caught, for every bound: one number of an ordinary network is off by more
//! and more, until the comparison notices. A bound that lets more through than it says fails here.

use std::sync::Arc;

use engine::spoiled::{Defect, Number};
use engine::{Dataset, Layout, initializer};
use experiment::Spec;
use experiment::bounds::Bounds;
use experiment::spec::{EngineName, Memory, Optimizer, StepError};
use runner::batch_sampler::BatchSampler;

use crate::certified::falls;
use crate::spoiled::is_caught;

/// Eight rows with a curve in them; `batch_norm` is a line of the network, where its statistics are looked at.
fn network(precision: &str, rule: &str, batch_norm: &str) -> (Spec, Arc<Dataset>) {
    let rows: Vec<String> = (0..8).map(|row| format!("[{}, {}]", 0.25 * f64::from(row), f64::from(row % 3))).collect();
    let targets: Vec<String> = (0..8).map(|row| format!("[{}]", 0.5 * f64::from(row * row % 5))).collect();
    let text = format!(
        "title = \"t\"\nprecision = {precision:?}\n[dataset]\nname = \"inline\"\ntask = \"regression\"\n\
         inputs = [{}]\ntargets = [{}]\n[network]\nhidden = [4]\nactivation = \"tanh\"\n{batch_norm}\n\
         [training]\nbatch_size = \"full\"\nepochs = 0\noptimizer = {{ rule = {rule:?}{} }}\n",
        rows.join(", "),
        targets.join(", "),
        if rule == "lbfgs" { "" } else { ", learning_rate = 0.1" },
    );
    crate::load(&text).expect("the config is right")
}

/// What the error of the first number of a kind is relative to, and its bound, before training.
fn measure(number: Number, spec: &Spec, dataset: &Arc<Dataset>) -> (f64, f64) {
    let layout = Layout::of(spec, dataset.inputs.columns(), dataset.targets.columns());
    let parameters = initializer::initial(spec, &layout);
    let mut engine = from_scratch::engine(spec, Arc::clone(dataset), &parameters);
    let (bounds, rate) = (Bounds::of(spec), spec.training.optimizer.learning_rate());
    BatchSampler::new(spec, dataset, &layout).first_batch(1, 128, |batch| {
        let output = engine.evaluate(batch.rows).outputs.at(0, 0);
        let terms = engine.gradient_terms(batch).expect("the hand-written engine knows its terms")[0];
        engine.step(batch, rate);
        let after = engine.snapshot();
        let update =
            parameters.iter().zip(&after.parameters).fold(0.0f64, |most, (from, to)| most.max((to - from).abs()));
        // A gradient that is remembered is relative to its terms, too, a mean of squares to itself.
        let of_means = match spec.training.optimizer.memory().last() {
            Some(Memory::Gradients | Memory::Largest) => terms,
            Some(Memory::Squares) | None => 0.0,
        };
        match number {
            Number::Output => (output.abs().max(1.0), bounds.outputs),
            Number::Gradient => (terms, bounds.gradients),
            Number::Statistic => {
                let (means, variances) = layout.moments().next().expect("batch normalization has statistics");
                let [mean, variance] = [means.start, variances.start].map(|at| after.statistics[at]);
                (mean.abs() + variance.sqrt(), bounds.outputs)
            }
            Number::Memory => (after.state.last().map_or(0.0, |slot| slot[0].abs()) + of_means, bounds.step),
            Number::Parameter => match spec.training.optimizer.facts().step_error {
                StepError::RelativeToParameter => (after.parameters[0].abs().max(1.0), bounds.step),
                StepError::RelativeToUpdate { .. } => (update, bounds.step),
            },
        }
    })
}

/// The smallest fault in eighths of a bound, doubled until it is caught.
fn smallest(number: Number, spec: &Spec, dataset: &Arc<Dataset>) -> f64 {
    let (size, bound) = measure(number, spec, dataset);
    let faults = (0..20).map(|doublings| f64::from(1 << doublings) / 8.0);
    let caught = |bounds: &f64| is_caught(Defect::Nudge(number, bounds * bound * size), spec, dataset);
    faults.into_iter().find(caught).unwrap_or(f64::INFINITY)
}

/// In f64 no bound lets more than twice itself through. In f32 what rounding does to a stored parameter is of the size
/// of an adaptive rule's bound, and is added to it.
#[test]
fn the_smallest_fault_that_is_caught() {
    for precision in ["f64", "f32"] {
        for (number, rule, batch_norm) in [
            (Number::Output, "gradient-descent", ""),
            (Number::Gradient, "gradient-descent", ""),
            (Number::Statistic, "gradient-descent", "batch_norm = {}"),
            (Number::Memory, "momentum", ""),
            (Number::Memory, "adam", ""),
        ]
        .into_iter()
        .chain(Optimizer::NAMES.iter().map(|rule| (Number::Parameter, *rule, "")))
        .filter(|(_, rule, _)| precision == "f64" || *rule != "lbfgs")
        {
            let (spec, dataset) = network(precision, rule, batch_norm);
            let found = smallest(number, &spec, &dataset);
            println!("{precision} {number:?} {rule}: {found} bounds of {:?}", measure(number, &spec, &dataset));
            let adaptive = matches!(spec.training.optimizer.facts().step_error, StepError::RelativeToUpdate { .. });
            let most = if precision == "f32" && adaptive { 16.0 } else { 2.0 };
            assert!(found <= most, "{precision} {number:?} {rule}: {found} bounds pass");
        }
    }
}

/// A probability, whose rounding error counts both ends of its logits: no more is let through than of other outputs.
#[test]
fn the_smallest_fault_of_a_probability() {
    for precision in ["f64", "f32"] {
        let (spec, dataset) = crate::load(&format!(
            "title = \"t\"\nprecision = {precision:?}\n[dataset]\nname = \"inline\"\ntask = \"classification\"\n\
             inputs = [[0.0], [0.25], [0.5], [1.0], [1.5], [2.0]]\ntargets = [[0], [1], [2], [0], [1], [2]]\n\
             [network]\nhidden = [4]\noutput = \"softmax\"\nactivation = \"tanh\"\n[training]\nepochs = 0\n\
             loss = \"cross-entropy\"\n"
        ))
        .expect("the config is right");
        let found = smallest(Number::Output, &spec, &dataset);
        assert!(found <= 2.0, "{precision}: {found} bounds pass");
    }
}

/// The hand-written engine counts the terms that its own gradients are judged by. With a million times as many a
/// billionth of the right ones is caught, as it is with honest terms.
#[test]
fn the_smallest_fault_that_inflated_terms_excuse() {
    let (spec, dataset) = network("f64", "gradient-descent", "");
    let (terms, _) = measure(Number::Gradient, &spec, &dataset);
    let smallest = |defect: fn(f64) -> Defect| {
        let faults = (0..30).map(|doublings| 1e-14 * f64::from(1 << doublings));
        faults.into_iter().find(|fault| falls(EngineName::FromScratch, defect(fault * terms), &spec, &dataset))
    };
    let found = [|by| Defect::Nudge(Number::Gradient, by), Defect::Excused].map(smallest);
    println!("{found:?} of the terms");
    assert!(found.into_iter().all(|fault| fault.is_some_and(|fault| fault <= 1e-9)), "{found:?}");
}

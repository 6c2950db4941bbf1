//! Every planted fault is caught on every network that it applies to, by the dual numbers or by the forward pass.

mod common;

use std::sync::Arc;

use common::{CASES, Case, Rows, Targets, case};
use engine::{Engine, agreement, conformance};
use experiment::spec::Precision;
use from_scratch::PlantedFault;

/// Whether the faulty engine gives itself away: other outputs, another objective, or a gradient that the dual
/// numbers contradict.
fn caught(case: &Case, fault: &PlantedFault) -> bool {
    let (spec, dataset) = (case.spec(), case.dataset());
    let (rows, parameters) = (Rows::of(&spec), case.parameters(&dataset));
    let mut right = case.engine(Precision::F64, &dataset);
    let mut wrong = fault.build(&spec, Arc::clone(&dataset), &parameters);
    let objective = |engine: &mut dyn Engine| engine.objective(&rows.batch());
    let forward = (objective(&mut *right) - objective(&mut *wrong)).abs() > 1e-12
        || agreement::compare_values(right.predict(&dataset.inputs).values(), wrong.predict(&dataset.inputs).values())
            .error
            > 1e-12;
    let elements: Vec<usize> = (0..parameters.len()).collect();
    let dual = from_scratch::dual_gradient(&spec, &dataset, &parameters, &rows.batch(), &elements);
    let terms = right.gradient_terms(&rows.batch()).expect("this engine knows its terms");
    forward || agreement::gradients(&wrong.gradients(&rows.batch()), &dual, &terms).error > 1e-12
}

#[test]
fn every_fault_that_applies_is_caught() {
    for fault in from_scratch::faults() {
        let applies = |case: &&Case| fault.applies(&case.spec(), &case.dataset());
        let cases: Vec<&Case> = CASES.iter().filter(applies).collect();
        assert!(!cases.is_empty(), "{} applies to none of the networks", fault.name);
        for case in cases {
            assert!(caught(case, &fault), "{} slips through on\n{}\n{}", fault.name, case.network, case.training);
        }
    }
}

#[test]
fn there_are_fifteen_with_names_of_their_own() {
    let mut names: Vec<&str> = from_scratch::faults().iter().map(|fault| fault.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 15);
}

/// The laws alone find every fault of the backward pass too, by central differences of the objective.
#[test]
fn the_laws_find_faults_of_the_backward_pass() {
    let every_part = [
        "hidden = [4, 3]\nbatch_norm = {}\nactivation = \"tanh\"\ndropout = 0.3\nresidual = true",
        "hidden = [4]\nactivation = \"sigmoid\"",
    ];
    let cases = every_part.map(|network| case(network, "penalty = { l2 = 0.1 }\nloss = \"cross-entropy\""));
    for fault in from_scratch::faults().iter().filter(|fault| !fault.name.starts_with("forward")) {
        let found = cases.iter().map(|case| case.on(Targets::OneHot(3))).any(|case| {
            let (spec, dataset) = (case.spec(), case.dataset());
            let mut wrong = fault.build(&spec, Arc::clone(&dataset), &case.parameters(&dataset));
            !conformance::laws(&mut *wrong, &Rows::of(&spec).batch(), 0.05, Precision::F64).is_empty()
        });
        assert!(found, "the laws do not see {}", fault.name);
    }
}

//! The laws of an engine on a table of networks that has every part, in both precisions, and the witness of dual
//! numbers on all of them.

mod common;

use std::sync::Arc;

use common::{CASES, Case, Rows};
use engine::spoiled::{Defect, Spoiled};
use engine::{Batch, Dataset, Layout, Matrix, agreement, conformance};
use experiment::spec::Precision;

/// Everything that a broken law says, with the network it broke on.
fn all(check: impl Fn(&Case) -> Vec<String>) {
    let broken: Vec<String> = CASES
        .iter()
        .flat_map(|case| check(case).into_iter().map(move |law| format!("{}\n{}: {law}", case.network, case.training)))
        .collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn laws_hold_in_f64() {
    all(|case| {
        let rows = Rows::of(&case.spec());
        conformance::laws(&mut *case.engine(Precision::F64, &case.dataset()), &rows.batch(), 0.05, Precision::F64)
    });
}

#[test]
fn laws_hold_with_weights_of_samples() {
    all(|case| {
        let rows = Rows::of(&case.spec());
        conformance::laws(
            &mut *case.engine(Precision::F64, &case.weighted_dataset()),
            &rows.batch(),
            0.05,
            Precision::F64,
        )
    });
}

#[test]
fn laws_hold_in_f32() {
    all(|case| {
        let (rows, dataset) = (Rows::of(&case.spec()), case.weighted_dataset());
        let mut single = case.engine(Precision::F32, &dataset);
        let mut broken = conformance::laws(&mut *single, &rows.batch(), 0.05, Precision::F32);
        let mut double = case.engine(Precision::F64, &dataset);
        let mut fresh = case.engine(Precision::F32, &dataset);
        let terms = double.gradient_terms(&rows.batch()).expect("this engine knows its terms");
        broken.extend(conformance::same_gradients(&mut *fresh, &mut *double, &rows.batch(), &terms));
        broken
    });
}

/// A law that cannot be broken is none: each spoiled answer breaks the one that speaks of it.
#[test]
fn spoiled_engines_break_the_laws() {
    let case = common::case("hidden = [4, 3]", "penalty = { l2 = 0.1 }");
    let (rows, dataset) = (Rows::of(&case.spec()), case.weighted_dataset());
    for (defect, law) in [(Defect::Gradients, "L3"), (Defect::Predictions, "L1")] {
        let mut spoiled = Spoiled::new(case.engine(Precision::F64, &dataset), defect);
        let broken = conformance::laws(&mut spoiled, &rows.batch(), 0.05, Precision::F64);
        assert!(broken.iter().any(|words| words.starts_with(law)), "{defect:?}: {broken:?}");
    }
}

/// Where a penalized weight is 0 and an error is 0, everybody has the derivative 0 of the absolute value.
#[test]
fn dual_numbers_keep_the_conventions_at_kinks() {
    let case = common::case("hidden = []", "loss = \"absolute-error\"\npenalty = { l1 = 0.5 }");
    let mut dataset = Dataset::clone(&case.dataset());
    dataset.targets = Matrix::zeros(dataset.targets.rows(), dataset.targets.columns());
    let (spec, dataset) = (case.spec(), Arc::new(dataset));
    let parameters = vec![0.0; Layout::of(&spec, 3, 2).len()];
    let rows: Vec<usize> = (0..9).collect();
    let elements: Vec<usize> = (0..parameters.len()).collect();
    let dual = from_scratch::dual_gradient(&spec, &dataset, &parameters, &Batch::of(&rows), &elements);
    let hand = from_scratch::engine(&spec, dataset, &parameters).gradients(&Batch::of(&rows));
    assert_eq!((&dual, &hand), (&vec![0.0; 8], &vec![0.0; 8]));
}

/// Backward and the dual numbers share the forward pass alone; they agree to rounding.
#[test]
fn dual_numbers_confirm_backward() {
    all(|case| {
        let (spec, dataset) = (case.spec(), case.weighted_dataset());
        let (rows, parameters) = (Rows::of(&spec), case.parameters(&dataset));
        let mut engine = case.engine(Precision::F64, &dataset);
        let (hand, terms) = (engine.gradients(&rows.batch()), engine.gradient_terms(&rows.batch()).unwrap_or_default());
        let elements: Vec<usize> = (0..parameters.len()).collect();
        let dual = from_scratch::dual_gradient(&spec, &dataset, &parameters, &rows.batch(), &elements);
        let worst = agreement::gradients(&hand, &dual, &terms);
        let name = engine.layout().element_name(worst.index);
        if worst.error <= 1e-12 { Vec::new() } else { vec![format!("{name} is off by {}", worst.error)] }
    });
}

/// The sizes of terms are never smaller than what they add up to, save for rounding: |Σ| ≤ Σ|·| layer by layer,
/// and through a matrix within the square root of its width.
#[test]
fn gradients_are_within_their_terms() {
    all(|case| {
        let rows = Rows::of(&case.spec());
        let mut engine = case.engine(Precision::F64, &case.weighted_dataset());
        let (hand, terms) = (engine.gradients(&rows.batch()), engine.gradient_terms(&rows.batch()).unwrap_or_default());
        let beyond = hand.iter().zip(&terms).position(|(g, terms)| g.abs() > 3.0 * terms);
        beyond
            .map(|index| format!("{} is larger than its terms", engine.layout().element_name(index)))
            .into_iter()
            .collect()
    });
}

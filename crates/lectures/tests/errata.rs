//! The misprints: their count, and that every check they name exists and shows them.

use lectures::errata::{self, Check};
use lectures::{formulas, matrix_form};

#[test]
fn there_are_sixty() {
    let all = errata::all();
    let by_lecture = [0, 1, 2, 3, 4].map(|lecture| all.iter().filter(|erratum| erratum.lecture == lecture).count());
    assert_eq!(by_lecture, [16, 11, 15, 8, 10]);
    assert_eq!(all.len(), 60);
}

/// Every misprinted formula belongs to a misprint, and every formula that one names is in the table; a right one stands
/// beside a wrong one only where it shows which of two factors belongs to which loss, or what a slip does not touch.
#[test]
fn misprinted_formulas_and_misprints_name_each_other() {
    let mut named = Vec::new();
    for erratum in errata::all() {
        for check in erratum.checks {
            if let Check::Formula(function) = check {
                let found = formulas::judged_by(function, erratum.lecture);
                named.push(found.unwrap_or_else(|| panic!("lecture {} has no {function}", erratum.lecture)).0);
            }
        }
    }
    for formula in formulas::all().into_iter().filter(|formula| formula.is_misprint()) {
        let is_named = named.iter().any(|other| (other.lecture, other.function) == (formula.lecture, formula.function));
        assert!(is_named, "{} of lecture {} is no misprint of the page", formula.function, formula.lecture);
    }
    let right: Vec<_> = named.iter().filter(|formula| !formula.is_misprint()).map(|formula| formula.function).collect();
    assert_eq!(right, ["factor_of_plain_squares", "unit_variance", "flipped_sum"]);
}

#[test]
fn every_computation_shows_its_misprint() {
    for erratum in errata::all() {
        for check in erratum.checks {
            if let Check::Computation(name, holds) = check {
                assert!(holds(), "{name}");
            }
        }
    }
}

/// Sums of at most three products in either way: a few units in the last place of 1.
#[test]
fn scalars_and_matrices_are_equal() {
    for step in matrix_form::rows().iter().chain(&matrix_form::elementwise()) {
        assert!(step.difference() <= 4e-16, "{}: {}", step.matrices, step.difference());
    }
}

/// Both forms end in the same gradients.
#[test]
fn both_forms_have_one_gradient() {
    let of = |steps: Vec<matrix_form::Step>, name: &str| {
        let found = steps.into_iter().find(|step| step.matrices.starts_with(name)).expect(name);
        found.value.values().to_vec()
    };
    for (rows, elementwise) in [("∂E/∂W²", "∂E/∂W_ho"), ("∂E/∂W¹", "∂E/∂W_ih")] {
        let pairs = of(matrix_form::rows(), rows).into_iter().zip(of(matrix_form::elementwise(), elementwise));
        pairs.for_each(|(a, b)| assert!((a - b).abs() <= 4e-16, "{rows}: {a} is not {b}"));
    }
}

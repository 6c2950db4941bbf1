//! Every formula of the table, judged: right ones hold, misprinted ones fail as printed and hold when corrected.

use std::collections::BTreeSet;

use lectures::formula::{RIGHT, WRONG};
use lectures::{Deviation, Formula, FormulaVerdict, formulas, worked};

#[test]
fn every_verdict_is_confirmed() {
    let refuted: Vec<String> = formulas::all()
        .into_iter()
        .filter(|formula| !formula.is_confirmed())
        .map(|formula| {
            let found = (formula.judge)();
            format!(
                "lecture {:03} l.{} {}: {:?} {found:?}",
                formula.lecture, formula.line, formula.function, formula.verdict
            )
        })
        .collect();
    assert!(refuted.is_empty(), "{}", refuted.join("\n"));
}

/// By lecture: right and misprinted.
#[test]
fn the_counts_by_lecture() {
    let count = |lecture, misprint| {
        let all = formulas::all();
        all.iter().filter(|formula| formula.lecture == lecture && formula.is_misprint() == misprint).count()
    };
    let counts = [0, 1, 2, 3, 4].map(|lecture| (count(lecture, false), count(lecture, true)));
    assert_eq!(counts, [(10, 7), (13, 6), (33, 12), (4, 8), (0, 3)]);
}

/// A name is the link from the page of misprints to its check.
#[test]
fn functions_of_a_lecture_have_different_names() {
    let all = formulas::all();
    let names: BTreeSet<_> = all.iter().map(|formula| (formula.lecture, formula.function)).collect();
    assert_eq!(names.len(), all.len());
}

/// A verdict that is planted wrong is refuted, whichever way.
#[test]
fn a_wrong_verdict_is_refuted() {
    for formula in formulas::all() {
        let verdict =
            if formula.is_misprint() { FormulaVerdict::Right } else { FormulaVerdict::Misprint("something else") };
        assert!(!Formula { verdict, ..*formula }.is_confirmed(), "{}", formula.function);
    }
}

/// A slip of a thousandth in a formula of size 1 is a misprint, and no rounding is.
#[test]
fn a_deviation_between_rounding_and_a_slip_confirms_nothing() {
    let formula = **formulas::all().iter().find(|formula| formula.is_misprint()).expect("there are misprints");
    let judged = |judge: fn() -> Deviation| Formula { judge, ..formula }.is_confirmed();
    assert!(judged(|| Deviation::with_correction(1e-3, 0.0)));
    assert!(!judged(|| Deviation::with_correction(WRONG / 2.0, 0.0)));
    assert!(!judged(|| Deviation::with_correction(1e-3, 2.0 * RIGHT)));
    assert!(!judged(|| Deviation::with_correction(f64::NAN, 0.0)));
}

/// No formula stands on lines that nobody works through.
#[test]
fn every_formula_is_cited_on_a_page() {
    let cited: Vec<(u8, &str)> =
        worked::configs().flat_map(worked::formulas_of).map(|formula| (formula.lecture, formula.function)).collect();
    for formula in formulas::all() {
        assert!(cited.contains(&(formula.lecture, formula.function)), "{} l.{}", formula.function, formula.line);
    }
    let page = worked::section("worked-mazur").expect("lecture 004 prints formulas");
    assert!(page.contains("| 45 | out_h1 | 1/(1 + e^0.3775) | ✗ misprint: 1/(1 + e^−0.3775) |"), "{page}");
    assert_eq!(worked::section("mlp-xor"), None);
}

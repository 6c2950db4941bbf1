//! The table of all formulas that the lectures print and a number can judge: lecture, line, verdict, judge.
//!
//! Tests, the counts of the README, and the page of misprints read this one table.

mod lecture_000;
mod lecture_001;
mod lecture_002_activations;
mod lecture_002_descent;
mod lecture_002_units;
mod lecture_003;
mod lecture_004;
pub(crate) mod perceptron;
mod restarts;

use crate::formula::Formula;

/// A part of the table, and the file whose functions judge it.
pub struct Part {
    /// The path of the file in the repository.
    pub file: &'static str,
    /// Its formulas.
    pub formulas: &'static [Formula],
}

/// The parts of the table.
pub const PARTS: [Part; 7] = [
    Part { file: "crates/lectures/src/formulas/lecture_000.rs", formulas: lecture_000::FORMULAS },
    Part { file: "crates/lectures/src/formulas/lecture_001.rs", formulas: lecture_001::FORMULAS },
    Part { file: "crates/lectures/src/formulas/lecture_002_units.rs", formulas: lecture_002_units::FORMULAS },
    Part { file: "crates/lectures/src/formulas/lecture_002_descent.rs", formulas: lecture_002_descent::FORMULAS },
    Part {
        file: "crates/lectures/src/formulas/lecture_002_activations.rs",
        formulas: lecture_002_activations::FORMULAS,
    },
    Part { file: "crates/lectures/src/formulas/lecture_003.rs", formulas: lecture_003::FORMULAS },
    Part { file: "crates/lectures/src/formulas/lecture_004.rs", formulas: lecture_004::FORMULAS },
];

/// Every formula, in the order of lectures and lines.
pub fn all() -> Vec<&'static Formula> {
    let mut all: Vec<&Formula> = PARTS.iter().flat_map(|part| part.formulas).collect();
    all.sort_by_key(|formula| (formula.lecture, formula.line));
    all
}

/// The formula that this function judges, and its file.
pub fn judged_by(function: &str, lecture: u8) -> Option<(&'static Formula, &'static str)> {
    let pairs = PARTS.iter().flat_map(|part| part.formulas.iter().map(|formula| (formula, part.file)));
    pairs.into_iter().find(|(formula, _)| formula.function == function && formula.lecture == lecture)
}

//! How often arms that are equally good are called different, and whether a real difference is found.
//!
//! With 5 % false verdicts 400 tables have 20 on average, with a standard deviation of 4.4; 36 are 3.7 deviations more.
//! The example `verdicts` does the same with other seeds and more tables.

#[allow(dead_code)] // The tests of pages use more of it.
mod records;
mod simulation;

use simulation::{Repetition, significant_of};

const TABLES: usize = 400;

const REPETITIONS: [Repetition; 5] = [
    Repetition::Seeds(5),
    Repetition::Seeds(20),
    Repetition::Folds(5),
    Repetition::Folds(10),
    Repetition::RepeatedFolds(3, 5),
];

#[test]
fn arms_that_are_equally_good_are_rarely_called_different() {
    for repetition in REPETITIONS {
        let found = significant_of(TABLES, &[1.0, 1.0], repetition, 1);
        assert!(found <= 36, "{repetition:?}: {found} of {TABLES} tables have a false verdict");
    }
}

/// The test part selects the best of four and compares it with the others: Holm's method counts all six pairs.
#[test]
fn the_best_of_several_equal_arms_is_rarely_called_better() {
    for repetition in REPETITIONS {
        let found = significant_of(TABLES, &[1.0; 4], repetition, 3);
        assert!(found <= 36, "{repetition:?}: {found} of {TABLES} tables have a false verdict");
    }
}

/// x₁ explains 1/(1 + 0.01 + 0.25) = 79 % of the variance and x₂ 0.8 %.
#[test]
fn a_real_difference_is_found() {
    for repetition in REPETITIONS {
        let found = significant_of(100, &[1.0, 0.1], repetition, 2);
        assert!(found >= 95, "{repetition:?}: found in {found} of 100 tables");
    }
}

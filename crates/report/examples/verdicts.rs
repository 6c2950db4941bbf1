//! Counts significant differences between two simulated arms: `cargo run -p report --example verdicts -- SEED TABLES`.

#[allow(dead_code)] // The tests use more of it.
#[path = "../tests/records/mod.rs"]
mod records;
#[path = "../tests/simulation/mod.rs"]
mod simulation;

use simulation::{Repetition, significant_of};

fn main() {
    let mut arguments = std::env::args().skip(1).map(|argument| argument.parse().expect("SEED and TABLES are numbers"));
    let (seed, tables) = (arguments.next().unwrap_or(1), arguments.next().unwrap_or(400));
    for (weights, what) in [([1.0, 1.0], "equally good"), ([1.0, 0.5], "different"), ([1.0, 0.1], "very different")] {
        for repetition in [Repetition::Seeds(5), Repetition::Seeds(20), Repetition::Folds(5), Repetition::Folds(10)] {
            let found = significant_of(tables as usize, weights, repetition, seed);
            println!("{what:>14}  {:<10}  {found} of {tables} significant", format!("{repetition:?}"));
        }
    }
}

//! Counts significant differences between simulated arms: `cargo run -p report --example verdicts -- SEED TABLES`.

#[allow(dead_code)] // The tests use more of it.
#[path = "../tests/records/mod.rs"]
mod records;
#[path = "../tests/simulation/mod.rs"]
mod simulation;

use simulation::{Repetition, significant_of};

fn main() {
    let mut arguments = std::env::args().skip(1).map(|argument| argument.parse().expect("SEED and TABLES are numbers"));
    let (seed, tables) = (arguments.next().unwrap_or(1), arguments.next().unwrap_or(400));
    let weights: [&[f64]; 4] = [&[1.0; 2], &[1.0; 4], &[1.0, 0.5], &[1.0, 0.1]];
    let repetitions = [
        Repetition::Seeds(5),
        Repetition::Seeds(20),
        Repetition::Folds(5),
        Repetition::Folds(10),
        Repetition::RepeatedFolds(3, 5),
    ];
    for weights in weights {
        for repetition in repetitions {
            let found = significant_of(tables as usize, weights, repetition, seed);
            println!("weights {weights:?}, {repetition:?}: {found} of {tables} significant");
        }
    }
}

//! When a perceptron is done: an epoch without a mistake, or weights that come back.
//!
//! With samples in a fixed order and one sample per update, an epoch is a function of the weights it starts
//! from. So if the weights at the end of an epoch are those at the end of an earlier one, everything between
//! repeats forever. Under Rosenblatt's procedure that means that no line parts the classes (lecture 002 l.215-225, xor).

use std::collections::HashMap;

use experiment::record::Outcome;

/// Watches a perceptron's weights and mistakes.
#[derive(Default)]
pub struct Corrections {
    total: usize,
    /// The epoch that ended with these weights, by their bits.
    seen: HashMap<Vec<u64>, usize>,
}

impl Corrections {
    /// Hears how an epoch ended. `fixed`: the order of the samples is always the same, so weights can tell a cycle.
    pub fn on_epoch_end(&mut self, epoch: usize, mistakes: usize, parameters: &[f64], fixed: bool) -> Option<Outcome> {
        self.total += mistakes;
        if mistakes == 0 {
            return Some(Outcome::Clean { epoch, corrections: self.total });
        }
        if !fixed {
            return None;
        }
        // −0 and 0 are one weight.
        let weights = parameters.iter().map(|weight| (weight + 0.0).to_bits()).collect();
        let earlier = self.seen.insert(weights, epoch);
        earlier.map(|at| Outcome::Cycle { epoch, length: epoch - at, corrections: self.total })
    }
}

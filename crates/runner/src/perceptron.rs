//! When a perceptron is done: an epoch without a mistake, or weights that come back.
//!
//! With samples in a fixed order and one sample per update, an epoch is a function of the weights it starts
//! from. So if the weights at the end of an epoch are those at the end of an earlier one, everything between
//! repeats forever: the data are not separable (lecture 002 l.215-225, xor).

use experiment::record::Outcome;

/// Watches a perceptron's weights and mistakes.
#[derive(Default)]
pub struct Corrections {
    total: usize,
    seen: Vec<Vec<f64>>,
}

impl Corrections {
    /// Hears how an epoch ended. `fixed`: the order of the samples is always the same, so weights can tell a cycle.
    pub fn hear(&mut self, epoch: usize, mistakes: usize, parameters: &[f64], fixed: bool) -> Option<Outcome> {
        self.total += mistakes;
        if mistakes == 0 {
            return Some(Outcome::Clean { epoch, corrections: self.total });
        }
        if !fixed {
            return None;
        }
        let earlier = self.seen.iter().position(|weights| weights == parameters);
        self.seen.push(parameters.to_vec());
        earlier.map(|at| Outcome::Cycle { epoch, length: self.seen.len() - 1 - at, corrections: self.total })
    }
}

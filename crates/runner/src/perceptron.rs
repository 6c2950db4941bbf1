//! When a perceptron is done: an epoch without a mistake, or weights that come back.
//!
//! With samples in a fixed order and one sample per update, an epoch is a function of the weights it starts
//! from. So if the weights at the end of an epoch are those at the end of an earlier one, everything between
//! repeats forever. Under Rosenblatt's procedure that means that no line parts the classes (lecture 002 l.215-225,
//! xor).

use std::collections::HashMap;

use experiment::record::Outcome;

use crate::archive::Archive;

/// Whether an epoch is the same function of the weights that it starts from as any other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EpochUpdates {
    /// It is: the samples keep their order, and neither memory nor schedule changes an update.
    Identical,
    /// It is not.
    Varying,
}

/// The corrections of a perceptron so far, and the weights that its epochs ended with.
#[derive(Default)]
pub struct Corrections {
    total: usize,
    /// The epoch that ended with these weights, by their bits.
    seen: HashMap<Vec<u64>, usize>,
}

impl Corrections {
    /// What changes from epoch to epoch.
    pub(crate) fn describe_state(&mut self, archive: &mut Archive) {
        archive.count(&mut self.total);
        let mut seen: Vec<(Vec<u64>, usize)> = self.seen.drain().collect();
        archive.list(&mut seen, |archive, (weights, epoch)| {
            archive.list(weights, Archive::word);
            archive.count(epoch);
        });
        self.seen.extend(seen);
    }

    /// Takes in how an epoch ended: how often weights were corrected, and the parameters at its end. Returns how
    /// training ended, if it did. Only where epochs are alike do equal weights mean a cycle.
    pub fn on_epoch_end(
        &mut self,
        epoch: usize,
        mistakes: usize,
        parameters: &[f64],
        epochs: EpochUpdates,
    ) -> Option<Outcome> {
        self.total += mistakes;
        if mistakes == 0 {
            return Some(Outcome::Clean { epoch, corrections: self.total });
        }
        if epochs == EpochUpdates::Varying {
            return None;
        }
        // −0 and 0 are one weight.
        let weights = parameters.iter().map(|weight| (weight + 0.0).to_bits()).collect();
        let earlier = self.seen.insert(weights, epoch);
        earlier.map(|at| Outcome::Cycle { epoch, length: epoch - at, corrections: self.total })
    }
}

//! Random numbers, each drawn from a stream addressed by what it is for.
//!
//! A stream is (seed, purpose, epoch, step): nothing depends on the order in which streams are used, so both
//! engines see the same draws, a resumed run needs no generator state, and runs share nothing.
//! PCG is documented to give the same numbers on every platform; normal draws use libm through `rand_distr`.

use rand_core::{Rng, SeedableRng};
use rand_distr::{Distribution, StandardNormal};
use rand_pcg::Pcg64;

/// What a stream is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Initial parameters; layer and role of the tensor stand for epoch and step.
    Initial = 0,
    /// The order of the samples in an epoch.
    Order = 1,
    /// Dropout masks of one step.
    Masks = 2,
    /// Generated data.
    Data = 3,
    /// The cut into parts.
    Split = 4,
    /// Which elements a check looks at.
    Check = 5,
    /// The rows in another order, one column at a time; the column and the repetition stand for epoch and step.
    Permutation = 6,
    /// The numbers of an exercise; a tensor or a column of the inputs stands for the step.
    Exercise = 7,
}

/// A stream of random numbers, always the same for the same address.
pub struct Stream(Pcg64);

/// The stream of this address. epoch, step: counted by whoever draws; 0 where the purpose has none.
pub fn stream(seed: u64, purpose: Purpose, epoch: u64, step: u64) -> Stream {
    let address = [seed, purpose as u64, epoch, step];
    let low = address.iter().fold(0x243f_6a88_85a3_08d3, |hash, part| mix(hash ^ part));
    let mut bytes = [0; 32];
    for (chunk, salt) in bytes.chunks_exact_mut(8).zip(1..) {
        chunk.copy_from_slice(&mix(low.wrapping_add(salt)).to_le_bytes());
    }
    Stream(Pcg64::from_seed(bytes))
}

/// SplitMix64's finalizer (Steele, Lea and Flood 2014): every bit of the input reaches every bit of the output.
fn mix(value: u64) -> u64 {
    let z = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

impl Stream {
    /// Evenly in [0, 1), on a grid of 2⁻⁵³.
    pub fn uniform(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Evenly in [low, high).
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.uniform()
    }

    /// Normal with mean 0 and variance 1.
    pub fn normal(&mut self) -> f64 {
        StandardNormal.sample(&mut self.0)
    }

    /// Evenly in 0..bound, by rejection, so without bias.
    pub fn below(&mut self, bound: usize) -> usize {
        let bound = bound as u64;
        let limit = u64::MAX - u64::MAX % bound;
        loop {
            let draw = self.0.next_u64();
            if draw < limit {
                return (draw % bound) as usize;
            }
        }
    }

    /// Puts the values in random order (Fisher and Yates).
    pub fn shuffle<T>(&mut self, values: &mut [T]) {
        for last in (1..values.len()).rev() {
            values.swap(last, self.below(last + 1));
        }
    }
}

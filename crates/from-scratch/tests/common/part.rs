//! A part of a network by itself, and the check of its backward by a random projection.

use from_scratch::Scalar;
use from_scratch::dual::Dual;
use proptest::prelude::*;

use super::draws;

/// A part by itself: its inputs as flat buffers of these lengths, its output, and the gradients of its inputs.
pub trait Part {
    /// How long each input is.
    fn lengths(&self) -> Vec<usize>;
    /// The outputs.
    fn forward<T: Scalar>(&self, inputs: &[Vec<T>]) -> Vec<T>;
    /// The gradient of each input for this gradient of the outputs.
    fn backward(&self, inputs: &[Vec<f64>], upstream: &[f64]) -> Vec<Vec<f64>>;
}

/// Σ g·v over all inputs against the derivative of Σ r·out along v.
pub fn check(part: &impl Part, seed: u64) -> Result<(), TestCaseError> {
    let mut draws = draws(seed);
    let mut random = |length: usize| -> Vec<f64> { (0..length).map(|_| draws.normal()).collect() };
    let inputs: Vec<Vec<f64>> = part.lengths().into_iter().map(&mut random).collect();
    let direction: Vec<Vec<f64>> = part.lengths().into_iter().map(&mut random).collect();
    let moving: Vec<Vec<Dual>> = inputs
        .iter()
        .zip(&direction)
        .map(|(x, v)| x.iter().zip(v).map(|(&value, &derivative)| Dual { value, derivative }).collect())
        .collect();
    let outputs = part.forward(&moving);
    let upstream = random(outputs.len());
    let gradients = part.backward(&inputs, &upstream);
    let forward: f64 = outputs.iter().zip(&upstream).map(|(out, r)| r * out.derivative).sum();
    let products = || gradients.iter().flatten().zip(direction.iter().flatten()).map(|(g, v)| g * v);
    let (backward, terms): (f64, f64) = (products().sum(), products().map(f64::abs).sum());
    // Both are sums of some dozen products of numbers around 1, each off by a few units in the last place.
    prop_assert!((forward - backward).abs() <= 1e-13 * (1.0 + terms), "{forward} forward, {backward} backward");
    Ok(())
}

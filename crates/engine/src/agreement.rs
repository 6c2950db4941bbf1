//! How agreement is judged.
//!
//! A gradient element's error is relative to the sum of the absolute terms that make it up (|a|ᵀ|δ| for a
//! weight, Σ|δ| for a bias). Near convergence, or for a bias in front of batch normalization, the gradient
//! itself is rounding noise: below 1e-10 of that sum it counts as *zero*, that is, as not checked.

/// Below this share of its terms a gradient is a cancellation, and its digits are noise.
pub const ZERO: f64 = 1e-10;

/// The largest error of many elements.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Worst {
    /// Its error, as the function that made it says.
    pub error: f64,
    /// Where it stands in the slices that were compared.
    pub index: usize,
    /// How many elements were zero on both sides, so that nothing was checked.
    pub zeros: usize,
}

/// The error of one gradient element; `None` if both values are zero in the sense above.
pub fn element(ours: f64, theirs: f64, terms: f64) -> Option<f64> {
    if ours == theirs && terms == 0.0 {
        return None;
    }
    if ours.abs() <= ZERO * terms && theirs.abs() <= ZERO * terms {
        return None;
    }
    Some(finite((ours - theirs).abs() / terms))
}

/// The worst gradient element. All slices are in the order of the layout.
pub fn gradients(ours: &[f64], theirs: &[f64], terms: &[f64]) -> Worst {
    same_length(ours, theirs);
    same_length(ours, terms);
    let mut worst = Worst::default();
    for (index, ((ours, theirs), terms)) in ours.iter().zip(theirs).zip(terms).enumerate() {
        match element(*ours, *theirs, *terms) {
            None => worst.zeros += 1,
            Some(error) if error > worst.error => (worst.error, worst.index) = (error, index),
            Some(_) => {}
        }
    }
    worst
}

/// The worst difference of values, relative to the larger of 1 and the value.
pub fn values(ours: &[f64], theirs: &[f64]) -> Worst {
    same_length(ours, theirs);
    let mut worst = Worst::default();
    for (index, (ours, theirs)) in ours.iter().zip(theirs).enumerate() {
        let error = finite((ours - theirs).abs() / ours.abs().max(1.0));
        if error > worst.error {
            (worst.error, worst.index) = (error, index);
        }
    }
    worst
}

/// Two answers of different lengths are a bug, not a disagreement.
fn same_length(ours: &[f64], theirs: &[f64]) {
    assert_eq!(ours.len(), theirs.len(), "{} values are compared with {}", ours.len(), theirs.len());
}

/// A comparison with something that is not finite is as wrong as can be.
fn finite(error: f64) -> f64 {
    if error.is_nan() { f64::INFINITY } else { error }
}

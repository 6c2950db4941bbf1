//! How agreement is measured.
//!
//! A gradient element's error is relative to the sum of the absolute terms that make it up (|a|ᵀ|δ| for a
//! weight, Σ|δ| for a bias). Near convergence, or for a bias in front of batch normalization, the gradient
//! itself is rounding noise: below 1e-10 of that sum it counts as *zero*, that is, as not checked.
//!
//! What is no finite number:
//!
//! | one engine | the other | counts as |
//! |---|---|---|
//! | NaN, or infinite | the same | not compared: training has diverged in both |
//! | not finite | finite, or of another kind | a disagreement, unless its size is not finite either |
//! | finite | finite, of terms below [`tiny`] | zero: in another order such products underflow |

use experiment::spec::Precision;

/// Below this share of its terms a gradient is a cancellation, and its digits are noise.
pub const ZERO: f64 = 1e-10;

/// The smallest normal number of a precision divided by its machine epsilon: terms below it have lost digits.
pub fn tiny(precision: Precision) -> f64 {
    match precision {
        Precision::F64 => f64::MIN_POSITIVE / f64::EPSILON,
        Precision::F32 => f64::from(f32::MIN_POSITIVE / f32::EPSILON),
    }
}

/// The largest error of many elements.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct LargestError {
    /// Its error, as the function that made it says.
    pub error: f64,
    /// Where it stands in the slices that were compared.
    pub index: usize,
    /// How many elements were zero or not finite on both sides, so that nothing was compared.
    pub zeros: usize,
}

/// The difference of two numbers relative to a size; `None` where they are not compared.
pub fn difference(ours: f64, theirs: f64, size: f64) -> Option<f64> {
    if ours == theirs {
        return Some(0.0);
    }
    match ours.is_finite() && theirs.is_finite() {
        true if size.is_nan() => None,
        true => Some((ours - theirs).abs() / size),
        false if ours.is_nan() && theirs.is_nan() => None,
        false if !size.is_finite() => None,
        false => Some(f64::INFINITY),
    }
}

/// Up to which size a gradient is zero in the sense above: terms that are `tiny` have lost digits.
pub fn zero_below(terms: f64, tiny: f64) -> f64 {
    if terms <= tiny { tiny } else { ZERO * terms }
}

/// The error of one gradient element; `None` if both values are zero in the sense above, or are not compared.
fn element(ours: f64, theirs: f64, terms: f64, tiny: f64) -> Option<f64> {
    let zero = zero_below(terms, tiny);
    if (ours.abs() <= zero && theirs.abs() <= zero) || (ours == theirs && !ours.is_finite()) {
        return None;
    }
    difference(ours, theirs, terms)
}

/// The worst gradient element of engines in `f64`. All slices are in the order of the layout.
pub fn gradients(ours: &[f64], theirs: &[f64], terms: &[f64]) -> LargestError {
    gradients_in(Precision::F64, ours, theirs, terms)
}

/// The worst gradient element of engines in a precision.
pub fn gradients_in(precision: Precision, ours: &[f64], theirs: &[f64], terms: &[f64]) -> LargestError {
    same_length(ours, theirs);
    same_length(ours, terms);
    let mut worst = LargestError::default();
    for (index, ((ours, theirs), terms)) in ours.iter().zip(theirs).zip(terms).enumerate() {
        match element(*ours, *theirs, *terms, tiny(precision)) {
            None => worst.zeros += 1,
            Some(error) if error > worst.error => (worst.error, worst.index) = (error, index),
            Some(_) => {}
        }
    }
    worst
}

/// The worst difference of values, relative to the larger of 1 and the value.
pub fn compare_values(ours: &[f64], theirs: &[f64]) -> LargestError {
    compare_values_of_size(ours, theirs, |_| 0.0)
}

/// The worst difference of values, relative to the largest of 1, the value, and the size of that index.
pub fn compare_values_of_size(ours: &[f64], theirs: &[f64], size: impl Fn(usize) -> f64) -> LargestError {
    same_length(ours, theirs);
    let mut worst = LargestError::default();
    for (index, (ours, theirs)) in ours.iter().zip(theirs).enumerate() {
        let value = if ours.is_finite() { ours.abs() } else { 0.0 };
        match difference(*ours, *theirs, larger(value.max(1.0), size(index))) {
            None => worst.zeros += 1,
            Some(error) if error > worst.error => (worst.error, worst.index) = (error, index),
            Some(_) => {}
        }
    }
    worst
}

/// The larger of two sizes; one that is no number is larger than any.
pub fn larger(left: f64, right: f64) -> f64 {
    if left.is_nan() || right.is_nan() { f64::INFINITY } else { left.max(right) }
}

/// Two lists of different lengths are a bug, not a disagreement.
fn same_length(ours: &[f64], theirs: &[f64]) {
    assert_eq!(ours.len(), theirs.len(), "{} values are compared with {}", ours.len(), theirs.len());
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAN: f64 = f64::NAN;
    const INF: f64 = f64::INFINITY;

    /// The table of numbers that are not finite, row by row.
    #[test]
    fn what_is_not_finite() {
        assert_eq!([difference(NAN, NAN, 1.0), difference(NAN, 1.0, INF), difference(1.0, INF, NAN)], [None; 3]);
        assert_eq!(difference(INF, INF, 1.0), Some(0.0));
        assert_eq!(
            [difference(INF, -INF, 1.0), difference(NAN, 1.0, 1.0), difference(1.0, INF, 1e300)],
            [Some(INF); 3]
        );
    }

    /// 0 and 1.4e-305 of terms 1e-300: one product underflowed. 0 and 1 of no terms: one engine forgot a gradient.
    #[test]
    fn what_underflows_is_zero_and_what_was_forgotten_is_not() {
        assert_eq!(gradients(&[0.0], &[1.4e-305], &[1e-300]), LargestError { zeros: 1, ..LargestError::default() });
        assert_eq!(gradients(&[0.0], &[1.0], &[0.0]).error, INF);
        // Smaller than the smallest normal f32 divided by its epsilon, 1e-31, and far above that of f64.
        assert_eq!(gradients_in(Precision::F32, &[0.0], &[1e-40], &[1e-35]).error, 0.0);
        // Two numbers read from decimals and one division: three roundings of half a unit in the last place.
        assert!((gradients(&[0.0], &[1e-36], &[1e-35]).error - 0.1).abs() <= 0.1 * 1.5 * f64::EPSILON);
    }

    /// A value of 3 that is off by 3e-6 is off by a millionth; of size 3e6 by 1e-12.
    #[test]
    fn a_size_takes_the_place_of_a_smaller_value() {
        let near = |found: f64, wanted: f64| assert!((found - wanted).abs() <= 1e-9 * wanted, "{found}");
        near(compare_values(&[3.0], &[3.0 + 3e-6]).error, 1e-6);
        near(compare_values_of_size(&[3.0], &[3.0 + 3e-6], |_| 3e6).error, 1e-12);
        assert_eq!(compare_values_of_size(&[3.0], &[4.0], |_| NAN).error, 0.0);
    }
}

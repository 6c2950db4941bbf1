//! Computations for misprints that stand in no table of formulas: claims in words, and the numbers that refute them.

use crate::calculus::{sample, sigmoid, slope};
use crate::formulas::perceptron::{AND, CORNERS};

/// AND from w = 0 with targets ±1: no sample has wᵀφt < 0, and f(0) = +1 has three of four wrong.
pub fn criterion_from_zero() -> bool {
    let activation = |x: &[f64; 2]| 0.0 * x[0] + 0.0 * x[1] + 0.0;
    let sign = |wanted: bool| if wanted { 1.0 } else { -1.0 };
    let pairs = || CORNERS.iter().zip(AND);
    let strict = pairs().filter(|(x, wanted)| activation(x) * sign(*wanted) < 0.0).count();
    let wrong = pairs().filter(|(x, wanted)| (activation(x) >= 0.0) != *wanted).count();
    (strict, wrong) == (0, 3)
}

/// MSE = 1/(2n) Σ (Y − T)² of outputs that all are 1, which no sigmoid reaches.
pub fn error_floor() -> bool {
    let floor: f64 = [3.0, 5.0, 10.0].iter().map(|t| (1.0 - t) * (1.0 - t)).sum::<f64>() / 6.0;
    (floor - 16.8333).abs() < 5e-5
}

/// σ′(4) = e⁻⁴/(1 + e⁻⁴)².
pub fn slope_at_4() -> bool {
    (slope(sigmoid, 4.0) - 0.01766).abs() < 5e-6
}

/// A column c·u with u of variance v: divided by its variance c²v it has variance 1/(c²v); here that is 4.
pub fn divided_by_the_variance() -> bool {
    let moments = |values: &[f64]| {
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / values.len() as f64
    };
    let u = sample(1, 50, 40);
    let scale = (4.0 / moments(u.values())).sqrt();
    let divided: Vec<f64> = u.values().iter().map(|u| scale * u / 4.0).collect();
    (moments(&divided) - 0.25).abs() < 1e-14
}

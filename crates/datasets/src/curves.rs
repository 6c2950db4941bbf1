//! Numbers to predict, drawn: sine, step, polynomial over a line; plane and hills over a square.
//!
//! Noise is added to y: a normal draw of that standard deviation, 0 unless the config says another.
//!
//! | set | y | x |
//! |---|---|---|
//! | sine | sin x | evenly spaced on [−π, π], both ends |
//! | step | 1 for x ≥ 0, else 0 | evenly spaced on [−1, 1] |
//! | polynomial | c₀ + c₁x + c₂x² + ..., by default 4x³ − 3x | evenly spaced on [−1, 1] |
//! | plane | (x₁ + x₂)/10 | drawn evenly from [−6, 6)² |
//! | hills | ± max(0, 1 − d/2), d the distance to the nearest of six centers | drawn evenly from [−6, 6)² |
//!
//! Plane and hills are TensorFlow Playground's, which displaces the point instead.

use std::f64::consts::PI;

use engine::random::Stream;
use libm::{hypot, sin};

use crate::column::Column;
use crate::table::{RawTable, Target};

/// The centers of the hills and their signs.
const HILLS: [([f64; 2], f64); 6] = [
    ([-4.0, 2.5], 1.0),
    ([0.0, 2.5], -1.0),
    ([4.0, 2.5], 1.0),
    ([-4.0, -2.5], -1.0),
    ([0.0, -2.5], 1.0),
    ([4.0, -2.5], -1.0),
];

/// `samples` points of a function over [−end, end].
pub fn line(samples: usize, end: f64, noise: f64, stream: &mut Stream, y: impl Fn(f64) -> f64) -> RawTable {
    let inputs: Vec<f64> = (0..samples).map(|i| -end + 2.0 * end * i as f64 / (samples.max(2) - 1) as f64).collect();
    let values = inputs.iter().map(|&x| y(x) + noise * stream.normal()).collect();
    table(inputs, vec!["x"], values)
}

/// `samples` points of a function over the square.
pub fn square(samples: usize, noise: f64, stream: &mut Stream, y: impl Fn([f64; 2]) -> f64) -> RawTable {
    let (mut inputs, mut values) = (Vec::with_capacity(2 * samples), Vec::with_capacity(samples));
    for _ in 0..samples {
        let x = [stream.between(-6.0, 6.0), stream.between(-6.0, 6.0)];
        inputs.extend(x);
        values.push(y(x) + noise * stream.normal());
    }
    table(inputs, vec!["x1", "x2"], values)
}

/// The end of the line that sine is drawn on.
pub const SINE_END: f64 = PI;

/// sin x.
pub fn sine(x: f64) -> f64 {
    sin(x)
}

/// 1 for x ≥ 0, else 0.
pub fn step(x: f64) -> f64 {
    if x >= 0.0 { 1.0 } else { 0.0 }
}

/// c₀ + c₁x + c₂x² + ... by Horner's scheme.
pub fn polynomial(coefficients: &[f64], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, c| sum * x + c)
}

/// (x₁ + x₂)/10.
pub fn plane(x: [f64; 2]) -> f64 {
    (x[0] + x[1]) / 10.0
}

/// A cone of height 1 and radius 2 on each center, up or down.
pub fn hills(x: [f64; 2]) -> f64 {
    let height = |(center, sign): &([f64; 2], f64)| {
        let distance = hypot(x[0] - center[0], x[1] - center[1]);
        sign * (1.0 - distance / 2.0).max(0.0)
    };
    HILLS.iter().map(height).fold(0.0, |highest: f64, y| if y.abs() > highest.abs() { y } else { highest })
}

fn table(inputs: Vec<f64>, names: Vec<&str>, values: Vec<f64>) -> RawTable {
    let target = Target::curve("y", values);
    let rows = inputs.len() / names.len();
    RawTable::complete(rows, inputs, Column::numbers(names), target)
}

#[cfg(test)]
mod tests {
    use super::{hills, polynomial};

    /// 4x³ − 3x is cos 3t at x = cos t: at t = π/3, x = ½, it is −1 exactly.
    #[test]
    fn horner_sums_the_powers() {
        assert_eq!(polynomial(&[0.0, -3.0, 0.0, 4.0], 0.5), -1.0);
        assert_eq!(polynomial(&[7.0], 123.0), 7.0);
    }

    /// On a center ±1, one away ±½, two away and beyond 0.
    #[test]
    fn hills_fall_evenly() {
        assert_eq!(hills([4.0, -2.5]), -1.0);
        assert_eq!(hills([4.0, -3.5]), -0.5);
        assert_eq!(hills([4.0, -4.5]), 0.0);
        assert_eq!(hills([-6.0, 6.0]), 0.0);
    }
}

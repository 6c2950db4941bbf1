//! Lecture 002, first part: threshold units and the perceptron, shapes of parameters, sigmoid and tanh, softmax.

use from_scratch::Scalar;
use from_scratch::reference::functions::softmax;

use super::perceptron::{self, AND, NOT, OR, XOR};
use crate::Deviation;
use crate::calculus::{points, row, sigmoid, slope, worst};
use crate::formula::formulas;

formulas! { 2:
    44, "boundary of Θ = (−1, 0, 0, 1, 1)", "h ≥ ½ where x₁² + x₂² ≥ 1", circle;
    141, "weights of AND", "w = (1, 1), T = 1.5", weights_of_and;
    141, "weights of OR", "w = (1, 1), T = 0.5", weights_of_or;
    141, "weights of NOT", "w = (−1, 0), T = −0.5", weights_of_not;
    160, "a solution of AND's four inequalities", "w = (1, 1, −1.5)", four_inequalities;
    109, "the threshold of l.106 as a bias weight", "w₀ is the threshold" => "w₀ is minus the threshold",
        threshold_as_bias;
    339, "who finds a solution", "AND, OR and NOT do, XOR does not", who_converges;
    225, "XOR by one unit", "no unit gets all four right", no_unit_for_xor;
    250, "weights of 2-5-2-1", "(2, 5), (5, 2), (2, 1)", weight_shapes;
    252, "biases of 2-5-2-1", "(5), (2), (1)", bias_shapes;
    257, "weights with the bias folded in", "(3, 5), (6, 2), (3, 1)", folded_shapes;
    653, "weights that Eᵢ lists for 2-3-2-2", "23 arguments", arguments;
    128, "tanh by the sigmoid", "tanh x = 2(σ(2x) − ½)", tanh_by_sigmoid;
    354, "derivative of the sigmoid", "σ′ = σ(1 − σ)", sigmoid_slope;
    362, "tanh as a quotient", "tanh x = (e²ˣ − 1)/(e²ˣ + 1)", tanh_as_quotient;
    366, "derivative of tanh", "tanh′ = 1 − tanh²", tanh_slope;
    375, "derivative of tanh by the sigmoid", "tanh′ = 2σ(2x)(2 − 2σ(2x))", tanh_slope_by_sigmoid;
    419, "softmax", "Σeᶻʲ / Σₖ eᶻᵏ" => "eᶻʲ / Σₖ eᶻᵏ", softmax_of_a_sum;
    466, "softmax without its maximum", "that of (20, 40, 50) stays the same", shifted_softmax;
    478, "softmax without its maximum, of large numbers", "finite where the plain one is not",
        shifted_softmax_is_finite;
}

/// A lattice on [−2, 2]².
fn circle() -> Deviation {
    let lattice = || (0..81).map(|number| f64::from(number - 40) / 20.0);
    let one = |x: f64, y: f64| (sigmoid(x * x + y * y - 1.0) >= 0.5) == (x * x + y * y >= 1.0);
    Deviation::holds(lattice().all(|x| lattice().all(|y| one(x, y))))
}

/// Whether I₁w₁ + I₂w₂ ≥ T is the truth table.
fn unit_gives(weights: [f64; 2], threshold: f64, table: [bool; 4]) -> bool {
    let fires = |x: &[f64; 2]| x[0] * weights[0] + x[1] * weights[1] >= threshold;
    perceptron::CORNERS.iter().map(fires).eq(table)
}

fn weights_of_and() -> Deviation {
    Deviation::holds(unit_gives([1.0, 1.0], 1.5, AND))
}

fn weights_of_or() -> Deviation {
    Deviation::holds(unit_gives([1.0, 1.0], 0.5, OR))
}

fn weights_of_not() -> Deviation {
    Deviation::holds(unit_gives([-1.0, 0.0], -0.5, NOT))
}

fn four_inequalities() -> Deviation {
    let [w1, w2, w0] = [1.0, 1.0, -1.5];
    Deviation::holds(w0 < 0.0 && w2 + w0 < 0.0 && w1 + w0 < 0.0 && w1 + w2 + w0 >= 0.0)
}

/// The unit of l.109 fires where w₀ + w·x ≥ 0: with w₀ = 1.5 it always does. The share of the table that is wrong.
fn threshold_as_bias() -> Deviation {
    let wrong = |w0: f64| {
        let fires = perceptron::CORNERS.iter().map(|x| w0 + x[0] + x[1] >= 0.0);
        fires.zip(AND).filter(|(fires, wanted)| fires != wanted).count() as f64 / 4.0
    };
    Deviation::with_correction(wrong(1.5), wrong(-1.5))
}

fn who_converges() -> Deviation {
    let starts = 0..100;
    let does = |table: [bool; 4]| starts.clone().filter(|&seed| perceptron::converges(table, seed)).count();
    Deviation::holds([AND, OR, NOT].into_iter().all(|table| does(table) == 100) && does(XOR) == 0)
}

/// w₃ < 0, w₁ + w₃ ≥ 0 and w₂ + w₃ ≥ 0 give w₁ + w₂ + w₃ ≥ −w₃ > 0, but XOR asks for less than 0; a lattice agrees.
fn no_unit_for_xor() -> Deviation {
    let lattice = || (0..61).map(|number| f64::from(number - 30) / 10.0);
    let right = |w: [f64; 3]| {
        let fires = |x: &[f64; 2]| x[0] * w[0] + x[1] * w[1] + w[2] >= 0.0;
        perceptron::CORNERS.iter().map(fires).eq(XOR)
    };
    let any = lattice().any(|w1| lattice().any(|w2| lattice().any(|w3| right([w1, w2, w3]))));
    Deviation::holds(!any)
}

const SIZES: [usize; 4] = [2, 5, 2, 1];

fn weight_shapes() -> Deviation {
    let shapes = SIZES.windows(2).map(|pair| (pair[0], pair[1]));
    Deviation::holds(shapes.eq([(2, 5), (5, 2), (2, 1)]))
}

fn bias_shapes() -> Deviation {
    Deviation::holds(SIZES[1..] == [5, 2, 1])
}

fn folded_shapes() -> Deviation {
    let shapes = SIZES.windows(2).map(|pair| (pair[0] + 1, pair[1]));
    Deviation::holds(shapes.eq([(3, 5), (6, 2), (3, 1)]))
}

/// 3·3 + 4·2 + 3·2, biases included.
fn arguments() -> Deviation {
    let count: usize = [2, 3, 2, 2].windows(2).map(|pair| (pair[0] + 1) * pair[1]).sum();
    Deviation::of((count as f64 - 23.0).abs())
}

fn tanh_by_sigmoid() -> Deviation {
    Deviation::of(worst(points().map(|x| Scalar::tanh(x) - 2.0 * (sigmoid(2.0 * x) - 0.5))))
}

fn sigmoid_slope() -> Deviation {
    Deviation::of(worst(points().map(|x| sigmoid(x) * (1.0 - sigmoid(x)) - slope(sigmoid, x))))
}

fn tanh_as_quotient() -> Deviation {
    let quotient = |x: f64| (Scalar::exp(2.0 * x) - 1.0) / (Scalar::exp(2.0 * x) + 1.0);
    Deviation::of(worst(points().map(|x| Scalar::tanh(x) - quotient(x))))
}

fn tanh_slope() -> Deviation {
    let printed = |x: f64| 1.0 - Scalar::tanh(x) * Scalar::tanh(x);
    Deviation::of(worst(points().map(|x| printed(x) - slope(Scalar::tanh, x))))
}

fn tanh_slope_by_sigmoid() -> Deviation {
    let printed = |x: f64| 2.0 * sigmoid(2.0 * x) * (2.0 - 2.0 * sigmoid(2.0 * x));
    Deviation::of(worst(points().map(|x| printed(x) - slope(Scalar::tanh, x))))
}

/// The scores of the first image of l.442 as printed, Σ/Σ = 1, and
/// as the engine's softmax, which takes the maximum away, sees them.
fn softmax_of_a_sum() -> Deviation {
    let z = [5.0, 4.0, 2.0];
    let truth = softmax(&row(&z)).at(0, 0);
    let sum: f64 = z.iter().map(|&z| Scalar::exp(z)).sum();
    Deviation::with_correction((1.0 - truth).abs(), (Scalar::exp(z[0]) / sum - truth).abs())
}

/// eᶻ / Σ eᶻ with nothing taken away.
fn plain(z: &[f64]) -> Vec<f64> {
    let sum: f64 = z.iter().map(|&z| Scalar::exp(z)).sum();
    z.iter().map(|&z| Scalar::exp(z) / sum).collect()
}

/// eᶻ⁻ᵐ / Σ eᶻ⁻ᵐ with the largest m.
fn shifted(z: &[f64]) -> Vec<f64> {
    let largest = z.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    plain(&z.iter().map(|z| z - largest).collect::<Vec<_>>())
}

fn shifted_softmax() -> Deviation {
    let z = [20.0, 40.0, 50.0];
    Deviation::of(worst(shifted(&z).iter().zip(plain(&z)).map(|(shifted, plain)| shifted / plain - 1.0)))
}

fn shifted_softmax_is_finite() -> Deviation {
    let z = [1000.0, 2000.0, 3000.0];
    Deviation::holds(shifted(&z) == [0.0, 0.0, 1.0] && plain(&z).iter().all(|value| value.is_nan()))
}

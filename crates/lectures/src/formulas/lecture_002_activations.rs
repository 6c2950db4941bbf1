//! Lecture 002, l.765-821: activation functions, each with the derivative that the table prints, at points that are no
//! kink; the truth is the engine's own forward formula on dual numbers.

use experiment::spec::Activation;
use from_scratch::Scalar;
use from_scratch::dual::Dual;
use from_scratch::reference::Grid;
use from_scratch::reference::functions::activation;

use crate::Deviation;
use crate::calculus::{number, points, sigmoid, slope, worst};
use crate::formula::formulas;

formulas! { 2:
    813, "identity", "f′ = 1", identity;
    814, "binary step", "f′ = 0 for x ≠ 0", step;
    815, "logistic function", "f′ = f(1 − f)", logistic;
    816, "tanh", "f′ = 1 − f²", tanh;
    817, "arctan", "f′ = 1/(x² + 1)", arctan;
    818, "relu", "f′ = 0 for x < 0, 1 for x ≥ 0", relu;
    819, "prelu", "f′ = α for x < 0, 1 for x ≥ 0", prelu;
    820, "elu", "f′ = f + α for x < 0, 1 for x ≥ 0", elu;
    821, "softplus", "f′ = 1/(1 + e⁻ˣ)", softplus;
    790, "leaky relu", "f = max(0.1x, x)", leaky_relu;
    797, "maxout", "max(w₁ᵀx + b₁, w₂ᵀx + b₂) holds leaky relu", maxout;
}

/// Of prelu and elu.
const ALPHA: f64 = 0.7;

/// f(x) and f′(x) of an activation that the engine has.
fn truth(f: Activation, x: f64) -> (f64, f64) {
    let value = activation(f, &Grid::single(x)).at(0, 0);
    (value, slope(|x| activation(f, &Grid::single(x)).at(0, 0), x))
}

/// How far a printed derivative, given x and f(x), is from the truth at the worst point.
fn table(f: Activation, printed: impl Fn(f64, f64) -> f64) -> Deviation {
    Deviation::of(worst(points().map(|x| {
        let (value, slope) = truth(f, x);
        printed(x, value) - slope
    })))
}

/// `low` left of 0, 1 right of it.
fn kinked(x: f64, low: f64) -> f64 {
    if x < 0.0 { low } else { 1.0 }
}

fn identity() -> Deviation {
    table(Activation::Identity, |_, _| 1.0)
}

/// A step on a dual number: its value takes a branch, and neither branch depends on x.
fn step() -> Deviation {
    Deviation::of(worst(points().map(|x| slope(|x| number(if x < number(0.0) { 0.0 } else { 1.0 }), x))))
}

fn logistic() -> Deviation {
    table(Activation::Sigmoid, |_, f| f * (1.0 - f))
}

fn tanh() -> Deviation {
    table(Activation::Tanh, |_, f| 1.0 - f * f)
}

fn arctan() -> Deviation {
    table(Activation::Arctan, |x, _| 1.0 / (x * x + 1.0))
}

fn relu() -> Deviation {
    table(Activation::Relu, |x, _| kinked(x, 0.0))
}

fn prelu() -> Deviation {
    let f = |x| if x < number(0.0) { number::<Dual>(ALPHA) * x } else { x };
    Deviation::of(worst(points().map(|x| kinked(x, ALPHA) - slope(f, x))))
}

/// α(eˣ − 1) left of 0, on dual numbers.
fn elu() -> Deviation {
    let f = |x: Dual| if x < number(0.0) { number::<Dual>(ALPHA) * x.exp_m1() } else { x };
    let value = |x: f64| ALPHA * Scalar::exp_m1(x);
    Deviation::of(worst(points().map(|x| kinked(x, value(x) + ALPHA) - slope(f, x))))
}

fn softplus() -> Deviation {
    table(Activation::Softplus, |x, _| sigmoid(x))
}

/// Lecture 002's slope is 0.1.
const LEAKY: Activation = Activation::LeakyRelu { slope: 0.1 };

fn leaky_relu() -> Deviation {
    Deviation::of(worst(points().map(|x| f64::max(0.1 * x, x) - truth(LEAKY, x).0)))
}

/// w = (1, 0.1), b = 0.
fn maxout() -> Deviation {
    let maxout = |x: f64| f64::max(1.0 * x + 0.0, 0.1 * x + 0.0);
    Deviation::of(worst(points().map(|x| maxout(x) - truth(LEAKY, x).0)))
}

//! Activations against closed forms, at their kinks, far out, and against dual numbers.

mod common;

use common::{draws, functions};
use experiment::spec::Activation;
use from_scratch::dual::Dual;
use from_scratch::layers::activation::{
    activation_at, activation_backward, activation_backward_terms, activation_forward,
};

/// Two units in the last place of numbers around 1.
fn near(value: f64, expected: f64, what: &str) {
    assert!((value - expected).abs() <= 5e-16 * expected.abs().max(1.0), "{what} is {value}, not {expected}");
}

/// At z = ln 3 and its like e^z is 3, so everything is a fraction: σ = ¾, σ′ = 3/16, tanh(½ ln 3) = ½, and so on.
#[test]
fn values_where_the_exponential_is_a_small_integer() {
    let ln3 = libm::log(3.0);
    let ln2 = std::f64::consts::LN_2;
    let check = |f: Activation, z: f64, value: f64, slope: f64| {
        let (a, da) = activation_at(f, z);
        near(a, value, f.as_str());
        near(da, slope, f.as_str());
    };
    check(Activation::Sigmoid, ln3, 0.75, 3.0 / 16.0);
    check(Activation::Sigmoid, -ln3, 0.25, 3.0 / 16.0);
    check(Activation::Tanh, ln3 / 2.0, 0.5, 0.75);
    // e^z = 27 (of tanh e^(2z)), where both are so flat that their slopes are written in another way.
    check(Activation::Sigmoid, 3.0 * ln3, 27.0 / 28.0, 27.0 / 784.0);
    check(Activation::Tanh, 1.5 * ln3, 13.0 / 14.0, 27.0 / 196.0);
    check(Activation::Tanh, -1.5 * ln3, -13.0 / 14.0, 27.0 / 196.0);
    check(Activation::Identity, -3.0, -3.0, 1.0);
    check(Activation::Arctan, 1.0, std::f64::consts::FRAC_PI_4, 0.5);
    check(Activation::Relu, -3.0, 0.0, 0.0);
    check(Activation::Relu, 3.0, 3.0, 1.0);
    check(Activation::HardTanh, -0.75, -0.75, 1.0);
    check(Activation::HardTanh, -3.0, -1.0, 0.0);
    check(Activation::HardTanh, 3.0, 1.0, 0.0);
    check(Activation::LeakyRelu { slope: 0.25 }, -2.0, -0.5, 0.25);
    check(Activation::Elu { alpha: 2.0 }, -ln2, -1.0, 1.0);
    check(Activation::Softplus, ln3, 2.0 * ln2, 0.75);
    check(Activation::Silu, ln3, 0.75 * ln3, 0.75 * (1.0 + 0.25 * ln3));
    check(Activation::Softsign, -3.0, -0.75, 1.0 / 16.0);
    // tanh(ln 4) = (16 − 1)/(16 + 1), and its slope at z = ln 3 is (1 − (15/17)²)·σ(z) = 64/289·¾.
    check(Activation::Mish, ln3, 15.0 / 17.0 * ln3, 15.0 / 17.0 + ln3 * 48.0 / 289.0);
    // tanh(ln(4/3)) = (16 − 9)/(16 + 9), and its slope at z = −ln 3 is (1 − (7/25)²)·σ(z) = 576/625·¼.
    check(Activation::Mish, -ln3, -7.0 / 25.0 * ln3, 7.0 / 25.0 - ln3 * 144.0 / 625.0);
    check(Activation::Step, 2.0, 1.0, 0.0);
    check(Activation::Step, -2.0, 0.0, 0.0);
    // selu(−ln 2) = λ·α·(½ − 1), and λ·α = 1.758..., the depth it never falls below.
    check(Activation::Selu, -ln2, -1.758_099_340_847_376_6 / 2.0, 1.758_099_340_847_376_6 / 2.0);
}

/// Φ(z) + Φ(−z) = 1, so gelu(z) − gelu(−z) = z; and gelu′(0) = ½.
#[test]
fn gelu_is_symmetric_around_half_its_argument() {
    for z in [0.1, 0.7, 1.3, 2.9] {
        near(activation_at(Activation::Gelu, z).0 - activation_at(Activation::Gelu, -z).0, z, "gelu(z) − gelu(−z)");
    }
    assert_eq!(activation_at(Activation::Gelu, 0.0), (0.0, 0.5));
}

/// The conventions at kinks.
#[test]
fn derivatives_at_the_kinks() {
    let slope = |f: Activation| activation_at(f, 0.0).1;
    assert_eq!(slope(Activation::Relu), 0.0);
    assert_eq!(slope(Activation::LeakyRelu { slope: 0.1 }), 1.0);
    assert_eq!(slope(Activation::Elu { alpha: 2.0 }), 1.0);
    assert_eq!(slope(Activation::Selu), 1.050_700_987_355_480_5);
    assert_eq!(slope(Activation::Softsign), 1.0);
    assert_eq!(slope(Activation::Step), 0.0);
    assert_eq!([-1.0, 1.0].map(|z| activation_at(Activation::HardTanh, z).1), [1.0, 1.0]);
    assert_eq!(activation_at(Activation::Step, 0.0).0, 1.0);
}

/// Nothing overflows at ±1000, and the limits are the right ones.
#[test]
fn far_out_everything_is_finite() {
    for f in functions() {
        for z in [-1000.0, 1000.0] {
            let (a, slope) = activation_at(f, z);
            assert!(a.is_finite() && slope.is_finite(), "{} at {z}: {a}, {slope}", f.as_str());
        }
    }
    assert_eq!(activation_at(Activation::Sigmoid, -1000.0), (0.0, 0.0));
    assert_eq!(activation_at(Activation::Softplus, 1000.0), (1000.0, 1.0));
    assert_eq!(activation_at(Activation::Silu, 1000.0), (1000.0, 1.0));
}

/// Where z has overflowed, value and slope are their limits: neither is ∞·0.
#[test]
fn at_infinity_functions_have_their_limits() {
    for f in functions() {
        for z in [f32::NEG_INFINITY, f32::INFINITY] {
            let (mut a, mut d) = ([0.0f32], [1.0f32]);
            activation_forward(f, &[z], &mut a);
            activation_backward(f, &[z], &a, &mut d);
            let double = activation_at(f, f64::from(z));
            assert!(!double.0.is_nan() && double.1.is_finite(), "{} at {z}: {double:?}", f.as_str());
            // Limits such as π/2 and selu's −1.76 are off by two units in the last place at most.
            let same =
                |ours: f32, limit: f32| ours == limit || (ours - limit).abs() <= 2.0 * f32::EPSILON * limit.abs();
            assert!(same(a[0], double.0 as f32) && same(d[0], double.1 as f32), "{} at {z}", f.as_str());
        }
    }
    for f in [Activation::Gelu, Activation::Silu, Activation::Mish] {
        assert_eq!(activation_at(f, f64::NEG_INFINITY), (0.0, 0.0), "{}", f.as_str());
        assert_eq!(activation_at(f, f64::INFINITY), (f64::INFINITY, 1.0), "{}", f.as_str());
    }
}

/// Divergence is not hidden: no function makes a number of NaN, except the step, which is a yes or no.
#[test]
fn nan_is_handed_on() {
    for f in functions().into_iter().filter(|f| *f != Activation::Step) {
        assert!(activation_at(f, f64::NAN).0.is_nan(), "{} hides NaN", f.as_str());
    }
}

/// The sum of the absolute terms of f′, where f′ is a sum that passes through 0: each term is rounded by itself.
fn cancelling_terms(f: Activation, z: f64) -> f64 {
    let mut terms = [1.0];
    activation_backward_terms(f, &[z], &[activation_at(f, z).0], &mut terms);
    if matches!(f, Activation::Gelu | Activation::Silu | Activation::Mish) { terms[0] } else { 0.0 }
}

/// f′ against f carried forward with a derivative, to 16 digits of f′ even where the function is flat.
#[test]
fn derivatives_are_those_of_dual_numbers() {
    let mut draws = draws(1);
    for f in functions() {
        for _ in 0..200 {
            let z = 6.0 * draws.normal();
            let mut a = [Dual::default()];
            activation_forward(f, &[Dual::seed(z)], &mut a);
            let slope = activation_at(f, z).1;
            let allowed = 1e-14 * slope.abs() + 1e-17 * z.abs().max(1.0) + f64::EPSILON * cancelling_terms(f, z);
            assert!((a[0].derivative - slope).abs() <= allowed, "{} at {z}: {:?}, {slope}", f.as_str(), a[0]);
        }
    }
}

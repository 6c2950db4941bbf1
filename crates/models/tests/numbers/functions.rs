//! The exact operations against closed forms, at their kinks and far out; burn's own where they err.

// A reference within a tolerance needs no last bit that repeats.
#![allow(clippy::disallowed_methods)]

use burn::tensor::{Tensor, activation as act};
use engine::Matrix;
use experiment::spec::{Device, Precision};
use models::exact;
use models::framework::{InputRange, Kind, operations, value_and_gradients};

use crate::common::DEVICES;

/// Where functions of one number are looked at: the middle, both tails, and beyond any power of e.
const Z: [f64; 20] = [
    -1000.0, -400.0, -100.0, -40.0, -20.0, -10.0, -5.0, -2.0, -1.0, -0.5, -1e-9, 1e-9, 0.5, 1.0, 5.0, 10.0, 20.0, 40.0,
    100.0, 1000.0,
];

fn sigma(z: f64) -> f64 {
    if z >= 0.0 { 1.0 / (1.0 + (-z).exp()) } else { z.exp() / (1.0 + z.exp()) }
}

/// With q = e^(−|z|): tanh(ln(1 + eᶻ)) is (1 + 2q)/(1 + 2q + 2q²) above 0 and q(2 + q)/(2 + 2q + q²) below.
fn mish(z: f64) -> f64 {
    let q = (-z.abs()).exp();
    if z > 0.0 {
        z * (1.0 + 2.0 * q) / (1.0 + 2.0 * q + 2.0 * q * q)
    } else {
        z * q * (2.0 + q) / (2.0 + 2.0 * q + q * q)
    }
}

/// The derivative of these two fractions by the quotient rule.
fn mish_slope(z: f64) -> f64 {
    let q = (-z.abs()).exp();
    if z > 0.0 {
        let below = 1.0 + 2.0 * q + 2.0 * q * q;
        (1.0 + 2.0 * q) / below + z * 4.0 * q * q * (1.0 + q) / (below * below)
    } else {
        let below = 2.0 + 2.0 * q + q * q;
        q * (2.0 + q) / below + z * 4.0 * q * (1.0 + q) / (below * below)
    }
}

/// |e| + ln((1 + e^(−2|e|))/2), by ln(1 + x) and eˣ − 1 so that small e keep their digits.
fn log_cosh(e: f64) -> f64 {
    e.abs() + (0.5 * (-2.0 * e.abs()).exp_m1()).ln_1p()
}

type Function = fn(Tensor<2>) -> Tensor<2>;

/// Value and derivative of a function at these points.
fn at(device: Device, z: &[f64], f: Function) -> (Vec<f64>, Vec<f64>) {
    let row = |values: &[f64]| Matrix::new(1, values.len(), values.to_vec());
    let measured =
        value_and_gradients(
            device,
            Precision::F64,
            &[row(z)],
            &row(&vec![1.0; z.len()]),
            |inputs| f(inputs[0].clone()),
        );
    (measured.value.values().to_vec(), measured.gradients[0].values().to_vec())
}

/// Values to the last digits of 1 or of the value; derivatives to the last digits of themselves, tails included,
/// where the reference has them (a denormal has none).
#[test]
fn functions_keep_all_digits() {
    let tanh_slope = |z: f64| {
        let q = (-2.0 * z.abs()).exp();
        4.0 * q / ((1.0 + q) * (1.0 + q))
    };
    type Reference = fn(f64) -> f64;
    let table: [(&str, Function, Reference, Reference); 9] = [
        ("sigmoid", exact::sigmoid, sigma, |z| sigma(z) * sigma(-z)),
        ("tanh", exact::tanh, f64::tanh, tanh_slope),
        ("silu", exact::silu, |z| z * sigma(z), |z| sigma(z) * (1.0 + z * sigma(-z))),
        ("softplus", exact::softplus, |z| z.max(0.0) + (-z.abs()).exp().ln_1p(), sigma),
        (
            "elu",
            |z| exact::elu(z, 0.5),
            |z| if z < 0.0 { 0.5 * z.exp_m1() } else { z },
            |z| {
                if z < 0.0 { 0.5 * z.exp() } else { 1.0 }
            },
        ),
        ("softsign", exact::softsign, |z| z / (1.0 + z.abs()), |z| 1.0 / ((1.0 + z.abs()) * (1.0 + z.abs()))),
        ("mish", act::mish, mish, mish_slope),
        ("log-cosh", exact::log_cosh, log_cosh, f64::tanh),
        ("arctan", |z| z.atan(), f64::atan, |z| 1.0 / (1.0 + z * z)),
    ];
    for (name, f, value, slope) in table {
        for device in DEVICES {
            let (values, slopes) = at(device, &Z, f);
            for ((z, v), d) in Z.into_iter().zip(values).zip(slopes) {
                let (error, allowed) = ((v - value(z)).abs(), 1e-15 * value(z).abs().max(1.0));
                assert!(error <= allowed, "{name}({z}) on {device:?} is {v}, not {}", value(z));
                let allowed = (2e-14 * slope(z).abs()).max(1e-150);
                assert!((d - slope(z)).abs() <= allowed, "{name}'({z}) on {device:?} is {d}, not {}", slope(z));
            }
        }
    }
}

/// burn's softsign has the gradient 1/(1 + z) − z/(1 + z)²: of 1e-6 at z = 1000, from terms of 1e-3, whose rounding
/// errors of up to 1.1e-16 of themselves are up to 1.1e-13 each.
#[test]
fn the_gradient_of_burns_softsign_cancels() {
    for device in DEVICES {
        let z: Vec<f64> = (0..100).map(|k| 1000.0 + f64::from(k)).collect();
        let (_, slopes) = at(device, &z, act::softsign);
        let errors = z.iter().zip(slopes).map(|(z, slope)| (slope * (1.0 + z) * (1.0 + z) - 1.0).abs());
        let worst = errors.fold(0.0, f64::max);
        assert!((2e-14..1e-12).contains(&worst), "{worst} on {device:?}");
    }
}

/// z·Φ(z) at 1: Φ(1) = 0.841344746068542948585, φ(1) = 0.241970724519143349798 (Abramowitz and Stegun, table 26.1).
#[test]
fn gelu_is_the_one_by_erf() {
    for device in DEVICES {
        let (values, slopes) = at(device, &[1.0, -1.0], exact::gelu);
        let (upper, normal_pdf) = (0.841_344_746_068_543, 0.241_970_724_519_143_35);
        let expected = [upper, upper - 1.0, upper + normal_pdf, 1.0 - upper - normal_pdf];
        for (got, expected) in values.into_iter().chain(slopes).zip(expected) {
            assert!((got - expected).abs() <= 1e-15, "{device:?}: {got} is not {expected}");
        }
    }
}

/// The conventions at kinks, for burn's functions and the exact ones.
#[test]
fn derivatives_at_kinks_are_those_of_the_conventions() {
    use burn::tensor::activation::{leaky_relu, relu};
    let table: [(&str, Function, f64); 8] = [
        ("relu", relu, 0.0),
        ("leaky-relu", |z| leaky_relu(z, 0.1), 1.0),
        ("elu", |z| exact::elu(z, 0.5), 1.0),
        ("selu", exact::selu, 1.050_700_987_355_480_5),
        ("abs", |z| z.abs(), 0.0),
        ("quantile", |z| exact::quantile(z, 0.25), 0.0),
        ("softsign", exact::softsign, 1.0),
        ("softplus", exact::softplus, 0.5),
    ];
    for (name, f, expected) in table {
        for device in DEVICES {
            let (_, slopes) = at(device, &[0.0, -0.0], f);
            assert!(slopes.iter().all(|slope| *slope == expected), "{name} on {device:?}: {slopes:?}");
        }
    }
    for device in DEVICES {
        let (_, slopes) = at(device, &[-1.0, 1.0], |z| z.clamp(-1.0, 1.0));
        assert_eq!(slopes, [1.0, 1.0], "hard-tanh on {device:?}");
        let ties = Matrix::new(1, 3, vec![2.0, 2.0, 1.0]);
        let one = Matrix::new(1, 1, vec![1.0]);
        let measured =
            value_and_gradients(device, Precision::F64, &[ties], &one, |inputs| inputs[0].clone().max_dim(1));
        assert_eq!(measured.gradients[0].values(), [1.0, 0.0, 0.0], "the left one of equals on {device:?}");
    }
}

/// Logits of ±1000 give the distance or nothing, and 1 − y of an all but certain class is e⁻⁴⁰ to all digits.
#[test]
fn cross_entropies_are_exact_far_out() {
    let (e, n) = ((-40f64).exp(), Precision::F64);
    for device in DEVICES {
        let sum = |inputs: &[Matrix], f: fn(Tensor<2>, Tensor<2>) -> Tensor<2>| {
            let ones = Matrix::new(inputs[0].rows(), inputs[0].columns(), vec![1.0; inputs[0].values().len()]);
            let measured = value_and_gradients(device, n, inputs, &ones, |t| f(t[0].clone(), t[1].clone()));
            (measured.value.values().to_vec(), measured.gradients[0].values().to_vec())
        };
        let z = Matrix::new(2, 3, vec![1000.0, -1000.0, 0.0, 40.0, 0.0, -1e4]);
        let t = Matrix::new(2, 3, vec![0.0, 1.0, 0.0, 1.0, 0.0, 0.0]);
        let (value, slope) = sum(&[z, t], exact::cross_entropy);
        assert_eq!(value[..3], [0.0, 2000.0, 0.0]);
        assert_eq!(slope[..3], [1.0, -1.0, 0.0]);
        let expected = [(value[3], e), (slope[3], -e), (slope[4], e), (slope[5], 0.0)];
        expected.into_iter().for_each(|(got, e)| assert!((got - e).abs() <= 1e-15 * e.abs(), "{got} is not {e}"));

        let z = Matrix::new(4, 1, vec![1000.0, -1000.0, 40.0, 0.0]);
        let t = Matrix::new(4, 1, vec![1.0, 1.0, 1.0, 0.25]);
        let (value, slope) = sum(&[z, t], exact::binary_cross_entropy);
        let expected = [(value[0], 0.0), (value[1], 1000.0), (value[2], e), (value[3], 2f64.ln())];
        let slopes = [(slope[0], 0.0), (slope[1], -1.0), (slope[2], -e), (slope[3], 0.25)];
        let close = |(got, e): (f64, f64)| assert!((got - e).abs() <= 1e-15 * e.abs(), "{got} is not {e}");
        expected.into_iter().chain(slopes).for_each(close);
    }
}

/// What `exact` says of burn, measured: where the two devices differ, and where neither is right.
#[test]
fn burns_own_operations_err_where_exact_says() {
    let gradient = |kind: Kind, device| {
        let operation = operations().find(|operation| operation.kind == kind).expect("every kind is listed");
        let (inputs, upstream) = operation.points(1, InputRange::Near);
        operation.value_and_gradients(device, Precision::F64, &inputs, &upstream).gradients[0].clone()
    };
    let apart = |a: &Matrix, b: &Matrix| {
        let scale = a.values().iter().fold(0.0f64, |scale, value| scale.max(value.abs()));
        a.values().iter().zip(b.values()).fold(0.0f64, |worst, (a, b)| worst.max((a - b).abs())) / scale
    };
    for operation in operations() {
        let error = apart(&gradient(operation.kind, Device::Flex), &gradient(operation.kind, Device::Ndarray));
        let expected = match operation.kind {
            Kind::Sigmoid | Kind::Silu => 1e-9..1e-6,
            Kind::Gelu => 1e-5..1e-2,
            _ => 0.0..1e-13,
        };
        assert!(expected.contains(&error), "{:?}: {error}", operation.kind);
    }
}

/// Every kind is listed once, and every value has the shape it is said to have.
#[test]
fn operations_are_all_there() {
    let mut seen: Vec<Kind> = Vec::new();
    for operation in operations() {
        assert!(!seen.contains(&operation.kind), "{:?} twice", operation.kind);
        seen.push(operation.kind);
        let (inputs, upstream) = operation.points(2, InputRange::Far);
        let value = operation.value_and_gradients(Device::Flex, Precision::F64, &inputs, &upstream).value;
        assert_eq!((value.rows(), value.columns()), operation.shape.of(&inputs), "{:?}", operation.kind);
    }
    assert_eq!(seen.len(), Kind::Mish as usize + 1);
}

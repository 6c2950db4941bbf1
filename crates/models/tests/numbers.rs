//! Numbers: closed forms of the exact operations, first steps of every rule, statistics, masks, bounds.

// A reference within a tolerance needs no last bit that repeats.
#![allow(clippy::disallowed_methods)]

mod common;

use std::sync::Arc;

use burn::tensor::Tensor;
use common::{DEVICES, engine, spec_of, whole};
use engine::dataset::Encoding;
use engine::{Batch, Engine, Matrix, Snapshot};
use experiment::Spec;
use experiment::spec::{Device, Precision};
use models::exact;
use models::framework::{Kind, Reach, measure, operations};

/// Where functions of one number are looked at: the middle, both tails, and beyond any power of e.
const Z: [f64; 20] = [
    -1000.0, -400.0, -100.0, -40.0, -20.0, -10.0, -5.0, -2.0, -1.0, -0.5, -1e-9, 1e-9, 0.5, 1.0, 5.0, 10.0, 20.0, 40.0,
    100.0, 1000.0,
];

fn sigma(z: f64) -> f64 {
    if z >= 0.0 { 1.0 / (1.0 + (-z).exp()) } else { z.exp() / (1.0 + z.exp()) }
}

type Function = fn(Tensor<2>) -> Tensor<2>;

/// Value and derivative of a function at these points.
fn at(device: Device, z: &[f64], f: Function) -> (Vec<f64>, Vec<f64>) {
    let row = |values: &[f64]| Matrix::new(1, values.len(), values.to_vec());
    let measured = measure(device, Precision::F64, &[row(z)], &row(&vec![1.0; z.len()]), |inputs| f(inputs[0].clone()));
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
    let table: [(&str, Function, Reference, Reference); 6] = [
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

/// z·Φ(z) at 1: Φ(1) = 0.841344746068542948585, φ(1) = 0.241970724519143349798 (Abramowitz and Stegun, table 26.1).
#[test]
fn gelu_is_the_one_by_erf() {
    for device in DEVICES {
        let (values, slopes) = at(device, &[1.0, -1.0], exact::gelu);
        let (upper, bell) = (0.841_344_746_068_543, 0.241_970_724_519_143_35);
        let expected = [upper, upper - 1.0, upper + bell, 1.0 - upper - bell];
        for (got, expected) in values.into_iter().chain(slopes).zip(expected) {
            assert!((got - expected).abs() <= 1e-15, "{device:?}: {got} is not {expected}");
        }
    }
}

/// The conventions at kinks, for burn's functions and the exact ones.
#[test]
fn derivatives_at_kinks_are_those_of_the_conventions() {
    use burn::tensor::activation::{leaky_relu, relu};
    let table: [(&str, Function, f64); 6] = [
        ("relu", relu, 0.0),
        ("leaky-relu", |z| leaky_relu(z, 0.1), 1.0),
        ("elu", |z| exact::elu(z, 0.5), 1.0),
        ("selu", exact::selu, 1.050_700_987_355_480_5),
        ("abs", |z| z.abs(), 0.0),
        ("softplus", exact::softplus, 0.5),
    ];
    for (name, f, expected) in table {
        for device in DEVICES {
            let (_, slopes) = at(device, &[0.0, -0.0], f);
            assert!(slopes.iter().all(|slope| *slope == expected), "{name} on {device:?}: {slopes:?}");
        }
    }
    for device in DEVICES {
        let ties = Matrix::new(1, 3, vec![2.0, 2.0, 1.0]);
        let one = Matrix::new(1, 1, vec![1.0]);
        let measured = measure(device, Precision::F64, &[ties], &one, |inputs| inputs[0].clone().max_dim(1));
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
            let measured = measure(device, n, inputs, &ones, |t| f(t[0].clone(), t[1].clone()));
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

/// With constants that f32 holds exactly, burn's momentum and the exact one are the same to the bit.
#[test]
fn momentum_is_burns_where_burns_is_exact() {
    use burn::optim::momentum::MomentumConfig;
    use burn::optim::{Optimizer, SgdConfig};
    for (nesterov, look) in [(false, exact::Look::Here), (true, exact::Look::Ahead)] {
        let row = |values: [f64; 3]| Matrix::new(1, 3, values.to_vec());
        let inputs = [row([1.0, -2.0, 3.0]), row([0.3, 0.2, -0.7])];
        let measured = measure(Device::Flex, Precision::F64, &inputs, &row([1.0; 3]), |inputs| {
            let [start, gradient] = [0, 1].map(|at| inputs[at].clone().inner().reshape([3]));
            let mut ours = exact::Momentum { momentum: 0.875, look, velocity: None };
            let config = MomentumConfig::new().with_momentum(0.875).with_dampening(0.0).with_nesterov(nesterov);
            let theirs = SgdConfig::new().with_momentum(Some(config)).build();
            let (mut a, mut b, mut state) = (start.clone(), start, None);
            for _ in 0..5 {
                a = ours.step(0.1, a, gradient.clone());
                (b, state) = theirs.step(0.1, b, gradient.clone(), state);
            }
            (a - b).reshape([1, 3])
        });
        assert_eq!(measured.value.values(), [0.0; 3]);
    }
}

/// ½w² on one sample x = 1, t = 0: the gradient is w.
fn parabola(device: Device, training: &str) -> Box<dyn Engine> {
    let spec =
        spec_of("hidden = []\nbias = \"none\"\noutput = \"identity\"", &format!("batch_size = \"full\"\n{training}"));
    let one = |value| Matrix::new(1, 1, vec![value]);
    let dataset = Arc::new(whole(one(1.0), one(0.0), Vec::new(), Encoding::Numeric, None));
    models::engine_on(device, &spec, dataset, &[1.0])
}

/// The first two steps from w = 1 with η = 0.1, worked out by hand from the formulas in `Optimizer`.
#[test]
fn first_steps_of_every_rule() {
    // adagrad: s = 1, then 1 + 0.81: 0.9 − 0.09/√1.81. rmsprop (ρ = 0.75): s = 0.25, then 0.1875 + 0.25·0.64.
    // adam (β = 0.5, 0.75): m̂ = 1, v̂ = 1; then m = 0.25 + 0.45 over 0.75, v = 0.1875 + 0.2025 over 0.4375.
    let adam = 0.9 - 0.1 * (0.7 / 0.75) / (0.39f64 / 0.4375).sqrt();
    // adamw: 0.99 − 0.1 = 0.89; m = 0.25 + 0.445, v = 0.1875 + 0.25·0.7921.
    let adamw = 0.89 * 0.99 - 0.1 * (0.695 / 0.75) / ((0.1875 + 0.25 * 0.7921) / 0.4375f64).sqrt();
    let table = [
        ("rule = \"gradient-descent\", learning_rate = 0.1", "", [0.9, 0.81], 1e-15),
        ("rule = \"momentum\", learning_rate = 0.1", "", [0.9, 0.72], 1e-15),
        ("rule = \"nesterov\", learning_rate = 0.1", "", [0.81, 0.81 - 0.1 * (0.81 + 0.9 * 1.71)], 1e-15),
        ("rule = \"adagrad\", learning_rate = 0.1", "", [0.9, 0.9 - 0.09 / 1.81f64.sqrt()], 1e-8),
        ("rule = \"rmsprop\", learning_rate = 0.1, decay = 0.75", "", [0.8, 0.8 - 0.08 / 0.3475f64.sqrt()], 1e-7),
        ("rule = \"adam\", learning_rate = 0.1, beta1 = 0.5, beta2 = 0.75", "", [0.9, adam], 1e-7),
        (
            "rule = \"adamw\", learning_rate = 0.1, beta1 = 0.5, beta2 = 0.75, weight_decay = 0.1",
            "",
            [0.89, adamw],
            1e-7,
        ),
        ("rule = \"normalised-gradient\", learning_rate = 0.1", "", [0.9, 0.8], 1e-15),
        ("rule = \"gradient-descent\", learning_rate = 0.1", "clip = { norm = 0.5 }", [0.95, 0.9], 1e-15),
        ("rule = \"gradient-descent\", learning_rate = 0.1", "clip = { tensor_norm = 0.5 }", [0.95, 0.9], 1e-15),
        ("rule = \"gradient-descent\", learning_rate = 0.1", "clip = { value = 0.5 }", [0.95, 0.9], 1e-15),
        ("rule = \"gradient-descent\", learning_rate = 0.1", "max_norm = 0.75", [0.75, 0.675], 1e-15),
        ("rule = \"gradient-descent\", learning_rate = 0.1", "penalty = { l1 = 0.5, l2 = 1.0 }", [0.75, 0.55], 1e-15),
        ("rule = \"lbfgs\"", "", [0.0, 0.0], 1e-7),
    ];
    for (rule, extra, expected, tolerance) in table {
        for device in DEVICES {
            let mut engine = parabola(device, &format!("optimizer = {{ {rule} }}\n{extra}"));
            for expected in expected {
                let before = engine.objective(&Batch::of(&[0]));
                let step = engine.step(&Batch::of(&[0]), 0.1);
                assert_eq!(step.objective, before);
                let w = engine.snapshot().parameters[0];
                assert!((w - expected).abs() <= tolerance, "{rule} {extra} on {device:?}: {w} is not {expected}");
            }
        }
    }
}

/// A snapshot taken on one device goes on the same way on the other, with whatever the rule remembers.
///
/// No biases: in front of batch norm their gradient is rounding noise, which AdaGrad would scale up.
#[test]
fn snapshots_travel_between_devices() {
    let rows = [0, 1, 2, 3, 4, 5];
    let batch = Batch::of(&rows);
    for (rule, slots) in [
        ("gradient-descent", 0),
        ("momentum", 1),
        ("nesterov", 1),
        ("adagrad", 1),
        ("rmsprop", 1),
        ("adam", 2),
        ("adamw", 2),
    ] {
        let training = format!("optimizer = {{ rule = {rule:?}, learning_rate = 0.1 }}");
        let spec = spec_of("hidden = [3]\nbatch_norm = {}\nbias = \"none\"", &training);
        let (mut flex, mut ndarray) =
            (engine(Device::Flex, Precision::F64, &spec), engine(Device::Ndarray, Precision::F64, &spec));
        for _ in 0..3 {
            flex.step(&batch, 0.1);
        }
        let snapshot = flex.snapshot();
        assert_eq!(snapshot.steps, 3);
        assert_eq!(snapshot.state.len(), slots, "{rule}");
        assert!(snapshot.state.iter().all(|slot| slot.len() == snapshot.parameters.len()));
        ndarray.restore(&snapshot);
        assert_eq!(ndarray.snapshot(), snapshot, "{rule}");
        flex.step(&batch, 0.1);
        ndarray.step(&batch, 0.1);
        assert_close(&flex.snapshot(), &ndarray.snapshot(), 1e-12, rule);
    }
}

fn assert_close(a: &Snapshot, b: &Snapshot, tolerance: f64, what: &str) {
    let all = |s: &Snapshot| [s.parameters.clone(), s.statistics.clone(), s.state.concat()].concat();
    for (a, b) in all(a).into_iter().zip(all(b)) {
        assert!((a - b).abs() <= tolerance * a.abs().max(1.0), "{what}: {a} against {b}");
    }
}

/// Frozen tensors stay to the bit, whatever the rule; the others move. Units' weights stay within max_norm.
#[test]
fn frozen_stays_and_max_norm_holds() {
    let rows = [0, 1, 2, 3, 4, 5];
    for device in DEVICES {
        for rule in ["momentum", "adam", "adamw"] {
            let training = format!(
                "optimizer = {{ rule = {rule:?}, learning_rate = 0.5 }}\nfrozen = [\"layers.0.weight\"]\nmax_norm = 0.25"
            );
            let mut engine = engine(device, Precision::F64, &spec_of("hidden = [3]", &training));
            let before = engine.snapshot().parameters;
            for _ in 0..2 {
                engine.step(&Batch::of(&rows), 0.5);
            }
            let after = engine.snapshot().parameters;
            for tensor in engine.layout().tensors.clone() {
                let same = before[tensor.range()] == after[tensor.range()];
                assert_eq!(same, tensor.frozen, "{} by {rule} on {device:?}", tensor.name);
            }
            let weight = engine.layout().tensor("layers.1.weight").expect("the output layer has a weight").clone();
            let w = Matrix::new(weight.rows, weight.columns, after[weight.range()].to_vec());
            for unit in 0..w.columns() {
                let norm = (0..w.rows()).map(|row| w.at(row, unit) * w.at(row, unit)).sum::<f64>().sqrt();
                assert!(norm <= 0.25 * (1.0 + 1e-15), "unit {unit} has norm {norm}");
            }
        }
    }
}

/// Columns (1, 2, 3, 6) and weight 1: mean 3, biased variance 3.5. Running: 0.75·(0, 1) + 0.25·(3, 3.5).
#[test]
fn batch_norm_keeps_running_and_settled_statistics() {
    let network =
        "hidden = [1]\nactivation = \"identity\"\nbatch_norm = { momentum = 0.25, epsilon = 0.5 }\nbias = \"none\"";
    let spec = spec_of(network, "");
    let inputs = Matrix::new(4, 1, vec![1.0, 2.0, 3.0, 6.0]);
    let dataset = whole(inputs.clone(), inputs.clone(), Vec::new(), Encoding::Numeric, None);
    let batch = Batch::of(&[0, 1, 2, 3]);
    for device in DEVICES {
        // weight, gamma, beta, output weight
        let mut engine = models::engine_on(device, &spec, Arc::new(dataset.clone()), &[1.0, 2.0, 10.0, 1.0]);
        engine.gradients(&batch);
        assert_eq!(engine.snapshot().statistics, [0.0, 1.0]);
        let start = engine.snapshot();
        engine.step(&batch, 0.0);
        assert_eq!(engine.snapshot().statistics, [0.75, 0.75 + 0.25 * 3.5]);
        engine.restore(&start);
        engine.settle(&[0, 1, 2, 3]);
        assert_eq!(engine.snapshot().statistics, [3.0, 3.5]);
        // 2·(x − 3)/√(3.5 + 0.5) + 10 = x + 7
        let expected = [8.0, 9.0, 10.0, 13.0];
        assert_eq!(engine.predict(&inputs).values(), expected);
        let trace = engine.trace(&batch);
        let names: Vec<&str> = trace.iter().map(|part| part.name.as_str()).collect();
        assert_eq!(names, ["layers.0.z", "layers.0.a", "layers.1.z", "layers.1.a"]);
        assert!(trace.iter().all(|part| part.values.values() == expected), "{trace:?}");
    }
}

/// z = x: of −1, 0, 2 with targets low, low, high the step ≥ has the 0 wrong, the step > nothing.
/// Then z = −x has the other two wrong too: −Σ t·z = 1·1 + 0 + 1·2 over three samples.
#[test]
fn perceptron_counts_and_corrects_mistakes() {
    for (at_zero, first, second) in [("upper", 1, 3), ("lower", 0, 2)] {
        for (low, high) in [(-1.0, 1.0), (0.0, 1.0)] {
            for device in DEVICES {
                let spec = spec_of(&format!("kind = \"perceptron\"\nbias = \"none\"\nat_zero = {at_zero:?}"), "");
                let inputs = Matrix::new(3, 1, vec![-1.0, 0.0, 2.0]);
                let targets = Matrix::new(3, 1, vec![low, low, high]);
                let dataset =
                    Arc::new(whole(inputs.clone(), targets, vec![0, 0, 1], Encoding::Pair { low, high }, None));
                let mut right = models::engine_on(device, &spec, dataset.clone(), &[1.0]);
                assert_eq!(right.predict(&inputs).values(), [low, if first == 1 { high } else { low }, high]);
                assert_eq!(right.step(&Batch::of(&[0, 1, 2]), 1.0).mistakes, first);
                let mut wrong = models::engine_on(device, &spec, dataset, &[-1.0]);
                let step = wrong.step(&Batch::of(&[0, 1, 2]), 1.0);
                assert_eq!((step.objective, step.mistakes), (3.0 / 3.0, second));
                // w ← w + η/3·Σ t·x = −1 + (1 + 0 + 2)/3
                assert_eq!(wrong.snapshot().parameters, [0.0]);
            }
        }
    }
}

/// (1·1² + 3·2²)/(1 + 3)·½ against (1² + 2²)/2·½; a mask of 2 doubles what the unit hands on.
#[test]
fn weights_and_masks_enter_as_they_are() {
    let spec = spec_of("hidden = [1]\nactivation = \"identity\"\nbias = \"none\"\ndropout = 0.5", "");
    let column = |values: [f64; 2]| Matrix::new(2, 1, values.to_vec());
    for device in DEVICES {
        for (weights, loss) in [(Some(vec![1.0, 3.0]), 13.0 / 8.0), (None, 5.0 / 4.0)] {
            let dataset = whole(column([1.0, 2.0]), column([0.0, 0.0]), Vec::new(), Encoding::Numeric, weights);
            let mut engine = models::engine_on(device, &spec, Arc::new(dataset), &[1.0, 1.0]);
            assert_eq!(engine.evaluate(&[0, 1]).loss, loss);
            let masks = [vec![2.0, 0.0]];
            let trace = engine.trace(&Batch { rows: &[0, 1], masks: &masks });
            assert_eq!(trace[1].values.values(), [1.0, 2.0], "before dropout");
            assert_eq!(trace[2].values.values(), [2.0, 0.0], "after dropout");
        }
    }
}

/// ∂/∂x ½(w·x)² = w²x, and the batch order of rows is that of the answer.
#[test]
fn input_gradients_follow_the_rows_of_the_batch() {
    let spec = spec_of("hidden = []\nbias = \"none\"\noutput = \"identity\"", "");
    let column = |values: [f64; 3]| Matrix::new(3, 1, values.to_vec());
    let dataset = Arc::new(whole(column([1.0, 2.0, 4.0]), column([0.0; 3]), Vec::new(), Encoding::Numeric, None));
    for device in DEVICES {
        let mut engine = models::engine_on(device, &spec, dataset.clone(), &[3.0]);
        assert_eq!(engine.input_gradients(&Batch::of(&[2, 0])).values(), [18.0, 4.5]);
    }
}

/// What `exact` says of burn, measured: where the two devices differ, and where neither is right.
#[test]
fn burns_own_operations_err_where_exact_says() {
    let gradient = |kind: Kind, device| {
        let operation = operations().find(|operation| operation.kind == kind).expect("every kind is listed");
        let (inputs, upstream) = operation.points(1, Reach::Near);
        operation.measure(device, Precision::F64, &inputs, &upstream).gradients[0].clone()
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
        let (inputs, upstream) = operation.points(2, Reach::Far);
        let value = operation.measure(Device::Flex, Precision::F64, &inputs, &upstream).value;
        assert_eq!((value.rows(), value.columns()), operation.shape.of(&inputs), "{:?}", operation.kind);
    }
    assert_eq!(seen.len(), Kind::BinaryCrossEntropySmoothed as usize + 1);
}

/// A batch of no weight at all has no loss and no gradient, rather than 0/0.
#[test]
fn weightless_samples_have_no_loss() {
    let spec: Spec = spec_of("hidden = []", "");
    let dataset = common::dataset(&spec);
    let dataset = Arc::new(engine::Dataset { weights: Some(vec![0.0; 6]), ..(*dataset).clone() });
    let mut engine = models::engine_on(Device::Flex, &spec, dataset, &[1.0; 8]);
    assert_eq!(engine.evaluate(&[0, 1]).loss, 0.0);
    assert!(engine.gradients(&Batch::of(&[0, 1])).iter().all(|g| *g == 0.0));
}

//! First steps of every rule, snapshots, statistics, masks, weights.

// A reference within a tolerance needs no last bit that repeats.
#![allow(clippy::disallowed_methods)]

use std::sync::Arc;

use burn::optim::momentum::MomentumConfig;
use burn::optim::{AdaGradConfig, AdamConfig, AdamWConfig, Optimizer, RmsPropConfig, SgdConfig};
use burn::tensor::Tensor;
use engine::schema::TargetEncoding;
use engine::{Batch, Engine, Matrix, Snapshot};
use experiment::Spec;
use experiment::spec::{self, Device, Precision};
use models::framework::value_and_gradients;

use crate::common::{self, DEVICES, engine, spec_of, whole};

/// Five updates of three parameters by burn's own rule.
fn by_burn<O: Optimizer>(rule: O, start: Tensor<1>, gradients: &[Tensor<1>]) -> Tensor<1> {
    let step = |(parameters, state), gradient: &Tensor<1>| rule.step(0.1, parameters, gradient.clone(), state);
    gradients.iter().fold((start, None), step).0
}

/// How far burn's own rule and the one here are apart after five updates, relative to 1.
fn apart<O: Optimizer>(ours: spec::Optimizer, theirs: O) -> f64 {
    let row = |values: [f64; 3]| Matrix::new(1, 3, values.to_vec());
    let inputs = [row([1.0, -2.0, 3.0]), row([0.3, 0.2, -0.7])];
    let measured = value_and_gradients(Device::Flex, Precision::F64, &inputs, &row([1.0; 3]), |inputs| {
        let [start, gradient] = [0, 1].map(|at| inputs[at].clone().inner().reshape([3]));
        let gradients: Vec<Tensor<1>> = [1.0, 5.0, 2.0, 4.0, 3.0].map(|size| gradient.clone().mul_scalar(size)).into();
        let updated = models::updated(ours, 0.1, start.clone(), &gradients);
        (updated - by_burn(theirs.clone(), start, &gradients)).reshape([1, 3])
    });
    measured.value.values().iter().fold(0.0, |most, difference| difference.abs().max(most))
}

/// With constants that f32 holds exactly, burn's rules and those here are the same to the bit; Adam's to the digits of
/// its corrections, which burn computes in f32: five steps of 0.1, each off by two roundings of 6e-8.
#[test]
fn every_rule_is_burns_where_burns_is_exact() {
    use spec::Optimizer::{Adagrad, Adam, Adamw, Amsgrad, Momentum, Nesterov, Rmsprop};
    let (learning_rate, momentum, epsilon) = (0.1, 0.875, 0.0078125);
    let sgd = |nesterov| {
        let config = MomentumConfig::new().with_momentum(0.875).with_dampening(0.0).with_nesterov(nesterov);
        SgdConfig::new().with_momentum(Some(config)).build()
    };
    assert_eq!(apart(Momentum { learning_rate, momentum }, sgd(false)), 0.0);
    assert_eq!(apart(Nesterov { learning_rate, momentum }, sgd(true)), 0.0);
    let adagrad = AdaGradConfig::new().with_lr_decay(0.0).with_epsilon(0.0078125);
    assert_eq!(apart(Adagrad { learning_rate, epsilon }, adagrad.build()), 0.0);
    let rmsprop = RmsPropConfig::new().with_alpha(0.75).with_momentum(0.0).with_epsilon(0.0078125);
    let rmsprop = rmsprop.with_centered(false).build();
    assert_eq!(apart(Rmsprop { learning_rate, decay: 0.75, epsilon }, rmsprop), 0.0);
    let adam = AdamConfig::new().with_beta_1(0.5).with_beta_2(0.75).with_epsilon(0.0078125).build();
    assert!(apart(Adam { learning_rate, beta1: 0.5, beta2: 0.75, epsilon }, adam) <= 6e-8);
    let amsgrad = AdamConfig::new().with_beta_1(0.5).with_beta_2(0.75).with_epsilon(0.0078125).with_amsgrad(true);
    assert!(apart(Amsgrad { learning_rate, beta1: 0.5, beta2: 0.75, epsilon }, amsgrad.build()) <= 6e-8);
    let adamw = AdamWConfig::new().with_beta_1(0.5).with_beta_2(0.75).with_epsilon(0.0078125).with_weight_decay(0.5);
    let adamw = adamw.with_cautious_weight_decay(false).build();
    assert!(apart(Adamw { learning_rate, beta1: 0.5, beta2: 0.75, epsilon, weight_decay: 0.5 }, adamw) <= 6e-8);
}

/// ½w² on one sample x = 1, t = 0: the gradient is w.
fn parabola(device: Device, training: &str) -> Box<dyn Engine> {
    let spec =
        spec_of("hidden = []\nbias = \"none\"\noutput = \"identity\"", &format!("batch_size = \"full\"\n{training}"));
    let one = |value| Matrix::new(1, 1, vec![value]);
    let dataset = Arc::new(whole(one(1.0), one(0.0), Vec::new(), TargetEncoding::Numeric, None));
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
        // amsgrad: the mean square rises, so it is adam.
        ("rule = \"amsgrad\", learning_rate = 0.1, beta1 = 0.5, beta2 = 0.75", "", [0.9, adam], 1e-7),
        // adamax (β = 0.5, 0.75): m̂ = 1, u = 1; then m = 0.25 + 0.45 over 0.75, u = max(0.75, 0.9). ε = 1e-8 counts.
        (
            "rule = \"adamax\", learning_rate = 0.1, beta1 = 0.5, beta2 = 0.75",
            "",
            [0.9, 0.9 - 0.1 * (0.7 / 0.75) / 0.9],
            1e-8,
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
    for rule in spec::Optimizer::NAMES.iter().filter(|rule| **rule != "lbfgs") {
        let training = format!("optimizer = {{ rule = {rule:?}, learning_rate = 0.1 }}");
        let spec = spec_of("hidden = [3]\nbatch_norm = {}\nbias = \"none\"", &training);
        let (mut flex, mut ndarray) =
            (engine(Device::Flex, Precision::F64, &spec), engine(Device::Ndarray, Precision::F64, &spec));
        for _ in 0..3 {
            flex.step(&batch, 0.1);
        }
        let snapshot = flex.snapshot();
        assert_eq!(snapshot.steps, 3);
        assert_eq!(snapshot.state.len(), spec.training.optimizer.memory().len(), "{rule}");
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
                "optimizer = {{ rule = {rule:?}, learning_rate = 0.5 }}\n\
                 frozen = [\"layers.0.weight\"]\nmax_norm = 0.25"
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
    let dataset = whole(inputs.clone(), inputs.clone(), Vec::new(), TargetEncoding::Numeric, None);
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
        engine.recompute_batch_norm_statistics(&[0, 1, 2, 3]);
        assert_eq!(engine.snapshot().statistics, [3.0, 3.5]);
        // 2·(x − 3)/√(3.5 + 0.5) + 10 = x + 7
        let expected = [8.0, 9.0, 10.0, 13.0];
        assert_eq!(engine.predict(&inputs).values(), expected);
        let trace = engine.trace(&batch);
        let names: Vec<&str> = trace.iter().map(|part| part.name.as_str()).collect();
        assert_eq!(names, ["layers.0.z", "layers.0.a", "layers.0.slope", "layers.1.z", "layers.1.a"]);
        // The activation is the identity.
        let slope = |part: &engine::Trace| part.name.ends_with("slope");
        let wanted = |part: &engine::Trace| if slope(part) { [1.0; 4] } else { expected };
        assert!(trace.iter().all(|part| part.values.values() == wanted(part)), "{trace:?}");
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
                    Arc::new(whole(inputs.clone(), targets, vec![0, 0, 1], TargetEncoding::Pair { low, high }, None));
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
            let dataset = whole(column([1.0, 2.0]), column([0.0, 0.0]), Vec::new(), TargetEncoding::Numeric, weights);
            let mut engine = models::engine_on(device, &spec, Arc::new(dataset), &[1.0, 1.0]);
            assert_eq!(engine.evaluate(&[0, 1]).loss, loss);
            let masks = [vec![2.0, 0.0]];
            let trace = engine.trace(&Batch { rows: &[0, 1], masks: &masks });
            assert_eq!(trace[1].values.values(), [1.0, 2.0], "before dropout");
            assert_eq!(trace[3].values.values(), [2.0, 0.0], "after dropout");
        }
    }
}

/// ∂/∂x ½(w·x)² = w²x, and the batch order of rows is that of the answer.
#[test]
fn input_gradients_follow_the_rows_of_the_batch() {
    let spec = spec_of("hidden = []\nbias = \"none\"\noutput = \"identity\"", "");
    let column = |values: [f64; 3]| Matrix::new(3, 1, values.to_vec());
    let dataset = Arc::new(whole(column([1.0, 2.0, 4.0]), column([0.0; 3]), Vec::new(), TargetEncoding::Numeric, None));
    for device in DEVICES {
        let mut engine = models::engine_on(device, &spec, dataset.clone(), &[3.0]);
        assert_eq!(engine.input_gradients(&Batch::of(&[2, 0])).values(), [18.0, 4.5]);
    }
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

//! The laws of an engine on networks that together have every part of the config language, on both devices
//! and in both precisions.

mod common;

use common::{DEVICES, drawn_masks, engine, spec_of};
use engine::{Batch, conformance};
use experiment::spec::{Activation, Loss, Named, Optimizer, OutputActivation, Precision};

const PLAIN: &str = "batch_size = \"full\"\noptimizer = { rule = \"gradient-descent\", learning_rate = 0.1 }";

/// name, `[network]`, `[training]` without what [`PLAIN`] says. Every activation and every loss come by themselves.
const NETWORKS: &[(&str, &str, &str)] = &[
    ("linear", "hidden = []", ""),
    ("identity", "hidden = [2]\nactivation = \"identity\"", "loss = \"mean-squared-error\""),
    ("step", "hidden = [2]\nactivation = \"step\"", "loss = \"sum-squared-error\""),
    ("sigmoid", "hidden = [3]\nactivation = \"sigmoid\"\noutput = \"sigmoid\"", "loss = \"binary-cross-entropy\""),
    ("tanh", "hidden = [3, 2]\nactivation = \"tanh\"\noutput = \"tanh\"", "loss = \"total-squared-error\""),
    ("relu", "hidden = [4]\nactivation = \"relu\"\noutput = \"softmax\"", "loss = \"cross-entropy\""),
    ("arctan", "hidden = [2]\nactivation = \"arctan\"", "loss = \"absolute-error\""),
    ("leaky-relu", "hidden = [3]\nactivation = \"leaky-relu\"", "loss = { kind = \"huber\", delta = 0.3 }"),
    ("prelu", "hidden = [3, 2]\nactivation = \"prelu\"", "loss = \"hinge\""),
    ("elu", "hidden = [3]\nactivation = { kind = \"elu\", alpha = 0.7 }\nbias = \"shared\"", ""),
    ("selu", "hidden = [3]\nactivation = \"selu\"\nbias = \"none\"", ""),
    ("softplus", "hidden = [2]\nactivation = \"softplus\"\noutput = \"softmax\"", "loss = \"squared-error\""),
    ("gelu", "hidden = [3]\nactivation = \"gelu\"\noutput = \"sigmoid\"", "loss = \"squared-error\""),
    ("silu", "hidden = [3]\nactivation = \"silu\"", ""),
    ("maxout", "hidden = [2]\nactivation = { kind = \"maxout\", pieces = 3 }\nbias = \"shared\"", ""),
    ("batch norm", "hidden = [3, 2]\nbatch_norm = { momentum = 0.3 }", "penalty = { l1 = 0.01, l2 = 0.1 }"),
    ("dropout", "hidden = [4, 3]\ndropout = [0.5, 0.0]\nactivation = \"sigmoid\"", ""),
    ("residual", "hidden = [3, 2]\nresidual = true\nactivation = \"tanh\"", "penalty = { l1 = 0.02, l2 = 0.0 }"),
    (
        "all together",
        "hidden = [3, 2]\nactivation = [\"tanh\", \"prelu\"]\nbatch_norm = {}\ndropout = 0.25\nresidual = true\n\
         output = \"softmax\"",
        "loss = { kind = \"cross-entropy\", smoothing = 0.1 }\nclass_weights = \"balanced\"\npenalty = { l2 = 0.1 }",
    ),
    (
        "weighted",
        "hidden = [2]\noutput = \"sigmoid\"",
        "loss = { kind = \"binary-cross-entropy\", smoothing = 0.2 }\nclass_weights = [1.0, 2.5]",
    ),
    ("perceptron", "kind = \"perceptron\"", ""),
    ("frozen", "hidden = [2]", "frozen = [\"layers.0.bias\", \"layers.1.weight\"]\nmax_norm = 0.5"),
];

/// [`NETWORKS`], and one for each activation and each loss that there is: a new one is put through the laws untold.
fn networks() -> Vec<(String, String, String)> {
    let owned =
        |(name, network, training): &(&str, &str, &str)| (name.to_string(), network.to_string(), training.to_string());
    let activations = Named::<Activation>::every().into_iter().map(Activation::as_str);
    let activations = activations.map(|f| (f.into(), format!("hidden = [3]\nactivation = {f:?}"), String::new()));
    let losses = Named::<Loss>::every().into_iter().filter(|loss| loss.output() != Some(OutputActivation::Step));
    let losses = losses.map(Loss::as_str).map(|l| (l.into(), "hidden = [3]".into(), format!("loss = {l:?}")));
    NETWORKS.iter().map(owned).chain(activations).chain(losses).collect()
}

/// Rules with bounds and constants, on one network.
const RULES: &[&str] = &[
    "optimizer = { rule = \"momentum\", learning_rate = 0.1 }\nclip = { norm = 0.5 }",
    "optimizer = { rule = \"nesterov\", learning_rate = 0.1 }\nclip = { tensor_norm = 0.1 }",
    "optimizer = { rule = \"adagrad\", learning_rate = 0.1 }\nclip = { value = 0.05 }",
    "optimizer = { rule = \"rmsprop\", learning_rate = 0.1 }\nmax_norm = 0.7",
    "optimizer = { rule = \"adam\" }\nfrozen = [\"layers.0.weight\"]",
    "optimizer = { rule = \"lbfgs\", iterations = 3, history = 2 }",
];

/// [`RULES`], and each rule that there is: a new one is put through the laws untold.
fn rules() -> Vec<String> {
    let every = Optimizer::NAMES.iter().filter(|rule| **rule != "lbfgs");
    let every = every.map(|rule| format!("optimizer = {{ rule = {rule:?}, learning_rate = 0.1 }}"));
    RULES.iter().map(|rule| rule.to_string()).chain(every).collect()
}

#[test]
fn every_network_obeys_the_laws_in_f64() {
    for device in DEVICES {
        for (name, network, training) in networks() {
            let spec = spec_of(&network, &format!("{PLAIN}\n{training}"));
            let masks = drawn_masks(&spec, 4);
            let batch = Batch { rows: &[4, 0, 3, 1], masks: &masks };
            let broken = conformance::laws(&mut *engine(device, Precision::F64, &spec), &batch, 0.1, Precision::F64);
            assert!(broken.is_empty(), "{name} on {device:?}: {broken:#?}");
        }
    }
}

/// The sum of the terms of a gradient element is at least as large as any element of its tensor is by far;
/// without a look into the products, the largest element of the tensor stands for it.
#[test]
fn every_network_has_the_same_gradients_in_f32() {
    for device in DEVICES {
        for (name, network, training) in networks() {
            let spec = spec_of(&network, &format!("{PLAIN}\n{training}"));
            let masks = drawn_masks(&spec, 6);
            let batch = Batch { rows: &[0, 1, 2, 3, 4, 5], masks: &masks };
            let (mut single, mut double) =
                (engine(device, Precision::F32, &spec), engine(device, Precision::F64, &spec));
            let broken = conformance::laws(&mut *single, &batch, 0.1, Precision::F32);
            assert!(broken.is_empty(), "{name} on {device:?}: {broken:#?}");
            double.restore(&single.snapshot());
            let gradients = double.gradients(&batch);
            let mut terms = vec![0.0; gradients.len()];
            for tensor in &double.layout().tensors {
                let scale = gradients[tensor.range()].iter().fold(0.01f64, |scale, g| scale.max(g.abs()));
                terms[tensor.range()].fill(scale);
            }
            let broken = conformance::same_gradients(&mut *single, &mut *double, &batch, &terms);
            assert!(broken.is_empty(), "{name} on {device:?}: {broken:#?}");
        }
    }
}

#[test]
fn every_rule_obeys_the_laws() {
    let rows = [0, 1, 2, 3, 4, 5];
    for device in DEVICES {
        for precision in [Precision::F64, Precision::F32] {
            for rule in rules() {
                let spec =
                    spec_of("hidden = [3]\nactivation = \"softplus\"", &format!("batch_size = \"full\"\n{rule}"));
                let mut engine = engine(device, precision, &spec);
                let broken = conformance::laws(&mut *engine, &Batch::of(&rows), 0.1, Precision::F32);
                assert!(broken.is_empty(), "{rule} on {device:?} in {precision:?}: {broken:#?}");
            }
        }
    }
}

//! Networks and data for the tests: one line of TOML each, and random data that fit.

#![allow(dead_code, reason = "each test file uses a part")]

pub mod part;
pub mod rule;

use std::sync::Arc;

use engine::random::{Purpose, Stream, stream};
use engine::schema::TargetEncoding;
use engine::{Batch, Dataset, Engine, Layout, Matrix, Schema, initializer, masks};
use experiment::spec::{Activation, Named, Precision, Task};
use experiment::{Experiment, Spec};

/// How the targets of random data are written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Targets {
    /// Normal numbers in this many columns.
    Numbers(usize),
    /// One column of two values.
    Pair(f64, f64),
    /// One column for each class.
    OneHot(usize),
}

/// A network to test.
#[derive(Debug, Clone, Copy)]
pub struct Case {
    /// The keys of `[network]`.
    pub network: &'static str,
    /// The keys of `[training]`.
    pub training: &'static str,
    /// The targets.
    pub targets: Targets,
}

/// A network to test with regression on two numbers.
pub const fn case(network: &'static str, training: &'static str) -> Case {
    Case { network, training, targets: Targets::Numbers(2) }
}

impl Case {
    /// The same network with other targets.
    pub const fn on(self, targets: Targets) -> Case {
        Case { targets, ..self }
    }

    /// Its spec.
    pub fn spec(&self) -> Spec {
        spec(self.network, self.training)
    }

    /// Nine random rows of three inputs.
    pub fn dataset(&self) -> Arc<Dataset> {
        Arc::new(dataset(9, 3, self.targets, 5))
    }

    /// The same rows with weights.
    pub fn weighted_dataset(&self) -> Arc<Dataset> {
        let weights = Some((0..9).map(|row| 0.25 + 0.5 * f64::from(row)).collect());
        Arc::new(Dataset { weights, ..dataset(9, 3, self.targets, 5) })
    }

    /// Random parameters, biases too, so that nothing sits on a kink.
    pub fn parameters(&self, dataset: &Dataset) -> Vec<f64> {
        let spec = self.spec();
        let layout = Layout::of(&spec, dataset.inputs.columns(), dataset.targets.columns());
        let mut draws = draws(3);
        initializer::initial(&spec, &layout).into_iter().map(|value| value + 0.3 * draws.normal()).collect()
    }

    /// The engine on those data, from those parameters.
    pub fn engine(&self, precision: Precision, dataset: &Arc<Dataset>) -> Box<dyn Engine> {
        let spec = Spec { precision, ..self.spec() };
        from_scratch::engine(&spec, Arc::clone(dataset), &self.parameters(dataset))
    }
}

/// A spec of these keys.
pub fn spec(network: &str, training: &str) -> Spec {
    let text = format!(
        "title = \"test\"\nengines = [\"from-scratch\"]\n[dataset]\nname = \"inline\"\ninputs = [[0.0]]\n\
         targets = [[0.0]]\n[network]\n{network}\n[training]\nbatch_size = \"full\"\n{training}\n"
    );
    let parsed = experiment::check::parse::<Experiment>("test.toml", &text, &[], |_| Vec::new());
    parsed.unwrap_or_else(|faults| panic!("{faults:?} in\n{text}")).base.specs().remove(0)
}

/// A stream of draws.
pub fn draws(seed: u64) -> Stream {
    stream(seed, Purpose::Check, 1, 1)
}

/// Random data: normal inputs, targets as asked for.
pub fn dataset(rows: usize, inputs: usize, targets: Targets, seed: u64) -> Dataset {
    let mut draws = draws(seed);
    let inputs = Matrix::new(rows, inputs, (0..rows * inputs).map(|_| draws.normal()).collect());
    let labels: Vec<usize> = (0..rows).map(|row| row % 2).collect();
    let (targets, encoding) = match targets {
        Targets::Numbers(columns) => {
            (Matrix::new(rows, columns, (0..rows * columns).map(|_| draws.normal()).collect()), TargetEncoding::Numeric)
        }
        Targets::Pair(low, high) => {
            let values = labels.iter().map(|&label| [low, high][label]).collect();
            (Matrix::new(rows, 1, values), TargetEncoding::Pair { low, high })
        }
        Targets::OneHot(classes) => (one_hot(rows, classes), TargetEncoding::OneHot { low: 0.0, high: 1.0 }),
    };
    with(inputs, targets, encoding)
}

fn one_hot(rows: usize, classes: usize) -> Matrix {
    let mut targets = Matrix::zeros(rows, classes);
    (0..rows).for_each(|row| targets.row_mut(row)[row % classes] = 1.0);
    targets
}

/// These data, all of them for training.
pub fn with(inputs: Matrix, targets: Matrix, encoding: TargetEncoding) -> Dataset {
    let mut dataset = Dataset::new(inputs, targets);
    if encoding != TargetEncoding::Numeric {
        dataset.schema = Schema { task: Task::Classification, encoding, ..dataset.schema };
    }
    dataset
}

/// Every activation that is a function of one number; elu a second time, as α = 1 hides where α belongs.
pub fn functions() -> Vec<Activation> {
    let all = Named::<Activation>::every().into_iter();
    let of_one = all.filter(|f| !matches!(f, Activation::Prelu { .. } | Activation::Maxout { .. }));
    of_one.chain([Activation::Elu { alpha: 0.7 }]).collect()
}

/// Rows out of order, one of them twice, and masks for them if the network drops units.
pub struct Rows {
    rows: Vec<usize>,
    masks: Vec<Vec<f64>>,
}

impl Rows {
    /// Of a network's hidden layers.
    pub fn of(spec: &Spec) -> Rows {
        let rows = vec![4, 0, 7, 2, 2, 8, 5];
        let layers: Vec<(usize, f64)> = spec.network.hidden.iter().copied().zip(spec.dropouts()).collect();
        let mut drawn = Vec::new();
        masks::draw(9, 0, 0, rows.len(), &layers, &mut drawn);
        Rows { rows, masks: drawn }
    }

    /// As a batch.
    pub fn batch(&self) -> Batch<'_> {
        Batch { rows: &self.rows, masks: &self.masks }
    }
}

/// Networks that have every part between them.
pub const CASES: &[Case] = &[
    case("hidden = []", "loss = \"squared-error\""),
    case("hidden = [4]\nactivation = \"identity\"", "loss = \"sum-squared-error\""),
    case("hidden = [4, 3]\nactivation = \"sigmoid\"", "loss = \"total-squared-error\""),
    case("hidden = [4, 3]\nactivation = \"tanh\"\nbias = \"shared\"", "loss = \"mean-squared-error\""),
    case("hidden = [4, 3]\nactivation = \"arctan\"\nbias = \"none\"", "penalty = { l2 = 0.1 }"),
    case("hidden = [5]\nactivation = \"relu\"\noutput = \"tanh\"", "penalty = { l1 = 0.01, l2 = 0.1 }"),
    case(
        "hidden = [5]\nactivation = { kind = \"leaky-relu\", slope = 0.2 }\noutput = \"sigmoid\"",
        "loss = \"squared-error\"",
    ),
    case("hidden = [5, 4]\nactivation = \"prelu\"", "optimizer = { rule = \"adam\" }"),
    case("hidden = [5]\nactivation = { kind = \"elu\", alpha = 0.7 }", "loss = \"absolute-error\""),
    case("hidden = [5]\nactivation = \"selu\"", "loss = { kind = \"huber\", delta = 0.5 }"),
    case("hidden = [5]\nactivation = \"softplus\"\noutput = \"softmax\"", "loss = \"squared-error\""),
    case("hidden = [5]\nactivation = \"gelu\"", "clip = { norm = 0.1 }\nmax_norm = 0.5"),
    case("hidden = [5]\nactivation = \"silu\"", "optimizer = { rule = \"momentum\", learning_rate = 0.1 }"),
    case("hidden = [4, 3]\nactivation = { kind = \"maxout\", pieces = 3 }", "frozen = [\"layers.0.bias\"]"),
    case("hidden = [4, 3]\nactivation = [\"step\", \"tanh\"]", "update = \"sequential\""),
    case("hidden = [4, 3]\nbatch_norm = {}", "penalty = { l2 = 0.1 }"),
    case("hidden = [4, 4]\nbatch_norm = {}\nactivation = \"prelu\"\ndropout = [0.3, 0.5]\nresidual = true", ""),
    case("hidden = [3, 4]\nresidual = true\ndropout = 0.4", "penalty = { l1 = 0.01 }"),
    case("hidden = [4]\nactivation = \"tanh\"", "optimizer = { rule = \"lbfgs\", iterations = 3 }"),
    case("hidden = [4]", "loss = \"binary-cross-entropy\"").on(Targets::Pair(0.0, 1.0)),
    case("hidden = [4]", "loss = { kind = \"binary-cross-entropy\", smoothing = 0.2 }").on(Targets::OneHot(3)),
    case("hidden = [4]", "loss = \"cross-entropy\"").on(Targets::OneHot(3)),
    case("hidden = [4]", "loss = { kind = \"cross-entropy\", smoothing = 0.1 }").on(Targets::OneHot(4)),
    case("hidden = [4]", "loss = \"hinge\"").on(Targets::Pair(-1.0, 1.0)),
    case("kind = \"perceptron\"", "optimizer = { rule = \"gradient-descent\", learning_rate = 1.0 }")
        .on(Targets::Pair(0.0, 1.0)),
];

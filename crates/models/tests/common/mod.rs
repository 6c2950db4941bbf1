//! What the tests need to run small networks.

// Each test binary uses a part of it.
#![allow(dead_code)]

use std::sync::Arc;

use engine::random::{Purpose, stream};
use engine::schema::TargetEncoding;
use engine::{Dataset, Engine, Layout, Matrix, Schema, initializer, masks};
use experiment::spec::{Device, Experiment, Precision, Task};
use experiment::{Spec, check, spec};

pub const DEVICES: [Device; 2] = [Device::Flex, Device::Ndarray];

/// A spec from the bodies of its `[network]` and `[training]` tables.
pub fn spec_of(network: &str, training: &str) -> Spec {
    // Inline data may be classes or numbers: softmax wants classes; where nothing else says which, they are numbers.
    let said = network.contains("output") || network.contains("perceptron") || training.contains("loss");
    let task = match (network.contains("softmax"), said) {
        (true, _) => "task = \"classification\"\n",
        (false, false) => "task = \"regression\"\n",
        (false, true) => "",
    };
    let text = format!(
        "title = \"test\"\nengines = [\"burn\"]\n[dataset]\nname = \"inline\"\ninputs = [[0.0]]\n\
         targets = [[0.0]]\n{task}\
         [network]\n{network}\n[training]\n{training}\n"
    );
    let parsed = check::parse::<Experiment>("test.toml", &text, &[], spec::check);
    let parsed = parsed.unwrap_or_else(|faults| panic!("{text}\n{faults:?}"));
    parsed.arms[0].value.specs().remove(0)
}

/// Six samples of three inputs; targets as the loss wants them.
pub fn dataset(spec: &Spec) -> Arc<Dataset> {
    use experiment::spec::{Compares, OutputActivation};
    let mut draws = stream(3, Purpose::Data, 0, 0);
    let inputs = Matrix::new(6, 3, (0..18).map(|_| draws.normal()).collect());
    let labels = vec![0, 1, 0, 1, 1, 0];
    let sign = |low: f64| labels.iter().map(|&label| if label == 1 { 1.0 } else { low }).collect::<Vec<f64>>();
    let (encoding, targets) = match spec.loss().compares() {
        Compares::Probabilities { output: OutputActivation::Softmax, .. } => {
            let rows: Vec<[f64; 2]> = labels.iter().map(|&label| [1.0 - label as f64, label as f64]).collect();
            (TargetEncoding::OneHot { low: 0.0, high: 1.0 }, Matrix::from_rows(&rows))
        }
        Compares::Probabilities { .. } => (TargetEncoding::Pair { low: 0.0, high: 1.0 }, Matrix::new(6, 1, sign(0.0))),
        Compares::Sides(_) => (TargetEncoding::Pair { low: -1.0, high: 1.0 }, Matrix::new(6, 1, sign(-1.0))),
        Compares::Numbers => {
            (TargetEncoding::Numeric, Matrix::new(6, 2, (0..12).map(|_| draws.between(-0.9, 0.9)).collect()))
        }
    };
    // Class weights reach an engine as weights of the samples.
    let weights = spec.training.class_weights.as_ref().map(|_| vec![1.0, 2.0, 0.5, 1.5, 3.0, 0.25]);
    Arc::new(whole(inputs, targets, labels, encoding, weights))
}

/// A data set all of which trains.
pub fn whole(
    inputs: Matrix,
    targets: Matrix,
    labels: Vec<usize>,
    encoding: TargetEncoding,
    weights: Option<Vec<f64>>,
) -> Dataset {
    let numbers = Dataset::new(inputs, targets);
    let task = if encoding == TargetEncoding::Numeric { Task::Regression } else { Task::Classification };
    let schema = Schema { task, classes: vec!["no".into(), "yes".into()], encoding, ..numbers.schema };
    Dataset { schema, labels, weights, ..numbers }
}

/// The engine of a spec with initial parameters as drawn.
pub fn engine(device: Device, precision: Precision, spec: &Spec) -> Box<dyn Engine> {
    let spec = Spec { precision, ..spec.clone() };
    let dataset = dataset(&spec);
    let layout = Layout::of(&spec, dataset.inputs.columns(), dataset.targets.columns());
    let parameters = initializer::initial(&spec, &layout);
    models::engine_on(device, &spec, dataset, &parameters)
}

/// Dropout masks for a batch of so many rows.
pub fn drawn_masks(spec: &Spec, rows: usize) -> Vec<Vec<f64>> {
    let layers: Vec<(usize, f64)> = spec.network.hidden.iter().copied().zip(spec.dropouts()).collect();
    let mut drawn = Vec::new();
    masks::draw(5, 0, 0, rows, &layers, &mut drawn);
    drawn
}

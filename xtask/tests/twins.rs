//! Both engines on both devices: the same gradients, the same hundred steps of plain descent.

use std::sync::Arc;

use engine::{Batch, Dataset, Engine, Evaluation, Layout, agreement, initializer};
use experiment::spec::{Compares, Device, Loss, MeanOver, Named, Optimizer, Training};
use experiment::{Experiment, Spec, check, spec};

/// Networks with every part that changes a gradient.
const NETWORKS: [(&str, &str); 6] = [
    ("hidden = [4, 3]\nactivation = [\"tanh\", \"relu\"]\noutput = \"softmax\"", "penalty = { l1 = 1e-3, l2 = 1e-2 }"),
    ("hidden = [5]\nactivation = \"gelu\"\nbatch_norm = {}", "loss = \"cross-entropy\""),
    ("hidden = [4, 4]\nactivation = \"silu\"\nresidual = true\ndropout = 0.25", "loss = \"cross-entropy\""),
    (
        "hidden = [3]\nactivation = { kind = \"maxout\", pieces = 3 }",
        "loss = { kind = \"cross-entropy\", smoothing = 0.1 }",
    ),
    ("hidden = [4]\nactivation = \"prelu\"\noutput = \"sigmoid\"", "loss = \"binary-cross-entropy\""),
    ("hidden = [4, 3]\nactivation = [\"softplus\", \"elu\"]\noutput = \"identity\"", "loss = \"huber\""),
];

fn parse(network: &str, training: &str) -> Spec {
    let text = format!(
        "title = \"twins\"\n[dataset]\nname = \"iris\"\nscale = \"standard\"\n[network]\n{network}\n\
         [training]\n{training}\n\
         batch_size = 30\noptimizer = {{ rule = \"gradient-descent\", learning_rate = 0.05 }}\n"
    );
    let parsed = check::parse::<Experiment>("twins.toml", &text, &[], spec::check);
    parsed.unwrap_or_else(|faults| panic!("{faults}")).base.specs().remove(0)
}

fn load(spec: &Spec) -> Arc<Dataset> {
    Arc::new(datasets::load(spec, std::path::Path::new("")).expect("iris is built in").dataset)
}

fn twins(spec: &Spec, dataset: &Arc<Dataset>, device: Device) -> [Box<dyn Engine>; 2] {
    let layout = Layout::of(spec, dataset.inputs.columns(), dataset.targets.columns());
    let parameters = initializer::initial(spec, &layout);
    let hand = from_scratch::engine(spec, dataset.clone(), &parameters);
    [hand, models::engine_on(device, spec, dataset.clone(), &parameters)]
}

/// The masks of one batch.
fn masks(spec: &Spec, rows: usize) -> Vec<Vec<f64>> {
    let layers: Vec<(usize, f64)> = spec.network.hidden.iter().copied().zip(spec.dropouts()).collect();
    let mut masks = Vec::new();
    engine::masks::draw(7, 1, 0, rows, &layers, &mut masks);
    masks
}

#[test]
fn gradients_agree_to_the_last_digits() {
    for device in [Device::Flex, Device::Ndarray] {
        for (network, training) in NETWORKS {
            let spec = parse(network, training);
            let dataset = load(&spec);
            let [mut hand, mut burn] = twins(&spec, &dataset, device);
            let rows: Vec<usize> = (0..150).step_by(5).collect();
            let masks = masks(&spec, rows.len());
            let batch = Batch { rows: &rows, masks: &masks };
            let terms = hand.gradient_terms(&batch).expect("the hand-written engine knows its terms");
            let worst = agreement::gradients(&hand.gradients(&batch), &burn.gradients(&batch), &terms);
            // Sums of some hundred products in another order: a few hundred roundings of 1e-16.
            assert!(
                worst.error <= 1e-12,
                "{device:?} {network}: {} at {}",
                worst.error,
                hand.layout().element_name(worst.index)
            );
            assert!(worst.zeros < terms.len() / 2, "{network}: nothing was checked");
        }
    }
}

/// What an engine says of single errors makes up its loss of rows.
#[test]
fn the_losses_of_errors_make_up_the_loss() {
    for kind in Named::<Loss>::every().into_iter().filter(|loss| loss.compares() == Compares::Numbers) {
        let spec = parse("hidden = [3]\noutput = \"identity\"", &format!("loss = {:?}", kind.as_str()));
        let dataset = load(&spec);
        let rows: Vec<usize> = (0..150).step_by(5).collect();
        let targets = dataset.targets.select(&rows);
        for mut engine in twins(&spec, &dataset, Device::Flex) {
            let Evaluation { outputs, loss } = engine.evaluate(&rows);
            let errors: Vec<f64> = outputs.values().iter().zip(targets.values()).map(|(y, t)| y - t).collect();
            let losses = engine.losses_of_errors(&errors).expect("it compares numbers");
            let count = match kind.facts().mean {
                MeanOver::Nothing => 1,
                MeanOver::Samples => rows.len(),
                MeanOver::SamplesAndOutputs => errors.len(),
            };
            let found = losses.iter().sum::<f64>() / count as f64;
            // Ninety numbers above 0, added in another order.
            assert!(
                (found - loss).abs() <= 1e-14 * loss,
                "{} of {}: {found}, not {loss}",
                kind.as_str(),
                engine.name()
            );
        }
    }
    let spec = parse("hidden = [3]", "loss = \"cross-entropy\"");
    let known = twins(&spec, &load(&spec), Device::Flex).map(|engine| engine.losses_of_errors(&[0.5]));
    assert_eq!(known, [None, None]);
}

/// Both engines trace the same matrices in the same order, slopes included: of the hidden layers, not of the output.
#[test]
fn traces_agree() {
    for (network, training) in NETWORKS {
        let spec = parse(network, training);
        let dataset = load(&spec);
        let [hand, burn] =
            twins(&spec, &dataset, Device::Flex).map(|mut engine| engine.trace(&Batch::of(&[0, 60, 120])));
        let slopes = hand.iter().filter(|trace| trace.name.ends_with(".slope")).count();
        assert_eq!(slopes, spec.network.hidden.len(), "{network}");
        assert_eq!(hand.len(), burn.len(), "{network}");
        for (ours, theirs) in hand.iter().zip(&burn) {
            assert_eq!(ours.name, theirs.name, "{network}");
            let error = agreement::compare_values(ours.values.values(), theirs.values.values()).error;
            // Sums of four products in another order, through functions that are steep nowhere.
            assert!(error <= 1e-14, "{network}: {} is off by {error}", ours.name);
        }
    }
}

/// Pairs of past steps are made, used and, from the third on, thrown out; with a penalty the objective is round enough
/// for the searches to amplify little: six of them stay together to six digits.
#[test]
fn lbfgs_with_a_memory_walks_together() {
    for device in [Device::Flex, Device::Ndarray] {
        let spec = parse("hidden = [4]\nactivation = \"tanh\"", "loss = \"cross-entropy\"\npenalty = { l2 = 0.1 }");
        let optimizer = Optimizer::Lbfgs { learning_rate: 1.0, history: 2, iterations: 1 };
        let spec = Spec { training: Training { optimizer, ..spec.training }, ..spec };
        let dataset = load(&spec);
        let [mut hand, mut burn] = twins(&spec, &dataset, device);
        let rows: Vec<usize> = (0..150).collect();
        let start = hand.snapshot().parameters;
        for _ in 0..6 {
            hand.step(&Batch::of(&rows), 1.0);
            burn.step(&Batch::of(&rows), 1.0);
        }
        let (ours, theirs) = (hand.snapshot().parameters, burn.snapshot().parameters);
        let way = agreement::compare_values(&start, &ours).error;
        let apart = agreement::compare_values(&ours, &theirs).error;
        assert!(apart <= 1e-6 * way, "{device:?}: {apart} apart after a way of {way}");
    }
}

#[test]
fn a_hundred_steps_of_plain_descent_stay_together() {
    for device in [Device::Flex, Device::Ndarray] {
        let (network, training) = NETWORKS[0];
        let spec = parse(network, training);
        let dataset = load(&spec);
        let [mut hand, mut burn] = twins(&spec, &dataset, device);
        let rows: Vec<usize> = (0..150).collect();
        for step in 0..100 {
            let batch = Batch::of(&rows[30 * (step % 5)..][..30]);
            hand.step(&batch, 0.05);
            burn.step(&batch, 0.05);
        }
        let (ours, theirs) = (hand.snapshot().parameters, burn.snapshot().parameters);
        // Each step adds a few roundings, and descent at this rate does not amplify them a thousandfold.
        let worst = agreement::compare_values(&ours, &theirs);
        assert!(worst.error <= 1e-9, "{device:?}: {} at {}", worst.error, hand.layout().element_name(worst.index));
    }
}

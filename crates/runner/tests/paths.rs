//! Twelve committed experiments train to the same bits on every code path that this machine has, on one thread and on
//! two: their digests are then true on any machine.

use std::path::Path as Folder;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use engine::Dataset;
use experiment::check::parse;
use experiment::{Experiment, Spec, spec};
use from_scratch::path::Path;
use from_scratch::threads;

/// Every rule, both precisions, sums over classes, batch norm, maxout, dropout, penalties and residual connections.
const CONFIGS: [&str; 12] = [
    "activations-maxout",
    "batch-norm-inference",
    "clipping",
    "descent-adaptive",
    "descent-lbfgs",
    "descent-sequential",
    "losses-smoothing",
    "mlp-digits",
    "mlp-iris",
    "perceptron-and",
    "regularization-dropout",
    "residual-depth",
];

const BUILD: runner::BuildEngine = |_, spec, dataset, parameters| from_scratch::engine(spec, dataset, parameters);

/// The first run of a config, on its data.
fn case(name: &str) -> (Spec, Arc<Dataset>) {
    let folder = Folder::new(env!("CARGO_MANIFEST_DIR")).join("../../configs");
    let text = std::fs::read_to_string(folder.join(format!("{name}.toml"))).expect("the config is there");
    let alone = ["engines=[\"from-scratch\"]".to_owned()];
    let experiment = parse::<Experiment>(name, &text, &alone, spec::check).unwrap_or_else(|faults| panic!("{faults}"));
    let spec = experiment.base.first_spec();
    let dataset = datasets::load(&spec, &folder).expect("the data are there").dataset;
    (spec, Arc::new(dataset))
}

/// The bits of everything that a run leaves, on a path and so many threads.
fn trained(spec: &Spec, dataset: &Arc<Dataset>, path: Path, count: usize) -> Vec<u64> {
    path.take();
    threads::set_num_threads(count);
    let run = runner::run::train_unrecorded(spec, dataset, BUILD, &AtomicBool::new(false), |_, _| {})
        .expect("nobody stops it");
    let snapshot = &run.engines[0].snapshot;
    let parts = [&snapshot.parameters, &snapshot.statistics].into_iter().chain(&snapshot.state);
    parts.flatten().map(|value| value.to_bits()).collect()
}

#[test]
fn twelve_experiments_have_the_same_bits_on_every_path() {
    for name in CONFIGS {
        let (spec, dataset) = case(name);
        let plain = trained(&spec, &dataset, Path::Plain, 1);
        assert!(!plain.is_empty());
        for (path, count) in Path::available().into_iter().flat_map(|path| [(path, 1), (path, 2)]) {
            assert!(trained(&spec, &dataset, path, count) == plain, "{name}: {path:?} on {count} threads differs");
        }
    }
}

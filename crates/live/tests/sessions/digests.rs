//! The numbers of a session are those of the program, bit by bit: the digests of committed reports.

use std::fs;
use std::path::Path;

use experiment::digests::Digests;
use experiment::spec::EngineName;
use experiment::{parse_experiment, sweep};
use serde_json::{Value, json};

use super::common::Page;

/// Every kind of rule, of batch and of end, dropout, batch norm, maxout, residuals, f32, folds and tables of one's own.
const REPORTS: [&str; 14] = [
    "perceptron-and",
    "perceptron-xor",
    "mlp-xor",
    "mlp-iris",
    "mlp-circles",
    "descent-momentum",
    "descent-adaptive",
    "descent-lbfgs",
    "descent-sequential",
    "regularization-early-stopping",
    "regularization-dropout",
    "batch-norm-inference",
    "activations-maxout",
    "losses-outliers",
];

#[test]
fn digests_are_those_of_the_committed_reports() {
    for name in REPORTS {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../reports").join(name).join("digests.toml");
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let digests = Digests::from_toml(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let compared = compare(&digests);
        assert!(compared > 0, "{name}: no run of it was found");
    }
}

/// Trains the first run of each arm, at most three of them, and compares; says how many there were.
fn compare(digests: &Digests) -> usize {
    let parsed = parse_experiment("config.toml", &digests.config, &[]).expect("it was trained");
    let mut compared = 0;
    for (number, arm) in parsed.arms.iter().enumerate().take(3) {
        let spec = arm.value.first_spec();
        let run = digests.run.iter().find(|run| run.name == name(&sweep::arm(&arm.settings), spec.seed));
        let Some(run) = run.filter(|_| spec.engines.contains(&EngineName::FromScratch)) else { continue };
        let trained = trained(&digests.config, number, spec.seed);
        assert_eq!(trained["parameters"].as_str(), run.parameters.as_deref(), "{}: {}", digests.name, run.name);
        assert_eq!(trained["metrics"].as_str(), run.metrics.as_deref(), "{}: {}", digests.name, run.name);
        compared += 1;
    }
    compared
}

fn name(arm: &[(String, String)], seed: u64) -> String {
    let settings = arm.iter().map(|(path, value)| format!("{} = {value}", path.rsplit('.').next().unwrap_or(path)));
    settings.chain([format!("seed {seed}")]).collect::<Vec<_>>().join("  ")
}

/// The digests at the end, reached in steps of a length that no epoch is a multiple of.
fn trained(config: &str, arm: usize, seed: u64) -> Value {
    let mut page = Page::default();
    let session = page.open(config, arm, seed);
    while page.ask(json!({ "ask": "advance", "session": session, "batches": 997 }))["ended"] == false {}
    page.ask(json!({ "ask": "digest", "session": session }))
}

//! The doctor: each finding on its sick network and not on the cured one, and ten runs that it was not made for.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::work;
use experiment::Experiment;
use experiment::check::parse;
use experiment::finding::{Finding, FindingKind};
use experiment::record::Run;
use experiment::spec::{self, EngineName};
use runner::observe::Silent;
use runner::plan::{DatasetCache, ExperimentPaths, Job, job};
use runner::store::{self, ExistingRun};
use tempfile::TempDir;

/// The findings of every arm of a config, run by run, of so many runs at most. Data files are relative to `folder`.
fn arms(config: &str, folder: &Path, most: usize) -> Vec<Vec<Vec<Finding>>> {
    let parsed = parse::<Experiment>("test.toml", config, &[], spec::check).unwrap_or_else(|faults| panic!("{faults}"));
    let runs = TempDir::new().expect("there is room for temporary files");
    let paths = ExperimentPaths { name: "test", folder, runs: runs.path() };
    let mut cache = DatasetCache::default();
    let mut findings = Vec::new();
    for arm in &parsed.arms {
        let mut jobs: Vec<Job> = Vec::new();
        for mut spec in arm.value.specs().into_iter().take(most) {
            spec.engines = vec![EngineName::FromScratch];
            jobs.push(job(&paths, &Vec::new(), spec, &mut cache).unwrap_or_else(|_| panic!("its data are there")));
        }
        let all: Vec<&Job> = jobs.iter().collect();
        work(ExistingRun::Replaced, &Silent).run(&all).into_iter().for_each(|result| result.expect("the run ends"));
        findings.push(jobs.iter().map(|job| found(&store::folder(&job.runs, &job.id))).collect());
    }
    findings
}

/// The findings in the record of a run.
fn found(folder: &Path) -> Vec<Finding> {
    let text = fs::read_to_string(folder.join("run.toml")).expect("the run wrote it");
    Run::from_toml(&text).expect("the run wrote it").findings
}

fn configs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../configs")
}

const KINDS: [FindingKind; 15] = [
    FindingKind::Leakage,
    FindingKind::UnscaledInputs,
    FindingKind::SymmetricUnits,
    FindingKind::VanishingGradients,
    FindingKind::ExplodingGradients,
    FindingKind::SaturatedUnits,
    FindingKind::DeadUnits,
    FindingKind::MismatchedLoss,
    FindingKind::RateTooHigh,
    FindingKind::UnstableTraining,
    FindingKind::RateTooLow,
    FindingKind::TooFewEpochs,
    FindingKind::ClassImbalance,
    FindingKind::Overfitting,
    FindingKind::Underfitting,
];

/// Whether at least half of the runs of an arm have a finding, as pages ask.
fn shows(arm: &[Vec<Finding>], kind: FindingKind) -> bool {
    2 * arm.iter().filter(|run| run.iter().any(|finding| finding.kind == kind)).count() >= arm.len()
}

fn lines(arm: &[Vec<Finding>]) -> String {
    arm.iter().flatten().map(|finding| format!("\n    {}", finding.line())).collect()
}

/// The first arm of `doctor-KIND.toml` is sick, the last is healthy in all of its runs.
#[test]
fn each_finding_is_seen_on_its_config_and_gone_where_it_is_cured() {
    let mut wrong = Vec::new();
    for kind in KINDS {
        let path = configs().join(format!("doctor-{}.toml", kind.as_str()));
        let config = fs::read_to_string(&path).expect("every finding has its config");
        let arms = arms(&config, &configs(), usize::MAX);
        let [sick, cured] = &arms[..] else { panic!("{}: a sick arm and a cured one", path.display()) };
        if !shows(sick, kind) || cured.iter().any(|run| !run.is_empty()) {
            wrong.push(format!("{}\n  sick{}\n  cured{}", kind.as_str(), lines(sick), lines(cured)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The arms of all other configs that are sick, most of them on purpose: config, number of the arm, what is seen in
/// half of its first three runs.
const SICK: [(&str, usize, FindingKind); 32] = [
    ("activations-convergence", 1, FindingKind::TooFewEpochs),
    ("activations-dead-relu", 0, FindingKind::DeadUnits),
    ("activations-maxout", 0, FindingKind::Underfitting),
    ("activations-vanishing", 0, FindingKind::VanishingGradients),
    ("batch-norm-learning-rate", 0, FindingKind::VanishingGradients),
    ("capacity-hidden-units", 0, FindingKind::Underfitting),
    ("capacity-hills", 0, FindingKind::TooFewEpochs),
    ("clipping", 0, FindingKind::DeadUnits),
    ("clipping", 1, FindingKind::DeadUnits),
    ("clipping", 2, FindingKind::RateTooHigh),
    ("clipping", 3, FindingKind::DeadUnits),
    ("clipping", 3, FindingKind::RateTooHigh),
    ("descent-adaptive", 0, FindingKind::UnscaledInputs),
    ("descent-adaptive", 2, FindingKind::UnscaledInputs),
    ("descent-adaptive", 4, FindingKind::UnscaledInputs),
    ("descent-adaptive", 6, FindingKind::UnscaledInputs),
    ("descent-adaptive", 8, FindingKind::UnscaledInputs),
    ("descent-adaptive", 10, FindingKind::UnscaledInputs),
    ("descent-batch-size", 0, FindingKind::TooFewEpochs),
    ("descent-schedules", 0, FindingKind::UnstableTraining),
    ("initialization-depth", 0, FindingKind::SymmetricUnits),
    ("initialization-depth", 1, FindingKind::VanishingGradients),
    ("initialization-depth", 2, FindingKind::SaturatedUnits),
    ("logistic-circle", 0, FindingKind::Underfitting),
    ("mlp-bias", 2, FindingKind::Underfitting),
    ("mlp-circles", 0, FindingKind::Underfitting),
    ("mlp-wine", 0, FindingKind::UnscaledInputs),
    ("regularization-dropout", 0, FindingKind::Overfitting),
    ("regularization-early-stopping", 0, FindingKind::Overfitting),
    ("regularization-max-norm", 0, FindingKind::Overfitting),
    ("residual-depth", 2, FindingKind::VanishingGradients),
    ("universal-approximation", 0, FindingKind::SaturatedUnits),
];

#[test]
fn the_other_configs_are_healthy_but_for_the_arms_that_are_named() {
    let entries = fs::read_dir(configs()).expect("configs/ is there").flatten();
    let names = entries.filter_map(|entry| entry.file_name().to_str()?.strip_suffix(".toml").map(String::from));
    let mut names: Vec<String> = names.filter(|name| !name.starts_with("doctor-")).collect();
    names.sort();
    let mut seen = Vec::new();
    for name in &names {
        let config = fs::read_to_string(configs().join(format!("{name}.toml"))).expect("it is there");
        for (number, arm) in arms(&config, &configs(), 3).iter().enumerate() {
            let shown = KINDS.into_iter().filter(|kind| shows(arm, *kind));
            seen.extend(shown.map(|kind| (name.as_str(), number, kind)));
        }
    }
    assert_eq!(seen, SICK, "{seen:#?}");
}

/// Runs that no threshold was chosen by: data, network, training, and what is to be seen.
const UNSEEN: [(&str, &str, &str, Option<FindingKind>); 15] = [
    (
        r#"{ name = "iris", test = 0.25, scale = "standard" }"#,
        r#"{ hidden = [8], activation = "tanh", output = "softmax" }"#,
        r#"{ epochs = 60, batch_size = 16, optimizer = { rule = "momentum", learning_rate = 0.05 } }"#,
        None,
    ),
    (
        r#"{ name = "blobs", classes = 4, samples = 240, noise = 0.1, test = 0.25 }"#,
        r#"{ hidden = [12], activation = "relu", initializer = "he-normal", output = "softmax" }"#,
        r#"{ epochs = 100, optimizer = { rule = "adam", learning_rate = 0.01 } }"#,
        None,
    ),
    (
        r#"{ name = "sine", samples = 100, noise = 0.05, scale = "standard" }"#,
        r#"{ hidden = [16], activation = "tanh" }"#,
        r#"{ epochs = 300, batch_size = 10, optimizer = { rule = "adam", learning_rate = 0.02 } }"#,
        None,
    ),
    (
        r#"{ name = "diabetes", test = 0.25, scale = "standard", target_scale = "standard" }"#,
        r#"{ hidden = [4], activation = "softplus" }"#,
        r#"{ epochs = 80, optimizer = { rule = "gradient-descent", learning_rate = 0.05 }, penalty = { l2 = 0.01 } }"#,
        None,
    ),
    (
        r#"{ name = "quadrants", samples = 200, test = 0.3, scale = "standard" }"#,
        r#"{ hidden = [16, 8], activation = "elu", batch_norm = {}, output = "sigmoid" }"#,
        r#"{ epochs = 60, optimizer = { rule = "nesterov", learning_rate = 0.05 } }"#,
        None,
    ),
    // A curve above nineteen points of twenty is what a quantile of 0.95 asks for, far from their means.
    (
        r#"{ name = "sine", samples = 100, noise = 0.4, scale = "standard" }"#,
        r#"{ hidden = [16], activation = "tanh" }"#,
        r#"{ loss = { kind = "quantile", level = 0.95 }, optimizer = { rule = "adam", learning_rate = 0.01 } }"#,
        None,
    ),
    (
        r#"{ name = "sine", samples = 100, noise = 0.05, scale = "standard" }"#,
        r#"{ hidden = [16], activation = "tanh" }"#,
        r#"{ loss = "absolute-error", epochs = 20, optimizer = { rule = "gradient-descent", learning_rate = 1e-4 } }"#,
        Some(FindingKind::RateTooLow),
    ),
    // Noise is most of this loss, so that little of it goes away though the steps are as long as they should be.
    (
        r#"{ name = "polynomial", samples = 200, noise = 1.5 }"#,
        r#"{ hidden = [6], activation = "tanh" }"#,
        r#"{ loss = "absolute-error", batch_size = 10, optimizer = { rule = "adam", learning_rate = 0.01 } }"#,
        None,
    ),
    (
        r#"{ name = "moons", samples = 200, noise = 0.1 }"#,
        r#"{ hidden = [8], activation = "tanh" }"#,
        r#"{ loss = "hinge", epochs = 30, optimizer = { rule = "gradient-descent", learning_rate = 1e-4 } }"#,
        Some(FindingKind::RateTooLow),
    ),
    (
        r#"{ name = "diabetes", scale = "standard", target_scale = "standard" }"#,
        r#"{ hidden = [4], activation = "tanh" }"#,
        r#"{ loss = { kind = "huber", delta = 0.5 }, optimizer = { rule = "momentum", learning_rate = 1e-6 } }"#,
        Some(FindingKind::RateTooLow),
    ),
    (
        r#"{ name = "spirals", samples = 200, scale = "standard" }"#,
        r#"{ hidden = [10, 10, 10, 10, 10, 10, 10], activation = "sigmoid", output = "softmax" }"#,
        r#"{ epochs = 50, optimizer = { rule = "momentum", learning_rate = 0.1 } }"#,
        Some(FindingKind::VanishingGradients),
    ),
    (
        r#"{ name = "parity", bits = 3 }"#,
        r#"{ hidden = [6], activation = "sigmoid", initializer = "zeros", output = "sigmoid" }"#,
        r#"{ epochs = 100, batch_size = "full", optimizer = { rule = "adam", learning_rate = 0.05 } }"#,
        Some(FindingKind::SymmetricUnits),
    ),
    (
        r#"{ name = "hills", samples = 150, scale = "standard" }"#,
        r#"{ hidden = [12], activation = "tanh" }"#,
        r#"{ epochs = 40, batch_size = "full", optimizer = { rule = "gradient-descent", learning_rate = 20.0 } }"#,
        Some(FindingKind::RateTooHigh),
    ),
    (
        r#"{ name = "breast-cancer", test = 0.25 }"#,
        r#"{ hidden = [8], activation = "relu", initializer = "he-normal", output = "sigmoid" }"#,
        r#"{ epochs = 30, optimizer = { rule = "gradient-descent", learning_rate = 0.01 } }"#,
        Some(FindingKind::UnscaledInputs),
    ),
    (
        r#"{ name = "digits", test = 0.25, scale = "min-max" }"#,
        r#"{ hidden = [16], activation = "relu", initializer = "he-normal", output = "softmax" }"#,
        r#"{ epochs = 10, optimizer = { rule = "adam", learning_rate = 1e-6 } }"#,
        Some(FindingKind::RateTooLow),
    ),
];

#[test]
fn sick_runs_that_were_not_looked_at_before_are_found_and_healthy_ones_left_alone() {
    let mut wrong = Vec::new();
    for (dataset, network, training, wanted) in UNSEEN {
        let config =
            format!("title = \"t\"\nseeds = [5, 6]\ndataset = {dataset}\nnetwork = {network}\ntraining = {training}\n");
        let found = arms(&config, &configs(), 2).swap_remove(0);
        let right = match wanted {
            None => found.iter().all(Vec::is_empty),
            Some(kind) => found.iter().all(|run| run.iter().any(|finding| finding.kind == kind)),
        };
        if !right {
            wrong.push(format!("{dataset}\n{network}: {wanted:?}{}", lines(&found)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A price per area without noise is a rule to be learned, as long as there is nothing else to learn it from.
#[test]
fn a_single_input_that_gives_the_target_is_no_leakage() {
    let prices = |inputs: fn(usize) -> String| {
        let rows: Vec<String> = (0..12).map(inputs).collect();
        let targets: Vec<String> = (0..12).map(|row| format!("[{}]", 30 + 6 * row)).collect();
        let config = format!(
            "title = \"prices\"\n[dataset]\nname = \"inline\"\ntask = \"regression\"\ninputs = [{}]\n\
             targets = [{}]\nscale = \"standard\"\n[network]\n[training]\nbatch_size = \"full\"\nepochs = 20\n\
             optimizer = {{ rule = \"gradient-descent\", learning_rate = 0.5 }}\n",
            rows.join(", "),
            targets.join(", ")
        );
        arms(&config, &configs(), 1).remove(0)
    };
    let (area, both) =
        (prices(|row| format!("[{}]", 10 + 2 * row)), prices(|row| format!("[{}, {}]", 10 + 2 * row, row % 3)));
    assert!(!shows(&area, FindingKind::Leakage), "{}", lines(&area));
    assert!(shows(&both, FindingKind::Leakage), "{}", lines(&both));
}

/// At a rate of 10 more than nine rows of ten are right, and the loss jumps up and down well above that of 1.
#[test]
fn a_rate_is_too_high_though_most_rows_are_right() {
    let found = |rate: f64| {
        let config = format!(
            "title = \"t\"\nseeds = [1, 3]\n\
             dataset = {{ name = \"circles\", samples = 200, noise = 0.5, test = 0.3 }}\n\
             network = {{ hidden = [8], activation = \"tanh\", output = \"sigmoid\" }}\n\
             training = {{ epochs = 200, batch_size = 20, optimizer = {{ rule = \"gradient-descent\", \
             learning_rate = {rate} }} }}\n"
        );
        let runs = arms(&config, &configs(), 2).swap_remove(0);
        runs.iter().map(|run| run.iter().any(|finding| finding.kind == FindingKind::RateTooHigh)).collect::<Vec<_>>()
    };
    assert_eq!((found(1.0), found(10.0)), (vec![false; 2], vec![true; 2]));
}

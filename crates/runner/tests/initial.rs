//! Training that goes on from the parameters of an earlier run.

mod common;

use std::fs;
use std::path::Path;

use common::train;
use experiment::spec::{OutputActivation, RuleViolation};
use runner::plan::PlanError;
use tempfile::TempDir;

fn config(precision: &str, hidden: &str, initial: &str) -> String {
    network(precision, &format!("hidden = {hidden}\nactivation = \"tanh\""), initial)
}

fn network(precision: &str, network: &str, initial: &str) -> String {
    format!(
        "title = \"t\"\nengines = [\"from-scratch\"]\nprecision = {precision:?}\n\
         [dataset]\nname = \"moons\"\nsamples = 40\n\
         [network]\n{network}\n\
         [training]\nepochs = 3\noptimizer = {{ rule = \"adam\", learning_rate = 0.1 }}\n{initial}"
    )
}

/// The metrics of an epoch, without the name of the engine, the epoch and the rate.
fn metrics(run: &Path, epoch: usize) -> String {
    let text = fs::read_to_string(run.join("metrics.csv")).expect("the run wrote it");
    let start = format!("from-scratch,{epoch},");
    let line = text.lines().find(|line| line.starts_with(&start)).expect("the epoch was trained");
    line.splitn(4, ',').last().expect("four parts").to_string()
}

/// What a run ends with is to the last digit what the next one begins with.
#[test]
fn epoch_0_is_where_the_other_run_ended() {
    for precision in ["f64", "f32"] {
        let folder = TempDir::new().expect("there is room for temporary files");
        let first = train(&config(precision, "[3]", ""), folder.path()).expect("in order");
        for name in ["parameters.csv", "parameters.safetensors"] {
            let initial = format!("[initial]\nfile = {:?}\n", first.join(name).display().to_string());
            let second = train(&config(precision, "[3]", &initial), folder.path()).expect("in order");
            assert_eq!(metrics(&second, 0), metrics(&first, 3), "{precision} {name}");
            assert_ne!(metrics(&second, 3), metrics(&first, 3));
        }
    }
}

/// Batch normalization's running statistics go on, too: without them the network of inference would be another.
#[test]
fn running_statistics_go_on() {
    for inference in ["running", "training-set"] {
        let folder = TempDir::new().expect("there is room for temporary files");
        let norm = format!("hidden = [3, 2]\nbatch_norm = {{ inference = {inference:?} }}");
        let first = train(&network("f64", &norm, ""), folder.path()).expect("in order");
        for name in ["parameters.csv", "parameters.safetensors"] {
            let initial = format!("[initial]\nfile = {:?}\n", first.join(name).display().to_string());
            let second = train(&network("f64", &norm, &initial), folder.path()).expect("in order");
            assert_eq!(metrics(&second, 0), metrics(&first, 3), "{inference} {name}");
        }
    }
}

/// 2 inputs into a million units of a hundred pieces, 3·10⁸ with their biases; those into a hundred such units, 10¹⁰
/// and 10⁴ biases; and 2·100 + 2. One engine holds each four times, in 8 bytes: 32·10300010202 = 3.296·10¹¹.
#[test]
fn a_network_beyond_memory_is_refused() {
    let folder = TempDir::new().expect("there is room for temporary files");
    let wide = "hidden = [1_000_000, 100]\nactivation = { kind = \"maxout\", pieces = 100 }";
    let faults = match train(&network("f64", wide, ""), folder.path()) {
        Err(PlanError::Keys(faults)) => faults,
        other => panic!("{other:?}"),
    };
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].at, "network.hidden");
    let start = "the network has 10300010202 parameters, which take 329.6 GB of memory at least, and ";
    assert!(faults[0].message.starts_with(start), "{}", faults[0].message);
}

/// A safetensors file has the bytes of its numbers behind a header: 2·3 + 3 + 3·2 + 2 = 17 of them here.
#[test]
fn a_file_has_the_precision_of_its_run() {
    for (precision, bytes) in [("f64", 8), ("f32", 4)] {
        let folder = TempDir::new().expect("there is room for temporary files");
        let run = train(&config(precision, "[3]", ""), folder.path()).expect("in order");
        let file = fs::read(run.join("parameters.safetensors")).expect("the run wrote it");
        let header = u64::from_le_bytes(file[..8].try_into().expect("eight"));
        assert_eq!(file.len() - 8 - header as usize, 17 * bytes);
    }
}

/// What the tensors do not say stands beside them, with every default and the output that follows from the loss.
#[test]
fn a_file_knows_its_network() {
    let folder = TempDir::new().expect("there is room for temporary files");
    let run = train(&config("f64", "[3]", ""), folder.path()).expect("in order");
    let file = fs::read(run.join("parameters.safetensors")).expect("the run wrote it");
    let header = u64::from_le_bytes(file[..8].try_into().expect("eight")) as usize;
    let header: serde_json::Value = serde_json::from_slice(&file[8..8 + header]).expect("the header is JSON");
    let network = header["__metadata__"]["network"].as_str().expect("it is a text");
    let network: experiment::spec::Network = serde_json::from_str(network).expect("it is the table of a config");
    assert_eq!((network.hidden, network.output), (vec![3], Some(OutputActivation::Softmax)));
}

fn faults(initial: &str, folder: &Path) -> Vec<RuleViolation> {
    match train(&config("f64", "[4]", initial), folder) {
        Err(PlanError::Keys(faults)) => faults,
        other => panic!("{other:?}"),
    }
}

#[test]
fn statistics_of_another_length_are_told() {
    let folder = TempDir::new().expect("there is room for temporary files");
    let initial = "[initial]\n\"layers.0.running_mean\" = [1.0, 2.0]\n\"layers.0.running_var\" = [1.0, 2.0, 3.0]\n";
    let faults = match train(&network("f64", "hidden = [3]\nbatch_norm = {}", initial), folder.path()) {
        Err(PlanError::Keys(faults)) => faults,
        other => panic!("{other:?}"),
    };
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].message, "layers.0.running_mean is 1 x 3, this value is not");
}

#[test]
fn tensors_of_another_shape_are_told_by_name_and_file() {
    let folder = TempDir::new().expect("there is room for temporary files");
    let first = train(&config("f64", "[3]", ""), folder.path()).expect("in order");
    fs::copy(first.join("parameters.csv"), folder.path().join("old.csv")).expect("there is room");
    let faults = faults("[initial]\nfile = \"old.csv\"\n", folder.path());
    let told: Vec<(&str, &str)> = faults.iter().map(|fault| (fault.at.as_str(), fault.message.as_str())).collect();
    assert_eq!(
        told,
        [
            ("initial.file", "layers.0.bias is 1 x 4, this value is 1 x 3"),
            ("initial.file", "layers.0.weight is 2 x 4, this value is 2 x 3"),
            ("initial.file", "layers.1.weight is 4 x 2, this value is 3 x 2"),
        ]
    );
}

//! Claims on the command line: the exit code, what is judged, and that the committed ones can fail.

mod common;

use std::fs;
use std::path::Path;

use common::{TestFolder, XOR};

/// XOR with a claim that any network of one epoch bears out, or none does.
fn xor(claim: &str) -> String {
    let seeds = XOR.replace("[1, 2]", "[1, 2, 3]");
    format!("{seeds}\n[[claim]]\nsays = \"Networks are quick\"\n{claim}\n")
}

const HOLDS: &str = "metric = \"updates-per-epoch\"\nequals = 1";
const FAILS: &str = "metric = \"train-loss\"\nabove = 50.0";

#[test]
fn a_claim_that_fails_is_a_failure_after_the_report() {
    let folder = TestFolder::new();
    assert_eq!(folder.write("xor.toml", xor(HOLDS)).run(&["run", "xor.toml"]).code, 0);
    let completed = folder.write("xor.toml", xor(FAILS)).run(&["run", "xor.toml"]);
    assert_eq!(completed.code, 1, "{completed:?}");
    assert!(completed.err.contains("error: xor: a claim fails: Networks are quick."), "{completed:?}");
    assert!(completed.err.contains("finished earlier"), "another claim trains nothing: {completed:?}");
    let report = fs::read_to_string(folder.path().join("reports/xor/report.md")).expect("it was written");
    assert!(report.contains("- ✗ **Networks are quick.**"), "{report}");
}

/// Other seeds are the same experiment, other epochs are not.
#[test]
fn claims_of_another_experiment_are_not_judged() {
    let folder = TestFolder::new();
    folder.write("xor.toml", xor(FAILS));
    let run = |setting: &str| folder.run(&["run", "xor.toml", "--out", "o", "--set", setting]).code;
    assert_eq!(run("seeds=[4,5,6]"), 1);
    assert_eq!(run("training.epochs=2"), 0);
    assert_eq!(run("seeds=[4,5]"), 0, "two runs cannot show it");
    let report = fs::read_to_string(folder.path().join("o/xor/report.md")).expect("it was written");
    assert!(report.contains("- – **Networks are quick.** Not judged"), "{report}");
}

/// The configs whose runs are quick, with every claim turned around: above is below, equal is more.
#[test]
fn a_committed_claim_turned_around_fails() {
    let folder = TestFolder::new();
    let configs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../configs");
    for name in ["perceptron-or", "losses-saturation", "descent-momentum", "descent-normalised", "softmax-stability"] {
        let text = fs::read_to_string(configs.join(format!("{name}.toml"))).expect("it is there");
        let file = format!("{name}.toml");
        assert_eq!(folder.write(&file, &text).run(&["run", &file]).code, 0, "{name}");
        let claims = text.matches("\n[[claim]]").count();
        let completed = folder.write(&file, turned(&text)).run(&["run", &file]);
        assert_eq!(completed.err.matches("a claim fails").count(), claims, "{name}: {completed:?}");
    }
}

/// Bounds on the other side. What was equal to a number is said to be a little less, and equal arms to differ.
fn turned(config: &str) -> String {
    let line = |line: &str| match line.split_once(" = ") {
        Some(("above", bound)) => format!("below = {bound}"),
        Some(("below", bound)) => format!("above = {bound}"),
        Some(("above_arm", arm)) => format!("below_arm = {arm}"),
        Some(("below_arm", arm) | ("equals_arm", arm)) => format!("above_arm = {arm}"),
        Some(("equals", bound)) => format!("below = {bound}"),
        _ => line.to_owned(),
    };
    config.lines().map(line).collect::<Vec<_>>().join("\n")
}

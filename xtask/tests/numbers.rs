//! Every printed number of the worked examples, and that each digit of it counts.

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use blackboard::answer::{Situation, answer, needs_end_of_training, wanted};
use blackboard::given::Given;
use common::TestFolder;
use experiment::judged::{Counts, JudgedNumber, PrintedMark};
use experiment::spec::{EngineName, Expect, PrintedVerdict};
use experiment::term::Term;
use experiment::{Experiment, Spec, check, spec};
use runner::follow::{FollowUntil, follow};

fn configs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../configs")
}

/// Every expectation of the worked configs with the value that the hand-written engine has for it; none if it is lost.
fn computed() -> Vec<(String, Expect, Option<f64>)> {
    let entries = fs::read_dir(configs()).expect("configs/ is there").flatten().map(|entry| entry.path());
    let mut paths: Vec<PathBuf> = entries.filter(|path| path.to_string_lossy().contains("/worked-")).collect();
    paths.sort();
    paths.iter().flat_map(|path| values(path)).collect()
}

fn values(path: &Path) -> Vec<(String, Expect, Option<f64>)> {
    let name = path.file_stem().expect("it has a name").to_string_lossy().into_owned();
    let text = fs::read_to_string(path).expect("configs are text");
    let parsed = check::parse::<Experiment>(&name, &text, &[], spec::check).unwrap_or_else(|e| panic!("{e}"));
    let settings: Vec<_> = parsed.arms.iter().map(|arm| arm.settings.clone()).collect();
    let value = |expect: &Expect| {
        let arm = expect.arm_among(&settings).unwrap_or_else(|| panic!("{name} has no arm of {}", expect.source));
        (expect.verdict != PrintedVerdict::Lost).then(|| value(&parsed.arms[arm].value.first_spec(), expect))
    };
    parsed.base.expect.iter().map(|expect| (name.clone(), expect.clone(), value(expect))).collect()
}

/// The number of an expectation; in its own unit no number here is scaled.
fn value(spec: &Spec, expect: &Expect) -> f64 {
    let term: Term = expect.quantity.parse().expect("it was checked");
    let read = |(name, value): (&String, &f64)| Given { term: name.parse().expect("it was checked"), value: *value };
    let given: Vec<Given> = expect.given.iter().map(read).collect();
    let spec = Spec { engines: vec![EngineName::FromScratch], ..spec.clone() };
    let dataset = Arc::new(datasets::load(&spec, &configs()).unwrap_or_else(|errors| panic!("{errors}")).dataset);
    let build: runner::BuildEngine = |_, spec, dataset, parameters| from_scratch::engine(spec, dataset, parameters);
    let mut updates: BTreeSet<usize> = wanted(&term, &given);
    updates.insert(0);
    let length = if needs_end_of_training(&term) { FollowUntil::End } else { FollowUntil::LastWanted };
    let followed = follow(&spec, &dataset, build, &updates, length);
    let situation = Situation { spec: &spec, dataset: &dataset, followed: &followed };
    let value = answer(&situation, &term, &given).unwrap_or_else(|refusal| panic!("{}: {refusal}", expect.quantity));
    match expect.values {
        experiment::spec::Values::Own => dataset.schema.target_scaling[0].invert(value),
        experiment::spec::Values::Scaled => value,
    }
}

fn judged(expect: &Expect, value: Option<f64>) -> JudgedNumber {
    JudgedNumber::of(expect, value.map(|value| (EngineName::FromScratch, value)).into_iter().collect())
}

/// A text with one of its digits changed by one, in every place and both ways.
fn mutations(text: &str) -> Vec<String> {
    let digits = text.char_indices().filter_map(|(at, letter)| Some((at, letter.to_digit(10)?)));
    let changed = digits.flat_map(|(at, digit)| [(at, (digit + 1) % 10), (at, (digit + 9) % 10)]);
    changed.map(|(at, digit)| format!("{}{digit}{}", &text[..at], &text[at + 1..])).collect()
}

/// All numbers are as their configs say, there are as many of each kind as the lectures print, and no digit of a
/// reproduced number, of the right value of an erratum, or of a number that is asked for could be another.
#[test]
fn every_number_and_every_digit() {
    let computed = computed();
    let all: Vec<JudgedNumber> = computed.iter().map(|(_, expect, value)| judged(expect, *value)).collect();
    let failed = computed.iter().zip(&all).filter_map(|((name, expect, _), judged)| {
        judged.complaint(expect).map(|complaint| format!("{name}: {complaint}"))
    });
    let failed: Vec<String> = failed.collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert_eq!(Counts::of(&all), Counts { met: 143, misprints: 17, lost: 14, failed: 0 });
    let mut changed = 0;
    for (name, expect, value) in &computed {
        let digits = match expect.verdict {
            PrintedVerdict::Reproduced => expect.printed.as_ref().or(expect.right.as_ref()),
            PrintedVerdict::Erratum => expect.right.as_ref(),
            PrintedVerdict::Lost => None,
        };
        for digits in digits.iter().flat_map(|digits| mutations(digits)) {
            let mut other = expect.clone();
            *(if other.right.is_some() { &mut other.right } else { &mut other.printed }) = Some(digits.clone());
            let mark = judged(&other, *value).mark;
            assert!(matches!(mark, PrintedMark::Failed(_)), "{name}: {} would be {digits}, too", expect.quantity);
            changed += 1;
        }
    }
    assert!(changed > 1000, "{changed} digits were changed");
}

/// The digits of lecture 004's other program, as numpy has them: rounding of 10,000 updates leaves 12 of them alike.
#[test]
fn ten_thousand_sequential_updates() {
    let found = values(&configs().join("worked-mazur-sequential.toml"));
    let of = |quantity: &str| {
        let (_, _, value) = found.iter().find(|(_, expect, _)| expect.quantity == quantity).expect("it is expected");
        value.expect("it is computed")
    };
    let near = |quantity: &str, wanted: f64| {
        let value = of(quantity);
        assert!((value - wanted).abs() <= 1e-12 * wanted, "{quantity} is {value}, not {wanted}");
    };
    near("loss @ 10000", 3.5084786296312774e-05);
    near("output[0] @ 10000", 0.0159121963260343);
    near("output[1] @ 10000", 0.9840657344856291);
}

fn neuron() -> String {
    fs::read_to_string(configs().join("worked-neuron.toml")).expect("it is there")
}

/// The program writes the report all the same, and ends with exit code 1.
#[test]
fn a_number_that_does_not_come_out_fails_the_run() {
    let folder = TestFolder::new();
    folder
        .write("good.toml", neuron())
        .write("bad.toml", neuron().replace("printed  = \"20.79\"", "printed  = \"20.78\""));
    let good = folder.run(&["run", "good.toml"]);
    assert_eq!(good.code, 0, "{good:?}");
    let bad = folder.run(&["run", "bad.toml"]);
    assert_eq!(bad.code, 1, "{bad:?}");
    let complaint = "error: bad.toml: 000 l.458: loss is 20.7893965064308";
    assert!(bad.err.contains(complaint) && bad.err.contains("by from-scratch, expected 20.78\n"), "{}", bad.err);
    let page = fs::read_to_string(folder.path().join("reports/bad/report.md")).expect("it was written");
    assert!(page.contains("FAILS"), "{page}");
    // Another learning rate is another example.
    let changed = folder.run(&["run", "bad.toml", "--set", "training.epochs=4", "--out", "other"]);
    assert_eq!(changed.code, 0, "{changed:?}");
    assert!(
        changed.err.contains("note: bad.toml: printed numbers are not judged, because keys were set"),
        "{changed:?}"
    );
}

/// What the network or its training does not have is an error of the config, and nothing is run.
#[test]
fn a_number_that_is_not_there_is_an_error_of_the_config() {
    let folder = TestFolder::new();
    let with =
        |from: &str, to: &str| neuron().replacen(&format!("quantity = {from:?}"), &format!("quantity = {to:?}"), 1);
    folder.write("layer.toml", with("loss", "layers.4.z"));
    folder.write("late.toml", with("loss @ 1", "loss @ 4"));
    folder.write("arm.toml", neuron().replacen("source   = ", "arm = { \"network.bias\" = \"none\" }\nsource   = ", 1));
    let refused = |config: &str, message: &str| {
        let completed = folder.run(&["run", config]);
        assert_eq!(completed.code, 3, "{completed:?}");
        assert!(
            completed.err.contains(message) && completed.err.contains(&format!("--> {config}:")),
            "{}",
            completed.err
        );
    };
    refused("layer.toml", "layers.4.z is of layer 4, and the network has 1, counted from 0");
    refused("late.toml", "training makes 3 updates, this number is asked for after 4");
    refused("arm.toml", "\"network.bias\" is not an axis of the sweep");
    let checked = folder.run(&["check", "layer.toml"]);
    assert!(checked.code == 3 && checked.err.contains("layers.4.z is of layer 4"), "{checked:?}");
    assert!(!folder.path().join("reports").exists());
}

/// Seven rows in batches of three under batch normalization: the last batch takes the seventh row, which would be
/// alone.
const MERGED: &str = r#"
title = "Seven rows"
engines = ["from-scratch"]
[dataset]
name = "inline"
inputs = [[0.1], [0.2], [0.3], [0.4], [0.5], [0.6], [0.7]]
targets = [[1], [2], [3], [4], [5], [6], [7]]
task = "regression"
[network]
hidden = [2]
batch_norm = {}
[training]
batch_size = 3
epochs = 2
shuffle = false
"#;

/// What only training could meet is refused before it, at its place: updates that a merged batch leaves out, a row of
/// another batch, a path behind the output, a step that is searched for. What is there is computed.
#[test]
fn what_training_cannot_meet_is_refused_before_it() {
    let folder = TestFolder::new();
    let run = |name: &str, config: &str, quantity: &str| {
        let text = format!("{config}\n[[expect]]\nsource = \"s\"\nquantity = \"{quantity}\"\n");
        folder.write(name, text).run(&["run", name])
    };
    let searched = MERGED.replace("batch_norm = {}", "").replace("batch_size = 3", "batch_size = \"full\"")
        + "optimizer = { rule = \"lbfgs\" }\n";
    for (number, (config, quantity, message)) in [
        (MERGED, "loss @ 5", "training makes 4 updates, this number is asked for after 5"),
        (MERGED, "layers.0.normalized[1] sample 1 @ 3", "is of a sample that is not in the batch, whose statistics"),
        (MERGED, "layers.1.weight[0,0] via unit 0 @ 1", "goes via a unit of the layer after it, and there is none"),
        (MERGED, "layers.0.weight[0,0] via unit 3 @ 1", "goes via unit 3, and layer 1 has 1"),
        (&searched, "layers.0.weight[0,0] via unit 0 @ 1", "goes through updates by hand, along a path"),
    ]
    .into_iter()
    .enumerate()
    {
        let name = format!("refused-{number}.toml");
        let completed = run(&name, config, quantity);
        let place = completed.err.contains(&format!("--> {name}:")) && completed.err.contains('^');
        assert!(completed.code == 3 && place && completed.err.contains(message), "{quantity}: {}", completed.err);
        assert!(!folder.path().join(format!("reports/refused-{number}")).exists());
    }
    for (number, (config, quantity)) in [
        (MERGED, "loss @ 4"),
        (MERGED, "layers.0.normalized[1] sample 6 @ 3"),
        (MERGED, "layers.0.weight[0,1] via unit 0 @ 4"),
        (&searched, "layers.0.weight[0,0] @ 1"),
    ]
    .into_iter()
    .enumerate()
    {
        let completed = run(&format!("computed-{number}.toml"), config, quantity);
        assert_eq!(completed.code, 0, "{quantity}: {}", completed.err);
    }
}

//! Every choice that the config language offers is made by some config, and trained here on both engines.
//!
//! A choice is a key and a name, as in activation = "relu": the name "step" is an activation, an output, a data set
//! and a schedule, and each of the four has to be used. The choices are read from the schema, so a new one is tested
//! before anybody thinks of it.

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use common::TestFolder;
use experiment::check::{parse, schema_text};
use experiment::{Experiment, spec};
use serde_json::Value;

/// A key of the config language and one of the names it takes.
type Choice = (String, String);

/// The keys within a choice that say which one it is: the choice belongs to the key around them.
const TAGS: [&str; 2] = ["kind", "rule"];

/// Every choice of a schema, below this key. Metrics are left out: they are the product of two lists. So is what is
/// expected of a run, which is no part of it.
fn offered(schema: &Value, key: &str, root: &Value, found: &mut BTreeSet<Choice>) {
    match schema {
        Value::Object(keywords) => {
            for (keyword, value) in keywords {
                match (keyword.as_str(), value) {
                    ("const", Value::String(name)) => drop(found.insert((key.into(), name.clone()))),
                    ("enum", Value::Array(names)) => {
                        found.extend(names.iter().filter_map(Value::as_str).map(|name| (key.into(), name.into())))
                    }
                    ("$ref", Value::String(target)) if !target.ends_with("/Metric") => {
                        let target = target.strip_prefix('#').expect("the schema is one file");
                        offered(root.pointer(target).expect("the schema is whole"), key, root, found);
                    }
                    ("properties", Value::Object(properties)) => {
                        let of_runs = properties.iter().filter(|(inner, _)| *inner != "expect");
                        of_runs.for_each(|(inner, value)| offered(value, around(key, inner), root, found));
                    }
                    ("definitions", _) => {}
                    _ => offered(value, key, root, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| offered(item, key, root, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The key that a choice at `inner` belongs to. At the top of a table without a key of its own, a tag is a key.
fn around<'a>(outer: &'a str, inner: &'a str) -> &'a str {
    if TAGS.contains(&inner) && !["", "network", "figure"].contains(&outer) { outer } else { inner }
}

/// Every choice that a value makes, below this key.
fn made(value: &Value, key: &str, found: &mut BTreeSet<Choice>) {
    match value {
        Value::String(name) => drop(found.insert((key.into(), name.clone()))),
        Value::Array(items) => items.iter().for_each(|item| made(item, key, found)),
        Value::Object(table) => table.iter().for_each(|(inner, value)| made(value, around(key, inner), found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// All choices there are.
fn choices() -> BTreeSet<Choice> {
    let schema = serde_json::from_str(&schema_text::<Experiment>()).expect("the schema is JSON");
    let mut found = BTreeSet::new();
    offered(&schema, "", &schema, &mut found);
    found
}

fn repository(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name)
}

#[test]
fn every_choice_is_made_by_some_config() {
    let mut used = BTreeSet::new();
    let entries = fs::read_dir(repository("configs")).expect("configs/ is there").flatten().map(|entry| entry.path());
    for path in entries.filter(|path| path.extension().is_some_and(|ending| ending == "toml")) {
        let text = fs::read_to_string(&path).expect("configs are text");
        let parsed = parse::<Experiment>(&path.display().to_string(), &text, &[], spec::check);
        let parsed = parsed.unwrap_or_else(|faults| panic!("{faults}"));
        made(&serde_json::to_value(&parsed.base.claim).expect("claims are JSON"), "claim", &mut used);
        made(&serde_json::to_value(&parsed.base.figure).expect("figures are JSON"), "figure", &mut used);
        for spec in parsed.arms.iter().flat_map(|arm| arm.value.specs()) {
            made(&serde_json::from_str(&spec.canonical()).expect("a spec is JSON"), "", &mut used);
        }
    }
    let idle = choices().into_iter().filter(|choice| !used.contains(choice) && !without_config(choice));
    let idle: Vec<Choice> = idle.collect();
    assert!(idle.is_empty(), "no config uses {idle:?}");
}

/// Choices that no config of a course has a use for: how a file is written, which part a measure of a class is of, and
/// what only some tables allow. What trains of them is trained below all the same.
fn without_config((key, name): &Choice) -> bool {
    let of_a_file = ["encoding", "decimal", "thousands", "dataset"].contains(&key.as_str());
    of_a_file
        || is_a_look(key)
        || key == "part"
        || [("missing", "category"), ("target_scale", "robust")].contains(&(key.as_str(), name.as_str()))
}

/// How a figure looks, which somebody chooses for a slide.
fn is_a_look(key: &str) -> bool {
    ["legend", "log"].contains(&key)
}

/// Whether a run is another one with a choice; what claims say and how figures look train nothing.
fn trains((key, _): &Choice) -> bool {
    !is_a_look(key) && !["metric", "at", "baseline", "part"].contains(&key.as_str())
}

/// A table in which a choice of how files are written makes a difference, and its keys in [dataset].
fn file((key, name): &Choice) -> (Vec<u8>, String) {
    let rows = |cell: &dyn Fn(u32) -> String| (1..9).map(|row| format!("{};{row}\n", cell(row))).collect::<String>();
    let quoted = format!("{name:?}");
    let (cells, keys) = match (key.as_str(), name.as_str()) {
        ("dataset", "date") => (rows(&|row| format!("2024-02-0{row}")), "kind = { x = \"date\" }".to_string()),
        ("dataset", "percent") => (rows(&|row| format!("{row}.5 %")), "kind = { x = \"percent\" }".into()),
        ("dataset", "currency") => (rows(&|row| format!("${row}.50")), "kind = { x = \"currency\" }".into()),
        ("dataset", "boolean") => {
            (rows(&|row| ["yes", "no"][row as usize % 2].into()), "kind = { x = \"boolean\" }".into())
        }
        ("decimal", sign) => (rows(&|row| format!("{row}{sign}5")), format!("decimal = {quoted}")),
        ("thousands", ".") => (rows(&|row| format!("{row}.000,5")), "thousands = \".\", decimal = \",\"".into()),
        ("thousands", sign) => (rows(&|row| format!("{row}{sign}000.5")), format!("thousands = {quoted}")),
        ("encoding", _) => (rows(&|row| row.to_string()), format!("encoding = {quoted}")),
        _ => panic!("say here which file makes the choice {key} = {quoted}"),
    };
    let text = format!("x;y\n{cells}");
    let bytes = match name.as_str() {
        // The mark of the byte order, then two bytes for each character, the lower one first.
        "utf-16" => [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
        _ => text.into_bytes(),
    };
    (bytes, keys)
}

/// A small experiment that makes a choice, with whatever else the choice needs.
fn experiment((key, name): &Choice) -> String {
    let quoted = format!("{name:?}");
    let set = format!("{key} = {quoted}");
    let houses = r#"name = "csv", path = "houses.csv", target = "energy, MWh", categorical = ["kind", "heating"]"#;
    let machines = r#"name = "csv", path = "machines.csv", target = "state""#;
    let (mut top, mut figure) = (String::new(), String::new());
    let (mut dataset, mut network, mut training) = (r#"name = "iris""#.to_string(), String::new(), String::new());
    match (key.as_str(), name.as_str()) {
        ("engines", _) => top = format!("engines = [{quoted}]"),
        ("device" | "precision", _) => top = set,
        ("name", "csv") | ("task", "regression") => {
            dataset = format!("{houses}, missing = \"drop\", task = \"regression\"")
        }
        ("task", "classification") => dataset = format!("{machines}, {set}"),
        ("unknown", _) => dataset = format!("{houses}, missing = \"drop\", {set}, task = \"regression\""),
        ("missing", "median") => {
            dataset = format!("{houses}, missing = {{ \"*\" = \"mean\", people = \"median\" }}, task = \"regression\"")
        }
        ("missing", "category") => {
            dataset = format!("{houses}, missing = {{ \"*\" = \"mean\", kind = \"category\" }}, task = \"regression\"")
        }
        ("missing", _) => dataset = format!("{houses}, {set}, task = \"regression\""),
        ("dataset" | "decimal" | "thousands" | "encoding", _) => {
            let choice = (key.clone(), name.clone());
            let path = file_name(&choice);
            dataset = format!(
                "name = \"csv\", path = {path:?}, delimiter = \";\", target = \"y\", task = \"regression\", {}",
                file(&choice).1
            );
        }
        ("name", "idx") => dataset = r#"name = "idx", path = "images.gz", labels = "labels.gz""#.into(),
        ("name", "inline") => {
            dataset =
                r#"name = "inline", inputs = [[0.0], [1.0]], targets = [[0.5], [2.0]], task = "regression""#.into();
        }
        ("name", _) => dataset = set,
        ("scale", _) => dataset += &format!(", {set}"),
        ("target_scale", _) => dataset = format!("name = \"sine\", {set}"),
        ("coding", _) => {
            dataset = format!("name = \"moons\", {set}");
            network = "output = \"tanh\"".into();
        }
        ("kind", "perceptron") | ("output", "step") | ("loss", "perceptron") | ("at_zero", _) => {
            network = "kind = \"perceptron\"".into();
            match key.as_str() {
                "loss" => training = set,
                "output" | "at_zero" => network += &format!(", {set}"),
                _ => {}
            }
        }
        ("kind", "mlp") | ("output" | "initializer" | "bias", _) => network = set,
        ("activation", _) => network = format!("hidden = [3, 2], {set}"),
        ("inference", _) => network = format!("hidden = [3], batch_norm = {{ {set} }}"),
        ("kind", "corrections") => {
            (network, figure) = ("kind = \"perceptron\"".into(), set);
        }
        ("kind", _) => (network, figure) = ("hidden = [3]".into(), set),
        ("loss" | "class_weights" | "batch_size", _) => training = set,
        ("optimizer", _) => {
            training = format!("batch_size = \"full\", optimizer = {{ rule = {quoted}, learning_rate = 0.01 }}");
        }
        ("schedule", _) => (dataset, training) = (dataset + ", validation = 0.2", set),
        ("update", "sequential") => (top, training) = ("engines = [\"from-scratch\"]".into(), set),
        ("update", _) => training = set,
        _ => panic!("say here which experiment makes the choice {key} = {quoted}"),
    }
    let figure = if figure.is_empty() { String::new() } else { format!("[[figure]]\n{figure}\n") };
    let training = if training.is_empty() { String::new() } else { format!(", {training}") };
    format!(
        "title = \"choice\"\n{top}\ndataset = {{ {dataset} }}\nnetwork = {{ {network} }}\n\
         training = {{ epochs = 2{training} }}\n{figure}"
    )
}

/// The name of the table of a choice, free of the signs that it may be about.
fn file_name((key, name): &Choice) -> String {
    let letters: Vec<String> = name.bytes().map(|byte| format!("{byte:02x}")).collect();
    format!("{key}-{}.csv", letters.concat())
}

/// Exit code 0 says more than that nothing broke: had the engines disagreed anywhere, it would be 1.
#[test]
fn every_choice_trains_on_both_engines_and_they_agree() {
    let folder = TestFolder::new();
    let data = |name: &str| fs::read(repository("configs/data").join(name)).expect("the data of the configs are there");
    folder.write("houses.csv", data("houses.csv")).write("machines.csv", data("machines.csv"));
    folder.write("images.gz", data("bars-images.idx3-ubyte.gz")).write("labels.gz", data("bars-labels.idx1-ubyte.gz"));
    let mut arguments = vec!["run".to_string()];
    for choice in choices().into_iter().filter(trains) {
        if ["dataset", "decimal", "thousands", "encoding"].contains(&choice.0.as_str()) {
            folder.write(&file_name(&choice), file(&choice).0);
        }
        let name = file_name(&choice).replace(".csv", ".toml");
        folder.write(&name, experiment(&choice));
        arguments.push(name);
    }
    let completed = folder.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(completed.code, 0, "{}", completed.err);
    assert_eq!(completed.out.lines().filter(|line| line.ends_with("/report.md")).count(), arguments.len() - 1);
}

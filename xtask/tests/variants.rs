//! Every choice that the config language offers is made by some config and by some test.
//!
//! A choice is a key and a name, as in activation = "relu": the name "step" is an activation, an output, a data set
//! and a schedule, and each of the four has to be used.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use experiment::check::{parse, schema_text};
use experiment::{Experiment, spec};
use serde_json::Value;

/// A key of the config language and one of the names it takes.
type Choice = (String, String);

/// The keys within a choice that say which one it is: the choice belongs to the key around them.
const TAGS: [&str; 2] = ["kind", "rule"];

/// Every choice of a schema, below this key. Metrics are left out: they are the product of two lists.
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
                        properties.iter().for_each(|(inner, value)| offered(value, around(key, inner), root, found));
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

fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        match path.is_dir() {
            true => files(&path, ending, found),
            false if path.extension().is_some_and(|known| known == ending) => found.push(path),
            false => {}
        }
    }
}

/// The texts of all files with this ending below a folder of the workspace.
fn texts(folder: &str, ending: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder), ending, &mut found);
    found.into_iter().map(|path| (path.clone(), fs::read_to_string(path).expect("sources are text"))).collect()
}

#[test]
fn every_choice_is_made_by_some_config() {
    let mut used = BTreeSet::new();
    for (path, text) in texts("configs", "toml") {
        let parsed = parse::<Experiment>(&path.display().to_string(), &text, &[], spec::check);
        let parsed = parsed.unwrap_or_else(|faults| panic!("{faults}"));
        for spec in parsed.arms.iter().flat_map(|arm| arm.value.specs()) {
            made(&serde_json::from_str(&spec.canonical()).expect("a spec is JSON"), "", &mut used);
        }
    }
    let idle: Vec<Choice> = choices().difference(&used).cloned().collect();
    assert!(idle.is_empty(), "no config uses {idle:?}");
}

/// What of a source is a test: all of a file in a folder `tests`, of others what follows `#[cfg(test)]`.
fn tests_of((path, text): &(PathBuf, String)) -> &str {
    let whole = path.components().any(|part| part.as_os_str() == "tests");
    if whole { text } else { text.split_once("#[cfg(test)]").map_or("", |(_, tests)| tests) }
}

#[test]
fn every_choice_is_made_by_some_test() {
    let sources = [texts("crates", "rs"), texts("xtask", "rs")].concat();
    let lines: Vec<&str> = sources.iter().map(tests_of).flat_map(str::lines).collect();
    let idle: Vec<Choice> = choices().into_iter().filter(|choice| !lines.iter().any(|line| makes(line, choice))).collect();
    assert!(idle.is_empty(), "no test uses {idle:?}");
}

/// Whether a line of a test makes a choice: it has the key and after it the name in quotes, or their Rust names.
fn makes(line: &str, (key, name): &Choice) -> bool {
    let quoted = line.find(key.as_str()).is_some_and(|at| {
        let rest = line[at..].replace('\\', "");
        rest.contains(&format!("\"{name}\""))
    });
    quoted || line.contains(&format!("::{}", camel(name)))
}

/// `leaky-relu` as `LeakyRelu`.
fn camel(name: &str) -> String {
    let words = name.split('-').map(|word| word[..1].to_uppercase() + &word[1..]);
    words.collect()
}

//! Every choice that the config language offers is made by some config.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use experiment::check::{parse, schema_text};
use experiment::{Experiment, spec};
use serde_json::Value;

/// Names that stand for choices in a schema: constants and enums, but for the metrics, which are a product of two lists.
fn choices(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Object(keywords) => {
            for (keyword, value) in keywords {
                match (keyword.as_str(), value) {
                    ("const", Value::String(name)) => drop(found.insert(name.clone())),
                    ("enum", Value::Array(names)) => {
                        found.extend(names.iter().filter_map(Value::as_str).map(str::to_owned))
                    }
                    ("Metric", _) => {}
                    _ => choices(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| choices(item, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Every string in a value.
fn strings(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => drop(found.insert(text.clone())),
        Value::Array(items) => items.iter().for_each(|item| strings(item, found)),
        Value::Object(table) => table.values().for_each(|item| strings(item, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Every config with its text; each must be in order.
fn configs() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../configs");
    let entries = fs::read_dir(folder).expect("configs/ is there").flatten().map(|entry| entry.path());
    let tomls = entries.filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    tomls.map(|path| (path.display().to_string(), fs::read_to_string(&path).expect("configs are text"))).collect()
}

#[test]
fn every_choice_is_made_by_some_config() {
    let mut offered = BTreeSet::new();
    choices(&serde_json::from_str(&schema_text::<Experiment>()).expect("the schema is JSON"), &mut offered);
    let mut made = BTreeSet::new();
    for (name, text) in configs() {
        let parsed = parse::<Experiment>(&name, &text, &[], spec::check).unwrap_or_else(|faults| panic!("{faults}"));
        for spec in parsed.arms.iter().flat_map(|arm| arm.value.specs()) {
            strings(&serde_json::from_str(&spec.canonical()).expect("a spec is JSON"), &mut made);
        }
    }
    let idle: Vec<&String> = offered.difference(&made).collect();
    assert!(idle.is_empty(), "no config uses {idle:?}");
}

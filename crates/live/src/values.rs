//! The values of a config with what it leaves open filled in, and the names that keys may hold: what a form shows.

use std::collections::BTreeMap;

use experiment::explain::{Choice, Key, keys};
use experiment::{Experiment, Spec};
use serde_json::{Map, Value, json};

use crate::config;
use crate::request::Result;

/// Every value by its dotted key, of an arm or without the sweep; every choice with what it means; and what keys mean.
pub fn get(text: &str, arm: Option<u64>) -> Result<Value> {
    let parsed = config::read(text).map_err(config::Obstacle::text)?;
    let chosen = match arm {
        None => &parsed.base,
        Some(arm) => &config::arm(&parsed, arm).map_err(config::Obstacle::text)?.value,
    };
    let Spec { network, training, .. } = chosen.first_spec();
    let filled = Experiment { network, training, ..chosen.clone() };
    let mut values = Map::new();
    let whole = serde_json::to_value(&filled).map_err(|error| error.to_string())?;
    flatten(String::new(), whole, &mut values);
    let keys = keys();
    Ok(json!({ "values": values, "choices": choices(&keys), "says": says(&keys) }))
}

/// The names that each key may hold. A name may stand alone or in a table, so both places have them.
fn choices(keys: &[Key]) -> BTreeMap<String, Vec<Value>> {
    let mut choices: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for key in keys.iter().filter(|key| !key.choices.is_empty()) {
        let tagged = key.tag.iter().map(|tag| format!("{}.{tag}", key.path));
        for path in tagged.chain([key.path.clone()]) {
            let names = choices.entry(path).or_default();
            let new: Vec<Value> = key.choices.iter().map(named).filter(|name| !names.contains(name)).collect();
            names.extend(new);
        }
    }
    choices
}

fn named(choice: &Choice) -> Value {
    json!({ "value": choice.name, "says": choice.means })
}

/// What each key means; of several meanings of one path the first.
fn says(keys: &[Key]) -> Map<String, Value> {
    keys.iter().rev().map(|key| (key.path.clone(), key.means.clone().into())).collect()
}

/// Tables become dotted keys; lists stay.
fn flatten(path: String, value: Value, values: &mut Map<String, Value>) {
    match value {
        Value::Object(fields) => fields.into_iter().for_each(|(key, value)| {
            let path = if path.is_empty() { key } else { format!("{path}.{key}") };
            flatten(path, value, values);
        }),
        value => {
            values.insert(path, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_however_they_are_written_and_with_what_they_mean() {
        let keys = keys();
        let choices = choices(&keys);
        for (path, name, means) in [
            ("dataset.name", "xor", "Either x₁ or x₂"),
            ("network.activation", "relu", "a = max(0, z)."),
            ("network.activation.kind", "relu", "a = max(0, z)."),
            ("network.output", "softmax", ""),
            ("training.loss.kind", "huber", "1/m Σⱼ of ½ e²"),
            ("training.optimizer.rule", "gradient-descent", "θ ← θ − ηg."),
            ("precision", "f32", "32 bits"),
        ] {
            let names = choices.get(path).unwrap_or_else(|| panic!("{path} has no names"));
            let says = names.iter().find(|each| each["value"] == name).and_then(|each| each["says"].as_str());
            assert!(says.is_some_and(|says| says.starts_with(means)), "{path} takes {name}: {says:?}");
        }
        assert!(!choices.contains_key("title"));
        assert_eq!(says(&keys)["title"], "The title of the report.");
    }
}

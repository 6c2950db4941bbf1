//! The values of a config with what it leaves open filled in, and the names that keys may hold: what a form shows.

use experiment::check::form;
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
    let form = form::<Experiment>();
    let name = |(value, says): (String, String)| json!({ "value": value, "says": says });
    let choices: Map<String, Value> =
        form.choices.into_iter().map(|(path, names)| (path, names.into_iter().map(name).collect())).collect();
    let says: Map<String, Value> = form.keys.into_iter().map(|(path, says)| (path, says.into())).collect();
    Ok(json!({ "values": values, "choices": choices, "says": says }))
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

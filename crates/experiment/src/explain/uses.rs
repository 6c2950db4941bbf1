//! Whether a config says something of a key, in its own place or as an axis of its sweep.

use toml::{Table, Value};

/// Whether the text of a config sets the key of this path, to `choice` if one is given.
pub fn uses(config: &str, path: &str, choice: Option<&str>) -> bool {
    let Ok(table) = config.parse::<Table>() else { return false };
    let steps: Vec<&str> = path.split('.').collect();
    let swept = table.get("sweep").map(|sweep| axes("", sweep)).unwrap_or_default();
    holds(&Value::Table(table), &steps, choice)
        || swept.iter().any(|(axis, values)| match axis.strip_prefix(path) {
            // An axis below the key.
            Some(rest) if rest.starts_with('.') => choice.is_none(),
            Some("") => holds(values, &[], choice),
            Some(_) | None => {
                let rest = path.strip_prefix(axis.as_str()).and_then(|rest| rest.strip_prefix('.'));
                rest.is_some_and(|rest| holds(values, &rest.split('.').collect::<Vec<_>>(), choice))
            }
        })
}

/// Whether there is a value at the end of these steps, the chosen one if one is given; in a list, any will do.
fn holds(value: &Value, steps: &[&str], choice: Option<&str>) -> bool {
    match (value, steps) {
        (Value::Array(values), [_, ..]) => values.iter().any(|value| holds(value, steps, choice)),
        (Value::Table(table), [first, rest @ ..]) => table.get(*first).is_some_and(|value| holds(value, rest, choice)),
        (_, [_, ..]) => false,
        (value, []) => choice.is_none_or(|choice| is_choice(value, choice)),
    }
}

/// Whether a value is this choice: its name, a table with that name as its tag, or a list with either.
fn is_choice(value: &Value, choice: &str) -> bool {
    match value {
        Value::String(name) => name == choice,
        Value::Array(values) => values.iter().any(|value| is_choice(value, choice)),
        Value::Table(table) => {
            ["kind", "rule"].iter().any(|tag| table.get(*tag).is_some_and(|name| is_choice(name, choice)))
        }
        _ => false,
    }
}

/// The axes of a sweep by their dotted keys, which may be written as tables in tables.
fn axes(path: &str, value: &Value) -> Vec<(String, Value)> {
    match value {
        Value::Table(table) => table.iter().flat_map(|(key, value)| axes(&format!("{path}.{key}"), value)).collect(),
        values => vec![(path.trim_start_matches('.').to_owned(), values.clone())],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_used_in_its_table_in_a_list_or_in_the_sweep() {
        let config = "[network]\nactivation = \"tanh\"\n[[figure]]\nkind = \"network\"\n[training]\nloss = { kind = \
                      \"huber\", delta = 0.3 }\n[sweep]\n\"training.optimizer\" = [{ rule = \"adam\", learning_rate = \
                      0.1 }]\nnetwork.hidden = [[4], [8]]\n";
        for (path, choice, expected) in [
            ("network.activation", None, true),
            ("network.activation", Some("tanh"), true),
            ("network.activation", Some("relu"), false),
            ("figure.kind", Some("network"), true),
            ("training.loss.delta", None, true),
            ("training.loss", Some("huber"), true),
            ("training.optimizer", Some("adam"), true),
            ("training.optimizer", Some("momentum"), false),
            ("training.optimizer.learning_rate", None, true),
            ("training.optimizer.beta1", None, false),
            ("network.hidden", None, true),
            ("network", None, true),
            ("network.output", None, false),
        ] {
            assert_eq!(uses(config, path, choice), expected, "{path} {choice:?}");
        }
        assert!(!uses("no toml", "network", None));
    }
}

//! A key is set as a hand would do it.

use serde_json::{Value, json};

use super::common::{MOONS, Page};

fn set(toml: &str, key: &str, value: Value) -> String {
    let answer = Page::default().ask(json!({ "ask": "set", "toml": toml, "key": key, "value": value }));
    answer["toml"].as_str().expect("a text").to_owned()
}

#[test]
fn only_the_value_changes() {
    for (key, value, old, new) in [
        ("dataset.name", json!("circles"), "name  = \"moons\"   # drawn", "name  = \"circles\"   # drawn"),
        ("network.hidden", json!([8, 8, 8]), "hidden     = [4, 3]", "hidden     = [8, 8, 8]"),
        ("training.optimizer.learning_rate", json!(0.5), "learning_rate = 0.02", "learning_rate = 0.5"),
        ("title", json!("a \"b\""), "title = \"Moons\" #", "title = 'a \"b\"' #"),
        ("dataset.noise", Value::Null, "noise = 0.1\n", ""),
        ("sweep.\"network.activation\"", json!(["relu"]), "[\"tanh\", \"relu\"]", "[\"relu\"]"),
    ] {
        assert_eq!(set(MOONS, key, value), MOONS.replace(old, new), "{key}");
    }
}

#[test]
fn missing_tables_are_made_and_missing_keys_are_not_missed() {
    let text = "title = \"t\"\n\n[dataset]\nname = \"xor\"\n";
    assert_eq!(set(text, "network.hidden", json!([2])), format!("{text}\n[network]\nhidden = [2]\n"));
    let deep = set(text, "dataset.kind.day", json!("date"));
    assert_eq!(deep, format!("{text}kind = {{ day = \"date\" }}\n"));
    assert_eq!(set(text, "network.hidden", Value::Null), text);
    let rule = set(MOONS, "training.optimizer", json!({ "rule": "momentum", "momentum": 0.9 }));
    assert!(rule.contains("optimizer = { rule = \"momentum\", momentum = 0.9 }\n"), "{rule}");
}

/// What is set is read back, and a text that is set to what it says does not change.
#[test]
fn what_get_says_can_be_set() {
    let mut page = Page::default();
    let values = page.ask(json!({ "ask": "get", "toml": MOONS }))["values"].take();
    assert_eq!((&values["network.activation"], &values["network.output"]), (&json!("tanh"), &json!("softmax")));
    assert_eq!(values["training.optimizer.rule"], "adam");
    for key in ["network.hidden", "dataset.samples", "training.optimizer.learning_rate", "training.epochs"] {
        assert_eq!(set(MOONS, key, values[key].clone()), MOONS, "{key}");
    }
    let choices = page.ask(json!({ "ask": "get", "toml": MOONS }))["choices"].take();
    let rules = choices["training.optimizer.rule"].as_array().expect("names");
    assert!(rules.contains(&json!({ "value": "gradient-descent", "says": "θ ← θ − ηg." })), "{rules:?}");
    let relu = page.ask(json!({ "ask": "get", "toml": MOONS, "arm": 1 }));
    assert_eq!(relu["values"]["network.activation"], "relu");
    assert_eq!(relu["says"]["title"], "The title of the report.");
}

#[test]
fn several_keys_are_set_at_once() {
    let changes = json!([["network.activation", "relu"], ["sweep", null], ["training.epochs", 7]]);
    let answer = Page::default().ask(json!({ "ask": "set", "toml": MOONS, "changes": changes }));
    let expected = MOONS.split("\n[sweep]").next().expect("a text").replace("\"tanh\"", "\"relu\"");
    assert_eq!(answer["toml"], expected.replace("epochs = 5", "epochs = 7"));
}

/// A table in lines of its own gives way to a table.
#[test]
fn a_rule_in_lines_of_its_own_is_replaced() {
    let (old, lines) =
        ("optimizer = { rule = \"adam\", learning_rate = 0.02 }\n", "\n[training.optimizer]\nrule = \"adam\"\n");
    let apart = MOONS.replace(old, lines);
    let set = set(&apart, "training.optimizer", json!({ "rule": "momentum", "learning_rate": 0.1 }));
    let rule = Page::default().ask(json!({ "ask": "get", "toml": set }))["values"]["training.optimizer.rule"].take();
    assert_eq!(rule, "momentum", "{set}");
    assert!(set.starts_with(MOONS.split("optimizer").next().expect("a text")), "{set}");
}

#[test]
fn what_cannot_be_set_is_told() {
    let mut page = Page::default();
    let mut refused = |toml: &str, key: &str, value: Value| {
        page.refused(json!({ "ask": "set", "toml": toml, "key": key, "value": value }))
    };
    assert_eq!(refused(MOONS, "a..b", json!(1)), "\"a..b\" is not the path of a key");
    assert_eq!(refused(MOONS, "", json!(1)), "\"\" is not the path of a key");
    assert_eq!(refused(MOONS, "title.short", json!(1)), "\"title\" is not a table");
    assert_eq!(
        refused(MOONS, "dataset", json!(1)),
        "\"dataset\" is a table with lines of its own: edit it in the text"
    );
    assert_eq!(refused(MOONS, "seeds", json!([null])), "TOML has no null");
    assert!(refused("title = ", "title", json!("t")).starts_with("the config is not TOML: "));
}

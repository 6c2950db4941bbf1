//! The facts about activations, losses and update rules agree with what configs and their schema say.

use experiment::Experiment;
use experiment::check::{parse, schema_text};
use experiment::spec::{self, Activation, Loss, Named, Optimizer, OutputActivation};
use serde_json::{Value, json};

/// The variants of a part in the schema: the name of each with its description.
fn variants(part: &str, tag: &str) -> Vec<(String, String)> {
    let schema: Value = serde_json::from_str(&schema_text::<Experiment>()).expect("the schema is JSON");
    let variants = schema["definitions"][part]["oneOf"].as_array().expect("a part has variants").clone();
    let text = |value: &Value| value.as_str().expect("this is a text").to_owned();
    variants.iter().map(|v| (text(&v["properties"][tag]["const"]), text(&v["description"]))).collect()
}

/// The formula of a fact is the one that the editor shows.
fn opens_with(description: &str, formula: &str) {
    assert!(description.starts_with(formula), "the description {description:?} opens with another formula: {formula}");
}

#[test]
fn activations_are_what_the_schema_says() {
    let activations = Named::<Activation>::every();
    let variants = variants("Activation", "kind");
    assert_eq!(activations.len(), variants.len());
    for (activation, (name, description)) in activations.into_iter().zip(variants) {
        assert_eq!(activation.as_str(), name);
        opens_with(&description, activation.facts().formula);
    }
}

#[test]
fn losses_are_what_the_schema_says() {
    let losses = Named::<Loss>::every();
    let variants = variants("Loss", "kind");
    assert_eq!(losses.len(), variants.len());
    for (loss, (name, description)) in losses.into_iter().zip(variants) {
        assert_eq!(loss.as_str(), name);
        opens_with(&description, loss.facts().formula);
    }
}

#[test]
fn rules_are_what_the_schema_says() {
    for (name, description) in variants("Optimizer", "rule") {
        let table = json!({ "rule": name, "learning_rate": 0.375 });
        let optimizer: Optimizer = serde_json::from_value(table).expect("the other constants have defaults");
        assert_eq!(optimizer.as_str(), name);
        assert_eq!(optimizer.learning_rate(), 0.375);
        opens_with(&description, optimizer.facts().formula);
    }
}

/// Reports name every constant: what a variant holds, but the rate, is among them.
#[test]
fn every_constant_of_a_rule_is_a_fact() {
    for (name, _) in variants("Optimizer", "rule") {
        let table = json!({ "rule": name, "learning_rate": 0.375 });
        let optimizer: Optimizer = serde_json::from_value(table).expect("the other constants have defaults");
        let written = serde_json::to_value(optimizer).expect("a rule is a table");
        let keys = written.as_object().expect("a rule is a table").len();
        assert_eq!(optimizer.facts().constants.len(), keys - 2, "{name} has `rule`, `learning_rate` and its constants");
    }
}

/// Classes get probabilities that share 1 among them, numbers any number; a loss brings the output that it is made for.
#[test]
fn the_output_follows_from_the_task() {
    let of = |dataset: &str, network: &str, training: &str| {
        let text =
            format!("title = \"t\"\n[dataset]\nname = \"{dataset}\"\n[network]\n{network}\n[training]\n{training}\n");
        let parsed = parse::<Experiment>("t.toml", &text, &[], spec::check).unwrap_or_else(|faults| panic!("{faults}"));
        parsed.base.first_spec().output()
    };
    assert_eq!(of("iris", "", ""), OutputActivation::Softmax);
    assert_eq!(of("diabetes", "", ""), OutputActivation::Identity);
    assert_eq!(of("moons", "", "loss = \"binary-cross-entropy\""), OutputActivation::Sigmoid);
    assert_eq!(of("moons", "", "loss = \"hinge\""), OutputActivation::Identity);
    assert_eq!(of("and", "kind = \"perceptron\"", ""), OutputActivation::Step);
}

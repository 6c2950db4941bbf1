//! The training of an experiment: every rule, loss and schedule of the schema, with constants of their own.

use experiment::spec::Optimizer;
use serde_json::Value;

use super::{Draw, Head};

/// The lines of `[training]`.
pub fn training(draw: &mut Draw, head: &Head, depth: usize) -> String {
    let rule = draw.name("Optimizer");
    let optimizer = optimizer(draw, &rule);
    let mut text = format!("loss = {}\noptimizer = {optimizer}\nepochs = {}\n", loss(draw, head), draw.count(0, 5));
    let sizes: &[&str] = if rule == "lbfgs" { &["\"full\""] } else { &["\"full\"", "\"full\"", "1", "2", "5"] };
    text += &format!("batch_size = {}\n", draw.one(sizes));
    text += &draw.maybe(5, penalty);
    text += &draw.maybe(8, |_| "shuffle = false".into());
    text += &draw.maybe(5, schedule);
    text += &draw.maybe(8, early_stopping);
    if head.classes {
        text += &draw.maybe(6, |_| "class_weights = \"balanced\"".into());
    }
    if rule != "lbfgs" {
        let bound = |draw: &mut Draw| draw.scale(-3, 3);
        text += &draw.maybe(6, |draw| {
            format!("clip = {{ {} = {:e} }}", draw.one(&["norm", "tensor_norm", "value"]), bound(draw))
        });
        text += &draw.maybe(8, |draw| format!("max_norm = {:e}", bound(draw)));
        text += &draw.maybe(12, |draw| format!("frozen = [\"layers.{}.weight\"]", draw.count(0, depth)));
    }
    text
}

fn loss(draw: &mut Draw, head: &Head) -> String {
    match head.loss.as_str() {
        "huber" => format!("{{ kind = \"huber\", delta = {:e} }}", draw.scale(-3, 3)),
        name if name.ends_with("cross-entropy") && draw.once_in(3) => {
            format!("{{ kind = {name:?}, smoothing = {} }}", draw.one(&["0.1", "0.5", "1.0"]))
        }
        name => format!("{{ kind = {name:?} }}"),
    }
}

fn penalty(draw: &mut Draw) -> String {
    let (l1, l2) = (draw.scale(-4, 1), draw.scale(-4, 1));
    match draw.count(0, 2) {
        0 => format!("penalty = {{ l1 = {l1:e} }}"),
        1 => format!("penalty = {{ l2 = {l2:e} }}"),
        _ => format!("penalty = {{ l1 = {l1:e}, l2 = {l2:e} }}"),
    }
}

/// A rule with its rate, and now and then with constants of its own.
fn optimizer(draw: &mut Draw, rule: &str) -> String {
    if rule == "lbfgs" {
        return "{ rule = \"lbfgs\" }".into();
    }
    let mut text = format!("{{ rule = {rule:?}, learning_rate = {:e}", draw.scale(-5, 3));
    for constant in constants(rule) {
        if draw.once_in(3) {
            text += &match constant.as_str() {
                "epsilon" => format!(", epsilon = {:e}", draw.scale(-12, 0)),
                _ => format!(", {constant} = {}", draw.one(&["0.0", "0.5", "0.9", "0.99"])),
            };
        }
    }
    text + " }"
}

/// The keys of a rule beside its learning rate.
fn constants(rule: &str) -> Vec<String> {
    let least = serde_json::json!({ "rule": rule, "learning_rate": 1.0 });
    let rule: Optimizer = serde_json::from_value(least).expect("every other constant has a default");
    let Ok(Value::Object(keys)) = serde_json::to_value(rule) else { panic!("a rule is a table") };
    keys.into_iter().map(|(key, _)| key).filter(|key| !["rule", "learning_rate"].contains(&key.as_str())).collect()
}

/// Stops soon, on a part that there always is.
fn early_stopping(draw: &mut Draw) -> String {
    let (patience, min_delta) = (draw.count(1, 2), draw.one(&["0", "1e-6", "1e3"]));
    format!("early_stopping = {{ monitor = \"train-loss\", patience = {patience}, min_delta = {min_delta} }}")
}

fn schedule(draw: &mut Draw) -> String {
    match draw.name("Schedule").as_str() {
        "plateau" => "schedule = { kind = \"plateau\", monitor = \"training-loss\", patience = 0 }".into(),
        "step" => "schedule = { kind = \"step\", every = 2 }".into(),
        name => format!("schedule = {name:?}"),
    }
}

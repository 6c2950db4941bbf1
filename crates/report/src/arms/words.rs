//! What a setting of a sweep is in words: "no penalty", "8 hidden units", "learning rate 0.1", "x₁, x₂, x₁²".
//!
//! A setting is a key with its value as TOML. Keys that are not listed here are written as they are, with blanks.

use super::toml::{items, pairs, string};
use crate::symbols;
use crate::words::count;

/// Keys whose values are understood alone: "relu" needs no "activation" in front.
const SELF_EXPLANATORY: [&str; 11] = [
    "activation",
    "optimizer",
    "loss",
    "schedule",
    "initializer",
    "update",
    "precision",
    "device",
    "rule",
    "kind",
    "penalty",
];

/// A bound of the gradient from which on it is none: no gradient that trains is as long.
const NO_BOUND: f64 = 1e6;

/// Keys of which 0 is nothing: "no dropout".
const NOTHING_AT_ZERO: [(&str, &str); 7] = [
    ("l1", "penalty"),
    ("l2", "penalty"),
    ("dropout", "dropout"),
    ("momentum", "momentum"),
    ("noise", "noise"),
    ("smoothing", "smoothing"),
    ("weight_decay", "weight decay"),
];

/// A key and its value.
pub fn setting(key: &str, value: &str) -> String {
    let known = named(key, string(value)).or_else(|| listed(key, value)).or_else(|| counted(key, value));
    let known = known.or_else(|| switched(key, value));
    known.unwrap_or_else(|| match SELF_EXPLANATORY.contains(&key) {
        true => worded(value),
        false => format!("{} {}", spaced(key), worded(value)),
    })
}

/// A key with blanks.
pub fn spaced(key: &str) -> String {
    match key {
        "l1" | "l2" => key.to_uppercase(),
        _ => key.replace('_', " "),
    }
}

/// A key that is there in one arm and not in the others.
pub fn switched(key: &str, value: &str) -> Option<String> {
    match value.trim() {
        "true" => Some(format!("with {}", noun(key))),
        "false" => Some(format!("without {}", noun(key))),
        _ => None,
    }
}

fn noun(key: &str) -> String {
    if key == "residual" { "residual connections".to_owned() } else { spaced(key) }
}

/// Values that are words.
fn named(key: &str, value: &str) -> Option<String> {
    Some(match (key, value) {
        ("bias", "none") => "no biases".to_owned(),
        ("bias", "per-unit") => "a bias for each unit".to_owned(),
        ("bias", "shared") => "one bias for each layer".to_owned(),
        ("scale" | "target_scale", "none") => "no scaling".to_owned(),
        ("scale", kind) => format!("{kind} scaling"),
        ("target_scale", kind) => format!("{kind} scaling of the target"),
        ("batch_size", "full") => "full batch".to_owned(),
        ("class_weights", "balanced") => "balanced class weights".to_owned(),
        ("at_zero", "upper") => "step(0) = 1".to_owned(),
        ("at_zero", "lower") => "step(0) = 0".to_owned(),
        ("coding", coding) => format!("classes {coding}"),
        ("inference", "running") => "running statistics".to_owned(),
        ("inference", "training-set") => "statistics of the training set".to_owned(),
        ("name", gate @ ("and" | "or" | "not" | "xor" | "nand" | "nor")) => gate.to_uppercase(),
        ("name", name) => name.to_owned(),
        ("missing", "drop") => "incomplete rows dropped".to_owned(),
        ("missing", "mean") => "the mean filled in".to_owned(),
        ("missing", "median") => "the median filled in".to_owned(),
        ("missing", "most-frequent") => "the most frequent value filled in".to_owned(),
        ("missing", "indicator") => "the mean filled in and marked".to_owned(),
        ("monitor", metric) => {
            format!("{} watched", metric.replacen("train-", "training ", 1).replacen('-', " ", 1))
        }
        _ => return None,
    })
}

/// Values that are lists.
fn listed(key: &str, value: &str) -> Option<String> {
    let items = items(value)?;
    let numbers: Vec<String> = items.iter().map(|item| worded(item)).collect();
    match key {
        "hidden" => Some(layers(&numbers)),
        "features" => {
            let symbols: Vec<String> = items.iter().map(|item| symbols::variable(string(item))).collect();
            Some(symbols.join(", "))
        }
        "class_weights" if numbers.windows(2).all(|pair| pair[0] == pair[1]) => Some("equal class weights".to_owned()),
        "class_weights" => Some(format!("class weights {}", numbers.join(" : "))),
        "ignore" if numbers.is_empty() => Some("with all columns".to_owned()),
        "ignore" => Some(format!("without {}", numbers.join(", "))),
        _ => None,
    }
}

/// The widths of hidden layers.
fn layers(widths: &[String]) -> String {
    match widths {
        [] => "no hidden layer".to_owned(),
        [width] if width == "1" => "1 hidden unit".to_owned(),
        [width] => format!("{width} hidden units"),
        [width, rest @ ..] if rest.iter().all(|other| other == width) => {
            format!("{} hidden layers of {width}", widths.len())
        }
        several => format!("hidden layers {}", several.join("–")),
    }
}

/// Values that are numbers.
fn counted(key: &str, value: &str) -> Option<String> {
    let number = value.trim().parse::<f64>().ok()?;
    let nothing = NOTHING_AT_ZERO.iter().find(|(known, _)| *known == key).filter(|_| number == 0.0);
    let whole = number as usize;
    Some(match (key, nothing) {
        (_, Some((_, what))) => format!("no {what}"),
        ("pieces", _) => count(whole, "piece"),
        ("epochs", _) => count(whole, "epoch"),
        ("samples", _) => count(whole, "sample"),
        ("iterations", _) => count(whole, "iteration"),
        ("every", _) => format!("every {}", count(whole, "epoch")),
        ("patience", _) => format!("patience {}", count(whole, "epoch")),
        ("warmup", _) => format!("{} of warm-up", count(whole, "epoch")),
        ("factor", _) => format!("times {}", short(number)),
        ("norm" | "tensor_norm" | "value", _) if number >= NO_BOUND => "no clipping".to_owned(),
        ("norm", _) => format!("norm at most {}", short(number)),
        ("tensor_norm", _) => format!("norm of each tensor at most {}", short(number)),
        ("value", _) => format!("each element at most {}", short(number)),
        _ => return None,
    })
}

/// A value without quotes, with short numbers, and with a table in parentheses.
pub fn worded(value: &str) -> String {
    let value = value.trim().replace(['\n', '\r'], " ");
    if let Some(pairs) = pairs(&value) {
        let parts: Vec<String> = pairs.iter().map(|(key, value)| setting(key, value)).collect();
        return format!("({})", parts.join(", "));
    }
    if let Some(items) = items(&value) {
        return format!("[{}]", items.into_iter().map(worded).collect::<Vec<_>>().join(", "));
    }
    match value.parse::<f64>() {
        Ok(number) => short(number),
        Err(_) => string(&value).to_owned(),
    }
}

/// The shortest form of a number: 0.5, 100, 1e6, −3.
fn short(number: f64) -> String {
    let size = number.abs();
    let written = if size >= 1e5 || (size > 0.0 && size < 1e-4) { format!("{number:e}") } else { number.to_string() };
    written.replacen('-', "−", usize::from(number < 0.0))
}

#[cfg(test)]
mod tests {
    use super::setting;

    #[test]
    fn settings_are_said_in_words() {
        let settings = [
            ("hidden", "[]", "no hidden layer"),
            ("hidden", "[1]", "1 hidden unit"),
            ("hidden", "[6, 6, 6]", "3 hidden layers of 6"),
            ("hidden", "[12, 8]", "hidden layers 12–8"),
            ("features", "[\"x1\", \"x1^2\"]", "x₁, x₁²"),
            ("residual", "false", "without residual connections"),
            ("l2", "0.0", "no penalty"),
            ("l1", "0.02", "L1 0.02"),
            ("dropout", "0.5", "dropout 0.5"),
            ("class_weights", "[1.0, 1.0]", "equal class weights"),
            ("class_weights", "[5.0, 1.0]", "class weights 5 : 1"),
            ("scale", "\"none\"", "no scaling"),
            ("activation", "\"relu\"", "relu"),
            ("learning_rate", "1000000.0", "learning rate 1e6"),
            ("monitor", "\"train-loss\"", "training loss watched"),
            ("missing", "\"drop\"", "incomplete rows dropped"),
            ("ignore", "[]", "with all columns"),
            ("ignore", "[\"reminders\", \"debt\"]", "without reminders, debt"),
            ("epochs", "8", "8 epochs"),
            ("samples", "1", "1 sample"),
            ("target", "\"a-b\"", "target a-b"),
            ("low", "-3.0", "low −3"),
            ("norm", "1.0", "norm at most 1"),
            ("norm", "1e6", "no clipping"),
        ];
        for (key, value, expected) in settings {
            assert_eq!(setting(key, value), expected, "{key} = {value}");
        }
    }
}

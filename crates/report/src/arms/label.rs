//! The label of an arm: the values that distinguish it from the other arms, "adam (learning rate 0.01)" or "hidden
//! [8]".
//!
//! The sweep gives its values as TOML. Pairs that all tables of an axis share are left out, since a legend has no room
//! for them. Parses no more of TOML than a value needs.

use std::collections::{BTreeMap, BTreeSet};

use experiment::spec;

/// Keys whose values are understood alone: "relu" needs no "activation" in front.
const SELF_EXPLANATORY: [&str; 8] =
    ["activation", "optimizer", "loss", "schedule", "initializer", "update", "precision", "device"];

/// Keys that name the kind of a table: their value stands first and alone.
const KINDS: [&str; 2] = ["rule", "kind"];

/// The values of every axis of a sweep, by its path.
pub struct Axes<'a>(BTreeMap<&'a str, BTreeSet<&'a str>>);

impl<'a> Axes<'a> {
    /// The axes of these arms, each of which is gone through once.
    pub fn of(arms: impl IntoIterator<Item = &'a spec::Arm>) -> Self {
        let mut axes: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (path, value) in arms.into_iter().flatten() {
            axes.entry(path).or_default().insert(value);
        }
        Axes(axes)
    }
}

/// The label of an arm of a sweep with these axes.
pub fn label(arm: &spec::Arm, axes: &Axes) -> String {
    let parts = arm.iter().map(|(path, value)| part(path, value, &axes.0[path.as_str()]));
    parts.collect::<Vec<_>>().join(" · ")
}

fn part(path: &str, value: &str, axis: &BTreeSet<&str>) -> String {
    let key = path.rsplit('.').next().unwrap_or(path);
    match pairs(value) {
        Some(pairs) => table(&pairs, axis),
        None if SELF_EXPLANATORY.contains(&key) => words(value),
        None => format!("{} {}", key.replace('_', " "), words(value)),
    }
}

/// The pairs that some value of the axis lacks, kinds first. Without such a pair, the keys that only other values have.
fn table(own: &[(String, String)], axis: &BTreeSet<&str>) -> String {
    let tables: Vec<_> = axis.iter().map(|value| pairs(value).unwrap_or_default()).collect();
    let special = |pair: &&(String, String)| axis.len() < 2 || !tables.iter().all(|table| table.contains(pair));
    let (kinds, rest): (Vec<_>, Vec<_>) = own.iter().filter(special).partition(|(key, _)| is_kind(key));
    let written = |pairs: Vec<&(String, String)>| {
        pairs.into_iter().map(|(key, value)| pair(key, value)).collect::<Vec<_>>().join(", ")
    };
    match (written(kinds), written(rest)) {
        (kind, rest) if !kind.is_empty() && !rest.is_empty() => return format!("{kind} ({rest})"),
        (kind, rest) if !kind.is_empty() || !rest.is_empty() => return kind + &rest,
        _ => (),
    }
    let mut others: Vec<String> = tables.concat().into_iter().map(|(key, _)| key.replace('_', " ")).collect();
    others.retain(|key| own.iter().all(|(known, _)| known.replace('_', " ") != *key));
    others.sort_unstable();
    others.dedup();
    if others.is_empty() { "as it is".to_owned() } else { format!("without {}", others.join(", ")) }
}

fn is_kind(key: &str) -> bool {
    KINDS.contains(&key)
}

fn pair(key: &str, value: &str) -> String {
    if is_kind(key) { words(value) } else { format!("{} {}", key.replace('_', " "), words(value)) }
}

/// The keys and values of an inline table; none of any other value.
fn pairs(value: &str) -> Option<Vec<(String, String)>> {
    let inside = value.trim().strip_prefix('{')?.strip_suffix('}')?;
    let pair = |piece: &str| {
        let (key, value) = piece.split_once('=')?;
        Some((key.trim().to_owned(), value.trim().to_owned()))
    };
    Some(split(inside).into_iter().filter_map(pair).collect())
}

/// The pieces between commas outside of strings, lists and tables.
fn split(text: &str) -> Vec<&str> {
    let (mut depth, mut quoted, mut start) = (0_i32, false, 0);
    let mut pieces = Vec::new();
    for (at, letter) in text.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            '[' | '{' if !quoted => depth += 1,
            ']' | '}' if !quoted => depth -= 1,
            ',' if !quoted && depth == 0 => {
                pieces.push(&text[start..at]);
                start = at + 1;
            }
            _ => (),
        }
    }
    pieces.push(&text[start..]);
    pieces
}

/// A value without quotes, with short numbers, and with a table in parentheses.
fn words(value: &str) -> String {
    let value = value.trim().replace(['\n', '\r'], " ");
    if let Some(pairs) = pairs(&value) {
        let parts: Vec<String> = pairs.iter().map(|(key, value)| pair(key, value)).collect();
        return format!("({})", parts.join(", "));
    }
    if let Some(inside) = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        let items = split(inside).into_iter().filter(|item| !item.trim().is_empty()).map(words);
        return format!("[{}]", items.collect::<Vec<_>>().join(", "));
    }
    match value.parse::<f64>() {
        Ok(number) => short(number),
        Err(_) => value.trim_matches('"').to_owned(),
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
    use super::{Axes, label};

    /// The labels of arms given as (path, value) pairs.
    fn labels(arms: &[&[(&str, &str)]]) -> Vec<String> {
        let own = |arm: &&[(&str, &str)]| arm.iter().map(|(p, v)| ((*p).to_owned(), (*v).to_owned())).collect();
        let arms: Vec<Vec<(String, String)>> = arms.iter().map(own).collect();
        let axes = Axes::of(&arms);
        arms.iter().map(|arm| label(arm, &axes)).collect()
    }

    #[test]
    fn the_kind_comes_first_and_numbers_are_short() {
        let arms = labels(&[
            &[("training.optimizer", "{ learning_rate = 0.05, momentum = 0.8, rule = \"momentum\" }")],
            &[("training.optimizer", "{ learning_rate = 1000000.0, rule = \"gradient-descent\" }")],
        ]);
        assert_eq!(arms, ["momentum (learning rate 0.05, momentum 0.8)", "gradient-descent (learning rate 1e6)"]);
    }

    #[test]
    fn shared_pairs_are_left_out_and_missing_ones_are_named() {
        let plain = "{ activation = \"sigmoid\", hidden = [12, 12] }";
        let normed = "{ activation = \"sigmoid\", batch_norm = { momentum = 0.1 }, hidden = [12, 12] }";
        let rate = "training.optimizer.learning_rate";
        let arms = labels(&[&[("network", plain), (rate, "0.1")], &[("network", normed), (rate, "1.0")]]);
        assert_eq!(arms, ["without batch norm · learning rate 0.1", "batch norm (momentum 0.1) · learning rate 1"]);
    }

    #[test]
    fn a_value_that_is_not_understood_alone_has_its_key() {
        let arms = labels(&[
            &[("network.activation", "\"relu\""), ("dataset.scale", "\"none\"")],
            &[("network.activation", "{ kind = \"leaky-relu\", slope = 0.1 }"), ("dataset.scale", "\"min-max\"")],
        ]);
        assert_eq!(arms, ["relu · scale none", "leaky-relu (slope 0.1) · scale min-max"]);
        let lists = labels(&[&[("dataset.features", "[\"x,1\", \"x2\"]")], &[("network.hidden", "[]")]]);
        assert_eq!(lists, ["features [x,1, x2]", "hidden []"]);
    }

    #[test]
    fn a_lone_arm_keeps_everything() {
        let alone: &[(&str, &str)] = &[("training.clip", "{ norm = 1.0 }")];
        assert_eq!(labels(&[alone, alone]), ["norm 1"; 2], "two seeds are one arm");
        assert_eq!(labels(&[&[("a.b", "{ low = -3.0 }")], &[("a.b", "{ low = 3.0 }")]]), ["low −3", "low 3"]);
    }
}

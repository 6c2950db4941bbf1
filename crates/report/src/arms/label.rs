//! The label of an arm: the values that distinguish it from the other arms, "adam (learning rate 0.01)" or "8 hidden
//! units".
//!
//! Pairs that all tables of an axis share are left out, since a legend has no room for them. Leaves out what a single
//! setting is called (`words`).

use std::collections::{BTreeMap, BTreeSet};

use experiment::spec;

use super::toml::{pairs, string};
use super::words::{setting, spaced, worded};

/// Keys that name the kind of a table: their value stands first and alone.
const KINDS: [&str; 2] = ["rule", "kind"];

/// The labels of the arms, each of which is given once. Arms whose words are the same have their settings as written.
pub fn arm_labels(arms: &[&spec::Arm]) -> Vec<String> {
    let mut values: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (path, value) in arms.iter().copied().flatten() {
        values.entry(path).or_default().insert(value);
    }
    let axes = values.into_iter().map(|(path, values)| (path, Axis::of(&values))).collect();
    let words: Vec<String> = arms.iter().map(|arm| label(arm, &axes)).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    words.iter().for_each(|label| *counts.entry(label).or_default() += 1);
    let one = |(arm, label): (&&spec::Arm, &String)| match counts[label.as_str()] {
        1 => label.clone(),
        _ => as_written(arm),
    };
    arms.iter().zip(&words).map(one).collect()
}

/// The values of an axis as tables: an empty one for each that is none.
struct Axis {
    tables: Vec<Pairs>,
    /// The pairs that all of several tables have.
    shared: Pairs,
}

type Pairs = Vec<(String, String)>;

impl Axis {
    fn of(values: &BTreeSet<&str>) -> Axis {
        let tables: Vec<Pairs> = values.iter().map(|value| pairs(value).unwrap_or_default()).collect();
        let mut shared = match &tables[..] {
            [] | [_] => Vec::new(),
            [first, ..] => first.clone(),
        };
        tables.iter().for_each(|table| shared.retain(|pair| table.contains(pair)));
        Axis { tables, shared }
    }
}

fn label(arm: &spec::Arm, axes: &BTreeMap<&str, Axis>) -> String {
    let parts = arm.iter().map(|(path, value)| part(path, value, &axes[path.as_str()]));
    parts.collect::<Vec<_>>().join(" · ")
}

fn as_written(arm: &spec::Arm) -> String {
    arm.iter().map(|(path, value)| format!("{path} = {value}")).collect::<Vec<_>>().join(" · ")
}

fn part(path: &str, value: &str, axis: &Axis) -> String {
    let key = path.rsplit('.').next().unwrap_or(path);
    match pairs(value) {
        Some(pairs) if pairs.is_empty() => format!("no {}", absent(key)),
        Some(pairs) => table(&pairs, axis),
        None => setting(key, value),
    }
}

/// What an empty table leaves out.
fn absent(key: &str) -> String {
    if key == "clip" { "clipping".to_owned() } else { spaced(key) }
}

/// The pairs that some value of the axis lacks, kinds first. Without such a pair, the keys that only other values have.
fn table(own: &[(String, String)], Axis { tables, shared }: &Axis) -> String {
    let special = |pair: &&(String, String)| !shared.contains(pair);
    let (kinds, rest): (Vec<_>, Vec<_>) =
        own.iter().filter(special).partition(|(key, _)| KINDS.contains(&key.as_str()));
    let written = |(key, value): &(String, String)| match is_lone_table(key, value, tables) {
        true => format!("with {}", spaced(key)),
        false => setting(key, value),
    };
    let kind = kinds.into_iter().map(written).collect::<Vec<_>>().join(", ");
    let rest = together(&rest).unwrap_or_else(|| rest.into_iter().map(written).collect::<Vec<_>>().join(", "));
    match (kind.is_empty(), rest.is_empty()) {
        (false, false) => format!("{kind} ({rest})"),
        (true, true) => without_others(own, tables),
        (_, _) => kind + &rest,
    }
}

/// Whether a key holds a table, and no other value of the axis has that key with another one.
fn is_lone_table(key: &str, value: &str, tables: &[Vec<(String, String)>]) -> bool {
    let is_other = |(known, other): &(String, String)| known == key && other != value;
    pairs(value).is_some() && !tables.iter().flatten().any(is_other)
}

/// Two pairs that are one thing: "relu (all layers)", where hidden layers and output have the same activation, and
/// "from −3 to 3".
fn together(pairs: &[&(String, String)]) -> Option<String> {
    let [(first, one), (second, other)] = pairs else { return None };
    match (first.as_str(), second.as_str()) {
        ("activation", "output") if one == other => Some(format!("{} (all layers)", string(one))),
        ("high", "low") => Some(format!("from {} to {}", worded(other), worded(one))),
        ("low", "high") => Some(format!("from {} to {}", worded(one), worded(other))),
        _ => None,
    }
}

fn without_others(own: &[(String, String)], tables: &[Vec<(String, String)>]) -> String {
    let others = tables.iter().flatten().filter(|(key, _)| own.iter().all(|(known, _)| known != key));
    let names: BTreeSet<String> = others.map(|(key, _)| spaced(key)).collect();
    match names.is_empty() {
        true => "as it is".to_owned(),
        false => format!("without {}", names.into_iter().collect::<Vec<_>>().join(", ")),
    }
}

#[cfg(test)]
mod tests {
    /// The labels of arms given as (path, value) pairs.
    fn labels(arms: &[&[(&str, &str)]]) -> Vec<String> {
        let own = |arm: &&[(&str, &str)]| arm.iter().map(|(p, v)| ((*p).to_owned(), (*v).to_owned())).collect();
        let arms: Vec<Vec<(String, String)>> = arms.iter().map(own).collect();
        super::arm_labels(&arms.iter().collect::<Vec<_>>())
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
        assert_eq!(arms, ["without batch norm · learning rate 0.1", "with batch norm · learning rate 1"]);
    }

    #[test]
    fn a_value_that_is_not_understood_alone_has_its_key() {
        let arms = labels(&[
            &[("network.activation", "\"relu\""), ("dataset.samples", "8")],
            &[("network.activation", "{ kind = \"leaky-relu\", slope = 0.1 }"), ("dataset.samples", "9")],
        ]);
        assert_eq!(arms, ["relu · 8 samples", "leaky-relu (slope 0.1) · 9 samples"]);
    }

    #[test]
    fn two_pairs_may_be_one_thing() {
        let network = |name: &str| format!("{{ activation = \"{name}\", hidden = [4], output = \"{name}\" }}");
        let (relu, tanh) = (network("relu"), network("tanh"));
        let range = "{ high = 3.0, kind = \"uniform\", low = -3.0 }";
        let initializers = [("network.initializer", range), ("network.initializer", "\"zeros\"")];
        assert_eq!(labels(&[&initializers[..1], &initializers[1..]]), ["uniform (from −3 to 3)", "zeros"]);
        assert_eq!(labels(&[&[("network", &relu)], &[("network", &tanh)]]), ["relu (all layers)", "tanh (all layers)"]);
    }

    #[test]
    fn an_empty_table_is_nothing() {
        let arms = labels(&[&[("training.clip", "{}")], &[("training.clip", "{ norm = 1.0 }")]]);
        assert_eq!(arms, ["no clipping", "norm at most 1"]);
    }

    /// No penalty is no penalty, but two arms need two labels.
    #[test]
    fn labels_differ() {
        let arms = labels(&[&[("training.penalty", "{ l1 = 0.0 }")], &[("training.penalty", "{ l2 = 0.0 }")]]);
        assert_eq!(arms, ["training.penalty = { l1 = 0.0 }", "training.penalty = { l2 = 0.0 }"]);
    }

    #[test]
    fn a_lone_arm_keeps_everything() {
        assert_eq!(labels(&[&[("training.clip", "{ norm = 1.0 }")]]), ["norm at most 1"]);
        assert_eq!(labels(&[&[("a.b", "{ low = -3.0 }")], &[("a.b", "{ low = 3.0 }")]]), ["low −3", "low 3"]);
    }
}

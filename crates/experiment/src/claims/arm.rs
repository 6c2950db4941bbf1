//! Which arm a claim names.
//!
//! A name is the values of some swept keys, and must fit one arm alone. Tables are compared key by key, so
//! `{ training.optimizer.rule = "adam" }` names the arm with adam, whatever its learning rate. Of several arms that a
//! name fits, it means the one that has nothing else on these axes: `{ network.hidden = [8] }` beside an arm with
//! `batch_norm` is the one without.

use serde_json::Value;

use crate::spec::{Arm, ArmName, RuleViolation};
use crate::suggest;

/// A key of an arm, dotted to its last part, and its value.
type Leaf = (String, Value);

/// Why a name names no arm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoArm {
    message: String,
    help: String,
}

impl NoArm {
    /// The violation of the key at this path.
    pub fn violation(&self, path: &str) -> RuleViolation {
        RuleViolation::new(path, self.message.as_str()).help(self.help.as_str())
    }
}

/// The index of the arm that a name means.
///
/// # Errors
/// If it fits no arm, or several.
pub fn find(name: &ArmName, arms: &[Arm]) -> Result<usize, NoArm> {
    let leaves = of_name(name);
    let all: Vec<Vec<Leaf>> = arms.iter().map(of_arm).collect();
    let fits = |arm: &Vec<Leaf>| leaves.iter().all(|leaf| arm.iter().any(|known| same(leaf, known)));
    let fitting: Vec<usize> = (0..all.len()).filter(|index| fits(&all[*index])).collect();
    match fitting[..] {
        [] => Err(unknown(&leaves, &all)),
        [index] => Ok(index),
        _ => {
            let exact = |index: &&usize| is_whole(&leaves, &all[**index], &arms[**index]);
            let whole: Vec<&usize> = fitting.iter().filter(exact).collect();
            if let [index] = whole[..] { Ok(*index) } else { Err(several(&fitting, &all)) }
        }
    }
}

/// Whether a leaf of a name is that of an arm; a kind or a rule may stand for its table.
fn same((path, value): &Leaf, (known, other): &Leaf) -> bool {
    let path_fits = known.strip_prefix(path.as_str()).is_some_and(|rest| ["", ".kind", ".rule"].contains(&rest));
    path_fits && equal(value, other)
}

/// Whether two values are the same, 1 and 1.0 being one number.
fn equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.as_f64() == right.as_f64(),
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| equal(left, right))
        }
        _ => left == right,
    }
}

/// Whether an arm has nothing but these leaves on the axes that they belong to.
fn is_whole(leaves: &[Leaf], arm: &[Leaf], axes: &Arm) -> bool {
    let named = axes.iter().filter(|(axis, _)| leaves.iter().any(|(path, _)| path.starts_with(axis.as_str())));
    let mut on_axes = named.flat_map(|(axis, _)| arm.iter().filter(move |(path, _)| path.starts_with(axis.as_str())));
    on_axes.all(|known| leaves.iter().any(|leaf| same(leaf, known)))
}

fn unknown(leaves: &[Leaf], arms: &[Vec<Leaf>]) -> NoArm {
    if arms.len() == 1 && arms[0].is_empty() {
        let message = "nothing is swept, so there is one arm, which needs no name".to_owned();
        return NoArm { message, help: "leave it out".to_owned() };
    }
    let paths: Vec<&str> = arms.iter().flatten().map(|(path, _)| path.as_str()).collect();
    let is_known = |path: &str| arms.iter().flatten().any(|known| known.0 == path || known.0.starts_with(path));
    if let Some((path, _)) = leaves.iter().find(|(path, _)| !is_known(path)) {
        let message = format!("{path} is not swept");
        return NoArm { message, help: meant(path, &paths) };
    }
    for leaf in leaves {
        let fits = |known: &Leaf| same(leaf, known);
        if !arms.iter().flatten().any(fits) {
            let mut values: Vec<String> =
                arms.iter().flatten().filter(|known| of_path(leaf, known)).map(text).collect();
            values.dedup();
            let words: Vec<&str> = values.iter().map(|value| value.trim_matches('"')).collect();
            let message = format!("no arm has {} = {}", leaf.0, leaf.1);
            return NoArm { message, help: format!("{}its values are {}", guess(leaf, &words), values.join(", ")) };
        }
    }
    let message = "no arm has all of these values".to_owned();
    NoArm { message, help: "name values that one arm of [sweep] has together".to_owned() }
}

fn of_path((path, _): &Leaf, (known, _): &Leaf) -> bool {
    known.strip_prefix(path.as_str()).is_some_and(|rest| ["", ".kind", ".rule"].contains(&rest))
}

fn text((_, value): &Leaf) -> String {
    value.to_string()
}

fn guess((_, value): &Leaf, words: &[&str]) -> String {
    let nearest = value.as_str().and_then(|word| suggest::nearest(word, words.iter().copied()));
    nearest.map_or_else(String::new, |meant| format!("{} ", suggest::did_you_mean(meant)))
}

fn meant(path: &str, paths: &[&str]) -> String {
    let nearest = suggest::nearest(path, paths.iter().copied());
    let mut unique = paths.to_vec();
    unique.sort_unstable();
    unique.dedup();
    nearest.map_or_else(|| format!("swept are {}", unique.join(", ")), suggest::did_you_mean)
}

fn several(fitting: &[usize], arms: &[Vec<Leaf>]) -> NoArm {
    let first = &arms[fitting[0]];
    let differs = |leaf: &&Leaf| fitting.iter().any(|index| !arms[*index].contains(leaf));
    let mut keys: Vec<&str> = fitting
        .iter()
        .flat_map(|index| arms[*index].iter().filter(|leaf| !first.contains(leaf)))
        .chain(first.iter().filter(differs))
        .map(|(path, _)| path.as_str())
        .collect();
    keys.sort_unstable();
    keys.dedup();
    let message = format!("{} arms fit this name", fitting.len());
    NoArm { message, help: format!("also name {}", keys.join(" or ")) }
}

/// The leaves of a name.
fn of_name(name: &ArmName) -> Vec<Leaf> {
    name.iter().flat_map(|(key, value)| leaves(key, value)).collect()
}

/// The leaves of an arm.
fn of_arm(arm: &Arm) -> Vec<Leaf> {
    arm.iter().flat_map(|(path, text)| leaves(path, &value(text))).collect()
}

fn leaves(path: &str, value: &Value) -> Vec<Leaf> {
    match value {
        Value::Object(table) => table.iter().flat_map(|(key, value)| leaves(&format!("{path}.{key}"), value)).collect(),
        _ => vec![(path.to_owned(), value.clone())],
    }
}

/// The value of an arm's text, which is TOML except for strings without quotes.
fn value(text: &str) -> Value {
    let parsed = format!("value = {text}").parse::<toml::Table>().ok();
    let value = parsed.and_then(|mut table| serde_json::to_value(table.remove("value")?).ok());
    value.unwrap_or_else(|| Value::String(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::{ArmName, find};
    use crate::spec::Arm;

    fn arm(pairs: &[(&str, &str)]) -> Arm {
        pairs.iter().map(|(path, value)| ((*path).to_owned(), (*value).to_owned())).collect()
    }

    fn name(text: &str) -> ArmName {
        let table = format!("arm = {text}").parse::<toml::Table>().expect("TOML");
        serde_json::to_value(&table["arm"]).expect("JSON").as_object().expect("a table").clone()
    }

    /// Arms of an optimizer, as the sweep hands them on: tables as TOML, strings without quotes.
    fn rules() -> Vec<Arm> {
        let table = ["{ learning_rate = 0.1, rule = \"adam\" }", "{ learning_rate = 1, rule = \"adamw\" }"];
        table.iter().map(|value| arm(&[("training.optimizer", value), ("network.activation", "relu")])).collect()
    }

    #[test]
    fn a_part_of_a_table_is_enough() {
        assert_eq!(find(&name("{ training.optimizer.rule = \"adamw\" }"), &rules()), Ok(1));
        assert_eq!(
            find(&name("{ \"training.optimizer\" = \"adam\" }"), &rules()),
            Ok(0),
            "a rule stands for its table"
        );
        assert_eq!(find(&name("{ training.optimizer.learning_rate = 1.0 }"), &rules()), Ok(1), "1 is 1.0");
    }

    #[test]
    fn an_arm_that_has_nothing_else_is_meant() {
        let plain = arm(&[("network", "{ hidden = [8] }")]);
        let normed = arm(&[("network", "{ batch_norm = { momentum = 0.1 }, hidden = [8] }")]);
        assert_eq!(find(&name("{ network.hidden = [8] }"), &[normed.clone(), plain.clone()]), Ok(1));
        assert_eq!(find(&name("{ network.batch_norm.momentum = 0.1 }"), &[normed, plain]), Ok(0));
    }

    #[test]
    fn a_wrong_name_says_what_was_meant() {
        let help = |text: &str| find(&name(text), &rules()).map_err(|fault| (fault.message, fault.help)).unwrap_err();
        let expected = [
            ("{ training.optimiser = \"adam\" }", "training.optimiser is not swept", "training.optimizer"),
            ("{ training.optimizer.rule = \"adan\" }", "no arm has training.optimizer.rule = \"adan\"", "\"adam\""),
            ("{ network.activation = \"relu\" }", "2 arms fit this name", "also name training.optimizer.learning_rate"),
        ];
        for (text, message, part) in expected {
            let (found, remedy) = help(text);
            assert_eq!(found, message);
            assert!(remedy.contains(part), "{remedy}");
        }
    }
}

//! What a key of the config language means: documentation, range and default, from the schema that is made of the
//! types, and whether a config uses it.
//!
//! A key is named by its path, `training.optimizer.learning_rate`, or by the end of it; a choice by its name alone,
//! `adam`.

mod uses;
mod walk;

use crate::suggest::nearest;

pub use uses::uses;
pub use walk::keys;

/// A key of the config language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Its dotted path; a list of tables counts as a table.
    pub path: String,
    /// The choices that it belongs to, `rule = "momentum"`; none if it is always there.
    pub of: Vec<String>,
    /// What it means.
    pub means: String,
    /// What it may be, in words.
    pub may_be: String,
    /// What holds where it is absent, in TOML.
    pub default: Option<String>,
    /// Whether its table needs it.
    pub need: Need,
    /// The names that it may hold, each with what it means.
    pub choices: Vec<Choice>,
    /// The key of its table that holds the name, as `rule` does in `training.optimizer`; none of a plain value.
    pub tag: Option<String>,
}

/// Whether a key may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Its table needs it.
    Required,
    /// It may be left out.
    Optional,
}

/// A name that a key may hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The name.
    pub name: String,
    /// What it means; empty where the name says it.
    pub means: String,
}

/// What a word names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named<'k> {
    /// A key.
    Key(&'k Key),
    /// A choice of a key.
    Choice(&'k Key, &'k Choice),
}

/// All keys of the config language, in the order of its tables.
#[derive(Debug, Clone)]
pub struct Language {
    keys: Vec<Key>,
}

impl Language {
    /// The language of experiments.
    pub fn of_experiments() -> Self {
        Language { keys: walk::keys() }
    }

    /// The keys one level below a path; of the empty path the keys at the top.
    pub fn below(&self, path: &str) -> Vec<&Key> {
        let is_below = |key: &&Key| key.path.rsplit_once('.').map_or("", |(parent, _)| parent) == path;
        self.keys.iter().filter(is_below).collect()
    }

    /// The keys and choices that are called so: the one of this path, else all whose path ends so, else choices.
    pub fn named(&self, asked: &str) -> Vec<Named<'_>> {
        let asked = &without_indices(asked);
        let asked = asked.trim_matches(['[', ']', ' ', '"', '.']);
        // The tag of a table stands for the table: its choices are those of the table.
        let table = asked.strip_suffix(".kind").or(asked.strip_suffix(".rule")).unwrap_or(asked);
        let ending = format!(".{asked}");
        let keys = |is: &dyn Fn(&str) -> bool| -> Vec<Named> {
            self.keys.iter().filter(|key| is(&key.path)).map(Named::Key).collect()
        };
        let by_path = [keys(&|path| path == asked), keys(&|path| path == table), keys(&|path| path.ends_with(&ending))];
        by_path.into_iter().find(|found| !found.is_empty()).unwrap_or_else(|| self.choices(asked))
    }

    fn choices(&self, name: &str) -> Vec<Named<'_>> {
        let of_key = |key: &'_ Key| key.choices.iter().position(|choice| choice.name == name);
        let found = self.keys.iter().filter_map(|key| Some((key, of_key(key)?)));
        found.map(|(key, index)| Named::Choice(key, &key.choices[index])).collect()
    }

    /// The key or the choice that was probably meant; nothing by a word that is none.
    pub fn meant(&self, asked: &str) -> Option<&str> {
        let asked = asked.trim();
        if asked.is_empty() {
            return None;
        }
        let keys = self.keys.iter().map(|key| key.path.as_str());
        let names = self.keys.iter().filter_map(|key| key.path.rsplit('.').next());
        let choices = self.keys.iter().flat_map(|key| key.choices.iter().map(|choice| choice.name.as_str()));
        let last = asked.rsplit('.').next().unwrap_or(asked);
        nearest(asked, keys.clone()).or_else(|| nearest(last, names.chain(choices)))
    }
}

/// A path as errors write it, `figure[0].title`, without the places in its lists.
fn without_indices(path: &str) -> String {
    let mut pieces = path.split('[');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |path, piece| match piece.split_once(']') {
        Some((index, rest)) if index.parse::<usize>().is_ok() => path + rest,
        Some(_) | None => path + "[" + piece,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(asked: &str) -> Vec<String> {
        let of = |named: &Named| match named {
            Named::Key(key) => key.path.clone(),
            Named::Choice(key, choice) => format!("{} = {:?}", key.path, choice.name),
        };
        Language::of_experiments().named(asked).iter().map(of).collect()
    }

    #[test]
    fn keys_are_found_by_their_path_its_end_or_a_choice() {
        assert_eq!(paths("training.epochs"), ["training.epochs"]);
        assert_eq!(paths("epochs"), ["training.epochs"]);
        assert_eq!(paths("[network]"), ["network"]);
        assert_eq!(paths("training.optimizer.rule"), ["training.optimizer"]);
        assert_eq!(paths("adam"), ["training.optimizer = \"adam\""]);
        assert_eq!(paths("exercises.text"), ["lesson.exercises.text"]);
        assert_eq!(paths("lesson.exercises[1].text"), ["lesson.exercises.text"]);
        assert_eq!(paths("[dataset.inputs[2][1]]"), ["dataset.inputs"]);
        assert_eq!(paths("nothing-of-ours"), [""; 0]);
        let language = Language::of_experiments();
        assert_eq!(language.meant("epcohs"), Some("epochs"));
        assert_eq!(language.meant("training.epcohs"), Some("training.epochs"));
        assert_eq!(language.meant("lr"), Some("learning_rate"));
        assert_eq!(language.meant(" "), None);
        assert_eq!(language.meant("adamm"), Some("adam"));
    }

    #[test]
    fn a_key_has_range_default_and_the_choices_that_it_belongs_to() {
        let language = Language::of_experiments();
        let Named::Key(momentum) = language.named("training.optimizer.momentum")[0] else { panic!("it is a key") };
        assert_eq!(momentum.of, ["rule = \"momentum\"", "rule = \"nesterov\""]);
        assert_eq!((momentum.default.as_deref(), momentum.need), (Some("0.9"), Need::Optional));
        assert_eq!(momentum.may_be, "a number of at least 0 and below 1");
        let Named::Key(title) = language.named("title")[0] else { panic!("it is a key") };
        assert_eq!((title.default.as_deref(), title.need), (None, Need::Required));
        let Named::Key(activation) = language.named("network.activation")[0] else { panic!("it is a key") };
        assert_eq!(activation.default.as_deref(), Some("\"tanh\""));
        assert!(
            activation.choices.iter().any(|choice| choice.name == "tanh" && choice.means.starts_with("a = tanh z"))
        );
    }

    /// Whatever a key is, it says what it means.
    #[test]
    fn every_key_is_documented_and_found_by_its_path() {
        let language = Language::of_experiments();
        assert!(language.keys.len() > 100, "{} keys", language.keys.len());
        for key in &language.keys {
            assert!(!key.means.is_empty(), "{} says nothing", key.path);
            assert!(language.named(&key.path).contains(&Named::Key(key)), "{}", key.path);
        }
    }
}

//! Tables: unknown keys, missing keys, and the branch that a tag chooses.

use super::{Cause, Mismatch, Name, Walk};
use crate::check::node::{Entry, Node, Value};
use crate::check::shape::{Key, TableShape, Tagged, ValueShape};
use crate::check::words::one_of;
use crate::suggest::{did_you_mean, nearest};

impl Walk<'_> {
    /// branch: the variant of a tagged table, for messages: ` with rule "adam"`.
    pub(super) fn table(
        &mut self,
        name: &Name,
        node: &Node,
        table: &TableShape,
        entries: &[Entry],
        branch: Option<String>,
    ) {
        let scope = scope(name) + &branch.unwrap_or_default();
        let before = self.mismatches.len();
        if entries.len() < table.least {
            let message = format!("the table [{}] says nothing", name.path);
            let help = if table.keys.is_empty() { "leave it out".into() } else { one_of(&table.names()) };
            self.error(node, message).help.push(help);
        }
        for entry in entries {
            let name = name.key(&entry.key);
            match (table.key(&entry.key), &table.others) {
                (Some(key), _) => self.value(&name, &entry.node, &key.shape),
                (None, Some(shape)) => self.value(&name, &entry.node, shape),
                (None, None) => self.unknown(entry, table, &scope),
            }
        }
        for key in &table.keys {
            let given = entries.iter().any(|entry| entry.key == key.name);
            let misspelled = |mismatch: &Mismatch| mismatch.cause == Cause::Key(Some(key.name.clone()));
            if key.required && !given && !self.mismatches[before..].iter().any(misspelled) {
                self.missing(node, key, &scope);
            }
        }
    }

    pub(super) fn tagged(&mut self, name: &Name, node: &Node, tagged: &Tagged, entries: &[Entry]) {
        let tag = entries.iter().find(|entry| entry.key == tagged.tag).map(|entry| &entry.node);
        let chosen = match tag.map(|node| &node.value) {
            None => tagged.default_branch(),
            Some(Value::Text(text)) => tagged.branch(text),
            Some(_) => None,
        };
        match (chosen, tag) {
            (Some((choice, table)), _) => {
                let branch = format!(" with {} {choice:?}", tagged.tag);
                self.table(name, node, table, entries, Some(branch));
            }
            (None, Some(node)) => self.value(&name.key(&tagged.tag), node, &tagged.choice()),
            (None, None) => {
                let key = Key { name: tagged.tag.clone(), required: true, shape: tagged.choice() };
                self.missing(node, &key, &scope(name));
            }
        }
    }

    /// Whether a name stands alone where its table must say more; if so, reports it.
    pub(super) fn reports_missing_details(&mut self, name: &Name, node: &Node, shape: &ValueShape) -> bool {
        let (Value::Text(text), ValueShape::Tagged(tagged)) = (&node.value, shape) else { return false };
        let details = tagged.branch(text).map_or_else(Vec::new, |(_, table)| table.details(&tagged.tag));
        if details.is_empty() {
            return false;
        }
        let keys: Vec<&str> = details.iter().map(|key| key.name.as_str()).collect();
        let noun = if keys.len() == 1 { "the key" } else { "the keys" };
        let written: String = keys.iter().map(|key| format!(", {key} = ...")).collect();
        let message = format!("{} {text:?} needs {noun} {}", name.leaf, keys.join(" and "));
        let error = self.mismatch(Cause::Missing, node.place.clone(), message);
        error.help.push(format!("write {} = {{ {} = {text:?}{written} }}", name.leaf, tagged.tag));
        error.help.extend(details.iter().filter_map(|key| key.meaning()));
        true
    }

    fn unknown(&mut self, entry: &Entry, table: &TableShape, scope: &str) {
        let names = table.names();
        let elsewhere = self.table_of(&entry.key);
        let meant = nearest(&entry.key, names.iter().copied()).filter(|_| elsewhere.is_none());
        let message = format!("unknown key {:?}{scope}", entry.key);
        let error = self.mismatch(Cause::Key(meant.map(str::to_owned)), entry.place.clone(), message);
        error.label = elsewhere.or(meant.map(did_you_mean));
        error.help.push(one_of(&names));
    }

    /// Where a key belongs that is known in another table: a key after a header is a key of that table.
    fn table_of(&self, key: &str) -> Option<String> {
        let ValueShape::Table(whole) = self.whole else { return None };
        if whole.key(key).is_some() {
            return Some("belongs to the top of the file, before any [table]".to_owned());
        }
        let table = whole.keys.iter().find(|table| table.shape.has_key(key))?;
        Some(format!("belongs to [{}]", table.name))
    }

    fn missing(&mut self, node: &Node, key: &Key, scope: &str) {
        let message = match &key.shape {
            ValueShape::Table(_) | ValueShape::Tagged(_) if scope.is_empty() => {
                format!("the table [{}] is missing", key.name)
            }
            _ => format!("the key {:?} is missing{scope}", key.name),
        };
        let error = self.mismatch(Cause::Missing, node.place.clone(), message);
        error.help.extend(key.meaning());
    }
}

impl Key {
    /// What it may hold, as a remedy.
    fn meaning(&self) -> Option<String> {
        match &self.shape {
            ValueShape::Table(_) | ValueShape::Anything => None,
            ValueShape::Choice(names) => Some(format!("{} is {}", self.name, one_of(names))),
            shape => Some(format!("{} is {}", self.name, shape.words())),
        }
    }
}

impl Tagged {
    /// The values of the tag.
    fn choice(&self) -> ValueShape {
        ValueShape::Choice(self.names().into_iter().map(str::to_owned).collect())
    }
}

/// Where a key stands, to follow its name: ` in [training.optimizer]`, nothing at the top.
fn scope(name: &Name) -> String {
    match name.path.as_str() {
        "" => String::new(),
        path => format!(" in [{path}]"),
    }
}

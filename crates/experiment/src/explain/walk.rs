//! All keys of the config language, read from its JSON schema.

use serde_json::Value;

use super::{Choice, Key, Need};
use crate::Experiment;
use crate::check::{ValueShape, schema};

/// Every key, table after table.
pub fn keys() -> Vec<Key> {
    let root = schema::<Experiment>();
    let mut walk = Walk { root: &root, keys: Vec::new() };
    walk.table("", &root, None);
    walk.keys
}

struct Walk<'s> {
    root: &'s Value,
    keys: Vec<Key>,
}

impl<'s> Walk<'s> {
    /// The keys of a table below `path`, of a list of tables, or of tables that a tag tells apart.
    fn table(&mut self, path: &str, schema: &'s Value, of: Option<&str>) {
        let schema = self.resolved(schema);
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            if property["const"].is_null() {
                let required = schema["required"].as_array().is_some_and(|all| all.iter().any(|key| key == name));
                let need = if required { Need::Required } else { Need::Optional };
                self.key(&format!("{path}.{name}"), property, of, need);
            }
        }
        if schema["items"].is_object() {
            self.table(path, &schema["items"], of);
        }
        for branch in branches(schema) {
            let tag = tag(self.resolved(branch)).map(|(key, name)| format!("{key} = {name:?}"));
            self.table(path, branch, tag.as_deref().or(of));
        }
    }

    /// A key that several choices have in common is one key.
    fn key(&mut self, path: &str, schema: &'s Value, of: Option<&str>, need: Need) {
        let path = path.trim_start_matches('.');
        let means = self.means(schema);
        match self.keys.iter_mut().find(|key| key.path == path && key.means == means) {
            Some(known) => known.of.extend(of.map(str::to_owned)),
            None => {
                let default = Some(&schema["default"]).filter(|default| !default.is_null()).map(in_toml);
                let may_be = ValueShape::of_part(self.root, schema).words();
                let of = of.map(str::to_owned).into_iter().collect();
                let (choices, tag) = (self.choices(schema), self.tag(schema));
                self.keys.push(Key { path: path.to_owned(), of, means, may_be, default, need, choices, tag });
                self.table(path, schema, None);
            }
        }
    }

    /// What the place says of itself, else what its type says.
    fn means(&self, schema: &Value) -> String {
        let own = schema["description"].as_str();
        own.or_else(|| self.resolved(schema)["description"].as_str()).unwrap_or_default().to_owned()
    }

    /// The names that a value may be, or that tell its tables apart, each once.
    fn choices(&self, schema: &Value) -> Vec<Choice> {
        let schema = self.resolved(schema);
        let named = schema["const"].as_str().or(tag(schema).map(|(_, name)| name));
        let own = named.map(|name| Choice { name: name.to_owned(), means: text(&schema["description"]) });
        let listed = schema["enum"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let listed = listed.map(|name| Choice { name: name.to_owned(), means: String::new() });
        let inner = branches(schema).iter().chain(Some(&schema["items"]).filter(|items| items.is_object()));
        let inner: Vec<Choice> = inner.flat_map(|branch| self.choices(branch)).collect();
        let mut choices: Vec<Choice> = Vec::new();
        for choice in own.into_iter().chain(listed).chain(inner) {
            match choices.iter_mut().find(|known| known.name == choice.name) {
                Some(known) if known.means.is_empty() => *known = choice,
                Some(_) => {}
                None => choices.push(choice),
            }
        }
        choices
    }

    /// The key that tells the tables of a value apart.
    fn tag(&self, schema: &Value) -> Option<String> {
        let schema = self.resolved(schema);
        let own = tag(schema).map(|(key, _)| key.to_owned());
        let inner = branches(schema).iter().chain(Some(&schema["items"]).filter(|items| items.is_object()));
        own.or_else(|| inner.into_iter().find_map(|branch| self.tag(branch)))
    }

    /// Follows references, also those that draft-07 wraps into an `allOf` of one.
    fn resolved<'v>(&self, schema: &'v Value) -> &'v Value
    where
        's: 'v,
    {
        let only = schema["allOf"].as_array().filter(|all| all.len() == 1).map(|all| &all[0]);
        let definition = |reference: &str| self.root.pointer(reference.trim_start_matches('#'));
        let next = schema["$ref"].as_str().and_then(definition).or(only);
        next.map_or(schema, |next| self.resolved(next))
    }
}

fn branches(schema: &Value) -> &[Value] {
    let branches = schema.get("oneOf").or_else(|| schema.get("anyOf"));
    branches.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The key that tells a table from others, and its value.
fn tag(table: &Value) -> Option<(&str, &str)> {
    let properties = table["properties"].as_object()?;
    properties.iter().find_map(|(key, property)| Some((key.as_str(), property["const"].as_str()?)))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// A value as a config writes it; one that TOML cannot say, as JSON.
fn in_toml(value: &Value) -> String {
    toml::Value::try_from(value).map_or_else(|_| value.to_string(), |value| value.to_string())
}

//! What a form shows of the config language: the keys that take one of a few names, those names, and what the schema
//! says of names and keys.

use schemars::JsonSchema;
use serde_json::Value;

use super::schema;

/// A text, and what the schema says of it.
pub type Said = (String, String);

/// What the schema says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Form {
    /// Every dotted path that takes one of a few names, `training.optimizer.rule`, with those names.
    pub choices: Vec<(String, Vec<Said>)>,
    /// Every dotted path that is described.
    pub keys: Vec<Said>,
}

/// The form of a type.
pub fn form<T: JsonSchema>() -> Form {
    let root = schema::schema::<T>();
    let mut form = Form::default();
    collect(&root, &root, "", &mut form);
    form
}

/// Goes through a schema; draft-07 has no recursion here, since a config has none.
fn collect(root: &Value, schema: &Value, path: &str, form: &mut Form) {
    let reference = schema["$ref"].as_str().and_then(|reference| root.pointer(reference.trim_start_matches('#')));
    if let Some(definition) = reference {
        collect(root, definition, path, form);
    }
    if let Some(name) = schema["const"].as_str() {
        form.name(path, name, said(schema));
    }
    for name in list(&schema["enum"]).filter_map(Value::as_str) {
        form.name(path, name, "");
    }
    for branches in ["allOf", "anyOf", "oneOf"] {
        list(&schema[branches]).for_each(|branch| collect(root, branch, path, form));
    }
    if schema["items"].is_object() {
        collect(root, &schema["items"], path, form);
    }
    for (key, of) in schema["properties"].as_object().into_iter().flatten() {
        let below = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        match of["const"].as_str() {
            // The key whose value decides which table this is: the table is what the value means.
            Some(name) => form.name(&below, name, said(schema)),
            None => {
                form.key(&below, said(of));
                collect(root, of, &below, form);
            }
        }
    }
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn said(schema: &Value) -> &str {
    schema["description"].as_str().unwrap_or_default()
}

impl Form {
    /// A name may be written in several ways, and stands once.
    fn name(&mut self, path: &str, name: &str, said: &str) {
        let place = self.choices.iter().position(|(known, _)| known == path).unwrap_or(self.choices.len());
        if place == self.choices.len() {
            self.choices.push((path.to_owned(), Vec::new()));
        }
        let names = &mut self.choices[place].1;
        match names.iter_mut().find(|(known, _)| known == name) {
            None => names.push((name.to_owned(), said.to_owned())),
            Some((_, known)) if known.is_empty() => said.clone_into(known),
            Some(_) => {}
        }
    }

    fn key(&mut self, path: &str, said: &str) {
        if !said.is_empty() && !self.keys.iter().any(|(known, _)| known == path) {
            self.keys.push((path.to_owned(), said.to_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::form;
    use crate::Experiment;

    #[test]
    fn names_are_found_however_they_are_written_and_with_what_they_mean() {
        let form = form::<Experiment>();
        let of = |path: &str| form.choices.iter().find(|(known, _)| known == path).map(|(_, names)| names.as_slice());
        for (path, name, says) in [
            ("dataset.name", "xor", "Either x₁ or x₂"),
            ("network.activation", "relu", ""),
            ("network.output", "softmax", ""),
            ("training.loss.kind", "huber", ""),
            ("training.optimizer.rule", "gradient-descent", "θ ← θ − ηg."),
            ("precision", "f32", "32 bits"),
        ] {
            let names = of(path).unwrap_or_else(|| panic!("{path} has no names"));
            let said = names.iter().find(|(known, _)| known == name).map(|(_, said)| said.as_str());
            assert!(said.is_some_and(|said| said.starts_with(says)), "{path} takes {name}: {said:?}");
        }
        assert_eq!(of("title"), None);
        assert!(form.keys.contains(&("title".to_owned(), "The title of the report.".to_owned())));
    }
}

//! The JSON schema of the config language, draft-07, for editors and for the check.
//!
//! TOML has no null, so the branches that schemars adds for `Option` are taken out.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

/// The schema of a type.
pub fn schema<T: JsonSchema>() -> Value {
    let generator = SchemaSettings::draft07().into_generator();
    let mut schema = generator.into_root_schema_for::<T>().to_value();
    remove_null(&mut schema);
    schema
}

/// The schema as the text that is committed: indented, one line feed at the end.
pub fn schema_text<T: JsonSchema>() -> String {
    let schema = Schema::try_from(schema::<T>()).expect("the schema of a type is an object");
    let text = serde_json::to_string_pretty(&schema).expect("a schema has only keys that are strings");
    text + "\n"
}

fn remove_null(schema: &mut Value) {
    match schema {
        Value::Object(keywords) => {
            if keywords.get("default").is_some_and(Value::is_null) {
                keywords.shift_remove("default");
            }
            for (keyword, value) in keywords.iter_mut() {
                remove_null(value);
                if ["type", "enum", "anyOf", "oneOf"].contains(&keyword.as_str()) {
                    remove_branch(value);
                }
                if keyword == "type" {
                    unwrap_one(value);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(remove_null),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Takes null out of a list of types, values or branches.
fn remove_branch(value: &mut Value) {
    if let Value::Array(branches) = value {
        branches.retain(|branch| !branch.is_null() && branch != "null" && branch["type"] != "null");
    }
}

/// A list of one type is that type.
fn unwrap_one(value: &mut Value) {
    if let Value::Array(types) = value
        && types.len() == 1
    {
        *value = types.remove(0);
    }
}

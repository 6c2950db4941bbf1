//! A choice that is written as its name alone, `"relu"`, or as a table with details,
//! `{ kind = "leaky-relu", slope = 0.01 }`.
//!
//! The name alone is a value where every detail has a default; the checker answers any other name with its details.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Value, json};

/// A value of an enum tagged by `kind`, whose table may be shortened to the name of its variant.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Named<T>(pub T);

impl<T: JsonSchema + DeserializeOwned> Named<T> {
    /// Every variant with its default constants, in the order of the enum, for tests that cover all of them.
    pub fn every() -> Vec<T> {
        let table = T::json_schema(&mut SchemaGenerator::default());
        let variants = table.get("oneOf").and_then(Value::as_array).into_iter().flatten();
        let read = |variant| Named::deserialize(name(variant)["const"].take()).expect("details have defaults").0;
        variants.map(read).collect()
    }
}

impl<T: Serialize> Serialize for Named<T> {
    /// A table of nothing but `kind` is written as the name.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let value = serde_json::to_value(&self.0).map_err(serde::ser::Error::custom)?;
        match &value {
            Value::Object(table) if table.len() == 1 => table["kind"].serialize(serializer),
            _ => value.serialize(serializer),
        }
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Named<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = match Value::deserialize(deserializer)? {
            Value::String(name) => json!({ "kind": name }),
            table => table,
        };
        T::deserialize(value).map(Named).map_err(D::Error::custom)
    }
}

impl<T: JsonSchema> JsonSchema for Named<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("Named{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let table = T::json_schema(generator);
        let variants = table.get("oneOf").and_then(Value::as_array).into_iter().flatten();
        let names: Vec<Value> = variants.filter(|variant| has_defaults(variant)).map(name).collect();
        json_schema!({ "anyOf": [{ "oneOf": names }, generator.subschema_for::<T>()] })
    }
}

/// Whether a variant needs no key but `kind`.
fn has_defaults(variant: &Value) -> bool {
    variant["required"].as_array().into_iter().flatten().all(|key| key == "kind")
}

/// The name of one variant with its description, as a schema constant.
fn name(variant: &Value) -> Value {
    let mut constant = json!({ "type": "string", "const": variant["properties"]["kind"]["const"] });
    if let Some(description) = variant.get("description") {
        constant["description"] = description.clone();
    }
    constant
}

#[cfg(test)]
mod tests {
    use super::Named;
    use crate::spec::Activation;

    #[test]
    fn every_choice_is_there_with_its_defaults() {
        let activations = Named::<Activation>::every();
        assert_eq!(activations.first(), Some(&Activation::Identity));
        assert_eq!(activations.last(), Some(&Activation::Maxout { pieces: 2 }));
    }
}

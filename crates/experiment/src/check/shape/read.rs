//! Reading a JSON schema, keyword by keyword.

use serde_json::Value;

use super::{Items, Key, List, Number, TableShape, Tagged, ValueShape};

/// A schema document, for its references.
pub struct Reader<'s> {
    /// The root, which holds the definitions.
    pub root: &'s Value,
}

impl<'s> Reader<'s> {
    /// The shape a schema describes.
    pub fn shape(&self, schema: &Value) -> ValueShape {
        let schema = self.resolve(schema);
        if let Some(choice) = choice(schema) {
            return ValueShape::Choice(choice);
        }
        if let Some(branches) = branches(schema) {
            return self.union(schema, branches);
        }
        match &schema["type"] {
            Value::String(kind) => self.of_kind(kind, schema),
            Value::Array(kinds) => {
                let kinds = kinds.iter().filter_map(Value::as_str).filter(|kind| *kind != "null");
                one_or_union(kinds.map(|kind| self.of_kind(kind, schema)).collect())
            }
            _ if is_table(schema) => ValueShape::Table(self.table(schema)),
            _ => ValueShape::Anything,
        }
    }

    /// Follows references, also those that draft-07 wraps into an `allOf` of one.
    fn resolve<'v>(&self, schema: &'v Value) -> &'v Value
    where
        's: 'v,
    {
        let only = schema["allOf"].as_array().filter(|all| all.len() == 1);
        match (schema["$ref"].as_str(), only) {
            (Some(reference), _) => self.resolve(self.definition(reference)),
            (None, Some(all)) if !is_table(schema) => self.resolve(&all[0]),
            (None, _) => schema,
        }
    }

    fn definition(&self, reference: &str) -> &'s Value {
        let pointer = reference.trim_start_matches('#');
        self.root.pointer(pointer).expect("schemars defines what it refers to")
    }

    fn of_kind(&self, kind: &str, schema: &Value) -> ValueShape {
        match kind {
            "string" => ValueShape::Text(count(&schema["minLength"]).unwrap_or(0)),
            "integer" => ValueShape::Number(Number { integer: true, ..number(schema) }),
            "number" => ValueShape::Number(number(schema)),
            "boolean" => ValueShape::Boolean,
            "array" => ValueShape::List(Box::new(self.list(schema))),
            "object" => ValueShape::Table(self.table(schema)),
            other => unreachable!("JSON schema has no type {other}"),
        }
    }

    fn list(&self, schema: &Value) -> List {
        let items = match &schema["items"] {
            Value::Array(each) => Items::Each(each.iter().map(|item| self.shape(item)).collect()),
            every => Items::Every(self.shape(every)),
        };
        List {
            items,
            least: count(&schema["minItems"]).unwrap_or(0),
            most: count(&schema["maxItems"]).unwrap_or(usize::MAX),
            unique: schema["uniqueItems"] == true,
        }
    }

    /// The keys of a table, those of every `allOf` included.
    fn table(&self, schema: &Value) -> TableShape {
        let required = schema["required"].as_array().map_or(&[][..], Vec::as_slice);
        let properties = schema["properties"].as_object().into_iter().flatten();
        let key = |(name, schema): (&String, &Value)| Key {
            name: name.clone(),
            required: required.iter().any(|required| required == name),
            shape: self.shape(schema),
        };
        let others = &schema["additionalProperties"];
        let open = others.is_object() || *others == true;
        let others = open.then(|| Box::new(self.shape(others)));
        let least = count(&schema["minProperties"]).unwrap_or(0);
        let table = TableShape { keys: properties.map(key).collect(), others, least };
        let all = schema["allOf"].as_array().into_iter().flatten();
        all.fold(table, |table, part| merged(&table, &self.table(self.resolve(part))))
    }

    /// Branches of which one holds; keys beside them are common to all.
    fn union(&self, schema: &Value, branches: &[Value]) -> ValueShape {
        let common = is_table(schema).then(|| self.table(schema));
        let resolved = branches.iter().map(|branch| self.resolve(branch));
        let resolved: Vec<&Value> = resolved.filter(|branch| branch["type"] != "null").collect();
        if let Some(tag) = self.tag(&resolved) {
            return ValueShape::Tagged(self.tagged(tag, &resolved, common.as_ref()));
        }
        let shapes = resolved.iter().map(|branch| match (&common, self.shape(branch)) {
            (Some(common), ValueShape::Table(table)) => ValueShape::Table(merged(common, &table)),
            (_, shape) => shape,
        });
        one_or_union(shapes.collect())
    }

    /// The key that is a constant in every branch.
    fn tag(&self, branches: &[&Value]) -> Option<String> {
        let constant = |branch: &Value, key: &str| constant(&branch["properties"][key]).is_some();
        let mut keys = branches.first()?["properties"].as_object()?.keys();
        keys.find(|key| branches.iter().all(|branch| constant(branch, key))).cloned()
    }

    fn tagged(&self, tag: String, branches: &[&Value], common: Option<&TableShape>) -> Tagged {
        let empty = TableShape::default();
        let branch = |schema: &&Value| {
            let name = constant(&schema["properties"][&tag]).expect("the tag is a constant");
            (name, merged(&self.table(schema), common.unwrap_or(&empty)))
        };
        let branches = branches.iter().map(branch).collect();
        Tagged { tag, branches }
    }
}

/// One shape by itself; several as a union without unions inside, choices joined. Beside a choice, the names of tables
/// are names, too: a message lists them, and a misspelled one is recognized.
fn one_or_union(shapes: Vec<ValueShape>) -> ValueShape {
    let mut flat: Vec<ValueShape> = Vec::new();
    for shape in shapes.into_iter().flat_map(ValueShape::parts) {
        match (shape, flat.iter_mut().find_map(ValueShape::as_choice)) {
            (ValueShape::Choice(more), Some(choice)) => extend(choice, more),
            (other, _) => flat.push(other),
        }
    }
    let tables: Vec<String> = flat.iter().flat_map(ValueShape::needing_details).map(|(name, _)| name.clone()).collect();
    if let Some(choice) = flat.iter_mut().find_map(ValueShape::as_choice) {
        extend(choice, tables);
    }
    if flat.len() == 1 { flat.remove(0) } else { ValueShape::Union(flat) }
}

fn extend(names: &mut Vec<String>, more: Vec<String>) {
    let new: Vec<String> = more.into_iter().filter(|name| !names.contains(name)).collect();
    names.extend(new);
}

fn merged(first: &TableShape, second: &TableShape) -> TableShape {
    let keys = first.keys.iter().chain(&second.keys).cloned().collect();
    let others = first.others.clone().or_else(|| second.others.clone());
    TableShape { keys, others, least: first.least.max(second.least) }
}

fn is_table(schema: &Value) -> bool {
    schema.get("properties").is_some() || schema.get("additionalProperties").is_some()
}

fn branches(schema: &Value) -> Option<&[Value]> {
    let branches = schema.get("oneOf").or_else(|| schema.get("anyOf"));
    branches.and_then(Value::as_array).map(Vec::as_slice)
}

/// The strings of an `enum`, a `const`, or a `oneOf` of those.
fn choice(schema: &Value) -> Option<Vec<String>> {
    if let Some(constant) = schema["const"].as_str() {
        return Some(vec![constant.to_owned()]);
    }
    if let Some(values) = schema["enum"].as_array() {
        return Some(values.iter().filter_map(Value::as_str).map(str::to_owned).collect());
    }
    let branches: Option<Vec<Vec<String>>> = branches(schema)?.iter().map(choice).collect();
    branches.map(|branches| branches.concat())
}

/// The only string a property may have.
fn constant(schema: &Value) -> Option<String> {
    choice(schema).filter(|choice| choice.len() == 1)?.pop()
}

fn number(schema: &Value) -> Number {
    let bound = |keyword: &str| schema[keyword].as_f64();
    Number {
        integer: false,
        least: bound("minimum"),
        above: bound("exclusiveMinimum"),
        most: bound("maximum"),
        below: bound("exclusiveMaximum"),
        limit: greatest(&schema["format"]),
    }
}

/// The greatest value of an integer type; 64 bits need no bound, TOML has no more.
fn greatest(format: &Value) -> Option<f64> {
    match format.as_str()? {
        "uint8" => Some(f64::from(u8::MAX)),
        "int8" => Some(f64::from(i8::MAX)),
        "uint16" => Some(f64::from(u16::MAX)),
        "int16" => Some(f64::from(i16::MAX)),
        "uint32" => Some(f64::from(u32::MAX)),
        "int32" => Some(f64::from(i32::MAX)),
        _ => None,
    }
}

fn count(value: &Value) -> Option<usize> {
    value.as_u64().and_then(|count| usize::try_from(count).ok())
}

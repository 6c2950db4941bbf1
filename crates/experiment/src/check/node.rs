//! The tree of a config: values that know where they were written.
//!
//! A copy of toml's `DeTable` that owns its text, keeps the order of the file, and whose nodes may
//! come from several sources, because an override replaces a node by one of the command line.

use toml::Spanned;
use toml::de::{DeInteger, DeTable, DeValue};
use toml::value::Datetime;

use crate::diagnostic::Place;

/// A value and the place it was written at; a `[table]` stands where its header stands.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where the value was written.
    pub place: Place,
    /// What was written.
    pub value: Value,
}

/// What may be written in TOML.
#[derive(Clone, Debug)]
pub enum Value {
    /// A string.
    Text(String),
    /// An integer; one that does not even fit 128 bits is held at their end.
    Integer(i128),
    /// A float, infinities and NaN included.
    Float(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// A date, a time, or both.
    Date(Datetime),
    /// An array, or an array of tables.
    List(Vec<Node>),
    /// A table, inline or under a header, in the order of the file.
    Table(Vec<Entry>),
}

/// A key of a table with its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key, without quotes.
    pub key: String,
    /// Where the key was written.
    pub place: Place,
    /// Its value.
    pub node: Node,
}

/// Where a parsed text lies: its source, and how many bytes stand before it there.
#[derive(Clone, Copy, Debug)]
pub struct Origin {
    /// The number of the source.
    pub source: usize,
    /// Bytes of the source before the parsed text.
    pub offset: usize,
}

impl Origin {
    /// The place of a range of the parsed text.
    pub fn place(self, range: std::ops::Range<usize>) -> Place {
        Place::new(self.source, range.start + self.offset..range.end + self.offset)
    }
}

impl Node {
    /// A copy of what toml parsed.
    pub fn from_toml(value: &Spanned<DeValue<'_>>, origin: Origin) -> Self {
        let place = origin.place(value.span());
        Self { place, value: Value::from_toml(value.get_ref(), origin) }
    }

    /// The root of a document: it stands before the first byte.
    pub fn root(table: &DeTable<'_>) -> Self {
        let origin = Origin { source: 0, offset: 0 };
        Self { place: origin.place(0..0), value: Value::table(table, origin) }
    }

    /// The entries, none for anything but a table.
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Table(entries) => entries,
            _ => &[],
        }
    }

    /// The entry of a key.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().find(|entry| entry.key == key)
    }

    /// A text that only equal values share; both zeros are equal.
    pub fn key(&self) -> String {
        match self.value {
            Value::Float(float) => format!("{:?}", float + 0.0),
            _ => self.to_toml().to_string(),
        }
    }

    /// The value without places. An integer must fit 64 bits, which the check has seen to.
    pub fn to_toml(&self) -> toml::Value {
        match &self.value {
            Value::Text(text) => toml::Value::String(text.clone()),
            Value::Integer(integer) => toml::Value::Integer(*integer as i64),
            Value::Float(float) => toml::Value::Float(*float),
            Value::Boolean(boolean) => toml::Value::Boolean(*boolean),
            Value::Date(date) => toml::Value::Datetime(*date),
            Value::List(nodes) => toml::Value::Array(nodes.iter().map(Node::to_toml).collect()),
            Value::Table(entries) => {
                let entry = |entry: &Entry| (entry.key.clone(), entry.node.to_toml());
                toml::Value::Table(entries.iter().map(entry).collect())
            }
        }
    }
}

impl Value {
    fn from_toml(value: &DeValue<'_>, origin: Origin) -> Self {
        match value {
            DeValue::String(text) => Self::Text(text.to_string()),
            DeValue::Integer(integer) => Self::Integer(wide(integer)),
            DeValue::Float(float) => Self::Float(float.as_str().parse().unwrap_or(f64::NAN)),
            DeValue::Boolean(boolean) => Self::Boolean(*boolean),
            DeValue::Datetime(date) => Self::Date(*date),
            DeValue::Array(values) => Self::List(values.iter().map(|value| Node::from_toml(value, origin)).collect()),
            DeValue::Table(table) => Self::table(table, origin),
        }
    }

    /// toml sorts keys by name; their places give back the order of the file.
    fn table(table: &DeTable<'_>, origin: Origin) -> Self {
        let mut entries: Vec<Entry> = table
            .iter()
            .map(|(key, value)| Entry {
                key: key.get_ref().to_string(),
                place: origin.place(key.span()),
                node: Node::from_toml(value, origin),
            })
            .collect();
        entries.sort_by_key(|entry| entry.place.start);
        Self::Table(entries)
    }

    /// What the value is, for a message: `the string "abc"`, `a list`.
    pub fn words(&self) -> String {
        match self {
            Self::Text(text) if text.chars().count() > 40 => "a string".to_owned(),
            Self::Text(text) => format!("the string {text:?}"),
            Self::Integer(integer) => integer.to_string(),
            Self::Float(float) => format!("{float:?}"),
            Self::Boolean(boolean) => boolean.to_string(),
            Self::Date(_) => "a date".to_owned(),
            Self::List(_) => "a list".to_owned(),
            Self::Table(_) => "a table".to_owned(),
        }
    }
}

fn wide(integer: &DeInteger<'_>) -> i128 {
    let end = if integer.as_str().starts_with('-') { i128::MIN } else { i128::MAX };
    i128::from_str_radix(integer.as_str(), integer.radix()).unwrap_or(end)
}

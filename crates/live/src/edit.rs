//! One key of a config set or taken away, as a hand would do it: comments, order and spaces stay.

use serde_json::{Value as Json, json};
use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, TableLike, Value, value};

use crate::request::Result;

/// The deepest key.
const DEPTH: usize = 8;

/// Sets dotted keys to values, or takes them away where these are null; gives the new text.
pub fn set(text: &str, changes: &[(&str, &Json)]) -> Result<Json> {
    let mut document: DocumentMut =
        text.parse().map_err(|error: toml_edit::TomlError| format!("the config is not TOML: {}", error.message()))?;
    for (key, to) in changes {
        change(document.as_table_mut(), &path(key)?, to)?;
    }
    Ok(json!({ "toml": document.to_string() }))
}

fn change(root: &mut Table, path: &[String], to: &Json) -> Result<()> {
    let (last, tables) = path.split_last().expect("a path has a key");
    match to {
        Json::Null => {
            if let Some(table) = find(root, tables) {
                table.remove(last);
            }
            Ok(())
        }
        to => put(make(root, tables)?, last, toml(to)?),
    }
}

/// The keys of a path; those with dots of their own stand in quotes.
fn path(text: &str) -> Result<Vec<String>> {
    let wrong = || format!("{text:?} is not the path of a key");
    let keys = toml_edit::Key::parse(text).map_err(|_| wrong())?;
    match keys.is_empty() || keys.len() > DEPTH {
        true => Err(wrong()),
        false => Ok(keys.iter().map(|key| key.get().to_owned()).collect()),
    }
}

/// The table at the end of a path, if it is there.
fn find<'a>(root: &'a mut dyn TableLike, path: &[String]) -> Option<&'a mut dyn TableLike> {
    path.iter().try_fold(root, |table, key| table.get_mut(key)?.as_table_like_mut())
}

/// The table at the end of a path; those that are missing are made, the first as a table of its own.
fn make<'a>(root: &'a mut dyn TableLike, path: &[String]) -> Result<&'a mut dyn TableLike> {
    let mut table = root;
    for (depth, key) in path.iter().enumerate() {
        if !table.contains_key(key) {
            let new = if depth == 0 { Item::Table(Table::new()) } else { value(InlineTable::new()) };
            table.insert(key, new);
        }
        let item = table.get_mut(key).ok_or_else(|| format!("{key:?} cannot be made"))?;
        table = item.as_table_like_mut().ok_or_else(|| format!("{key:?} is not a table"))?;
    }
    Ok(table)
}

/// Sets a key; what stands around an old value stays around the new one. A table in lines of its own gives way to a
/// table, and to nothing else.
fn put(table: &mut dyn TableLike, key: &str, mut new: Value) -> Result<()> {
    match table.get_mut(key) {
        Some(Item::Value(old)) => {
            *new.decor_mut() = old.decor().clone();
            *old = new;
        }
        Some(Item::Table(_) | Item::ArrayOfTables(_)) if !new.is_inline_table() => {
            return Err(format!("{key:?} is a table with lines of its own: edit it in the text"));
        }
        Some(Item::None | Item::Table(_) | Item::ArrayOfTables(_)) | None => {
            table.remove(key);
            table.insert(key, Item::Value(new));
        }
    }
    Ok(())
}

/// A value as TOML writes it.
fn toml(of: &Json) -> Result<Value> {
    Ok(match of {
        Json::Null => return Err("TOML has no null".to_owned()),
        Json::Bool(truth) => (*truth).into(),
        Json::Number(number) => match number.as_i64() {
            Some(whole) => whole.into(),
            None => number.as_f64().ok_or("the number is too large")?.into(),
        },
        Json::String(text) => text.as_str().into(),
        Json::Array(items) => Value::Array(items.iter().map(toml).collect::<Result<Array>>()?),
        Json::Object(fields) => {
            let fields = fields.iter().map(|(key, of)| Ok((key.as_str(), toml(of)?)));
            Value::InlineTable(fields.collect::<Result<InlineTable>>()?)
        }
    })
}

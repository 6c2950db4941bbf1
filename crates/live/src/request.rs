//! A request: JSON with the name of what is asked, and what it is asked with.

use std::collections::BTreeMap;
use std::sync::Arc;

use datasets::Folder;
use serde_json::{Map, Value};

use crate::limits;

/// What goes wrong, in words for the page.
pub type Result<T> = std::result::Result<T, String>;

/// The fields of a request.
pub struct Request(Map<String, Value>);

impl Request {
    /// Reads a request.
    pub fn read(bytes: &[u8]) -> Result<Request> {
        match serde_json::from_slice(bytes) {
            Ok(Value::Object(fields)) => Ok(Request(fields)),
            Ok(_) => Err("the request is not a JSON object".to_owned()),
            Err(error) => Err(format!("the request is not JSON: {error}")),
        }
    }

    /// A text.
    pub fn text(&self, name: &str) -> Result<&str> {
        self.field(name)?.as_str().ok_or_else(|| format!("{name:?} of the request is not text"))
    }

    /// A whole number, 0 or more. A page has no numbers beyond 2⁵³, so a longer one is a text.
    pub fn count(&self, name: &str) -> Result<u64> {
        let field = self.field(name)?;
        let count = field.as_u64().or_else(|| field.as_str()?.parse().ok());
        count.ok_or_else(|| format!("{name:?} of the request is not a whole number"))
    }

    /// A whole number, if it is there.
    pub fn perhaps(&self, name: &str) -> Result<Option<u64>> {
        self.has(name).then(|| self.count(name)).transpose()
    }

    /// Any value.
    pub fn field(&self, name: &str) -> Result<&Value> {
        self.0.get(name).ok_or_else(|| format!("the request has no {name:?}"))
    }

    /// Whether something more is asked for.
    pub fn is_wanted(&self, name: &str) -> bool {
        self.0.get(name) == Some(&Value::Bool(true))
    }

    /// Keys and their new values: one as `key` and `value`, or several as `changes`, a list of pairs.
    pub fn changes(&self) -> Result<Vec<(&str, &Value)>> {
        if !self.has("changes") {
            return Ok(vec![(self.text("key")?, self.field("value")?)]);
        }
        let pairs = self.field("changes")?.as_array().map(|pairs| pairs.iter().map(pair).collect::<Option<Vec<_>>>());
        pairs.flatten().ok_or_else(|| "\"changes\" of the request is not a list of pairs".to_owned())
    }

    /// The text of a config.
    pub fn config(&self) -> Result<&str> {
        let text = self.text("toml")?;
        match text.len() > limits::CONFIG {
            true => Err(format!("the config has {} bytes, and a page takes {}", text.len(), limits::CONFIG)),
            false => Ok(text),
        }
    }

    /// The data files by their names; none, if there is no such field.
    pub fn files(&self) -> Result<Folder> {
        let mut files: BTreeMap<String, Arc<[u8]>> = BTreeMap::new();
        if self.has("files") {
            let given = self.field("files")?.as_object().ok_or("\"files\" of the request is not an object")?;
            for (name, text) in given {
                let text = text.as_str().ok_or_else(|| format!("the file {name:?} is not text"))?;
                files.insert(name.clone(), Arc::from(text.as_bytes()));
            }
        }
        let bytes: usize = files.values().map(|bytes| bytes.len()).sum();
        match bytes > limits::FILES {
            true => Err(format!("the files have {bytes} bytes, and a page takes {}", limits::FILES)),
            false => Ok(Folder::InMemory(Arc::new(files))),
        }
    }

    fn has(&self, name: &str) -> bool {
        self.0.get(name).is_some_and(|value| !value.is_null())
    }
}

fn pair(pair: &Value) -> Option<(&str, &Value)> {
    let [key, value] = pair.as_array()?.as_slice() else { return None };
    Some((key.as_str()?, value))
}

//! A config for a table that nobody has described yet, as `longhand new` writes it.

use std::sync::Arc;

use datasets::proposal;
use serde_json::{Value, json};

use crate::limits;
use crate::request::Result;

/// Reads a table and writes a config that names it.
pub fn describe(name: &str, text: &str) -> Result<Value> {
    if text.len() > limits::FILES {
        return Err(format!("{name} has {} bytes, and a page takes {}", text.len(), limits::FILES));
    }
    let proposal = proposal::propose_in_memory(name, Arc::from(text.as_bytes())).map_err(|error| error.to_string())?;
    Ok(json!({ "toml": proposal.config, "target": proposal.target }))
}

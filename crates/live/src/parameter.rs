//! A parameter set by hand while training is under way: the rest of the network, and what the rule remembers, stay.

use experiment::words::count;
use serde_json::Value;

use crate::request::{Request, Result};
use crate::session::Session;

/// Sets one number of the tensor `name`, by its `row` and `column`, and tells where training stands. From here on the
/// numbers are not those of the config.
pub fn set(session: &mut Session, request: &Request) -> Result<Value> {
    let name = request.text("name")?;
    let tensor = session.training.layout().tensors.iter().find(|tensor| tensor.name == name);
    let tensor = tensor.ok_or_else(|| format!("the network has no parameters {name:?}"))?;
    let (rows, columns, range) = (tensor.rows, tensor.columns, tensor.range());
    let (row, column) = (request.count("row")? as usize, request.count("column")? as usize);
    if row >= rows || column >= columns {
        return Err(format!(
            "{name}[{row},{column}] is not there: it has {} and {}",
            count(rows, "row"),
            count(columns, "column")
        ));
    }
    let value = request.field("value")?.as_f64().filter(|value| value.is_finite());
    let value = value.ok_or_else(|| "\"value\" of the request is not a number".to_owned())?;
    let engine = session.training.first();
    let mut snapshot = engine.snapshot();
    snapshot.parameters[range.start + row * columns + column] = value;
    engine.restore(&snapshot);
    session.of_config = false;
    session.is_touched = true;
    Ok(session.state())
}

//! One training sample worked by hand at the network as it is: the blackboard, for a page that sets it itself.

use std::collections::BTreeMap;

use blackboard::format::{Section, WrittenLine, sections};
use blackboard::writing::{BoardRequest, board};
use engine::{FollowedTraining, Update};
use experiment::Spec;
use experiment::spec::Precision;
use experiment::words::count;
use serde_json::{Value, json};

use crate::request::Result;
use crate::session::Session;

/// Significant digits of all numbers.
const DIGITS: usize = 5;

/// The update that this training row makes alone: forward, loss, backward, new weights, nothing dropped.
///
/// Batch normalization needs company: then the row stands first in the batch that comes next.
pub fn sample(session: &mut Session, row: u64) -> Result<Value> {
    let train = &session.dataset.train;
    let place = usize::try_from(row).ok().filter(|row| *row < train.len());
    let place = place.ok_or_else(|| format!("the training part has {}, counted from 0", count(train.len(), "row")))?;
    let next = session.training.next_update();
    let update = match session.spec.network.batch_norm {
        None => Update { rows: vec![train[place]], masks: Vec::new(), ..next },
        Some(_) => with(next, train[place]),
    };
    let spec = Spec { precision: Precision::F64, ..session.spec.clone() };
    let followed = FollowedTraining { updates: BTreeMap::from([(0, update)]), end: None };
    let title = format!("Training row {row}");
    let request = BoardRequest {
        title: &title,
        spec: &spec,
        dataset: &session.dataset,
        followed: &followed,
        steps: 1,
        samples: &[place],
    };
    let steps: Vec<Value> = sections(&board(&request), DIGITS).iter().map(step).collect();
    let row = session.dataset.train[place];
    Ok(json!({ "steps": steps, "values": values(session, row) }))
}

/// The numbers to put beside the units: what each makes of this row of the data set, nothing dropped.
fn values(session: &mut Session, row: usize) -> Value {
    let snapshot = session.training.first().snapshot();
    let mut layers = session.units.values(&snapshot, &session.dataset.inputs, &[row]);
    let flat = |units: Vec<Vec<f64>>| -> Vec<f64> { units.into_iter().flatten().collect() };
    let output = flat(layers.pop().unwrap_or_default());
    let layers: Vec<Vec<f64>> = layers.into_iter().map(flat).collect();
    let dataset = &session.dataset;
    json!({
        "inputs": dataset.inputs.row(row), "layers": layers, "output": output, "target": dataset.targets.row(row),
    })
}

/// The same update with this row first.
fn with(update: Update, row: usize) -> Update {
    let mut rows = vec![row];
    rows.extend(update.rows.into_iter().filter(|other| *other != row));
    rows.truncate(rows.len().max(2));
    Update { rows, masks: Vec::new(), ..update }
}

fn step(section: &Section) -> Value {
    let line = |line: &WrittenLine| {
        json!({
            "symbol": line.symbol, "formula": line.formula, "numbers": line.numbers, "result": line.result,
            "remark": line.remark,
        })
    };
    let lines: Vec<Value> = section.lines.iter().map(line).collect();
    json!({ "title": section.title, "words": section.words, "lines": lines })
}

//! What a page draws of a network at one moment: weights, maps of the units, gradients, dead units.

use engine::{Layout, Role, Snapshot, TensorInfo};
use runner::probe::look::look;
use serde_json::{Map, Value, json};

use crate::lattice::Lattice;
use crate::limits;
use crate::request::Result;
use crate::session::Session;

/// A view with `grid` points along each side of the maps; 0 leaves them out.
pub fn view(session: &mut Session, grid: u64) -> Result<Value> {
    let layout = session.training.layout().clone();
    let snapshot = session.training.first().snapshot();
    let maps = maps(session, &snapshot, grid)?;
    let looked = look(session.training.first(), &session.spec, &session.looked_at);
    let mut view = json!({
        "epoch": session.epoch(),
        "weights": tensors(&layout, Role::Weight, |tensor| rows(tensor, &snapshot.parameters)),
        "biases": tensors(&layout, Role::Bias, |tensor| json!(snapshot.parameters[tensor.range()])),
        "gradient_norms": looked.iter().map(|layer| layer.gradient_norm).collect::<Vec<_>>(),
        "dead": looked.iter().map(|layer| layer.dead).collect::<Vec<_>>(),
        "saturated": looked.iter().map(|layer| layer.saturated).collect::<Vec<_>>(),
        "findings": [],
    });
    view.as_object_mut().expect("a view has names").extend(maps);
    Ok(view)
}

/// One value for each layer; null where it has no such tensor.
fn tensors(layout: &Layout, role: Role, value: impl Fn(&TensorInfo) -> Value) -> Vec<Value> {
    (0..layout.layer_count()).map(|layer| layout.find(layer, role).map_or(Value::Null, &value)).collect()
}

/// A matrix as a list of rows, each the weights out of one unit.
fn rows(tensor: &TensorInfo, parameters: &[f64]) -> Value {
    parameters[tensor.range()].chunks(tensor.columns).map(|row| json!(row)).collect()
}

/// The maps of all units and inputs, if a page can draw them.
fn maps(session: &mut Session, snapshot: &Snapshot, grid: u64) -> Result<Map<String, Value>> {
    let widths = session.training.layout().widths.clone();
    let layers = widths.len() - 1;
    // Of a hidden layer a page draws the first units; of the last one it needs all.
    let most = |layer: usize| if layer + 1 == layers { usize::MAX } else { limits::UNITS };
    let units: usize = widths[1..].iter().enumerate().map(|(layer, width)| (*width).min(most(layer))).sum();
    let Some(raw) = session.raw.as_ref().filter(|_| grid > 1) else { return Ok(Map::new()) };
    let side = usize::try_from(grid).ok().filter(|side| *side <= limits::GRID);
    let side = side.ok_or_else(|| format!("a grid of {grid} points along a side is finer than {}", limits::GRID))?;
    let side = coarser(side, raw.names.len(), units + widths[0]);
    if session.lattice.as_ref().is_none_or(|lattice| lattice.side != side) {
        session.lattice = Lattice::new(raw, side);
    }
    let Some(Lattice { inputs, bounds, .. }) = &session.lattice else { return Ok(Map::new()) };
    let points: Vec<usize> = (0..inputs.rows()).collect();
    let maps = session.units.values(snapshot, inputs, &points);
    let layer = |(layer, units): (usize, &Vec<Vec<f64>>)| -> Value {
        units.iter().take(most(layer)).map(|map| list(map.iter())).collect()
    };
    let column = |column: usize| list(inputs.values().iter().skip(column).step_by(inputs.columns()));
    let ends = |end: fn(&(f64, f64)) -> f64| -> Value { bounds.iter().map(end).collect() };
    Ok(Map::from_iter([
        ("maps".to_owned(), maps.iter().enumerate().map(layer).collect()),
        ("inputs".to_owned(), (0..inputs.columns()).map(column).collect()),
        ("low".to_owned(), ends(|ends| ends.0)),
        ("high".to_owned(), ends(|ends| ends.1)),
    ]))
}

/// The most points along a side, at most `side`, with which this many maps are no more numbers than a page takes.
fn coarser(side: usize, columns: usize, maps: usize) -> usize {
    (2..=side).rev().find(|side| side.pow(columns as u32) * maps <= limits::MAPS).unwrap_or(2)
}

/// The outputs for the first rows of a part, row by row.
pub fn predictions(session: &mut Session) -> Value {
    let snapshot = session.training.first().snapshot();
    let mut of = |rows: &[usize]| -> Value {
        let rows = &rows[..rows.len().min(limits::PREDICTIONS)];
        let outputs = session.units.values(&snapshot, &session.dataset.inputs, rows).pop().unwrap_or_default();
        (0..rows.len()).map(|at| list(outputs.iter().map(|output| &output[at]))).collect()
    };
    let dataset = &session.dataset;
    json!({ "training": of(&dataset.train), "validation": of(&dataset.validation), "test": of(&dataset.test) })
}

fn list<'a>(values: impl Iterator<Item = &'a f64>) -> Value {
    values.map(|value| short(*value)).collect()
}

/// A number with the digits that a pixel can show: four behind the point, or four in all of what is farther from 1.
fn short(value: f64) -> Value {
    let rounded = match value.abs() {
        0.0 => 0.0,
        0.01..1000.0 => (value * 1e4).round() / 1e4,
        _ => format!("{value:.3e}").parse().unwrap_or(value),
    };
    json!(rounded)
}

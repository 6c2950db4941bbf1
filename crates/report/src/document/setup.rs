//! The setup: data, network and training in one table, each row once, what the arms differ in marked as swept.

mod data;
mod network;
mod training;

use experiment::record::{Record, Run};

use crate::arms::axes;
use crate::tables::{Align, Table};

/// A row of the table: how it is called, which key of the config it shows, and what it says of one run.
struct Row {
    name: &'static str,
    /// The dotted path of the key; empty for what follows from the data.
    path: &'static str,
    value: fn(&Run) -> Option<String>,
}

/// The most values of a row that differs between runs.
const SHOWN: usize = 12;

/// The table in Markdown.
pub fn section(records: &[Record]) -> String {
    let mut table = Table::new([("", Align::Left), ("setting", Align::Left), ("value", Align::Left)]);
    let groups = [("data", data::ROWS), ("network", network::ROWS), ("training", training::ROWS)];
    for (group, rows) in groups {
        let shown = rows.iter().filter_map(|row| Some((row.name, cell(row, records)?)));
        for (index, (name, value)) in shown.enumerate() {
            let group = if index == 0 { format!("**{group}**") } else { String::new() };
            table.row(vec![group, name.to_owned(), value]);
        }
    }
    table.markdown()
}

/// What a row says: one value, or all values that the runs have; none where it does not apply.
fn cell(row: &Row, records: &[Record]) -> Option<String> {
    let mut values: Vec<String> = Vec::new();
    let mut missing = false;
    for record in records {
        match (row.value)(&record.run) {
            Some(value) if values.contains(&value) => (),
            Some(value) => values.push(value),
            None => missing = true,
        }
    }
    if missing && !values.is_empty() {
        values.insert(0, "none".to_owned());
    }
    let more = values.len().saturating_sub(SHOWN);
    values.truncate(SHOWN);
    if more > 0 {
        values.push(format!("and {more} more"));
    }
    match values.len() {
        0 => None,
        1 => values.pop(),
        _ if swept(row, records) => Some(format!("*swept:* {}", values.join(" · "))),
        _ => Some(values.join(" · ")),
    }
}

/// Whether an axis of the sweep is this key, or lies above or below it.
fn swept(row: &Row, records: &[Record]) -> bool {
    let within = |inner: &str, outer: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    !row.path.is_empty() && axes(records).iter().any(|axis| within(axis, row.path) || within(row.path, axis))
}

/// A list, cut where it gets long: "x1, x2, x3 and 61 more".
fn shortened(items: &[String], most: usize) -> String {
    let shown: Vec<String> = items.iter().take(most).map(|item| crate::markdown::plain(item)).collect();
    match items.len().saturating_sub(most) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

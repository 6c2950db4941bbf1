//! The setup: data, network and training in one table. Settings in which the arms differ are marked as swept.

mod data;
mod network;
mod training;

use experiment::record::{Record, Run};

use crate::arms::axes;
use crate::tables::{Align, MarkdownTable};

/// A row of the table.
struct Row {
    /// The name in the second column.
    name: &'static str,
    /// The dotted path of the key that it shows; empty for what follows from the data.
    path: &'static str,
    /// Its value for one run; none where it does not apply.
    value: fn(&Run) -> Option<String>,
}

/// The most values of one row.
const SHOWN: usize = 12;

/// The table in Markdown.
pub fn section(records: &[Record]) -> String {
    let mut table = MarkdownTable::new([("", Align::Left), ("setting", Align::Left), ("value", Align::Left)]);
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

/// The cell of a row: one value, or all values of the runs; none where it does not apply.
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

/// Whether the sweep changes this key, a table that contains it, or a key inside it.
fn swept(row: &Row, records: &[Record]) -> bool {
    let within = |inner: &str, outer: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    !row.path.is_empty() && axes(records).iter().any(|axis| within(axis, row.path) || within(row.path, axis))
}

/// A list of at most `most` items: "x1, x2, x3 and 61 more".
fn shortened(items: &[String], most: usize) -> String {
    let shown: Vec<String> = items.iter().take(most).map(|item| crate::markdown::escaped(item)).collect();
    match items.len().saturating_sub(most) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

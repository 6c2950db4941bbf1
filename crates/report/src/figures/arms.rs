//! Records in the order figures need them: by arm, and tables by column name.

use experiment::record::{Record, Table};

pub use crate::arms::Group as Arm;
use crate::arms::{Group, groups};
use crate::figure::Layer;
use crate::palette::{COLORS, DASHES, INK, Style};

impl<'a> Group<'a> {
    /// The run that stands for the arm where a figure shows one: the first seed.
    pub fn first(&self) -> &'a Record {
        self.runs[0]
    }
}

/// A figure of more panels than this is no figure.
pub const MOST: usize = 12;

/// The first [`MOST`] arms whose first run has this table, with it.
pub fn with<'a>(records: &'a [Record], name: &str) -> Vec<(Arm<'a>, TableView<'a>)> {
    all_with(records, name).into_iter().take(MOST).collect()
}

/// All arms whose first run has this table, with it.
pub fn all_with<'a>(records: &'a [Record], name: &str) -> Vec<(Arm<'a>, TableView<'a>)> {
    let found = groups(records).into_iter().filter_map(|arm| {
        let sheet = sheet(arm.first(), name)?;
        Some((arm, sheet))
    });
    found.collect()
}

/// A table of a record, unless it is empty.
pub fn sheet<'a>(record: &'a Record, name: &str) -> Option<TableView<'a>> {
    record.tables.get(name).filter(|table| !table.rows.is_empty()).map(TableView::of_table)
}

/// A table whose columns are asked for by name.
#[derive(Clone, Copy)]
pub struct TableView<'a> {
    table: &'a Table,
}

impl<'a> TableView<'a> {
    /// That table.
    pub fn of_table(table: &'a Table) -> TableView<'a> {
        TableView { table }
    }

    /// The names of the columns of numbers.
    pub fn names(self) -> &'a [String] {
        &self.table.columns[1..]
    }

    /// The label and the numbers of each row.
    pub fn rows(self) -> impl Iterator<Item = (&'a str, &'a [f64])> {
        self.table.rows.iter().map(|(label, values)| (label.as_str(), values.as_slice()))
    }

    /// The labels, each once, in order.
    pub fn labels(self) -> Vec<&'a str> {
        let mut labels: Vec<&str> = Vec::new();
        for (label, _) in self.rows() {
            if labels.last() != Some(&label) && !labels.contains(&label) {
                labels.push(label);
            }
        }
        labels
    }

    /// The rows of one label.
    pub fn of(self, label: &str) -> impl Iterator<Item = &'a [f64]> {
        self.rows().filter(move |(known, _)| *known == label).map(|(_, values)| values)
    }

    /// Two columns of the rows of one label, as points.
    pub fn points(self, label: &str, x: usize, y: usize) -> Vec<(f64, f64)> {
        self.of(label).map(|values| (values[x], values[y])).collect()
    }
}

/// `from-scratch, seed 7`: whose run a figure shows.
pub fn whose(record: &Record) -> String {
    let (engine, seed) = (record.run.spec.engines[0].as_str(), record.run.spec.seed);
    match record.run.spec.fold {
        None => format!("{engine}, seed {seed}"),
        Some(fold) => format!("{engine}, seed {seed}, fold {}", fold + 1),
    }
}

/// `0.03 (sigmoid), 0.6 (tanh; relu)`: values with the arms that have them, arms of equal value together.
pub fn told(values: &[(String, String)]) -> String {
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    for (value, arm) in values {
        match groups.iter_mut().find(|(known, _)| known == value) {
            Some((_, arms)) => arms.push(arm),
            None => groups.push((value, vec![arm])),
        }
    }
    if let [(value, _)] = groups[..] {
        return value.to_string();
    }
    groups.iter().map(|(value, arms)| format!("{value} ({})", arms.join("; "))).collect::<Vec<_>>().join(", ")
}

/// The name of a layer as people count: `hidden layer 1`, `output layer`.
pub fn layer_name(label: &str, layers: usize) -> String {
    let index = layer_index(label);
    if index + 1 == layers { "output layer".into() } else { format!("hidden layer {}", index + 1) }
}

fn layer_index(label: &str) -> usize {
    label.rsplit('.').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// How a layer is drawn: the output layer in black wherever it stands, so that it is the same one in every panel.
pub fn layer_style(label: &str, layers: usize) -> Style {
    match layer_index(label) {
        last if last + 1 == layers => Style::slot(0).color(INK).width(2.5),
        hidden => Style::slot(hidden).color(COLORS[hidden % 6]).dash(DASHES[(hidden + hidden / 6) % DASHES.len()]),
    }
}

/// Entries of the legend for all layers of the deepest of these networks, in order.
pub fn layer_key(arms: &[(Arm, TableView)]) -> Vec<Layer> {
    let deepest = arms.iter().map(|(_, sheet)| sheet.labels()).max_by_key(Vec::len).unwrap_or_default();
    let entry = |label: &&str| {
        let (name, style) = (layer_name(label, deepest.len()), layer_style(label, deepest.len()));
        Layer::line(name, style, Vec::new())
    };
    deepest.iter().map(entry).collect()
}

/// The smallest and the largest positive finite value, for axes that panels share.
pub fn positive_range(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    values.filter(|value| *value > 0.0 && value.is_finite()).fold(None, |found, value| match found {
        None => Some((value, value)),
        Some((low, high)) => Some((low.min(value), high.max(value))),
    })
}

/// x₁₂: a letter with its number.
pub fn numbered(letter: &str, number: usize) -> String {
    const DIGITS: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
    let digits = number.to_string();
    letter.chars().chain(digits.bytes().map(|digit| DIGITS[usize::from(digit - b'0')])).collect()
}

/// What a class is called in a legend: a bare number needs the word.
pub fn class_name(name: &str) -> String {
    if name.parse::<f64>().is_ok() { format!("class {name}") } else { name.to_string() }
}

#[cfg(test)]
mod tests {
    use super::told;

    #[test]
    fn equal_values_are_told_once() {
        let arms = [("0.1", "a"), ("0.3", "b"), ("0.1", "c")].map(|(value, arm)| (value.to_string(), arm.to_string()));
        assert_eq!(told(&arms), "0.1 (a; c), 0.3 (b)");
        assert_eq!(told(&arms[..1]), "0.1", "one value is that of every arm");
        assert_eq!(told(&[]), "");
    }
}

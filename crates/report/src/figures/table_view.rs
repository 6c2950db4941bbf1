//! The recorded tables that figures are made of: arms together with a table, and a table's rows by their label.

use experiment::record::{LabeledTable, Record};

use crate::arms::Arm;

/// The most panels of a figure.
pub const MOST_PANELS: usize = 12;

/// The first [`MOST_PANELS`] arms whose first run recorded the table `name`.
pub fn arms_with<'a>(arms: &[Arm<'a>], name: &str) -> Vec<(Arm<'a>, TableView<'a>)> {
    all_arms_with(arms, name).into_iter().take(MOST_PANELS).collect()
}

/// Every arm whose first run recorded the table `name`.
pub fn all_arms_with<'a>(arms: &[Arm<'a>], name: &str) -> Vec<(Arm<'a>, TableView<'a>)> {
    arms.iter().filter_map(|arm| Some((arm.clone(), view(arm.first_run(), name)?))).collect()
}

/// The table `name` of a run, unless it is empty.
pub fn view<'a>(record: &'a Record, name: &str) -> Option<TableView<'a>> {
    record.tables.get(name).filter(|table| !table.rows.is_empty()).map(TableView::new)
}

/// A recorded table: a label and the same number of values in each row.
#[derive(Clone, Copy)]
pub struct TableView<'a> {
    table: &'a LabeledTable,
}

impl<'a> TableView<'a> {
    /// A view of `table`.
    pub fn new(table: &'a LabeledTable) -> TableView<'a> {
        TableView { table }
    }

    /// The names of the columns of values; the column of labels is left out.
    pub fn names(self) -> &'a [String] {
        &self.table.columns[1..]
    }

    /// The label and the values of each row.
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

    /// The values of the rows with one label.
    pub fn of(self, label: &str) -> impl Iterator<Item = &'a [f64]> {
        self.rows().filter(move |(known, _)| *known == label).map(|(_, values)| values)
    }

    /// The columns `x` and `y` of the rows with one label, as points.
    pub fn points(self, label: &str, x: usize, y: usize) -> Vec<(f64, f64)> {
        self.of(label).map(|values| (values[x], values[y])).collect()
    }
}

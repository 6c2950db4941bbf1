//! The arms of a worked example side by side: the loss that each began and ended with, and how its training ended.
//!
//! The boards above show one update of each arm; what a lesson says of whole trainings can be looked up here.

use experiment::record::Record;
use experiment::spec::{Metric, Part, Quantity};

use super::results::ending;
use crate::arms::{Arm, arms, trained};
use crate::tables::{Align, MarkdownTable};
use crate::words::{capital, number};

/// The metric of the table.
const LOSS: Metric = Metric { quantity: Quantity::Loss, part: Part::Train };

/// The table in Markdown; empty for a single arm, or where nothing was trained.
pub fn section(records: &[Record]) -> String {
    let arms = arms(records);
    if arms.len() < 2 || !trained(records) {
        return String::new();
    }
    let ends =
        [("", Align::Left), ("loss before", Align::Right), ("loss after", Align::Right), ("training", Align::Left)];
    let mut table = MarkdownTable::new(ends);
    for arm in &arms {
        let value = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), number);
        let after = arm.result(LOSS).map(|estimate| estimate.mean);
        table.row(vec![capital(&arm.label), value(before(arm)), value(after), ending::words(arm)]);
    }
    table.markdown()
}

/// The loss before the first update.
fn before(arm: &Arm) -> Option<f64> {
    let metrics = &arm.first_run().metrics;
    let column = metrics.columns.iter().position(|metric| *metric == LOSS)?;
    let start = metrics.rows.iter().find(|row| row.epoch == 0 && row.engine == arm.reported_engine())?;
    start.values.get(column).copied()
}

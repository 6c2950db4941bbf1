//! Tables of synthetic runs.

use experiment::record::{LabeledTable, Record};

/// Counts of 30 samples of the test part, 10 of each class; 2 of the versicolors are taken for virginicas.
pub fn confusion(record: &mut Record) {
    let cells = [(0.0, 0.0, 10.0), (1.0, 1.0, 8.0), (1.0, 2.0, 2.0), (2.0, 2.0, 10.0)];
    let rows = cells.map(|(truth, predicted, samples)| ("test".to_owned(), vec![truth, predicted, samples]));
    let columns = ["part", "true", "predicted", "samples"].map(str::to_owned).to_vec();
    record.tables.insert("confusion-matrix".to_owned(), LabeledTable { columns, rows: rows.to_vec() });
}

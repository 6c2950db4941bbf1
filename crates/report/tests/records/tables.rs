//! Tables of made-up runs.

use experiment::record::{Record, Table};

/// Predictions as the store reads them: words in the label, 30 rows of the test part; every fifth versicolor is
/// taken for a virginica.
pub fn predictions(record: &mut Record) {
    let classes = record.run.data.classes.clone();
    let mut rows = Vec::new();
    for row in 0..30 {
        let truth = row % 3;
        let predicted = if truth == 1 && row % 5 == 0 { 2 } else { truth };
        rows.push((format!("from-scratch|test|{}|{}", classes[truth], classes[predicted]), vec![row as f64]));
    }
    let columns = vec!["engine|part|class|predicted".to_owned(), "row".to_owned()];
    record.tables.insert("predictions".to_owned(), Table { columns, rows });
}

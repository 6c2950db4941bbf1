//! What is left out of records that a report does not need: the report is the same, byte for byte.

#[allow(dead_code)] // The tests of pages use more of it.
mod records;

use experiment::Experiment;
use experiment::record::{LabeledTable, Record};
use report::needed::{Reducer, drawn};

fn table(values: usize) -> LabeledTable {
    LabeledTable {
        columns: vec!["part".into(), "x".into()],
        rows: (0..values).map(|x| (String::new(), vec![x as f64])).collect(),
    }
}

fn reduced(experiment: &Experiment, whole: &[Record]) -> Vec<Record> {
    let (mut reducer, mut records) = (Reducer::of(experiment), whole.to_vec());
    records.iter_mut().for_each(|record| reducer.reduce(record));
    for number in drawn(&records) {
        records[number].metrics = whole[number].metrics.clone();
    }
    records
}

#[test]
fn a_report_of_reduced_records_is_the_same() {
    for fixture in [records::irises(), records::regression(), records::many(), records::pair(), records::lone()] {
        let whole = fixture.with(|_, record| records::confusion(record));
        let expected = whole.report("whole");
        let records = reduced(&whole.experiment, &whole.records);
        let less = records::Fixture { experiment: whole.experiment.clone(), records };
        assert!(less.report("whole") == expected, "{}", expected.markdown);
    }
}

const FIFTEEN_ARMS: &str = r#"
title = "Fifteen arms"
seeds = [1, 2, 3]
dataset = { name = "moons", samples = 200, test = 0.25 }
network = { hidden = [4] }
training = { epochs = 6, optimizer = { rule = "gradient-descent", learning_rate = 0.1 } }
sweep = { training.optimizer.learning_rate = [0.01, 0.1, 0.5, 1.0, 2.0], network.hidden = [[2], [4], [8, 8]] }
"#;

/// Only curves that are drawn are in memory, large tables stay with the first run of an arm, and small ones everywhere.
#[test]
fn what_no_figure_shows_is_left_out() {
    let fixture = records::Fixture::of(FIFTEEN_ARMS).with(|_, record| {
        record.tables.insert("decision-regions".into(), table(9));
        record.tables.insert("roc-curve".into(), table(3));
    });
    let records = reduced(&fixture.experiment, &fixture.records);
    let has = |name: &str| records.iter().filter(|record| record.tables.contains_key(name)).count();
    assert_eq!((has("decision-regions"), has("roc-curve")), (12, 45));
    let with_curves = records.iter().filter(|record| record.metrics.rows.len() > 2).count();
    assert_eq!(with_curves, drawn(&fixture.records).len());
    assert!(with_curves < records.len(), "the curves of twelve arms are drawn");
}

//! What changed since a report was written.

#[allow(dead_code, unused_imports)] // The tests of documents use more of it.
mod records;

use experiment::digests::keys_of_spec;
use records::{Fixture, set_test_accuracy};
use report::changes::{PreviousReport, changes};
use report::results_csv::results;

fn before(fixture: &Fixture) -> PreviousReport {
    PreviousReport { spec: keys_of_spec(&fixture.records[0].run.spec), results: results(&fixture.records) }
}

fn since(before: &PreviousReport, now: &Fixture) -> Vec<String> {
    changes(before, &keys_of_spec(&now.records[0].run.spec), &now.records)
}

#[test]
fn nothing_changed_says_nothing() {
    let fixture = records::irises();
    assert_eq!(since(&before(&fixture), &fixture), [""; 0]);
}

/// The first arm has 0.5 and 0.75 where every arm had 0.25; a setting is new, one has another value.
#[test]
fn settings_and_metrics_stand_side_by_side() {
    let old = records::irises().with(|_, record| set_test_accuracy(record, 0.25));
    let mut now = records::irises().with(|number, record| {
        set_test_accuracy(record, if number < 5 { [0.5, 0.75][number % 2] } else { 0.25 });
        record.run.spec.training.epochs = 61;
    });
    now.records[0].run.spec.network.residual = true;
    let mut before = before(&old);
    before.spec.remove("network.residual");
    let mean = (3.0 * 0.5 + 2.0 * 0.75) / 5.0;
    assert_eq!(mean, 0.6);
    let expected = ["network.residual: – → true", "training.epochs: 60 → 61", "sigmoid: test accuracy 0.2500 → 0.6000"];
    assert_eq!(since(&before, &now), expected);
}

/// An arm that was not there has no number before, and of many changes the first six are shown.
#[test]
fn new_arms_and_many_changes() {
    let all = records::many().with(|_, record| set_test_accuracy(record, 0.5));
    let mut old = before(&all);
    old.results = old.results.replace(",0.5,", ",0.25,");
    let lines = since(&old, &all);
    assert_eq!((lines.len(), lines[6].as_str()), (7, "3 more arms"), "{lines:?}");
    old.results = results(&all.records[..3]);
    let lines = since(&old, &all);
    assert!(lines[..6].iter().all(|line| line.ends_with("test accuracy – → 0.5000")), "{lines:?}");
    assert_eq!(lines[6..], ["2 more arms"]);
    old.results = "a,b\n1,2\n".to_owned();
    assert_eq!(since(&old, &all), [""; 0]);
}

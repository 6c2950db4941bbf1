//! Metrics that are no numbers: R² of one row, as in a worked example, and the precision of a class that is never
//! predicted. They are a dash everywhere, and a page says what is known instead.

#[allow(dead_code)] // Other tests use more of it.
mod records;

use experiment::record::{Baseline, Record};
use experiment::spec::{Metric, Part, Quantity};

use records::{Fixture, set_final};

const R2: Metric = Metric { part: Part::Train, quantity: Quantity::R2 };

/// One row that two engines learn, two epochs long.
fn one_row(loss: &str) -> Fixture {
    let config = format!(
        "title = \"One step by hand\"\n[dataset]\nname = \"inline\"\ntask = \"regression\"\ninputs = [[1.0]]\n\
         targets = [[2.0]]\n[network]\n[training]\nbatch_size = \"full\"\nepochs = 2\n{loss}"
    );
    Fixture::of(&config).with(|_, record| without_r2(record))
}

/// R² is no number, of the network and of what predicts the mean, which is right here.
fn without_r2(record: &mut Record) {
    record.run.data.rows = [1, 0, 0];
    let place = record.metrics.columns.iter().position(|metric| *metric == R2).expect("R² is measured");
    record.metrics.rows.iter_mut().for_each(|row| row.values[place] = f64::NAN);
    set_final(record, R2, f64::NAN);
    let rmse = Metric { quantity: Quantity::Rmse, ..R2 };
    let of = |name: &str| Baseline { name: name.to_owned(), values: vec![(R2, f64::NAN), (rmse, 0.0)] };
    record.run.baselines = vec![of("mean"), of("linear regression")];
}

/// Left after two epochs of the fixture's closed form: the loss opens the page, in words and in the terminal.
#[test]
fn a_worked_example_opens_with_its_loss() {
    let fixture = one_row("loss = \"squared-error\"\n");
    let loss = fixture.records[0].run.finals[0].values.iter().find(|(metric, _)| metric.quantity == Quantity::Loss);
    let (_, loss) = loss.expect("the loss is measured");
    let expected = format!(
        "Training loss is {} (a single run). R² is undefined here: the training part has one row, or equal \
         targets. Nothing was held out, so this shows what the network can learn, not how well it generalizes.",
        report::words::number(*loss)
    );
    assert_eq!(fixture.answer(), expected);
    let terminal = report::terminal::results(&fixture.records);
    assert!(
        terminal.contains("training loss") && !terminal.contains("NaN") && !terminal.contains("mean"),
        "{terminal}"
    );
}

#[test]
fn an_undefined_r2_is_a_dash_in_every_row() {
    let report = one_row("").report("one-row");
    assert!(!report.markdown.contains("NaN"), "{}", report.markdown);
    for start in ["| from-scratch", "| *mean*", "| *linear regression*"] {
        assert!(records::line(&report.markdown, start).contains(" – |"), "{}", report.markdown);
    }
    assert!(report.figures.iter().any(|figure| figure.stem == "curves" && !figure.caption.contains("R²")));
}

/// Runs that minimize different losses are not compared by them, but by RMSE.
#[test]
fn arms_with_different_losses_are_compared_by_rmse() {
    let fixture = one_row("[sweep]\n\"training.loss\" = [\"squared-error\", \"mean-squared-error\"]\n");
    assert!(fixture.answer().contains("training RMSE"), "{}", fixture.answer());
}

/// Where the mean has an R², arms are evaluated by it.
#[test]
fn a_defined_r2_stays() {
    let fixture = Fixture::of(
        "title = \"t\"\n[dataset]\nname = \"sine\"\n[network]\n[training]\nepochs = 2\n[sweep]\n\
         \"training.batch_size\" = [8, 16]\n",
    );
    assert!(fixture.answer().contains("training R²"), "{}", fixture.answer());
}

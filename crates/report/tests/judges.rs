//! A further measure as the judge: the order of the results, its column, and the answer.

#[allow(dead_code, unused_imports, reason = "each test file uses its share")]
mod records;

use experiment::Experiment;
use experiment::check::parse;
use experiment::record::{LabeledTable, Outcome};
use experiment::spec::{Judge, Part, Quantity};
use records::{Fixture, line};
use report::choice::choice;
use report::terminal;

/// The judge that a `[judge]` with this metric makes.
fn judge(metric: &str) -> Judge {
    let config =
        format!("title = \"t\"\n[dataset]\nname = \"xor\"\n[network]\n[training]\n[judge]\nmetric = {metric}\n");
    let parsed = parse::<Experiment>("c.toml", &config, &[], |_| Vec::new());
    parsed.unwrap_or_else(|errors| panic!("{errors}")).base.judge.clone()
}

/// The two arms, tanh and relu, of three seeds each, with a recorded quantity of these values and this judge.
fn judged(metric: &str, quantity: &str, values: [f64; 6]) -> Fixture {
    let judge = judge(metric);
    records::pair().with(|index, record| {
        let columns = ["quantity", "epoch", "value"].map(str::to_owned).to_vec();
        let rows = vec![(quantity.to_owned(), vec![f64::NAN, values[index]])];
        record.tables.insert("claims".to_owned(), LabeledTable { columns, rows });
        record.run.spec.judge = judge.clone();
    })
}

/// Whether the row of relu stands before that of tanh.
fn relu_first(page: &str) -> bool {
    let place = |row: &str| page.find(row).unwrap_or_else(|| panic!("no {row} in {page}"));
    place("| relu") < place("| tanh")
}

/// Of 3, 4, 5 and 1, 2, 3 the differences are 2 each time, whose interval is 2 to 2. Less fluctuation is better, so
/// relu comes first: its mean is 2, s = 1, r = 1/3, half is 4.3027·√(2/3) = 3.513; none is below 0.
#[test]
fn the_least_fluctuation_comes_first() {
    let fixture = judged("\"fluctuation\"", "fluctuation", [3.0, 4.0, 5.0, 1.0, 2.0, 3.0]);
    let answer = fixture.answer();
    let expected = "Judged by deviation of the training loss from its line within the epoch, **relu** comes first: \
                    2.000 (0.0 to 5.5). It is better than tanh by 2.000 (95 % interval of the paired difference: \
                    2.000 to 2.000).";
    assert!(answer.starts_with(expected), "{answer}");
    let page = fixture.report("name").markdown;
    assert!(relu_first(&page) && line(&page, "| relu").contains(" **2.000 (0.0 to 5.5)** |"), "{page}");
    let order =
        "The arms are ordered by deviation of the training loss from its line within the epoch, the smallest first.";
    assert!(page.contains(order), "{page}");
    assert_eq!(choice(&fixture.records).map(|choice| choice.run), Some(3), "the first run of relu predicts");
    let lines = terminal::results(&fixture.records);
    assert!(lines.find("relu") < lines.find("tanh") && lines.contains("2.000 (0.0 to 5.5)"), "{lines}");
}

/// The interval around 2 above ends at 0, and a sentence says so; 3.5 around 4 and around 11 leave nothing to cut,
/// where the metrics beside are equal in all runs. Ends of a geometric mean are powers, which leave no range.
#[test]
fn a_cut_interval_of_the_judge_is_explained() {
    let explains = |metric: &str, quantity: &str, values: [f64; 6]| {
        let fixture = judged(metric, quantity, values).with(|_, record| {
            record.run.finals.iter_mut().flat_map(|last| &mut last.values).for_each(|(_, value)| *value = 0.5);
        });
        fixture.report("name").markdown.contains("both ends stand in parentheses, cut there.")
    };
    assert!(explains("\"fluctuation\"", "fluctuation", [3.0, 4.0, 5.0, 1.0, 2.0, 3.0]));
    assert!(!explains("\"fluctuation\"", "fluctuation", [3.0, 4.0, 5.0, 10.0, 11.0, 12.0]));
    let norm = "{ kind = \"gradient-norm\", layer = 0 }";
    assert!(!explains(norm, "gradient-norm 0", [1.0, 2.0, 4.0, 10.0, 20.0, 40.0]));
}

/// Logarithms of 1, 2, 4 have the mean ln 2, and half is 4.3027·ln 2·√(2/3) = 2.435: 2·e^−2.435 = 0.175 to 22.8. No
/// norm is better than another, so none is bold and the largest comes first.
#[test]
fn the_size_of_a_gradient_is_neither_better_nor_worse() {
    let norm = "{ kind = \"gradient-norm\", layer = 0 }";
    let fixture = judged(norm, "gradient-norm 0", [1.0, 2.0, 4.0, 10.0, 20.0, 40.0]);
    let page = fixture.report("name").markdown;
    let relu = line(&page, "| relu");
    assert!(relu_first(&page) && relu.contains(" 20.00 (2 to 228) |"), "{relu}");
    assert!(line(&page, "| tanh").contains(" 2.000 (0.2 to 22.8) |"), "{page}");
    assert!(fixture.answer().starts_with("Judged by gradient norm of hidden layer 1, **relu** comes first: 20.00"));
}

/// An accuracy of 0.5 is reached in epoch 3 by two seeds of tanh, and else never, which counts as epoch 61: the mean
/// is 67/3, s = 33.49, and half is 4.3027·33.49·√(2/3) = 117.7.
#[test]
fn never_is_said_and_counts_as_the_epoch_after_the_last() {
    let until = "{ kind = \"epochs-until\", of = \"train-accuracy\", value = 0.5 }";
    let fixture = judged(until, "none", [0.0; 6]).with(|index, record| {
        let is_accuracy = |(part, quantity)| (part, quantity) == (Part::Train, Quantity::Accuracy);
        let columns = &record.metrics.columns;
        let column = columns.iter().position(|metric| is_accuracy((metric.part, metric.quantity)));
        for row in &mut record.metrics.rows {
            row.values[column.expect("it is measured")] = if index < 2 && row.epoch >= 3 { 0.6 } else { 0.4 };
        }
    });
    let page = fixture.report("name").markdown;
    assert!(!relu_first(&page) && line(&page, "| relu").contains(" never |"), "{page}");
    let tanh = line(&page, "| tanh");
    assert!(tanh.contains("**22.33 (0 to 140) (never in 1 of 3)**"), "{tanh}");
}

/// Shares of seeds are exact counts, of which no interval speaks.
#[test]
fn shares_of_seeds_are_counted() {
    let fixture = judged("\"share-diverged\"", "none", [0.0; 6]).with(|index, record| {
        if index == 1 {
            record.run.outcomes.iter_mut().for_each(|(_, outcome)| *outcome = Outcome::Diverged { epoch: 2 });
        }
    });
    let page = fixture.report("name").markdown;
    assert!(relu_first(&page) && line(&page, "| relu").contains(" **0 of 3** |"), "{page}");
    assert!(line(&page, "| tanh").contains(" 1 of 3 |"), "{page}");
    assert!(!fixture.answer().contains("It is better than"), "{}", fixture.answer());
}

/// A gradient of 0 in every run is 0 and no smallest number, and in some runs it is said of these.
#[test]
fn a_norm_of_zero_is_zero() {
    let norm = "{ kind = \"gradient-norm\", layer = 0 }";
    let page = judged(norm, "gradient-norm 0", [0.0, 0.0, 0.0, 0.0, 2.0, 3.0]).report("name").markdown;
    assert!(line(&page, "| tanh").contains(" 0 |"), "{page}");
    assert!(line(&page, "| relu").contains(" 0 in 1 of 3 |"), "{page}");
}

/// How many of ten setosas each run finds on a part, and the rest of the confusion matrix.
fn finds(found: [f64; 6], part: &'static str) -> impl Fn(usize, &mut experiment::record::Record) {
    move |index, record| {
        let row = |predicted: f64, samples: f64| (part.to_owned(), vec![0.0, predicted, samples]);
        let columns = ["part", "true", "predicted", "samples"].map(str::to_owned).to_vec();
        let table = record.tables.entry("confusion-matrix".to_owned());
        let table = table.or_insert_with(|| LabeledTable { columns, rows: Vec::new() });
        table.rows.extend([row(0.0, found[index]), row(1.0, 10.0 - found[index])]);
    }
}

/// On the test part tanh finds more, on the validation part relu: the validation part selects, and the test part
/// evaluates what was selected. Without a validation part the page says that the test part does both.
#[test]
fn a_measure_of_the_test_part_is_selected_by_validation() {
    let recall = "{ kind = \"class-recall\", class = \"setosa\" }";
    let test = [9.0, 8.0, 9.0, 6.0, 7.0, 6.0];
    let both =
        |fixture: Fixture| fixture.with(finds(test, "test")).with(|_, record| record.run.spec.judge = judge(recall));
    let alone = both(records::pair());
    let answer = alone.answer();
    assert!(
        answer.starts_with("Judged by test recall of setosa, **tanh** comes first: 0.8667 (0.66 to 1.00)"),
        "{answer}"
    );
    assert!(answer.contains("The test part both selects this arm among 2 and evaluates it"), "{answer}");
    let selected = both(records::pair()).with(finds([5.0, 5.0, 6.0, 8.0, 8.0, 9.0], "validation"));
    let selected = selected.with(|_, record| record.run.data.rows = [100, 50, 50]);
    let answer = selected.answer();
    let expected = "**relu**, selected by validation recall of setosa, comes first: test recall of setosa is 0.633";
    assert!(answer.starts_with(expected), "{answer}");
    assert!(!answer.contains("both selects"), "{answer}");
    let page = selected.report("name").markdown;
    assert!(relu_first(&page) && page.contains("ordered by validation recall of setosa, the largest first"), "{page}");
    assert_eq!(choice(&selected.records).map(|choice| choice.run), Some(3), "a run of relu predicts");
}

/// A layer that is the last of one arm and a hidden one of another has its number alone.
#[test]
fn a_layer_of_arms_of_different_depth_has_its_number() {
    let norm = "{ kind = \"gradient-norm\", layer = 1 }";
    let deep = judged(norm, "gradient-norm 1", [1.0; 6]).with(|index, record| {
        record.run.spec.network.hidden = if index < 3 { vec![4] } else { vec![4, 4] };
    });
    assert!(deep.report("name").markdown.contains("| gradient norm of layer 2 "), "{}", deep.report("name").markdown);
}

//! Verdicts on claims, from synthetic runs whose intervals are computed by hand.

#[allow(dead_code)] // The tests of pages use more of it.
mod records;

use experiment::Experiment;
use experiment::check::parse;
use experiment::record::{LabeledTable, Outcome};
use experiment::spec::{Claim, Lesson, Part, Quantity};
use records::Fixture;
use report::claims::{ClaimOutcome, Judgeable, verdicts};

/// Three runs of tanh and three of relu with these test accuracies.
fn pair(tanh: [f64; 3], relu: [f64; 3]) -> Fixture {
    records::pair().with(|index, record| {
        records::set_test_accuracy(record, if index < 3 { tanh[index] } else { relu[index - 3] });
    })
}

/// The claim that the lines of a `[[claim]]` make.
fn claim(lines: &str) -> Claim {
    let rest = "title = \"t\"\n[dataset]\nname = \"xor\"\n[network]\n[training]\n[[claim]]\nsays = \"s\"\n";
    let parsed = parse::<Experiment>("c.toml", &format!("{rest}{lines}"), &[], |_| Vec::new());
    parsed.unwrap_or_else(|errors| panic!("{errors}")).base.claim[0].clone()
}

/// What becomes of these claims, judged together.
fn outcomes(fixture: &Fixture, claims: &[&str]) -> Vec<ClaimOutcome> {
    let mut experiment = fixture.experiment.clone();
    experiment.claim = claims.iter().map(|lines| claim(lines)).collect();
    verdicts(&experiment, &fixture.records, Judgeable::Yes).iter().map(|verdict| verdict.outcome).collect()
}

const TANH: &str = "arm = { network.activation = \"tanh\" }\nmetric = \"test-accuracy\"\n";

fn tanh(bound: &str) -> String {
    format!("{TANH}{bound}")
}

/// The differences are 0.02, 0.02, 0.03: mean 0.02333, s = 0.005774, standard error s·√(1/3 + 1/3) = 0.004714, half of
/// the 95 % interval 4.3027 times that, 0.02028: it reaches from 0.0031 to 0.0436.
#[test]
fn the_whole_interval_lies_beyond_the_bound() {
    let fixture = pair([0.90, 0.92, 0.94], [0.88, 0.90, 0.91]);
    let relu = "above_arm = { network.activation = \"relu\" }";
    let cases = [
        (tanh(relu), ClaimOutcome::Held),
        (tanh(&format!("{relu}\nmargin = 0.003")), ClaimOutcome::Held),
        (tanh(&format!("{relu}\nmargin = 0.0031")), ClaimOutcome::Failed),
        (tanh("below_arm = { network.activation = \"relu\" }"), ClaimOutcome::Failed),
        (tanh("equals_arm = { network.activation = \"relu\" }\nmargin = 0.0437"), ClaimOutcome::Held),
        (tanh("equals_arm = { network.activation = \"relu\" }\nmargin = 0.0435"), ClaimOutcome::Failed),
        // Of tanh alone: mean 0.92, s = 0.02, half 4.3027·0.02·√(2/3) = 0.07026.
        (tanh("above = 0.849"), ClaimOutcome::Held),
        (tanh("above = 0.851"), ClaimOutcome::Failed),
        (tanh("below = 0.991"), ClaimOutcome::Held),
        (tanh("below = 0.989"), ClaimOutcome::Failed),
    ];
    for (lines, expected) in cases {
        assert_eq!(outcomes(&fixture, &[&lines]), [expected], "{lines}");
    }
}

/// The p-value of the lead is 0.0385: below 0.05, but not below half of it beside a claim that fails anyway.
#[test]
fn the_claims_of_a_file_are_decided_together() {
    let fixture = pair([0.90, 0.92, 0.94], [0.88, 0.90, 0.91]);
    let lead = tanh("above_arm = { network.activation = \"relu\" }");
    let other = tanh("above = 0.99");
    assert_eq!(outcomes(&fixture, &[&lead]), [ClaimOutcome::Held]);
    assert_eq!(outcomes(&fixture, &[&lead, &other]), [ClaimOutcome::Failed; 2]);
}

#[test]
fn shares_are_counted_and_no_run_drops_out() {
    let fixture = pair([0.90, 0.92, 0.94], [0.88, 0.90, 0.91]);
    let share = "arm = { network.activation = \"tanh\" }\n\
                 metric = { kind = \"share-reaching\", of = \"test-accuracy\", value = 0.92 }\n";
    let two_of_three =
        ["above = 0.66", "above = 0.67", "equals = 1.0", "above_arm = { network.activation = \"relu\" }"];
    let found: Vec<ClaimOutcome> =
        two_of_three.iter().flat_map(|bound| outcomes(&fixture, &[&format!("{share}{bound}")])).collect();
    assert_eq!(found, [ClaimOutcome::Held, ClaimOutcome::Failed, ClaimOutcome::Failed, ClaimOutcome::Held]);
    let diverged = fixture.with(|index, record| {
        if index == 0 {
            record.run.outcomes.iter_mut().for_each(|(_, outcome)| *outcome = Outcome::Diverged { epoch: 3 });
        }
    });
    assert_eq!(outcomes(&diverged, &[&tanh("above = 0.1")]), [ClaimOutcome::Failed], "a run without a value");
    let lost = "arm = { network.activation = \"tanh\" }\nmetric = \"share-diverged\"\nabove = 0.3";
    assert_eq!(outcomes(&diverged, &[lost]), [ClaimOutcome::Held], "1 of 3");
}

/// Layer norms 1, 2, 4 over 1000 each time: logarithms of the ratio with mean ln 0.002 and s = ln 2. With r = 1/3 half
/// is 4.3027·0.6931·√(2/3) = 2.435, so the ratio lies between 0.002·e^−2.435 = 0.000175 and 0.0228.
#[test]
fn ratios_are_averaged_as_logarithms() {
    let fixture = records::pair().with(|index, record| {
        let columns = ["quantity", "epoch", "value"].map(str::to_owned).to_vec();
        let norm = [1.0, 2.0, 4.0][index % 3];
        let row = |name: &str, value: f64| (name.to_owned(), vec![0.0, value]);
        let rows = vec![row("gradient-norm 0", norm), row("gradient-norm 1", 1000.0)];
        record.tables.insert("claims".to_owned(), LabeledTable { columns, rows });
    });
    let ratio = "arm = { network.activation = \"tanh\" }\nat = 0\n\
                 metric = { kind = \"gradient-ratio\", layers = [0, 1] }\n";
    let found = ["below = 0.0229", "below = 0.0227", "above = 0.00017", "above = 0.00018"]
        .map(|bound| outcomes(&fixture, &[&format!("{ratio}{bound}")])[0]);
    assert_eq!(found, [ClaimOutcome::Held, ClaimOutcome::Failed, ClaimOutcome::Held, ClaimOutcome::Failed]);
}

/// An accuracy of 0.5 is reached in epoch 3 by tanh and never by relu.
#[test]
fn never_is_later_than_every_epoch() {
    let fixture = records::pair().with(|index, record| {
        let column = record
            .metrics
            .columns
            .iter()
            .position(|metric| (metric.part, metric.quantity) == (Part::Train, Quantity::Accuracy));
        let column = column.expect("it is measured");
        for row in &mut record.metrics.rows {
            row.values[column] = if index < 3 && row.epoch >= 3 { 0.6 } else { 0.4 };
        }
    });
    let until = "metric = { kind = \"epochs-until\", of = \"train-accuracy\", value = 0.5 }\n";
    let of = |arm: &str, bound: &str| {
        outcomes(&fixture, &[&format!("arm = {{ network.activation = \"{arm}\" }}\n{until}{bound}")])[0]
    };
    assert_eq!(of("tanh", "equals = 3\nmargin = 0.5"), ClaimOutcome::Held);
    assert_eq!(of("tanh", "below_arm = { network.activation = \"relu\" }\nmargin = 57"), ClaimOutcome::Held);
    assert_eq!(of("relu", "above = 60"), ClaimOutcome::Held);
    assert_eq!(of("relu", "below = 100"), ClaimOutcome::Failed, "never is not before epoch 100");
    assert_eq!(of("relu", "below_arm = { network.activation = \"tanh\" }"), ClaimOutcome::Failed);
}

#[test]
fn every_run_must_have_the_same_bits() {
    let bits = "arm = { network.activation = \"tanh\" }\nmetric = \"bits\"\n\
                equals_arm = { network.activation = \"relu\" }";
    let same = records::pair().with(|_, record| record.metrics.rows.iter_mut().for_each(|row| row.values.fill(0.5)));
    assert_eq!(outcomes(&same, &[bits]), [ClaimOutcome::Held]);
    let one_digit = same.with(|index, record| {
        if index == 4 {
            let rows = record.metrics.rows.iter_mut().filter(|row| row.epoch == 7);
            rows.for_each(|row| row.values[0] = f64::from_bits(0.5f64.to_bits() + 1));
        }
    });
    assert_eq!(outcomes(&one_digit, &[bits]), [ClaimOutcome::Failed]);
}

#[test]
fn the_page_begins_with_the_claims() {
    let mut fixture = pair([0.90, 0.92, 0.94], [0.88, 0.90, 0.91]);
    fixture.experiment.claim = vec![claim(&tanh("above_arm = { network.activation = \"relu\" }\nlecture = [\"M20\"]"))];
    let report = fixture.report("name");
    let expected = "- ✓ **s.** Test accuracy: 0.9200 ± 0.0703 with tanh, 0.8967 ± 0.0537 with relu; the difference is \
                    0.003 to 0.044 (95 % interval, 3 seeds). *([M20](../lectures.md#m20))*";
    let line = report.markdown.lines().find(|line| line.starts_with("- ")).unwrap_or_default();
    assert_eq!(line, expected);
    assert!(report.failed.is_empty());
    fixture.experiment.claim = vec![claim(&tanh("below = 0.5"))];
    let report = fixture.report("name");
    assert!(report.markdown.contains("- ✗ **s.** Test accuracy"), "{}", report.markdown);
    assert_eq!(report.failed.len(), 1);
}

/// Where a norm is 0 no ratio is a number: the page says in which runs it is 0. Ratios below a tenth are parts.
#[test]
fn zeros_and_small_ratios_are_read_at_a_glance() {
    let page = |tanh: f64, relu: f64| {
        let mut fixture = records::pair().with(|index, record| {
            let columns = ["quantity", "epoch", "value"].map(str::to_owned).to_vec();
            let norm = if index < 3 { tanh } else { relu };
            let rows = vec![("gradient-norm 0".to_owned(), vec![f64::NAN, norm])];
            record.tables.insert("claims".to_owned(), LabeledTable { columns, rows });
        });
        let lines = "arm = { network.activation = \"tanh\" }\nbelow_arm = { network.activation = \"relu\" }\n\
                     metric = { kind = \"gradient-norm\", layer = 0 }";
        fixture.experiment.claim = vec![claim(lines)];
        fixture.report("name").markdown
    };
    assert!(
        page(0.0, 2.0).contains(": 0 with tanh in every one of 3 seeds and 2.000 with relu."),
        "{}",
        page(0.0, 2.0)
    );
    let small = page(0.25, 50.0);
    assert!(
        small.contains(": 1/200 as much with tanh as with relu (95 % interval 1/200 to 1/200, 3 seeds)."),
        "{small}"
    );
}

/// An answer that somebody is asked for is folded; one that fails is not to be missed.
#[test]
fn an_answer_is_folded_unless_it_fails() {
    let mut fixture = pair([0.90, 0.92, 0.94], [0.88, 0.90, 0.91]);
    fixture.experiment.lesson = Some(Lesson {
        lecture: Vec::new(),
        predict: Some("Which one?".to_owned()),
        answer: None,
        idea: "i".to_owned(),
        because: "b".to_owned(),
        exercises: Vec::new(),
    });
    let mut page = |bound: &str| {
        fixture.experiment.claim = vec![claim(&tanh(bound))];
        fixture.report("name").markdown
    };
    let (held, failed) = (page("above = 0.849"), page("above = 0.851"));
    let opening = "<details>\n<summary>The answer</summary>\n\n- ✓ **s.**";
    assert!(held.contains(&format!("Which one?\n\n{opening}")), "{held}");
    assert!(failed.contains("Which one?\n\n- ✗ **s.**") && !failed.contains("The answer"), "{failed}");
}

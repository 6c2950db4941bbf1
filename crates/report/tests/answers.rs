//! The answer of a report: which arm is selected, which differences are significant, and how a perceptron ended.

#[allow(dead_code)] // The tests of pages use more of it.
mod records;

use experiment::record::{Outcome, Record};
use experiment::spec::{Judge, Measure, Metric, Part, Quantity};
use records::{Fixture, line, set_accuracy, set_test_accuracy, two_arms};

fn pair(first: [f64; 3], second: [f64; 3]) -> Fixture {
    records::pair()
        .with(|index, record| set_test_accuracy(record, if index < 3 { first[index] } else { second[index - 3] }))
}

/// 150 rows train and 50 test, so a standard error is s·√(1/3 + 1/3).
///
/// | | mean | s | error | p = 1 − t/√(2 + t²) |
/// |---|---|---|---|---|
/// | tanh: 0.90, 0.92, 0.94 | 0.92 | 0.02 | 0.01633 | |
/// | over relu: 0.02, 0.02, 0.03 | 0.02333 | 0.005774 | 0.004714 | 0.0385 |
/// | over the baseline, 0.36 in every run | 0.56 | 0.02 | 0.01633 | 0.0008 |
/// | relu over the baseline | 0.5367 | 0.01528 | 0.01247 | 0.0005 |
///
/// The smallest p needs 0.05/3, the next 0.05/2, the last 0.05: all are significant. At 95 % t = 4.3027, at 97.5 %
/// t = 0.975·√2/√(1 − 0.975²) = 6.2054, and half is t times the error.
#[test]
fn a_significant_lead_has_its_interval() {
    let fixture = pair([0.90, 0.92, 0.94], [0.88, 0.90, 0.91]);
    assert_eq!(
        fixture.answer(),
        "**tanh** has the best test accuracy: 0.9200 ± 0.0703 (mean and 95 % interval over 3 seeds). It is better than \
         relu by 0.02333 (95 % interval of the paired difference: 0.003 to 0.044). The baseline (majority class) has \
         0.3600. **tanh** is better than majority class by 0.5600 (97.5 % interval of the paired difference: 0.46 to \
         0.66). Significance is decided with Holm's correction for 3 comparisons, and each interval has the level of \
         its step in it. The test part both selects this arm among 2 and evaluates it, so its result is too \
         optimistic. New rows, or a validation part for the selection, would give an unbiased one."
    );
}

/// Differences 0.01, 0.02, 0.03: mean 0.02, s = 0.01, error 0.01·√(2/3), half = 4.3027·0.008165 = 0.0351. It takes n
/// runs with t·0.01·√(1/n + 1/3) < 0.02: of five t = 2.7764 and the product is 0.0203, of six 2.5706 and 0.0182.
#[test]
fn arms_within_noise_do_not_differ_significantly() {
    let fixture = pair([0.90, 0.92, 0.94], [0.89, 0.90, 0.91]);
    let expected = "It does not differ significantly from relu (paired difference 0.02000, 95 % interval −0.015 to \
                    0.055). About 6 seeds would show a difference of this size from relu.";
    assert!(fixture.answer().contains(expected), "{}", fixture.answer());
}

#[test]
fn equal_arms_have_no_best() {
    let fixture = pair([1.0; 3], [1.0; 3]);
    let expected = "No arm is better than another: both have test accuracy 1.000 ± 0";
    assert!(fixture.answer().starts_with(expected), "{}", fixture.answer());
    let row = line(&fixture.report("name").markdown, "| tanh").to_owned();
    assert!(row.contains("1.000 ± 0") && !row.contains("**1.000"), "{row}");
}

#[test]
fn a_diverged_run_has_no_value_and_is_reported() {
    let fixture = pair([0.90, 0.92, 0.94], [0.99; 3]).with(|index, record| {
        if index >= 4 {
            record.run.outcomes.iter_mut().for_each(|(_, outcome)| *outcome = Outcome::Diverged { epoch: index });
        }
    });
    let answer = fixture.answer();
    assert!(answer.contains("**tanh** has the best"), "an arm with diverged runs cannot be best: {answer}");
    let diverged = "2 of 3 runs with relu diverged: the loss became infinite or NaN, or ended beyond a million times";
    assert!(answer.contains(diverged), "{answer}");
    assert!(!answer.contains("better than relu") && !answer.contains("from relu"), "one run is left of it: {answer}");
    let text = fixture.report("name").markdown;
    let row = line(&text, "| relu");
    assert!(row.contains("0.9900 (1 of 3)"), "{row}");
    assert!(row.contains("1 of 3 ran to epoch 60; 2 of 3 diverged in epochs 4 to 5"), "{row}");
}

/// Before training there is neither a curve nor a winner, whatever the numbers of the initial parameters are.
#[test]
fn without_training_no_arm_is_best() {
    let fixture = pair([0.90, 0.92, 0.94], [0.88, 0.90, 0.91]).with(|_, record| {
        record.metrics.rows.retain(|row| row.epoch == 0);
        record.agreement.retain(|row| row.epoch == 0);
    });
    let report = fixture.report("name");
    assert!(line(&report.markdown, "**In short.**").starts_with("**In short.** Nothing was trained, so no arm"));
    assert!(!line(&report.markdown, "| tanh").contains("**"), "{}", report.markdown);
    let stems: Vec<&str> = report.figures.iter().map(|figure| figure.stem.as_str()).collect();
    assert!(!stems.contains(&"curves") && !stems.contains(&"agreement"), "{stems:?}");
}

/// An accuracy of 0.93 says nothing where one class has a share of 0.93.
#[test]
fn a_dominant_class_is_reported() {
    let common = |record: &mut Record| {
        let values = record.run.baselines.iter_mut().flat_map(|baseline| &mut baseline.values);
        values.for_each(|(_, value)| *value = 0.93);
    };
    let rare = records::pair().with(|_, record| common(record)).answer();
    assert!(rare.contains("One class makes up 0.9300 of the rows"), "{rare}");
    assert!(!records::pair().answer().contains("One class makes"));
}

/// The validation part selects relu, which is worse on the test part. 100 rows train and 50 test, so a standard error
/// is s·√(1/3 + 1/2). 0.88, 0.90, 0.91: mean 0.89667, s = 0.015275, half = 0.0600. The differences are those of the
/// lead above with the other sign: s = 0.005774, error 0.005270, half = 0.0227, p = 0.047.
#[test]
fn the_validation_part_selects_and_the_test_part_evaluates() {
    let tests = [[0.90, 0.92, 0.94], [0.88, 0.90, 0.91]].concat();
    let fixture = two_arms("[1, 2, 3]", "validation = 0.25\ntest = 0.25").with(|index, record| {
        set_test_accuracy(record, tests[index]);
        set_accuracy(record, Part::Validation, if index < 3 { 0.8 } else { 0.9 });
    });
    let answer = fixture.answer();
    let expected = "**relu**, selected by validation accuracy, has test accuracy 0.8967 ± 0.0600 (mean and 95 % \
                    interval over 3 seeds). It is worse than tanh by 0.02333 (95 % interval of the paired difference: \
                    0.001 to 0.046).";
    assert!(answer.starts_with(expected), "{answer}");
    assert!(!answer.contains("optimistic"), "the test part did not select: {answer}");
}

/// One arm leaves rows out; its half is 4.3027·0.015275·√(1/3 + 49/150) = 0.0534. There is no best arm: neither is
/// best, no difference is paired, no number is bold.
#[test]
fn arms_on_different_rows_are_not_compared() {
    let fixture = pair([0.90, 0.92, 0.94], [0.88, 0.90, 0.91]).with(|index, record| {
        if index >= 3 {
            record.run.data.rows[2] -= 1;
        }
    });
    let expected = "The arms are evaluated on different rows, so their numbers cannot be compared. Test \
                    accuracy is 0.9200 ± 0.0703 with tanh and 0.8967 ± 0.0534 with relu (mean and 95 % interval over 3 \
                    seeds). **tanh** is better than majority class by 0.5600";
    assert!(fixture.answer().starts_with(expected), "{}", fixture.answer());
    let text = fixture.report("name").markdown;
    assert!(!line(&text, "| tanh").contains("**"), "{text}");
    assert!(text.contains("different rows, so none is best.") && !text.contains("It is better"), "{text}");
}

fn rosenblatt(network: &str, training: &str) -> Fixture {
    Fixture::of(&format!(
        "title = \"Rosenblatt\"\nengines = [\"from-scratch\"]\n[dataset]\nname = \"xor\"\n[network]\n\
         kind = \"perceptron\"\n{network}\n[training]\nepochs = 60\nbatch_size = 1\n{training}\n"
    ))
}

fn ended(fixture: Fixture, outcome: Outcome, parameters: usize) -> String {
    let ended = fixture.with(|_, record| {
        record.run.outcomes[0].1 = outcome.clone();
        record.run.data.parameters = parameters;
    });
    ended.answer()
}

/// The synthetic data have two inputs: three parameters for each output, two where there is no bias.
#[test]
fn a_perceptron_answers_by_how_it_ended() {
    let clean = ended(rosenblatt("", ""), Outcome::Clean { epoch: 4, corrections: 6 }, 3);
    assert!(clean.contains("classifies every training sample correctly after 6 corrections: epoch 4 had no mistake."));
    let cycle = Outcome::Cycle { epoch: 6, length: 3, corrections: 14 };
    let cycle_sentence = "after 14 corrections the weights at the end of epoch 6 are those of an earlier epoch, so the \
                perceptron repeats a cycle of 3 epochs forever.";
    let proven = [
        ("", "", 3, "The training data are **not linearly separable**: after"),
        ("bias = \"none\"", "", 2, "**No line through the origin separates the classes**: after"),
        ("", "", 9, "**At least one class cannot be separated from the rest by a line**: after"),
        ("", "penalty = { l2 = 1e-3 }", 3, "After"),
    ];
    for (network, training, parameters, expected) in proven {
        let answer = ended(rosenblatt(network, training), cycle.clone(), parameters);
        assert!(answer.contains(expected) && answer.contains(&cycle_sentence[5..]), "{expected}: {answer}");
    }
}

#[test]
fn a_perceptron_without_an_epoch_free_of_mistakes_is_reported() {
    let still = "The perceptron still made mistakes in the last of its 60 epochs.";
    let drawn = ended(rosenblatt("", "shuffle = true"), Outcome::Finished, 3);
    assert!(drawn.contains(still) && drawn.contains("with `shuffle = false` it can"), "{drawn}");
    let fixed = ended(rosenblatt("", "shuffle = false"), Outcome::Finished, 3);
    assert!(fixed.contains(still) && !fixed.contains("shuffle"), "{fixed}");
    let counted = ended(rosenblatt("", "until_clean = false"), Outcome::Finished, 3);
    assert!(!counted.contains("mistakes"), "an earlier epoch may have been free of mistakes: {counted}");
}

/// By accuracy tanh is best, by the recall of a rare class relu: the judge decides, and its metric has a column.
#[test]
fn the_judge_decides() {
    let recall = Metric { part: Part::Test, quantity: Quantity::Recall };
    let judge = Judge { metric: Some(Measure::Metric(recall)), class: Some("virginica".to_owned()) };
    let fixture = pair([0.99, 0.98, 0.97], [0.90, 0.91, 0.92]).with(|index, record| {
        record.run.spec.judge = judge.clone();
        let value = if index < 3 { 0.25 } else { 0.75 };
        record.run.finals.iter_mut().for_each(|last| last.values.push((recall, value)));
    });
    let answer = fixture.answer();
    assert!(answer.starts_with("**relu** has the best test recall: 0.7500 ± 0"), "{answer}");
    assert!(answer.contains("It is that of the class virginica; a network that predicts nothing else"), "{answer}");
    let page = fixture.report("name").markdown;
    assert!(line(&page, "| relu").contains("**0.7500 ± 0**"), "{page}");
    let place = |row: &str| page.find(row).unwrap_or_else(|| panic!("no {row} in {page}"));
    assert!(place("| relu") < place("| tanh"), "the judge orders the rows: {page}");
    assert!(
        page.contains("Recall is the share of the rows of a class that are found. The class is virginica."),
        "{page}"
    );
}

/// The lead of 0.02333 above, in a report that a claim answers. The other arm is compared with the first of the config
/// and neither is called the best, nor is a number bold; it is the only comparison, so the interval is that of 95 %.
#[test]
fn beside_claims_no_arm_is_crowned() {
    let text = claimed(pair([0.90, 0.92, 0.94], [0.88, 0.90, 0.91])).report("name").markdown;
    let expected = "Test accuracy, compared with tanh run by run: lower with relu by 0.02333 (95 % interval 0.003 to \
                    0.044).";
    assert!(text.contains(expected), "{text}");
    assert!(!text.contains("best") && !text.contains("**0."), "{text}");
    let noise = claimed(pair([0.90, 0.92, 0.94], [0.89, 0.90, 0.91])).report("name").markdown;
    assert!(noise.contains("run by run: not significantly different with relu (−0.02000, 95 % interval"), "{noise}");
    let equal = claimed(pair([1.0; 3], [1.0; 3])).report("name").markdown;
    assert!(equal.contains("Test accuracy is 1.000 ± 0 with both arms."), "{equal}");
}

/// The same runs, of a config that claims something.
fn claimed(mut fixture: Fixture) -> Fixture {
    let config = "title = \"t\"\n[dataset]\nname = \"xor\"\n[network]\n[training]\n[[claim]]\nsays = \"It learns\"\n\
                  metric = \"test-accuracy\"\narm = { network.activation = \"tanh\" }\nabove = 0.1\n";
    let parsed = experiment::check::parse::<experiment::Experiment>("c.toml", config, &[], |_| Vec::new());
    fixture.experiment.claim = parsed.unwrap_or_else(|errors| panic!("{errors}")).base.claim;
    fixture
}

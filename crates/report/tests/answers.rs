//! The answer of a report: which arm is selected, which differences are significant, and how a perceptron ended.

#[allow(dead_code)] // The tests of pages use more of it.
mod records;

use experiment::record::{Outcome, Record};
use experiment::spec::{Metric, Part, Quantity};
use records::Fixture;

/// The line that starts so.
fn line<'a>(text: &'a str, start: &str) -> &'a str {
    let found = text.lines().find(|line| line.starts_with(start));
    found.unwrap_or_else(|| panic!("no line starts with {start:?} in:\n{text}"))
}

fn answer(fixture: &Fixture) -> String {
    line(&fixture.report("name").markdown, "**In short.**").to_owned()
}

/// Sets the test accuracy that every engine ends with.
fn judge(record: &mut Record, value: f64) {
    accuracy(record, Part::Test, value);
}

fn accuracy(record: &mut Record, part: Part, value: f64) {
    let judged = Metric { part, quantity: Quantity::Accuracy };
    for last in &mut record.run.finals {
        last.values.iter_mut().filter(|(metric, _)| *metric == judged).for_each(|(_, known)| *known = value);
    }
}

fn pair(first: [f64; 3], second: [f64; 3]) -> Fixture {
    records::pair().with(|index, record| judge(record, if index < 3 { first[index] } else { second[index - 3] }))
}

/// 0.90, 0.92, 0.94: s = 0.02, half = 4.3027·0.02/√3 = 0.0497. Differences 0.02, 0.02, 0.03: mean 0.02333,
/// s = 0.005774, half = 4.3027·0.005774/√3 = 0.01434. The baseline has 0.36 in every run: 0.56 ± 0.0497 behind.
#[test]
fn a_significant_lead_has_its_interval() {
    let fixture = pair([0.90, 0.92, 0.94], [0.88, 0.90, 0.91]);
    assert_eq!(
        answer(&fixture),
        "**In short.** **tanh** has the best test accuracy: 0.9200 ± 0.0497 (mean and 95 % interval over 3 seeds). It \
         is better than relu by 0.02333 (95 % interval of the paired difference: 0.009 to 0.038). The baseline \
         (majority class) has 0.3600. **tanh** is better than majority class by 0.5600 (95 % interval of the paired \
         difference: 0.510 to 0.610). The test part both selects this arm among 2 and evaluates it, so its result is \
         too optimistic. New rows, or a validation part for the selection, would give an unbiased one."
    );
}

/// Differences 0.01, 0.02, 0.03: mean 0.02, s = 0.01, half = 4.3027·0.01/√3 = 0.0248.
#[test]
fn arms_within_noise_do_not_differ_significantly() {
    let fixture = pair([0.90, 0.92, 0.94], [0.89, 0.90, 0.91]);
    let expected = "It does not differ significantly from relu (paired difference 0.02000, 95 % interval −0.005 to \
                    0.045); more seeds might show a difference.";
    assert!(answer(&fixture).contains(expected), "{}", answer(&fixture));
}

#[test]
fn equal_arms_have_no_best() {
    let fixture = pair([1.0; 3], [1.0; 3]);
    let expected = "**In short.** No arm is better than another: both have test accuracy 1.000 ± 0";
    assert!(answer(&fixture).starts_with(expected), "{}", answer(&fixture));
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
    let answer = answer(&fixture);
    assert!(answer.contains("**tanh** has the best"), "an arm with diverged runs cannot be best: {answer}");
    assert!(answer.contains("2 of 3 runs with relu diverged: the objective became infinite or NaN."), "{answer}");
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
    let rare = answer(&records::pair().with(|_, record| common(record)));
    assert!(rare.contains("One class makes up 0.9300 of the rows"), "{rare}");
    assert!(!answer(&records::pair()).contains("One class makes"));
}

/// Two arms over three seeds, with more in `[dataset]`.
fn cut(seeds: &str, dataset: &str) -> Fixture {
    Fixture::of(&format!(
        "title = \"Two arms\"\nseeds = {seeds}\n[dataset]\nname = \"iris\"\n{dataset}\n[network]\nhidden = [4]\n\
         [training]\nepochs = 60\n[sweep]\n\"network.activation\" = [\"tanh\", \"relu\"]\n"
    ))
}

/// The validation part selects relu, which is worse on the test part. 0.88, 0.90, 0.91: mean 0.89667, s = 0.015275,
/// half = 4.3027·0.015275/√3 = 0.0379; the differences are those of the lead above, with the other sign.
#[test]
fn the_validation_part_selects_and_the_test_part_evaluates() {
    let tests = [[0.90, 0.92, 0.94], [0.88, 0.90, 0.91]].concat();
    let fixture = cut("[1, 2, 3]", "validation = 0.25\ntest = 0.25").with(|index, record| {
        judge(record, tests[index]);
        accuracy(record, Part::Validation, if index < 3 { 0.8 } else { 0.9 });
    });
    let answer = answer(&fixture);
    let expected = "**In short.** **relu**, selected by validation accuracy, has test accuracy 0.8967 ± 0.0379 (mean \
                    and 95 % interval over 3 seeds). It is worse than tanh by 0.02333 (95 % interval of the paired \
                    difference: 0.009 to 0.038).";
    assert!(answer.starts_with(expected), "{answer}");
    assert!(!answer.contains("optimistic"), "the test part did not select: {answer}");
}

/// Both other arms are 0.01, 0.02, 0.03, 0 and 0.02 behind: mean 0.016, s = 0.0114, half = 2.7764·0.0114/√5 = 0.01416,
/// t = 3.14 and p = 0.035. Alone that would do; of three pairs the first needs 0.05/3.
#[test]
fn several_comparisons_are_corrected_for() {
    let behind = [0.01, 0.02, 0.03, 0.0, 0.02];
    let fixture =
        records::irises().with(|index, record| judge(record, 0.9 - if index < 5 { 0.0 } else { behind[index % 5] }));
    let answer = answer(&fixture);
    let expected = "It does not differ significantly from tanh (paired difference 0.01600, 95 % interval 0.002 to \
                    0.030) and relu (0.01600, 0.002 to 0.030); more seeds might show a difference. Significance is \
                    decided with Holm's correction for 3 comparisons; the intervals are not corrected.";
    assert!(answer.contains(expected), "{answer}");
    assert!(answer.contains("The test part both selects this arm among 3 and evaluates it"), "{answer}");
}

/// One arm leaves rows out: neither is best, no difference is paired, no number is bold.
#[test]
fn arms_on_different_rows_are_not_compared() {
    let fixture = pair([0.90, 0.92, 0.94], [0.88, 0.90, 0.91]).with(|index, record| {
        if index >= 3 {
            record.run.data.rows[2] -= 1;
        }
    });
    let expected = "**In short.** The arms are evaluated on different rows, so their numbers cannot be compared. Test \
                    accuracy is 0.9200 ± 0.0497 with tanh and 0.8967 ± 0.0379 with relu (mean and 95 % interval over 3 \
                    seeds). **tanh** is better than majority class by 0.5600";
    assert!(answer(&fixture).starts_with(expected), "{}", answer(&fixture));
    let text = fixture.report("name").markdown;
    assert!(!line(&text, "| tanh").contains("**"), "{text}");
    assert!(text.contains("different rows, so none is best.") && !text.contains("It is better"), "{text}");
}

/// 0.90, 0.92, 0.94 of three folds, 50 test rows and 100 training rows: half = 4.3027·0.02·√(1/3 + 1/2) = 0.0786.
#[test]
fn folds_share_training_rows() {
    let tests = [[0.90, 0.92, 0.94], [0.88, 0.90, 0.91]].concat();
    let fixture = cut("[1]", "folds = 3").with(|index, record| {
        record.run.data.rows = [100, 0, 50];
        judge(record, tests[index]);
    });
    let answer = answer(&fixture);
    assert!(answer.contains("0.9200 ± 0.0786 (mean and 95 % interval over 3 folds)"), "{answer}");
    assert!(
        fixture
            .report("name")
            .markdown
            .contains("s²·(1/n + r), where r is the ratio of test rows to training rows (Nadeau and Bengio)")
    );
}

/// The baseline is 0.01, 0.02 and 0.03 better than the network: half = 4.3027·0.01/√3 = 0.0248.
#[test]
fn an_arm_is_compared_with_the_best_baseline() {
    let against = |ahead: [f64; 3]| {
        let fixture = pair([0.90, 0.92, 0.94], [0.80; 3]).with(|index, record| {
            let simple = [0.90, 0.92, 0.94][index % 3] + ahead[index % 3];
            record.run.baselines.iter_mut().flat_map(|known| &mut known.values).for_each(|(_, value)| *value = simple);
        });
        answer(&fixture)
    };
    let unclear = "**tanh** does not differ significantly from majority class (paired difference −0.02000, 95 % \
                   interval −0.045 to 0.005).";
    assert!(against([0.01, 0.02, 0.03]).contains(unclear), "{}", against([0.01, 0.02, 0.03]));
    let short = "**tanh** is worse than majority class by 0.02000 (95 % interval of the paired difference: 0.0200";
    assert!(against([0.02; 3]).contains(short), "{}", against([0.02; 3]));
    assert!(against([2.2e-16; 3]).contains("**tanh** is as good as majority class."), "rounding is no lead");
    assert!(against([0.0; 3]).contains("**tanh** is as good as majority class."), "{}", against([0.0; 3]));
}

fn rosenblatt(network: &str, training: &str) -> Fixture {
    Fixture::of(&format!(
        "title = \"Rosenblatt\"\nengines = [\"from-scratch\"]\n[dataset]\nname = \"xor\"\n[network]\n\
         kind = \"perceptron\"\n{network}\n[training]\nepochs = 60\nbatch_size = 1\n{training}\n"
    ))
}

fn ended(fixture: Fixture, outcome: Outcome, parameters: usize) -> String {
    answer(&fixture.with(|_, record| {
        record.run.outcomes[0].1 = outcome.clone();
        record.run.data.parameters = parameters;
    }))
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
        ("", "penalty = { l2 = 1e-3 }", 3, "**In short.** After"),
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
